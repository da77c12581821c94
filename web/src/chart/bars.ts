// One bar per row, in the order given.
import { type SVGTemplateResult, nothing, svg } from "lit";
import { type Bar, type BarsLayout, type PlacedBar, kBar, kStacked, layoutBars } from "./bars-layout.js";
import { across, hatch, seriesClass, whisker, write } from "./marks.js";
import { type ChartNode, type Picture, type Stage, type TableTwin, sayValue } from "./picture.js";
import { isolate } from "./text.js";
import type { BarRow, BarsModel, ChartWords, Target } from "./types.js";

// A vertical line through all bars; where labels stand between the bars, in pieces beside the bars only.
const upright = (name: string, x: number, l: BarsLayout, stacked: boolean): SVGTemplateResult => {
  const from = name === "target" ? l.top - 4 : l.top;
  const d = stacked
    ? l.bars.map((bar) => `M${x} ${bar.barTop - 2}v${kBar + 4}`).join("")
    : `M${x} ${from}V${l.bottom}`;
  return svg`<path class=${name} d=${d}></path>`;
};

const drawBar = (bar: PlacedBar): SVGTemplateResult => {
  const { row, barTop: y, low, high } = bar;
  const hatched = row.total || row.partial || row.hatched || bar.partTo !== undefined;
  const tone = row.tone ?? bar.fill;
  const name = `bar ${tone} ${hatched ? "open" : ""}`;
  const { x, width } = across(bar.from, bar.to);
  const seen = Math.max(width, row.value === 0 ? 0 : 1);
  const ends = `v${kBar - 8}`;
  const solid = across(bar.from, bar.partTo ?? bar.from);
  return svg`${
    row.value === null
      ? nothing
      : svg`<rect class=${name} x=${x} y=${y} width=${seen} height=${kBar}></rect>
        ${hatched ? hatch({ x, y, width: seen, height: kBar }, tone) : nothing}
        <rect class="bar ${tone}" x=${solid.x} y=${y} width=${solid.width} height=${kBar}></rect>`
  }${
    low === undefined || high === undefined
      ? nothing
      : whisker(`M${low} ${y + kBar / 2}H${high}M${low} ${y + 4}${ends}M${high} ${y + 4}${ends}`)
  }`;
};

const writeBar = (bar: PlacedBar, stage: Stage, stacked: boolean): SVGTemplateResult => {
  const { row, label, value } = bar;
  const absent = row.value === null;
  return svg`
    ${write(row.total ? "strong" : "label", isolate(label.text), label, stage, {
      middle: !stacked,
      full: row.label,
    })}
    ${write(absent ? "absent halo" : "value halo", value.text, value, stage, {
      middle: true,
      full: absent ? (row.reason ?? "") : "",
    })}`;
};

const targetMark = (
  l: BarsLayout,
  target: Target | undefined,
  stage: Stage,
  stacked: boolean,
): SVGTemplateResult | typeof nothing => {
  if (target === undefined || l.targetX === undefined) return nothing;
  const edge = l.targetX > l.width / 2 ? "right" : "left";
  const text = `${target.label ?? stage.words.target} ${target.text}`;
  return svg`${upright("target", l.targetX, l, stacked)}
    ${write("strong halo", text, { x: l.targetX, y: stage.size, edge }, stage)}`;
};

const rule = ({ ruleY, width }: BarsLayout): SVGTemplateResult | typeof nothing =>
  ruleY === undefined ? nothing : svg`<path class="grid" d="M0 ${ruleY}H${width}"></path>`;

// The picture of bars that know where they begin and end; `joined` ties each to the next.
export const picture = (
  rows: readonly Bar[],
  target: Target | undefined,
  format: (value: number) => string,
  stage: Stage,
  joined: boolean,
  more: Picture["more"],
): Picture => {
  const { words, rtl } = stage;
  const l = layoutBars(rows, target, stage);
  const stacked = stage.width < kStacked;
  const drawing = svg`
    ${rule(l)}
    ${joined ? joints(l) : nothing}
    ${l.bars.map((bar) => drawBar(bar))}
    ${upright("zero", l.zeroX, l, stacked)}
    ${targetMark(l, target, stage, stacked)}
    ${l.bars.map((bar) => writeBar(bar, stage, stacked))}`;
  const nodes = l.bars.map((bar): ChartNode[] => {
    const said = sayValue(bar.row, words, format);
    const more = [bar.row.detail ?? "", bar.row.part?.text ?? ""].filter((text) => text !== "");
    const note = words.join([...more, ...said.notes]);
    return [
      {
        x: 0,
        y: bar.top,
        width: l.width,
        height: bar.band,
        round: 3,
        tipX: bar.row.value === null ? l.zeroX : bar.to,
        tipY: bar.barTop,
        name: words.join([bar.row.label, said.text, ...more, ...said.notes]),
        pick: { id: bar.row.id },
        tip: { head: bar.row.label, lines: [{ label: "", text: said.text, active: true }], note },
      },
    ];
  });
  const notes = rows.some((row) => row.partial) ? [words.partialNote] : [];
  return {
    width: l.width,
    height: l.height,
    drawing,
    nodes,
    flip: rtl,
    aim: "inside",
    start: { row: 0, column: 0 },
    notes,
    ...(more ? { more } : {}),
  };
};

const joints = (l: BarsLayout): SVGTemplateResult[] =>
  l.bars.slice(0, -1).map((bar, i) => {
    const next = l.bars[i + 1];
    return svg`<line class="joint" x1=${bar.to} x2=${bar.to} y1=${bar.barTop} y2=${(next?.barTop ?? 0) + kBar}></line>`;
  });

const kDefaultLimit = 20;

// Rows of the model within its limit, and the total, which is never cut away.
export const shownRows = (model: BarsModel, expanded: boolean): readonly BarRow[] => {
  const limit = model.limit ?? kDefaultLimit;
  const plain = model.rows.filter((row) => !row.total);
  const kept = expanded || plain.length <= limit + 2 ? plain : plain.slice(0, limit);
  return [...kept, ...model.rows.filter((row) => row.total)];
};

export const barsPicture = (model: BarsModel, stage: Stage): Picture => {
  const rows = shownRows(model, stage.expanded);
  const total = model.rows.filter((row) => !row.total).length;
  const shown = rows.filter((row) => !row.total).length;
  const always = total <= (model.limit ?? kDefaultLimit) + 2;
  const bars = rows.map((row) => ({
    ...row,
    from: 0,
    to: row.value ?? 0,
    fill: row.total ? "ink" : seriesClass(0),
  }));
  return picture(
    bars,
    model.target,
    model.format,
    stage,
    false,
    always ? undefined : { shown, total },
  );
};

export const barsTable = (model: BarsModel, words: ChartWords): TableTwin => ({
  headings: [model.rowHeading ?? words.series, model.unit === "" ? words.value : model.unit],
  rows: model.rows.map((row) => {
    const { notes } = sayValue(row, words, model.format);
    const text = row.value === null ? "—" : row.text;
    return {
      head: row.label,
      cells: [{ text, value: row.value, note: words.join(notes) }],
      total: row.total === true,
    };
  }),
});
