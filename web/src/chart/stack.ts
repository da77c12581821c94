// Stacked columns: what makes up the whole, period by period. Every series has a pattern of its own.
import { max } from "d3-array";
import { type SVGTemplateResult, nothing, svg } from "lit";
import { periodTicks, valueAxis } from "./axis.js";
import { layoutKeys } from "./keys.js";
import { kMostSeries, openGround, round, textured, write } from "./marks.js";
import { type ChartNode, type Picture, type Stage, type TableTwin, sayValue } from "./picture.js";
import { isolate } from "./text.js";
import type { ChartWords, StackModel } from "./types.js";

interface Segment {
  readonly from: number;
  readonly to: number;
}

// Where each value of a column begins and ends: upwards from zero, losses downwards. Null leaves no mark.
export const stackUp = (values: readonly (number | null)[]): (Segment | undefined)[] => {
  let up = 0;
  let down = 0;
  return values.map((value) => {
    if (value === null) return undefined;
    const from = value < 0 ? down : up;
    const to = from + value;
    if (value < 0) down = to;
    else up = to;
    return { from, to };
  });
};

export const stackPicture = (model: StackModel, stage: Stage): Picture => {
  const { width, rtl, size, measure, words } = stage;
  const series = model.series.slice(0, kMostSeries);
  const colors = series.map((each, i) => each.color ?? i);
  const { columns } = model;
  const stacks = columns.map((column) => stackUp(series.map((_, i) => column.cells[i]?.value ?? null)));
  const ends = stacks.flat().flatMap((segment) => (segment ? [segment.to] : []));
  const { keys, height: keyHeight } = layoutKeys(
    series.map(({ label }) => label),
    stage,
  );
  const height = Math.round(Math.min(340, Math.max(200, width * 0.42))) + keyHeight;
  const top = keyHeight + size + 6;
  const hasContext = columns.some(({ context }) => (context ?? "") !== "");
  const bottom = height - (size + 12) - (hasContext ? size + 4 : 0);
  const axis = valueAxis(
    [Math.min(0, ...ends), Math.max(0, ...ends) || 1],
    [bottom, top],
    46,
    model.formatTick ?? model.format,
  );
  const gutter = Math.ceil(max(axis.ticks, (tick) => measure(tick.text, size)) ?? 0) + 10;
  const left = rtl ? 0 : gutter;
  const right = rtl ? width - gutter : width;
  const pitch = (right - left) / Math.max(1, columns.length);
  const wide = round(Math.max(3, Math.min(56, pitch * 0.7)));
  const centre = (c: number): number =>
    round(model.reverseTime ? right - (c + 0.5) * pitch : left + (c + 0.5) * pitch);
  const yOf = (value: number): number => round(axis.scale(value));
  const edge = rtl ? ("right" as const) : ("left" as const);
  const reading = rtl ? width : 0;
  const totalsFit = columns.every(({ total }) => measure(total.text, size, 600) <= pitch - 6);
  const ticks = periodTicks(
    columns.map(({ short, context }, c) => ({ x: centre(c), text: short, context: context ?? "" })),
    0,
    width,
    size,
    measure,
  );
  const open = columns.some(({ partial }) => partial);
  const crown = (c: number): number =>
    Math.min(yOf(0), ...(stacks[c] ?? []).flatMap((segment) => (segment ? [yOf(segment.to)] : [])));

  const drawing = svg`
    ${columns.map((column, c) =>
      column.partial
        ? openGround({ x: centre(c) - pitch / 2, y: top - size, width: pitch, height: bottom - top + size })
        : nothing,
    )}
    ${axis.ticks.map(
      ({ value, at, text }) => svg`<line class=${value === 0 ? "zero" : "grid"} x1=${left} x2=${right} y1=${round(at)} y2=${round(at)}></line>
        ${write("tick", text, { x: reading, y: round(at), edge }, stage, { middle: true })}`,
    )}
    ${ticks.map(({ labelX, text, context }) => {
      const y = bottom + size + 8;
      return svg`${write("tick", text, { x: labelX, y, edge: "middle" }, stage)}
        ${context === undefined ? nothing : write("tick context", context, { x: labelX, y: y + size + 4, edge: "middle" }, stage)}`;
    })}
    ${columns.map((column, c): SVGTemplateResult => {
      const x = centre(c) - wide / 2;
      return svg`${(stacks[c] ?? []).map((segment, i) => {
        if (segment === undefined) return nothing;
        const y = Math.min(yOf(segment.from), yOf(segment.to));
        const tall = Math.abs(yOf(segment.to) - yOf(segment.from));
        // A line of paper keeps neighbours apart.
        return textured({ x, y: y + 1, width: wide, height: Math.max(0.5, tall - 2) }, colors[i] ?? i);
      })}
      ${totalsFit ? write("value halo", column.total.value === null ? "—" : column.total.text, { x: centre(c), y: crown(c) - 5, edge: "middle" }, stage) : nothing}`;
    })}
    ${keys.map(({ text, x, y }, i) => {
      return svg`${textured({ x: rtl ? x - 13 : x + 1, y: y - size + 1, width: 12, height: size - 1 }, colors[i] ?? i)}
        ${write("label", isolate(text), { x: rtl ? x - 18 : x + 18, y, edge }, stage, { full: series[i]?.label ?? "" })}`;
    })}`;

  const nodes = series.map((each, row) =>
    columns.map((column, c): ChartNode => {
      const value = column.cells[row] ?? { value: null, text: words.noValue };
      const said = sayValue({ ...value, ...(column.partial ? { partial: column.partial } : {}) }, words, model.format);
      const segment = stacks[c]?.[row];
      const [a, b] = [yOf(segment?.from ?? 0), yOf(segment?.to ?? 0)];
      const y = Math.min(a, b);
      return {
        x: centre(c) - wide / 2 - 2,
        y: y - 1,
        width: wide + 4,
        height: Math.max(6, Math.abs(a - b) + 2),
        round: 2,
        tipX: centre(c),
        tipY: y,
        name: words.join([each.label, column.full, said.text, ...said.notes]),
        pick: { id: each.id, key: column.key },
        tip: {
          head: column.full,
          lines: [
            // As they stand: the topmost first.
            ...series
              .map((other, i) => ({
                label: other.label,
                text: column.cells[i]?.value == null ? "—" : (column.cells[i]?.text ?? "—"),
                color: colors[i] ?? i,
                active: i === row,
              }))
              .reverse(),
            { label: model.totalLabel, text: column.total.text, active: false },
          ],
          note: words.join(said.notes),
        },
      };
    }),
  );
  return {
    width,
    height,
    drawing,
    // Arrow up goes up the column.
    nodes: nodes.reverse(),
    flip: model.reverseTime === true,
    aim: "inside",
    start: { row: Math.max(0, series.length - 1), column: Math.max(0, columns.length - 1) },
    notes: [
      ...(open ? [words.partialNote] : []),
      ...(model.series.length > series.length
        ? [words.shown(words.count(series.length), words.count(model.series.length))]
        : []),
    ],
  };
};

export const stackTable = (model: StackModel, words: ChartWords): TableTwin => ({
  headings: [model.columnHeading ?? words.period, ...model.series.map(({ label }) => label), model.totalLabel],
  rows: model.columns.map((column) => ({
    head: column.partial ? words.join([column.full, column.partial === "begun" ? words.begun : words.soFar]) : column.full,
    cells: [...model.series.map((_, i) => column.cells[i]), column.total].map((value) =>
      value === undefined || value.value === null
        ? { text: "—", value: null, note: value?.reason ?? words.noValue }
        : { text: value.text, value: value.value, note: value.caution ?? "" },
    ),
  })),
});
