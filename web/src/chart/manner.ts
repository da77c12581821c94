// How the text around a chart is set. To ask the browser in the midst of a drawing makes it style, and lay out, all that has
// changed so far: charts ask when they are put in place, get another width or other words, and no more.
import type { Stage } from "./picture.js";
import { canvasMeasure, type Measure } from "./text.js";

export type Manner = Pick<Stage, "rtl" | "size" | "measure">;

const measures = new Map<string, Measure>();

export const mannerOf = (element: HTMLElement): Manner => {
  const style = getComputedStyle(element);
  const family = style.fontFamily || "sans-serif";
  let measure = measures.get(family);
  if (measure === undefined) measures.set(family, (measure = canvasMeasure(family)));
  const base = Number.parseFloat(style.fontSize) || 16;
  return { rtl: style.direction === "rtl", size: Math.min(15, Math.max(12, Math.round(base * 0.8))), measure };
};
