import { type ScaleLinear, scaleLinear } from "d3-scale";
import type { Measure } from "./text.js";

export interface ValueTick {
  readonly value: number;
  readonly at: number;
  readonly text: string;
}

export interface ValueAxis {
  readonly scale: ScaleLinear<number, number>;
  readonly ticks: readonly ValueTick[];
  // Zero lies outside of the axis.
  readonly cut: boolean;
}

// Extent of a value axis. Zero is part of it unless the values lie so close together (within a quarter
// of the largest) that the movement would be lost; bars always stand on zero. Interval bounds count for
// how close values lie, for a movement within them is none.
export const valueDomain = (
  values: readonly number[],
  zero: "auto" | "always",
  bounds: readonly number[] = [],
): [number, number] => {
  if (values.length === 0) return [0, 1];
  let low = Math.min(...values);
  let high = Math.max(...values);
  const spread = Math.max(high, ...bounds) - Math.min(low, ...bounds);
  const close = spread < 0.25 * Math.max(Math.abs(low), Math.abs(high));
  if (zero === "always" || !close || low === high) {
    low = Math.min(0, low);
    high = Math.max(0, high);
  } else {
    const air = (high - low) * 0.15;
    const sign = low > 0 ? 1 : high < 0 ? -1 : 0;
    low -= air;
    high += air;
    if (sign > 0) low = Math.max(0, low);
    if (sign < 0) high = Math.min(0, high);
  }
  if (low === high) high = low + 1;
  return [low, high];
};

// A widened extent that takes in interval bounds, but never so much of a wild interval that the values
// themselves are pressed flat: at most the values' own extent more on either side.
export const widenFor = (
  domain: readonly [number, number],
  bounds: readonly number[],
): [number, number] => {
  const [low, high] = domain;
  const slack = high - low;
  let from = low;
  let to = high;
  for (const bound of bounds) {
    from = Math.min(from, Math.max(bound, low - slack));
    to = Math.max(to, Math.min(bound, high + slack));
  }
  return low >= 0 ? [Math.max(0, from), to] : [from, to];
};

// Round ticks over a domain, few enough that no two of them read the same.
export const valueAxis = (
  domain: readonly [number, number],
  range: readonly [number, number],
  spacing: number,
  format: (value: number, most: number) => string,
): ValueAxis => {
  const most = Math.max(2, Math.floor(Math.abs(range[1] - range[0]) / spacing));
  for (let count = most; ; --count) {
    const scale = scaleLinear()
      .domain([...domain])
      .range([...range])
      .nice(count);
    const values = scale.ticks(count);
    const largest = Math.max(...values.map(Math.abs));
    const ticks = values.map((value) => ({ value, at: scale(value), text: format(value, largest) }));
    const distinct = new Set(ticks.map((tick) => tick.text)).size === ticks.length;
    if (distinct || count <= 2) {
      const shown = distinct ? ticks : ticks.filter((tick, i) => tick.text !== ticks[i - 1]?.text);
      const [low = 0, high = 0] = scale.domain();
      // One tick is no scale: values too close to be told apart as they are written stand over zero.
      if (shown.length < 2 && (low > 0 || high < 0))
        return valueAxis([Math.min(0, domain[0]), Math.max(0, domain[1])], range, spacing, format);
      return { scale, ticks: shown, cut: low > 0 || high < 0 };
    }
  }
};

export interface PeriodLabel {
  readonly x: number;
  readonly text: string;
  readonly context: string;
}

export interface PeriodTick {
  readonly index: number;
  // Where the period is, and where its label stands (moved in from the edges).
  readonly x: number;
  readonly labelX: number;
  readonly text: string;
  readonly context?: string | undefined;
}

const kSteps = [1, 2, 3, 4, 6, 7, 12, 14, 24, 28, 36, 48, 60, 84, 120, 240, 365];

