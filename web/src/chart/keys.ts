// Keys of several series above a plot: how far each is from the reading edge, in as many rows as they need.
import type { Stage } from "./picture.js";
import { ellipsise } from "./text.js";

export interface KeyPlace {
  readonly text: string;
  readonly x: number;
  // Baseline of the text.
  readonly y: number;
}

export const layoutKeys = (
  labels: readonly string[],
  { width, rtl, size, measure }: Stage,
): { readonly keys: readonly KeyPlace[]; readonly height: number } => {
  let x = 0;
  let row = 0;
  const keys = labels.map((label) => {
    const text = ellipsise(label, width - 24, size, measure);
    const wide = measure(text, size) + 20;
    if (x > 0 && x + wide > width) {
      x = 0;
      ++row;
    }
    const at = rtl ? width - x : x;
    x += wide + 16;
    return { text, x: at, y: row * (size + 8) + size };
  });
  return { keys, height: labels.length > 0 ? (row + 1) * (size + 8) + 8 : 0 };
};
