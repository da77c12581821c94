// A chart over time: lines with their interval, or columns.
import { type SVGTemplateResult, nothing, svg } from "lit";
import { type Edge, hatch, marker, openGround, seriesClass, whisker, write } from "./marks.js";
import {
  type ChartNode,
  type Picture,
  type Stage,
  type TableTwin,
  type Tip,
  sayValue,
} from "./picture.js";
import { isolate } from "./text.js";
import { type PlacedSeries, type TrendLayout, layoutTrend } from "./trend-layout.js";
import type { ChartWords, TrendModel } from "./types.js";

const sample = (color: number | "compare", x: number, y: number): SVGTemplateResult =>
  color === "compare"
    ? svg`<line class="compare" x1=${x - 6} x2=${x + 6} y1=${y} y2=${y}></line>`
    : marker(x, y, color);

const edgeOf = (stage: Stage): Edge => (stage.rtl ? "right" : "left");

const gridLines = (l: TrendLayout, stage: Stage): SVGTemplateResult[] =>
  l.valueTicks.map(({ value, at: y, text }) => {
    const name = value === 0 ? "zero" : "grid";
    return svg`<line class=${name} x1=${l.left} x2=${l.right} y1=${y} y2=${y}></line>
      ${write("tick", text, { x: l.axisX, y, edge: edgeOf(stage) }, stage, { middle: true })}`;
  });

const timeLabels = (l: TrendLayout, stage: Stage): SVGTemplateResult[] =>
  l.periodTicks.map(({ x, labelX, text, context }) => {
    const y = l.bottom + stage.size + 8;
    const below = { x: labelX, y: y + stage.size + 4, edge: "middle" } as const;
    return svg`<line class="tickmark" x1=${x} x2=${x} y1=${l.bottom} y2=${l.bottom + 4}></line>
      ${write("tick", text, { x: labelX, y, edge: "middle" }, stage)}
      ${context === undefined ? nothing : write("tick context", context, below, stage)}`;
  });

const columnsOf = (l: TrendLayout, s: PlacedSeries, stage: Stage): SVGTemplateResult[] =>
  s.placed.map(({ x, y: end, point }) => {
    const above = (y: number): { x: number; y: number; edge: Edge } => ({
      x,
      y: y - 5,
      edge: "middle",
    });
    // Nothing known is a dash, zero is a stroke on the baseline: they must not look alike.
    if (end === null) return point ? write("tick", "—", above(l.baseline), stage) : svg``;
    const open = Boolean(point?.partial);
    const height = Math.max(2, Math.abs(end - l.baseline));
    const y = end <= l.baseline ? l.baseline - height : l.baseline;
    const name = `column ${seriesClass(s.color)} ${open ? "open" : ""}`;
    return svg`<rect class=${name} x=${x - l.columnWidth / 2} y=${y} width=${l.columnWidth}
        height=${height}></rect>
      ${open ? hatch({ x: x - l.columnWidth / 2, y, width: l.columnWidth, height }, seriesClass(s.color)) : nothing}
      ${l.columnTexts && point ? write("halo", point.text, above(y), stage) : nothing}`;
  });

const whiskers = (l: TrendLayout, s: PlacedSeries, all: boolean): SVGTemplateResult[] =>
  s.placed.flatMap((p, i) => {
    const { low, high } = p.point ?? {};
    const lone = (s.placed[i - 1]?.y ?? null) === null && (s.placed[i + 1]?.y ?? null) === null;
    if (p.y === null || low === undefined || high === undefined || !(all || lone)) return [];
    return [whisker(`M${p.x} ${l.yOf(low)}V${l.yOf(high)}`)];
  });

const drawSeries = (
  l: TrendLayout,
  s: PlacedSeries,
  columns: boolean,
  stage: Stage,
): SVGTemplateResult =>
  columns
    ? svg`${columnsOf(l, s, stage)}`
    : svg`
    <path class="line ${seriesClass(s.color)}" d=${s.solid}></path>
    <path class="line dashed ${seriesClass(s.color)}" d=${s.dashed}></path>
    ${s.marked.map((i) => {
      const p = s.placed[i];
      return p === undefined || p.y === null
        ? nothing
        : marker(p.x, p.y, s.color, Boolean(p.point?.partial));
    })}`;

const targetMark = (l: TrendLayout, stage: Stage): SVGTemplateResult | typeof nothing => {
  const { target } = l;
  if (target === undefined) return nothing;
  const { x, y, labelY, edge, text } = target;
  return svg`<line class="target" x1=${l.left} x2=${l.right} y1=${y} y2=${y}></line>
    ${write("strong halo", text, { x, y: labelY, edge }, stage)}`;
};

