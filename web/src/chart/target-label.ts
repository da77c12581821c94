import { round } from "./marks.js";
import type { Stage } from "./picture.js";

export interface PlacedTarget {
  readonly y: number;
  readonly text: string;
  readonly x: number;
  readonly labelY: number;
  readonly edge: "left" | "right";
}

// The label of the target line: above or below it, at either end, wherever the fewest data lie under
// it; at the reading edge above the line if nothing speaks against it.
export const placeTarget = (
  y: number,
  text: string,
  series: readonly {
    readonly placed: readonly { readonly x: number; readonly y: number | null }[];
  }[],
  plot: { left: number; right: number; top: number; bottom: number },
  { rtl, size, measure }: Stage,
  columnWidth: number,
): PlacedTarget | undefined => {
  const wide = measure(text, size, 600);
  const edges = rtl ? (["right", "left"] as const) : (["left", "right"] as const);
  let best: { cost: number; x: number; labelY: number; edge: "left" | "right" } | undefined;
  for (const edge of edges) {
    for (const below of [false, true]) {
      const x = edge === "left" ? plot.left + 2 : plot.right - 2;
      const labelY = below ? y + size + 3 : y - 5;
      const box = {
        left: edge === "left" ? x : x - wide,
        right: edge === "left" ? x + wide : x,
        top: labelY - size,
        bottom: labelY + 3,
      };
      let cost = box.top < plot.top - 4 || box.bottom > plot.bottom ? 50 : 0;
      for (const { placed } of series) {
        placed.forEach((p, i) => {
          const before = placed[i - 1];
          if (p.y === null) return;
          if (columnWidth > 0) {
            if (
              p.x + columnWidth / 2 > box.left &&
              p.x - columnWidth / 2 < box.right &&
              p.y < box.bottom
            )
              cost += 2;
            return;
          }
          // The line is sampled every eighth of a piece.
          const start = before !== undefined && before.y !== null ? before : p;
          for (let n = 0; n <= 8; ++n) {
            const px = start.x + ((p.x - start.x) * n) / 8;
            const py = (start.y ?? p.y) + ((p.y - (start.y ?? p.y)) * n) / 8;
            if (px > box.left - 4 && px < box.right + 4 && py > box.top - 3 && py < box.bottom + 3)
              ++cost;
          }
        });
      }
      if (best === undefined || cost < best.cost) best = { cost, x, labelY, edge };
    }
  }
  return best ? { y, text, x: best.x, labelY: round(best.labelY), edge: best.edge } : undefined;
};
