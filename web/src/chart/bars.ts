// One bar per row, from zero, in the order given. Also draws the waterfall, whose bars float.
import { max, min } from "d3-array";
import { scaleLinear } from "d3-scale";
import { type SVGTemplateResult, nothing, svg } from "lit";
import { across, hatch, round, seriesClass, whisker, write } from "./marks.js";
import { type ChartNode, type Picture, type Stage, type TableTwin, sayValue } from "./picture.js";
import { ellipsise, isolate } from "./text.js";
import type { BarRow, BarsModel, ChartWords, PipelineModel, Target, WaterfallModel } from "./types.js";

interface Bar extends BarRow {
  readonly from: number;
  readonly to: number;
  readonly fill: string;
  readonly hatched?: boolean;
}

export interface PlacedBar {
  readonly row: Bar;
  // Top of the row's band, its height, and the bar's own line.
  readonly top: number;
  readonly band: number;
  readonly barTop: number;
  readonly from: number;
  readonly to: number;
  readonly low?: number;
  readonly high?: number;
  // Where the solid part ends.
  readonly partTo?: number;
  readonly label: {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly edge: "left" | "right";
  };
  readonly value: {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly edge: "left" | "right";
  };
  readonly fill: string;
}

export interface BarsLayout {
  readonly width: number;
  readonly height: number;
  readonly zeroX: number;
  readonly top: number;
  readonly bottom: number;
  readonly bars: readonly PlacedBar[];
  readonly targetX?: number;
  readonly ruleY?: number;
}

const kBar = 16;
const kDefaultLimit = 20;
// Narrower than this, labels stand above their bars.
const kStacked = 440;

export const layoutBars = (
  rows: readonly Bar[],
  target: Target | undefined,
  stage: Stage,
): BarsLayout => {
  const { width, rtl, size, measure } = stage;
  const stacked = width < kStacked;
  const texts = rows.map((row) =>
    row.value === null
      ? row.reason
        ? `— ${row.reason}`
        : "—"
      : row.detail
        ? `${row.text} · ${isolate(row.detail)}`
        : row.text,
  );
  const ends = rows.filter((row) => row.value !== null).flatMap((row) => [row.from, row.to]);
  if (target) ends.push(target.value);
  let low = Math.min(0, min(ends) ?? 0);
  let high = Math.max(0, max(ends) ?? 0);
  // Room for interval bounds, but a wild one must not press the bars flat.
  const reach = Math.max(high, -low) * 0.6;
  const [topmost, lowest] = [high + reach, low < 0 ? low - reach : 0];
  for (const row of rows) {
    if (row.value === null) continue;
    if (row.high !== undefined) high = Math.max(high, Math.min(row.high, topmost));
    if (row.low !== undefined) low = Math.min(low, Math.max(row.low, lowest));
  }
  if (low === high) high = 1;

  const widest = max(rows, (row) => measure(row.label, size, row.total ? 600 : 400)) ?? 0;
  const labelRoom = stacked ? 0 : Math.ceil(Math.min(widest, width * 0.34)) + 12;
  const positives = rows.map((row, i) =>
    row.value !== null && row.to >= 0 ? measure(texts[i] ?? "", size, 600) : 0,
  );
  const negatives = rows.map((row, i) =>
    row.value !== null && row.to < 0 ? measure(texts[i] ?? "", size, 600) : 0,
  );
  const after = Math.ceil(max(positives) ?? 0) + 10;
  const before = low < 0 ? Math.ceil(max(negatives) ?? 0) + 10 : 0;
  // Laid out left to right; mirrored at the end for right-to-left pages.
  const scale = scaleLinear()
    .domain([low, high])
    .range([labelRoom + before, Math.max(labelRoom + before + 20, width - after)]);
  const flipX = (x: number): number => round(rtl ? width - x : x);
  const near = rtl ? ("right" as const) : ("left" as const);
  const far = rtl ? ("left" as const) : ("right" as const);

  const top = target ? size + 12 : 4;
  const band = stacked ? kBar + size + 18 : kBar + 14;
  let y = top;
  let ruleY: number | undefined;
  const bars = rows.map((row, i): PlacedBar => {
    if (row.total && i > 0 && !rows[i - 1]?.total) {
      ruleY = y + 5;
      y += 11;
    }
    const barTop = stacked ? y + size + 8 : y + (band - kBar) / 2;
    const middle = barTop + kBar / 2;
    const lowX = row.low === undefined ? undefined : scale(Math.max(low, row.low));
    const highX = row.high === undefined ? undefined : scale(Math.min(high, row.high));
    const end = row.value === null ? scale(0) : scale(row.to);
    const backwards = row.value !== null && row.to < 0;
    const free = backwards
      ? Math.min(end, scale(row.from), lowX ?? end)
      : Math.max(end, scale(row.from), highX ?? end);
    let valueX = backwards ? free - 6 : free + 6;
    // Figures do not stand across the target line: they move beyond it.
    if (target && !backwards) {
      const line = scale(target.value);
      const wide = measure(texts[i] ?? "", size, 600);
      if (valueX - 3 < line && valueX + wide + 3 > line && line + 7 + wide <= width)
        valueX = line + 7;
    }
    const text =
      row.value === null
        ? ellipsise(texts[i] ?? "", width - valueX, size, measure)
        : (texts[i] ?? "");
    const label = ellipsise(
      row.label,
      stacked ? width : labelRoom - 12,
      size,
      measure,
      row.total ? 600 : 400,
    );
    const placed: PlacedBar = {
      row,
      top: y,
      band,
      barTop,
      from: flipX(scale(row.value === null ? 0 : row.from)),
      to: flipX(end),
      ...(row.value !== null && lowX !== undefined && highX !== undefined
        ? { low: flipX(lowX), high: flipX(highX) }
        : {}),
      ...(row.part && row.value !== null ? { partTo: flipX(scale(row.part.value)) } : {}),
      label: { text: label, x: flipX(0), y: stacked ? y + size + 2 : middle, edge: near },
      value: { text, x: flipX(valueX), y: middle, edge: backwards ? far : near },
      fill: row.fill,
    };
    y += band;
    return placed;
  });
  return {
    width,
    height: Math.ceil(y + 4),
    zeroX: flipX(scale(0)),
    top,
    bottom: y,
    bars,
    ...(target ? { targetX: flipX(scale(target.value)) } : {}),
    ...(ruleY === undefined ? {} : { ruleY }),
  };
};

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