// Lines first, so that no line crosses a label.
const annotationMarks = (l: TrendLayout, stage: Stage): SVGTemplateResult[] => [
  ...l.annotations.map(
    ({ x, y }) =>
      svg`<line class="annotation" x1=${x} x2=${x} y1=${y - stage.size + 2} y2=${l.bottom}></line>`,
  ),
  ...l.annotations.map(({ x, y, label, full, edge }) =>
    label === ""
      ? svg``
      : write("halo", isolate(label), { x: edge === "left" ? x + 3 : x - 3, y, edge }, stage, { full }),
  ),
];

const keyMarks = (l: TrendLayout, stage: Stage): SVGTemplateResult[] => [
  ...l.keys.map(({ x, y, color, text, full }) => {
    const way = stage.rtl ? -1 : 1;
    const at = { x: x + 18 * way, y, edge: edgeOf(stage) };
    return svg`${sample(color, x + 7 * way, y - stage.size * 0.35)}
      ${write("label", isolate(text), at, stage, { full })}`;
  }),
  ...l.endLabels.map(({ x, y, lineX, lineY, color, text }) => {
    const way = x >= lineX ? 1 : -1;
    const at = { x: x + 16 * way, y, edge: way > 0 ? ("left" as const) : ("right" as const) };
    return svg`<path class="leader" d="M${lineX + 6 * way} ${lineY}L${x} ${y}"></path>
      ${sample(color, x + 7 * way, y)}
      ${write("label", isolate(text), at, stage, { middle: true })}`;
  }),
];

const bandMark = (
  l: TrendLayout,
  s: PlacedSeries,
  uid: string,
): SVGTemplateResult | typeof nothing =>
  l.hasBand
    ? svg`<path class="band ${seriesClass(s.color)}" d=${s.band} clip-path="url(#${uid}-clip)"></path>`
    : nothing;

// Over columns the line lies on a ground of its own.
const compareMarks = ({ compare }: TrendLayout, grounded = false): SVGTemplateResult | typeof nothing => {
  if (compare === undefined) return nothing;
  const alone = compare.solid + compare.dashed === "";
  return svg`${grounded ? svg`<path class="compare-ground" d=${compare.solid + compare.dashed}></path>` : nothing}
    <path class="compare" d=${compare.solid + compare.dashed}></path>
    ${compare.placed.map(({ x, y }) =>
      alone && y !== null
        ? svg`<circle class="compare-dot" cx=${x} cy=${y} r="3"></circle>`
        : nothing,
    )}`;
};

// Hatched ground under the periods that aren't over.
const openPeriods = (l: TrendLayout): SVGTemplateResult[] =>
  l.partial.map(({ left, right }) =>
    openGround({ x: left, y: l.top, width: Math.max(0, right - left), height: l.bottom - l.top }),
  );

const nodesOf = (l: TrendLayout, model: TrendModel, stage: Stage): ChartNode[][] => {
  const { words } = stage;
  const several = l.series.length > 1;
  const columns = model.mark === "columns" && !several;
  return l.series.map((s, row) =>
    s.placed.map((p, column): ChartNode => {
      const period = l.periods[column];
      const when = period ? model.formatDate(period.date, "full") : "";
      const value = p.point ?? { value: null, text: words.noValue };
      const said = sayValue(value, words, model.format);
      const events = l.annotations.filter(({ key }) => key === period?.key).map(({ full }) => full);
      const told = [...said.notes, ...events];
      const against = l.compare?.placed[column]?.point;
      const parts = several ? [s.series.label, when, said.text] : [when, said.text];
      if (against && against.value !== null)
        parts.push(`${l.compare?.series.label ?? ""} ${against.text}`);
      const lines = l.series.map((other, i) => {
        const point = other.placed[column]?.point;
        return {
          label: several ? other.series.label : "",
          text: point === undefined || point.value === null ? "—" : point.text,
          color: other.color,
          active: i === row,
        };
      });
      const tip: Tip = {
        head: when,
        lines: [
          ...(several
            ? lines
            : [{ label: against ? s.series.label : "", text: said.text, active: true }]),
          ...(against && against.value !== null
            ? [{ label: l.compare?.series.label ?? "", text: against.text, active: false }]
            : []),
        ],
        note: words.join(told),
      };
      const y = p.y ?? l.baseline;
      const box =
        columns && p.y !== null
          ? {
              x: p.x - l.columnWidth / 2 - 3,
              y: Math.min(y, l.baseline) - 3,
              width: l.columnWidth + 6,
              height: Math.abs(y - l.baseline) + 6,
              round: 3,
            }
          : { x: p.x - 12, y: y - 12, width: 24, height: 24, round: 12 };
      return {
        ...box,
        tipX: p.x,
        tipY: y,
        name: words.join([...parts, ...told]),
        pick: { id: s.series.id, key: period?.key ?? "" },
        tip,
      };
    }),
  );
};

