// Geometry of a chart over time: numbers and paths, no drawing.
import { extent, max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import {
  type PeriodTick,
  type ValueTick,
  periodTicks,
  spreadLabels,
  valueAxis,
  valueDomain,
  widenFor,
} from "./axis.js";
import { layoutKeys } from "./keys.js";
import { kMostSeries, round } from "./marks.js";
import type { Stage } from "./picture.js";
import { type PlacedTarget, placeTarget } from "./target-label.js";
import { kNoteRows, notesWithin, placeNotes, type PlacedNote } from "./trend-notes.js";
import type { TrendModel, TrendPoint, TrendSeries } from "./types.js";

export interface Placed {
  readonly point: TrendPoint | undefined;
  readonly x: number;
  // Null where there is nothing to draw.
  readonly y: number | null;
}

export interface PlacedSeries {
  readonly series: TrendSeries;
  readonly color: number;
  readonly placed: readonly Placed[];
  readonly solid: string;
  // Pieces that touch a period which isn't over.
  readonly dashed: string;
  readonly band: string;
  // Indexes that carry a marker: lone points always, others when there is room.
  readonly marked: readonly number[];
}

export interface EndLabel {
  readonly text: string;
  readonly full: string;
  readonly x: number;
  readonly y: number;
  // Where the line ends, to join them when the label had to move.
  readonly lineX: number;
  readonly lineY: number;
  readonly color: number | "compare";
}

export interface KeyEntry {
  readonly text: string;
  readonly full: string;
  readonly x: number;
  readonly y: number;
  readonly color: number | "compare";
}

export interface TrendLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  // The reading edge: left, in right-to-left pages right.
  readonly axisX: number;
  readonly valueTicks: readonly ValueTick[];
  // Where a value stands, kept within the plot.
  readonly yOf: (value: number) => number;
  readonly baseline: number;
  readonly cut: boolean;
  readonly periods: readonly { key: string; date: Date; x: number }[];
  readonly periodTicks: readonly PeriodTick[];
  readonly series: readonly PlacedSeries[];
  readonly compare: PlacedSeries | undefined;
  readonly columnWidth: number;
  readonly endLabels: readonly EndLabel[];
  readonly keys: readonly KeyEntry[];
  // Columns carry their values where all of them find room.
  readonly columnTexts: boolean;
  readonly target: PlacedTarget | undefined;
  readonly partial: readonly { left: number; right: number }[];
  readonly annotations: readonly PlacedNote[];
  readonly hasBand: boolean;
}

const finite = (value: number | null | undefined): value is number =>
  value !== null && value !== undefined && Number.isFinite(value);

const heightFor = (width: number): number => Math.round(Math.min(340, Math.max(200, width * 0.42)));

// Keys stand above the plot where labels at the line ends would take too much of its width.
const kMostLabelShare = 0.3;