const picture = (
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

export const waterfallPicture = (model: WaterfallModel, stage: Stage): Picture => {
  const bars = model.steps.map((step): Bar => {
    const from = step.from ?? 0;
    const to = step.to ?? step.value ?? 0;
    return {
      ...step,
      from,
      to,
      fill: step.kind === "change" ? (to < from ? seriesClass(1) : seriesClass(0)) : "ink",
      hatched: step.kind === "change" && to < from,
    };
  });
  return picture(bars, undefined, model.format, stage, true, undefined);
};

export const waterfallTable = (model: WaterfallModel, words: ChartWords): TableTwin => ({
  headings: [model.stepHeading ?? words.series, model.unit === "" ? words.value : model.unit],
  rows: model.steps.map((step) => {
    const { notes } = sayValue(step, words, model.format);
    const text = step.value === null ? "—" : step.text;
    return {
      head: step.label,
      cells: [{ text, value: step.value, note: words.join(notes) }],
      total: step.kind !== "change",
    };
  }),
});

export const pipelinePicture = (model: PipelineModel, stage: Stage): Picture => {
  const label = model.weightedLabel ?? "";
  const bars = model.stages.map((each): Bar => {
    const { weighted, count, ...row } = each;
    const part = weighted && weighted.value !== null && !each.total ? weighted : undefined;
    return {
      ...row,
      ...(part ? { part: { value: part.value ?? 0, text: `${label} ${part.text}` } } : {}),
      ...(count === undefined ? {} : { detail: count }),
      from: 0,
      to: each.value ?? 0,
      fill: each.total ? "ink" : seriesClass(0),
    };
  });
  const drawn = picture(bars, undefined, model.format, stage, false, undefined);
  return bars.some((bar) => bar.part) ? { ...drawn, notes: [...drawn.notes, `■ ${label}`] } : drawn;
};

export const pipelineTable = (model: PipelineModel, words: ChartWords): TableTwin => {
  const counted = model.stages.some((each) => each.count !== undefined);
  const weighed = model.stages.some((each) => each.weighted !== undefined);
  return {
    headings: [
      model.stageHeading ?? words.series,
      ...(counted ? [model.countHeading ?? words.value] : []),
      model.unit === "" ? words.value : model.unit,
      ...(weighed ? [model.weightedLabel ?? words.value] : []),
    ],
    rows: model.stages.map((each) => ({
      head: each.label,
      cells: [
        ...(counted ? [{ text: each.count ?? "" }] : []),
        {
          text: each.value === null ? "—" : each.text,
          value: each.value,
          note: words.join(sayValue(each, words, model.format).notes),
        },
        ...(weighed
          ? [{ text: each.weighted?.text ?? "—", value: each.weighted?.value ?? null }]
          : []),
      ],
      total: each.total === true,
    })),
  };
};