const lastPlace = (l: TrendLayout): { row: number; column: number } => {
  const placed = l.series[0]?.placed ?? [];
  for (let column = placed.length - 1; column >= 0; --column) {
    if (placed[column]?.y !== null) return { row: 0, column };
  }
  return { row: 0, column: Math.max(0, placed.length - 1) };
};

const notesOf = (l: TrendLayout, model: TrendModel, words: ChartWords): string[] => {
  const notes: string[] = [];
  if (l.hasBand) notes.push(model.mark === "columns" && l.series.length === 1 ? words.whiskerNote : words.bandNote);
  if (l.partial.length > 0) notes.push(words.partialNote);
  if (l.cut) notes.push(words.axisNotZero);
  if (model.series.length > l.series.length) {
    notes.push(words.shown(words.count(l.series.length), words.count(model.series.length)));
  }
  return notes;
};

export const trendPicture = (model: TrendModel, stage: Stage): Picture => {
  const l = layoutTrend(model, stage);
  const columns = model.mark === "columns" && l.series.length === 1;
  const { uid } = stage;
  const drawing = svg`
    <defs>
      <clipPath id="${uid}-clip">
        <rect x=${l.left} y=${l.top - 6} width=${Math.max(0, l.right - l.left)}
          height=${l.bottom - l.top + 8}></rect>
      </clipPath>
    </defs>
    ${columns ? nothing : openPeriods(l)}
    ${gridLines(l, stage)}
    ${timeLabels(l, stage)}
    ${annotationMarks(l, stage)}
    ${columns ? nothing : l.series.map((s) => bandMark(l, s, uid))}
    ${columns ? nothing : compareMarks(l)}
    ${l.series.map((s) => drawSeries(l, s, columns, stage))}
    ${columns ? compareMarks(l, true) : nothing}
    ${l.hasBand ? l.series.map((s) => whiskers(l, s, columns)) : nothing}
    ${targetMark(l, stage)}
    ${keyMarks(l, stage)}`;
  const over = ({ row, column }: { row: number; column: number }): SVGTemplateResult => {
    const s = l.series[row];
    const p = s?.placed[column];
    if (s === undefined || p === undefined) return svg``;
    if (columns) return svg``;
    return svg`<line class="cross" x1=${p.x} x2=${p.x} y1=${l.top - 4} y2=${l.bottom}></line>
      ${l.series.map((other) => {
        const at = other.placed[column];
        if (at === undefined || at.y === null) return nothing;
        return marker(at.x, at.y, other.color, false, other === s ? 90 : 40);
      })}`;
  };
  return {
    width: l.width,
    height: l.height,
    drawing,
    over,
    nodes: nodesOf(l, model, stage),
    flip: model.reverseTime === true,
    aim: "near",
    start: lastPlace(l),
    notes: notesOf(l, model, stage.words),
  };
};

export const trendTable = (model: TrendModel, words: ChartWords): TableTwin => {
  const noted = (model.annotations ?? []).map((note) => ({ ...note, at: note.date.getTime() }));
  const all = model.compare ? [...model.series, model.compare] : model.series;
  const periods = new Map<string, Date>();
  for (const series of all) for (const point of series.points) periods.set(point.key, point.date);
  const single = model.series.length === 1;
  return {
    headings: [words.period, ...all.map((series) => series.label)],
    rows: [...periods]
      .sort((a, b) => a[1].getTime() - b[1].getTime())
      .map(([key, date], i, rows) => ({
        head: words.join([
          model.formatDate(date, "full"),
          ...noted
            .filter(({ at }) => at >= date.getTime() && at < (rows[i + 1]?.[1].getTime() ?? Infinity))
            .map(({ label }) => label),
        ]),
        cells: all.map((series) => {
          const point = series.points.find((p) => p.key === key);
          if (point === undefined || point.value === null)
            return { text: "—", value: null, note: point?.reason ?? words.noValue };
          const { notes } = sayValue(point, words, single ? model.format : undefined, single);
          return { text: point.text, value: point.value, note: words.join(notes) };
        }),
      })),
  };
};