export const layoutTrend = (model: TrendModel, stage: Stage): TrendLayout => {
  const { width, rtl, size, measure } = stage;
  const shown = model.series.slice(0, kMostSeries);
  const columns = model.mark === "columns" && shown.length === 1;
  const reverse = model.reverseTime === true;

  const dates = new Map<string, Date>();
  for (const series of shown) for (const point of series.points) dates.set(point.key, point.date);
  for (const point of model.compare?.points ?? []) {
    if (!dates.has(point.key)) dates.set(point.key, point.date);
  }
  const keys = [...dates].sort((a, b) => a[1].getTime() - b[1].getTime());

  // Value axis.
  const all = shown.flatMap((series) => series.points);
  const values = [...all, ...(model.compare?.points ?? [])]
    .map((point) => point.value)
    .filter(finite);
  if (model.target) values.push(model.target.value);
  const hasBand =
    shown.length === 1 && all.some((p) => p.value !== null && finite(p.low) && finite(p.high));
  const zero = columns || keys.length < 3 ? "always" : (model.zero ?? "auto");
  const bounds = hasBand ? all.flatMap((p) => [p.low, p.high]).filter(finite) : [];
  const domain = widenFor(valueDomain(values, zero, bounds), bounds);

  // Labels at the line ends, or keys above.
  const several = shown.length > 1 || model.compare !== undefined;
  const labelled = shown.map((series, i) => ({
    series,
    color: (series.color ?? i) as number | "compare",
  }));
  if (model.compare) labelled.push({ series: model.compare, color: "compare" });
  const widest = max(labelled, (entry) => measure(entry.series.label, size)) ?? 0;
  const spare = width * kMostLabelShare;
  const direct =
    several && !columns && widest <= Math.max(spare, 0) && width >= 420 && keys.length > 1;
  const labelRoom = direct ? Math.ceil(widest) + 22 : 0;

  const keyed = several && !direct ? labelled : [];
  const laid = layoutKeys(
    keyed.map(({ series }) => series.label),
    stage,
  );
  const keyHeight = laid.height;
  const entries = laid.keys.map((key, i): KeyEntry => ({
    ...key,
    full: keyed[i]?.series.label ?? "",
    color: keyed[i]?.color ?? 0,
  }));

  // Event notes that lie on the axis, in order of date; their labels in up to three rows above the plot.
  const within = notesWithin(model, keys);
  const noteRows = Math.min(kNoteRows, within.length);
  const notesRow = noteRows > 0 ? noteRows * (size + 6) + 2 : 0;
  const height = heightFor(width) + keyHeight;
  const top = keyHeight + notesRow + Math.ceil(size * 0.8);
  const hasContext = keys.some(([, date]) => model.formatDate(date, "context") !== "");
  const bottom = height - (size + 12) - (hasContext ? size + 4 : 0);

  const axis = valueAxis(domain, [bottom, top], 46, model.formatTick ?? model.format);
  const gutter = Math.ceil(max(axis.ticks, (tick) => measure(tick.text, size)) ?? 0) + 10;
  // Lines end at the last date: right, or left where time is reversed.
  const roomLeft = (rtl ? 0 : gutter) + (reverse ? labelRoom : 0);
  const roomRight = (rtl ? gutter : 0) + (reverse ? 0 : labelRoom);
  const left = roomLeft;
  const right = width - roomRight;

  // Time axis. Half a period of air on either side of columns, a little beside lines.
  const times = keys.map(([, date]) => date);
  const [first, last] = extent(times);
  const span = Math.max(1, keys.length - 1);
  const step = columns ? (right - left) / (span + 1) : (right - left) / span;
  const air = columns ? step / 2 : Math.min(14, (right - left) / 8);
  const range: [number, number] = reverse ? [right - air, left + air] : [left + air, right - air];
  // Linear over the days: periods are places, so the calendar ticks of a time scale are not needed.
  const time = scaleLinear()
    .domain([first?.getTime() ?? 0, last?.getTime() ?? 1])
    .range(range);
  const only = (left + right) / 2;
  const periods = keys.map(([key, date]) => ({
    key,
    date,
    x: round(keys.length === 1 ? only : time(date.getTime())),
  }));
  const ticks = periodTicks(
    periods.map(({ date, x }) => ({
      x,
      text: model.formatDate(date, "short"),
      context: model.formatDate(date, "context"),
    })),
    left - (rtl ? 0 : gutter),
    right + (rtl ? gutter : 0),
    size,
    measure,
  );

  const pitch =
    periods.length > 1 ? Math.abs((periods[1]?.x ?? 0) - (periods[0]?.x ?? 0)) : right - left;
  const columnWidth = Math.max(2, Math.min(48, pitch * 0.68));

  const place = (series: TrendSeries, color: number): PlacedSeries => {
    const byKey = new Map(series.points.map((point) => [point.key, point]));
    const placed = periods.map(({ key, x }) => {
      const point = byKey.get(key);
      return { point, x, y: finite(point?.value) ? round(axis.scale(point.value)) : null };
    });
    const drawn = (p: Placed): boolean => p.y !== null;
    const path = line<Placed>()
      .x((p) => p.x)
      .y((p) => p.y ?? 0);
    let solid = "";
    let dashed = "";
    let run: Placed[] = [];
    const close = (): void => {
      if (run.length > 1) solid += path(run) ?? "";
      run = [];
    };
    placed.forEach((p, i) => {
      if (!drawn(p)) return close();
      const before = placed[i - 1];
      const joined = before !== undefined && drawn(before);
      if (joined && (p.point?.partial || before.point?.partial)) {
        close();
        dashed += path([before, p]) ?? "";
      }
      run.push(p);
    });
    close();
    const band =
      area<Placed>()
        .defined((p) => p.y !== null && finite(p.point?.low) && finite(p.point?.high))
        .x((p) => p.x)
        .y0((p) => round(axis.scale(p.point?.low ?? 0)))
        .y1((p) => round(axis.scale(p.point?.high ?? 0)))(placed) ?? "";
    // Markers at least 26 px apart; the last one always.
    const every = Math.max(1, Math.ceil((shown.length > 1 ? 44 : 26) / Math.max(1, pitch)));
    let end = -1;
    placed.forEach((p, i) => {
      if (drawn(p)) end = i;
    });
    const marked = placed.flatMap((p, i) => {
      if (!drawn(p)) return [];
      const lone =
        !(placed[i - 1] && drawn(placed[i - 1] as Placed)) &&
        !(placed[i + 1] && drawn(placed[i + 1] as Placed));
      const turn = (placed.length - 1 - i) % every === 0;
      return lone || i === end || p.point?.partial || turn ? [i] : [];
    });
    return { series, color, placed, solid, dashed, band, marked };
  };

  const series = shown.map((entry, i) => place(entry, entry.color ?? i));
  const compare = model.compare ? place(model.compare, 0) : undefined;

  let endLabels: EndLabel[] = [];
  if (direct) {
    const ends = [
      ...series.map((s) => ({ s, color: s.color as number | "compare" })),
      ...(compare ? [{ s: compare, color: "compare" as const }] : []),
    ]
      .map(({ s, color }) => ({ s, color, end: [...s.placed].reverse().find((p) => p.y !== null) }))
      .filter((entry) => entry.end !== undefined);
    const wanted = ends.map((entry) => entry.end?.y ?? 0);
    const spread = spreadLabels(wanted, size + 4, top, bottom);
    endLabels = ends.map(({ s, color, end }, i) => ({
      text: s.series.label,
      full: s.series.label,
      x: reverse ? left - 4 : right + 4,
      y: round(spread[i] ?? 0),
      lineX: end?.x ?? 0,
      lineY: end?.y ?? 0,
      color,
    }));
  }

  // A value's text would stand in the stroke of its likely range.
  const columnTexts =
    columns &&
    !hasBand &&
    shown.every((s) =>
      s.points.every(
        (p) => measure(p.value === null ? "—" : p.text, size) <= pitch - 6 && (p.value ?? 0) >= 0,
      ),
    );

  const target = model.target
    ? placeTarget(
        round(axis.scale(model.target.value)),
        `${model.target.label ?? stage.words.target} ${model.target.text}`,
        [...series, ...(compare ? [compare] : [])],
        { left, right, top, bottom },
        stage,
        columns ? columnWidth : 0,
      )
    : undefined;

  const partial = periods
    .map(({ key, x }, i) => {
      const open = shown.some((s) => s.points.some((p) => p.key === key && p.partial));
      const before = periods[i - 1]?.x ?? x - pitch;
      const after = periods[i + 1]?.x ?? x + pitch;
      const half = columns ? columnWidth / 2 + 4 : Math.abs(after - before) / 4;
      return open
        ? { left: round(Math.max(left, x - half)), right: round(Math.min(right, x + half)) }
        : undefined;
    })
    .filter((region) => region !== undefined);

  const annotations = placeNotes(within, keys, {
    rows: noteRows, top, width, size, measure,
    xOf: (key, date) => round(keys.length === 1 ? only : columns ? (periods.find((p) => p.key === key)?.x ?? time(date)) : time(date)),
  });

  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    axisX: rtl ? width : 0,
    valueTicks: axis.ticks.map((tick) => ({ ...tick, at: round(tick.at) })),
    yOf: (value) => round(Math.min(bottom, Math.max(top - 6, axis.scale(value)))),
    baseline: round(axis.scale(Math.max(0, axis.scale.domain()[0] ?? 0))),
    cut: axis.cut,
    periods,
    periodTicks: ticks,
    series,
    compare,
    columnWidth,
    endLabels,
    keys: entries,
    columnTexts,
    target,
    partial,
    annotations,
    hasBand,
  };
};
