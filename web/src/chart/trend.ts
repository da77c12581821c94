// A chart over time: lines with their interval, or columns.
import { type SVGTemplateResult, nothing, svg } from "lit";
import { hatch, marker, seriesClass } from "./marks.js";
import { type ChartNode, type Picture, type Stage, type TableTwin, type Tip, sayValue } from "./picture.js";
import { anchorAt } from "./text.js";
import { type PlacedSeries, type TrendLayout, layoutTrend } from "./trend-layout.js";
import type { ChartWords, TrendModel } from "./types.js";

const sample = (color: number | "compare", x: number, y: number): SVGTemplateResult =>
  color === "compare"
    ? svg`<line class="compare" x1=${x - 6} x2=${x + 6} y1=${y} y2=${y}></line>`
    : marker(x, y, color);

const gridLines = (l: TrendLayout, stage: Stage): SVGTemplateResult[] =>
  l.valueTicks.map(
    (tick) => svg`
    <line class=${tick.value === 0 ? "zero" : "grid"} x1=${l.left} x2=${l.right} y1=${tick.at} y2=${tick.at}></line>
    <text class="tick" x=${l.axisX} y=${tick.at} dy="0.35em" font-size=${stage.size}
      text-anchor=${anchorAt(stage.rtl ? "right" : "left", stage.rtl)}>${tick.text}</text>`,
  );

const timeLabels = (l: TrendLayout, stage: Stage): SVGTemplateResult[] =>
  l.periodTicks.map(
    (tick) => svg`
    <line class="tickmark" x1=${tick.x} x2=${tick.x} y1=${l.bottom} y2=${l.bottom + 4}></line>
    <text class="tick" x=${tick.labelX} y=${l.bottom + stage.size + 8} font-size=${stage.size}
      text-anchor="middle">${tick.text}</text>
    ${
      tick.context === undefined
        ? nothing
        : svg`<text class="tick context" x=${tick.labelX} y=${l.bottom + stage.size * 2 + 12} font-size=${stage.size}
      text-anchor="middle">${tick.context}</text>`
    }`,
  );

