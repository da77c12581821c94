// Where one bar per row stands, from zero or floating, with its label and its value.
import { max, min } from "d3-array";
import { scaleLinear } from "d3-scale";
import { round } from "./marks.js";
import type { Stage } from "./picture.js";
import { ellipsise, isolate } from "./text.js";
import type { BarRow, Target } from "./types.js";

export interface Bar extends BarRow {
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

export const kBar = 16;
// Narrower than this, labels stand above their bars.
export const kStacked = 440;

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