// Which periods are labelled: every 1st, 2nd, 3rd, ... so that labels keep `gap` apart, counted from
// where the context changes (so a quarterly choice shows January). Context ("2025") stands under the
// first label and under each whose context differs from the label before, where there is room.
export const periodTicks = (
  labels: readonly PeriodLabel[],
  left: number,
  right: number,
  size: number,
  measure: Measure,
  gap = 10,
): PeriodTick[] => {
  const widths = labels.map((label) => measure(label.text, size));
  const moved = labels.map((label, i) => {
    const half = (widths[i] ?? 0) / 2;
    return Math.min(Math.max(label.x, left + half), Math.max(left + half, right - half));
  });
  const change = labels.findIndex((label, i) => i > 0 && label.context !== labels[i - 1]?.context);
  const pick = (step: number): number[] => {
    const phase = change > 0 ? change % step : 0;
    const chosen: number[] = [];
    for (let i = phase; i < labels.length; i += step) chosen.push(i);
    return chosen;
  };
  const clear = (chosen: readonly number[]): boolean =>
    chosen.every((i, n) => {
      const before = chosen[n - 1];
      if (before === undefined) return true;
      const apart = Math.abs((moved[i] ?? 0) - (moved[before] ?? 0));
      return apart >= ((widths[i] ?? 0) + (widths[before] ?? 0)) / 2 + gap;
    });
  let chosen = kSteps.map(pick).find((candidate) => candidate.length > 0 && clear(candidate));
  // Too many periods for their own labels, over many contexts (days of half a year): the contexts
  // themselves are the labels, each where it begins.
  const starts = labels.flatMap((label, i) =>
    label.context !== "" && label.context !== labels[i - 1]?.context ? [i] : [],
  );
  const sparse = chosen === undefined || (chosen[1] ?? 0) - (chosen[0] ?? 0) >= 5;
  if (starts.length >= 4 && sparse) {
    const wide = labels.map((label) => measure(label.context, size));
    for (let step = 1; step < starts.length; ++step) {
      const kept = starts.filter((_, n) => n % step === 0);
      const ends = kept.map((i) => {
        const half = (wide[i] ?? 0) / 2;
        const at = Math.min(Math.max(labels[i]?.x ?? 0, left + half), right - half);
        return { i, at, half };
      });
      const fits = ends.every(({ at, half }, n) => {
        const before = ends[n - 1];
        return before === undefined || Math.abs(at - before.at) >= half + before.half + gap;
      });
      if (!fits) continue;
      return ends.map(({ i, at }) => ({
        index: i,
        x: labels[i]?.x ?? 0,
        labelX: at,
        text: labels[i]?.context ?? "",
      }));
    }
  }
  // Not even two labels side by side: the last period alone, it is the one asked about.
  chosen ??= labels.length > 0 ? [labels.length - 1] : [];
  const ticks: PeriodTick[] = chosen.flatMap((index) => {
    const label = labels[index];
    return label === undefined
      ? []
      : [{ index, x: label.x, labelX: moved[index] ?? label.x, text: label.text }];
  });
  const contextOf = (tick: PeriodTick | undefined): string =>
    (tick && labels[tick.index]?.context) ?? "";
  let last: { n: number; x: number; half: number; text: string } | undefined;
  ticks.forEach((tick, n) => {
    const text = contextOf(tick);
    if (text === "" || text === last?.text) return;
    const half = measure(text, size) / 2;
    if (last !== undefined && Math.abs(tick.labelX - last.x) < half + last.half + gap) {
      // The first label's context gives way to the first change: "2025" under January says it all.
      if (last.n > 0) return;
      ticks[0] = { ...(ticks[0] as PeriodTick), context: undefined };
    }
    last = { n, x: tick.labelX, half, text };
    ticks[n] = { ...tick, context: text };
  });
  return ticks;
};

// Moves labels apart along one line: each at least `height` from the next, within [top, bottom], as
// near as possible to where it wants to be. Returns positions in the order given.
export const spreadLabels = (
  wanted: readonly number[],
  height: number,
  top: number,
  bottom: number,
): number[] => {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = [...wanted];
  let floor = top;
  for (const i of order) {
    placed[i] = Math.max(wanted[i] ?? 0, floor);
    floor = (placed[i] ?? 0) + height;
  }
  let ceiling = bottom;
  for (const i of order.reverse()) {
    placed[i] = Math.min(placed[i] ?? 0, ceiling);
    ceiling = (placed[i] ?? 0) - height;
  }
  return placed;
};