const columnsOf = (l: TrendLayout, s: PlacedSeries, stage: Stage): SVGTemplateResult[] =>
  s.placed.map((p) => {
    const { size, uid } = stage;
    const text = (label: string, y: number): SVGTemplateResult =>
      svg`<text class="column-text halo" x=${p.x} y=${y} font-size=${size} text-anchor="middle">${label}</text>`;
    // Nothing known is a dash, zero is a stroke on the baseline: they must not look alike.
    if (p.y === null) return p.point ? svg`<text class="tick" x=${p.x} y=${l.baseline - 5} font-size=${size} text-anchor="middle">—</text>` : svg``;
    const open = p.point?.partial === true;
    const height = Math.max(2, Math.abs(p.y - l.baseline));
    const y = p.y <= l.baseline ? l.baseline - height : l.baseline;
    return svg`<rect class="column ${seriesClass(s.color)} ${open ? "open" : ""}" x=${p.x - l.columnWidth / 2} y=${y}
      width=${l.columnWidth} height=${height} fill=${open ? `url(#${uid}-open)` : nothing}></rect>
      ${l.columnTexts ? text(p.point?.text ?? "", y - 5) : nothing}`;
  });

const whiskers = (l: TrendLayout, s: PlacedSeries, all: boolean): SVGTemplateResult[] =>
  s.placed.flatMap((p, i) => {
    const { low, high } = p.point ?? {};
    const lone = (s.placed[i - 1]?.y ?? null) === null && (s.placed[i + 1]?.y ?? null) === null;
    if (p.y === null || low === undefined || high === undefined || !(all || lone)) return [];
    return [svg`<line class="whisker" x1=${p.x} x2=${p.x} y1=${l.yOf(low)} y2=${l.yOf(high)}></line>`];
  });

const drawSeries = (l: TrendLayout, s: PlacedSeries, columns: boolean, stage: Stage): SVGTemplateResult =>
  columns
    ? svg`${columnsOf(l, s, stage)}`
    : svg`
    <path class="line ${seriesClass(s.color)}" d=${s.solid}></path>
    <path class="line dashed ${seriesClass(s.color)}" d=${s.dashed}></path>
    ${s.marked.map((i) => {
      const p = s.placed[i];
      return p === undefined || p.y === null ? nothing : marker(p.x, p.y, s.color, p.point?.partial);
    })}`;

const targetMark = ({ target, left, right }: TrendLayout, { rtl, size }: Stage): SVGTemplateResult | typeof nothing =>
  target === undefined
    ? nothing
    : svg`
    <line class="target" x1=${left} x2=${right} y1=${target.y} y2=${target.y}></line>
    <text class="target-label halo" x=${target.x} y=${target.labelY} font-size=${size}
      text-anchor=${anchorAt(target.edge, rtl)}>${target.text}</text>`;

const annotationMarks = (l: TrendLayout, stage: Stage): SVGTemplateResult[] =>
  l.annotations.map(
    (note) => svg`
    <line class="annotation" x1=${note.x} x2=${note.x} y1=${l.top - 6} y2=${l.bottom}></line>
    <text class="annotation-label halo" x=${note.x} y=${l.top - 10} font-size=${stage.size}
      text-anchor=${anchorAt(note.edge, stage.rtl)}><title>${note.full}</title>${note.label}</text>`,
  );

const keyMarks = (l: TrendLayout, stage: Stage): SVGTemplateResult[] => [
  ...l.keys.map((key) => {
    const way = stage.rtl ? -1 : 1;
    return svg`${sample(key.color, key.x + 7 * way, key.y - stage.size * 0.35)}
      <text class="label" x=${key.x + 18 * way} y=${key.y} font-size=${stage.size}
        text-anchor=${anchorAt(stage.rtl ? "right" : "left", stage.rtl)}><title>${key.full}</title>${key.text}</text>`;
  }),
  ...l.endLabels.map((label) => {
    const way = label.x >= label.lineX ? 1 : -1;
    return svg`
      <polyline class="leader" points="${label.lineX + 6 * way},${label.lineY} ${label.x},${label.y}"></polyline>
      ${sample(label.color, label.x + 7 * way, label.y)}
      <text class="label" x=${label.x + 16 * way} y=${label.y} dy="0.35em" font-size=${stage.size}
        text-anchor=${anchorAt(way > 0 ? "left" : "right", stage.rtl)}>${label.text}</text>`;
  }),
];

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
      const against = l.compare?.placed[column]?.point;
      const parts = several ? [s.series.label, when, said.text] : [when, said.text];
      if (against && against.value !== null) parts.push(`${l.compare?.series.label ?? ""} ${against.text}`);
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
          ...(several ? lines : [{ label: against ? s.series.label : "", text: said.text, active: true }]),
          ...(against && against.value !== null
            ? [{ label: l.compare?.series.label ?? "", text: against.text, active: false }]
            : []),
        ],
        note: words.join(said.notes),
      };
      const y = p.y ?? l.baseline;
      const box = columns && p.y !== null
        ? { x: p.x - l.columnWidth / 2 - 3, y: Math.min(y, l.baseline) - 3, width: l.columnWidth + 6, height: Math.abs(y - l.baseline) + 6, round: 3 }
        : { x: p.x - 12, y: y - 12, width: 24, height: 24, round: 12 };
      return {
        ...box,
        tipX: p.x,
        tipY: y,
        name: words.join([...parts, ...said.notes]),
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
  if (l.hasBand) notes.push(words.bandNote);
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
  const tone = seriesClass(l.series[0]?.color ?? 0);
  const drawing = svg`
    <defs>
      ${hatch(`${uid}-open`, tone)}
      ${hatch(`${uid}-part`, "ink", true)}
      <clipPath id="${uid}-clip"><rect x=${l.left} y=${l.top - 6} width=${Math.max(0, l.right - l.left)} height=${l.bottom - l.top + 8}></rect></clipPath>
    </defs>
    ${columns ? nothing : l.partial.map((p) => svg`<rect class="part" x=${p.left} y=${l.top} width=${Math.max(0, p.right - p.left)} height=${l.bottom - l.top} fill="url(#${uid}-part)"></rect>`)}
    ${gridLines(l, stage)}
    ${timeLabels(l, stage)}
    ${annotationMarks(l, stage)}
    ${
      l.hasBand && !columns
        ? l.series.map((s) => svg`<path class="band ${seriesClass(s.color)}" d=${s.band} clip-path="url(#${uid}-clip)"></path>`)
        : nothing
    }
    ${l.compare ? svg`<path class="compare" d=${l.compare.solid + l.compare.dashed}></path>
      ${l.compare.marked.length === 1 && l.compare.solid === "" ? l.compare.placed.map((p) => (p.y === null ? nothing : svg`<circle class="compare-dot" cx=${p.x} cy=${p.y} r="3"></circle>`)) : nothing}` : nothing}
    ${l.series.map((s) => drawSeries(l, s, columns, stage))}
    ${l.hasBand ? l.series.map((s) => whiskers(l, s, columns)) : nothing}
    ${targetMark(l, stage)}
    ${keyMarks(l, stage)}`;
  const over = ({ row, column }: { row: number; column: number }): SVGTemplateResult => {
    const s = l.series[row];
    const p = s?.placed[column];
    if (s === undefined || p === undefined) return svg``;
    return svg`
      ${columns ? nothing : svg`<line class="cross" x1=${p.x} x2=${p.x} y1=${l.top - 4} y2=${l.bottom}></line>`}
      ${columns ? nothing : l.series.map((other) => {
        const at = other.placed[column];
        return at === undefined || at.y === null ? nothing : marker(at.x, at.y, other.color, false, other === s ? 90 : 40);
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
  const all = model.compare ? [...model.series, model.compare] : model.series;
  const periods = new Map<string, Date>();
  for (const series of all) for (const point of series.points) periods.set(point.key, point.date);
  const single = model.series.length === 1;
  return {
    headings: [words.period, ...all.map((series) => series.label)],
    rows: [...periods]
      .sort((a, b) => a[1].getTime() - b[1].getTime())
      .map(([key, date]) => ({
        head: model.formatDate(date, "full"),
        cells: all.map((series) => {
          const point = series.points.find((p) => p.key === key);
          if (point === undefined || point.value === null) return { text: "—", note: point?.reason ?? words.noValue };
          const { notes } = sayValue(point, words, single ? model.format : undefined, single);
          return { text: point.text, note: words.join(notes) };
        }),
      })),
  };
};
