// Two measures of the same rows against each other. Labels stand where they find room; none is lost to the ear.
import { max } from "d3-array";
import { nothing, svg } from "lit";
import { valueAxis, valueDomain } from "./axis.js";
import { type Edge, markerPath, round, seriesClass, write } from "./marks.js";
import { type ChartNode, type Picture, type Stage, type TableTwin, sayValue } from "./picture.js";
import { ellipsise, isolate } from "./text.js";
import type { ChartWords, ScatterAxis, ScatterModel, ScatterPoint } from "./types.js";

const named = ({ name, label }: ScatterAxis): string => name ?? label;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const apart = (a: Box, b: Box): boolean =>
  a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top;

const kLeast = 5;
const kMost = 20;

export const scatterPicture = (model: ScatterModel, stage: Stage): Picture => {
  const { width, rtl, size, measure, words } = stage;
  const drawn = model.points.filter(({ x, y }) => x.value !== null && y.value !== null);
  const height = Math.round(Math.min(420, Math.max(260, width * 0.6)));
  const top = size + 14;
  const bottom = height - size * 2 - 18;
  const valuesOf = (of: "x" | "y"): number[] => {
    const line = model[of].line;
    return [...drawn.map((point) => point[of].value ?? 0), ...(line ? [line.value] : [])];
  };
  const axisY = valueAxis(valueDomain(valuesOf("y"), "auto"), [bottom, top], 46, model.y.formatTick ?? model.y.format);
  const gutter = Math.ceil(max(axisY.ticks, (tick) => measure(tick.text, size)) ?? 0) + 12;
  const left = rtl ? 8 : gutter;
  const right = rtl ? width - gutter : width - 8;
  const axisX = valueAxis(valueDomain(valuesOf("x"), "auto"), [left, right], 84, model.x.formatTick ?? model.x.format);
  const largest = max(drawn, ({ size: of }) => Math.abs(of?.value ?? 0)) ?? 0;
  const radius = ({ size: of }: ScatterPoint): number =>
    largest > 0 && of ? round(Math.max(kLeast, kMost * Math.sqrt(Math.abs(of.value ?? 0) / largest))) : kLeast + 1;
  const placed = drawn.map((point) => ({
    point,
    x: round(axisX.scale(point.x.value ?? 0)),
    y: round(axisY.scale(point.y.value ?? 0)),
    r: radius(point),
  }));
  const marks = placed.map(({ x, y, r }): Box => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }));
  const taken: Box[] = [];
  const boxAt = (at: { x: number; y: number; edge: Edge }, wide: number): Box => {
    const from = at.edge === "left" ? at.x : at.edge === "right" ? at.x - wide : at.x - wide / 2;
    return { left: from, right: from + wide, top: at.y - size * 0.6, bottom: at.y + size * 0.6 };
  };
  // The lines' own labels come first, each where no mark lies.
  const lines = (["y", "x"] as const).flatMap((of) => {
    const line = model[of].line;
    if (line === undefined) return [];
    const text = `${line.label ?? words.target} ${line.text}`;
    const at = round(of === "y" ? axisY.scale(line.value) : axisX.scale(line.value));
    const ends = [right - 2, left + 2, (left + right) / 2].map((x, i) => ({ x, edge: (["right", "left", "middle"] as const)[i] ?? "left" }));
    const tries: { x: number; y: number; edge: Edge }[] =
      of === "y"
        ? [-1, 1].flatMap((way) => (rtl ? [...ends].reverse() : ends).map((end) => ({ ...end, y: at + way * size * 0.8 })))
        : [top + size / 2, bottom - size].flatMap((y) => [
            { x: at + 4, y, edge: "left" as const },
            { x: at - 4, y, edge: "right" as const },
          ]);
    const wide = measure(text, size);
    const free = tries.find((each) => {
      const box = boxAt(each, wide);
      return box.left >= 0 && box.right <= width && marks.every((mark) => apart(box, mark));
    });
    const chosen = free ?? tries[0]!;
    taken.push(boxAt(chosen, wide));
    return [{ of, at, text, ...chosen }];
  });
  // Labels, the most important rows first: beside, above or below, where nothing else stands.
  const labels = placed.map(({ point, x, y, r }, i) => {
    const text = ellipsise(point.label, width * 0.3, size, measure);
    const wide = measure(text, size);
    const tries = [
      { at: x + r + 4, y, edge: "left" as const },
      { at: x - r - 4, y, edge: "right" as const },
      { at: x, y: y - r - size * 0.6, edge: "middle" as const },
      { at: x, y: y + r + size * 0.7, edge: "middle" as const },
    ];
    for (const each of tries) {
      const box = boxAt({ x: each.at, y: each.y, edge: each.edge }, wide);
      const inside = box.left >= left - 2 && box.right <= (rtl ? right + 2 : width) && box.top >= 0 && box.bottom <= bottom;
      if (inside && taken.every((other) => apart(box, other)) && marks.every((mark, n) => n === i || apart(box, mark))) {
        taken.push(box);
        return { text, x: each.at, y: each.y, edge: each.edge };
      }
    }
    return undefined;
  });
  const edge = rtl ? ("right" as const) : ("left" as const);
  const reading = rtl ? width : 0;
  const drawing = svg`
    ${axisY.ticks.map(
      ({ value, at, text }) => svg`<path class=${value === 0 ? "zero" : "grid"} d="M${left} ${round(at)}H${right}"></path>
        ${write("tick", text, { x: reading, y: round(at), edge }, stage, { middle: true })}`,
    )}
    ${axisX.ticks.map(({ at, text }) => {
      const half = measure(text, size) / 2;
      const x = round(Math.min(Math.max(at, half), width - half));
      return svg`<path class="tickmark" d="M${round(at)} ${bottom}v4"></path>
        ${write("tick", text, { x, y: bottom + size + 8, edge: "middle" }, stage)}`;
    })}
    ${write("label", model.y.label, { x: reading, y: size, edge }, stage)}
    ${write("label", model.x.label, { x: rtl ? left : right, y: height - 4, edge: rtl ? "left" : "right" }, stage)}
    ${lines.map(({ of, at }) => svg`<path class="target" d=${of === "y" ? `M${left} ${at}H${right}` : `M${at} ${top}V${bottom}`}></path>`)}
    ${placed.map(({ point, x, y, r }) =>
      point.color === undefined || largest > 0
        ? svg`<circle class="dot ${seriesClass(point.color ?? 0)}" cx=${x} cy=${y} r=${r}></circle>`
        : svg`<path class="dot ${seriesClass(point.color)}" d=${markerPath(point.color, 80)} transform="translate(${x} ${y})"></path>`,
    )}
    ${lines.map(({ text, x, y, edge: side }) => write("tick halo", text, { x, y, edge: side }, stage, { middle: true }))}
    ${labels.map((label, i) =>
      label === undefined
        ? nothing
        : write("halo", isolate(label.text), label, stage, { middle: true, full: placed[i]?.point.label ?? "" }),
    )}`;

  // One row, from left to right, so that the arrow keys sweep the plot.
  const order = [...placed].sort((a, b) => a.x - b.x || b.y - a.y);
  const nodes = [
    order.map(({ point, x, y, r }): ChartNode => {
      const reach = Math.max(12, r + 2);
      const lines = [
        { label: named(model.x), text: point.x.text },
        { label: named(model.y), text: point.y.text },
        ...(point.size ? [{ label: model.sizeLabel ?? "", text: point.size.text }] : []),
      ];
      const notes = [...sayValue(point.x, words).notes, ...sayValue(point.y, words, model.y.format).notes];
      return {
        x: x - reach,
        y: y - reach,
        width: 2 * reach,
        height: 2 * reach,
        round: reach,
        tipX: x,
        tipY: y,
        name: words.join([point.label, ...lines.map(({ label, text }) => `${label} ${text}`.trim()), ...notes]),
        pick: { id: point.id },
        tip: { head: point.label, lines: lines.map((line) => ({ ...line, active: false })), note: words.join(notes) },
      };
    }),
  ];
  return {
    width,
    height,
    drawing,
    nodes,
    flip: false,
    aim: "close",
    start: { row: 0, column: 0 },
    notes: [
      ...(axisX.cut || axisY.cut ? [words.axisNotZero] : []),
      ...(drawn.length < model.points.length
        ? [words.shown(words.count(drawn.length), words.count(model.points.length))]
        : []),
    ],
  };
};

export const scatterTable = (model: ScatterModel, words: ChartWords): TableTwin => {
  const sized = model.points.some((point) => point.size !== undefined);
  return {
    headings: [
      model.rowHeading ?? words.series,
      named(model.x),
      named(model.y),
      ...(sized ? [model.sizeLabel ?? words.value] : []),
    ],
    rows: model.points.map((point) => ({
      head: point.label,
      cells: [point.x, point.y, ...(sized ? [point.size ?? { value: null, text: "—" }] : [])].map((value) => ({
        text: value.value === null ? "—" : value.text,
        value: value.value,
        note: words.join(sayValue(value, words).notes),
      })),
    })),
  };
};
