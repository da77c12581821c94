// The pieces all charts are drawn with: series markers, hatches, clips.
import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from "d3-shape";
import { type SVGTemplateResult, nothing, svg } from "lit";
import type { Stage } from "./picture.js";
import { anchorAt } from "./text.js";

const kShapes = [
  symbolCircle,
  symbolSquare,
  symbolTriangle,
  symbolDiamond,
  symbolCross,
  symbolStar,
  symbolWye,
  symbolCircle,
];

export const kMostSeries = 8;

// Class that sets --c to the colour of series n.
export const seriesClass = (color: number): string => `s${(color % kMostSeries) + 1}`;

// Outline of the marker of series n around (0, 0): colour is never the only difference.
export const markerPath = (color: number, area = 40): string =>
  symbol(kShapes[color % kMostSeries] ?? symbolCircle, area)() ?? "";

// Marker at a place; hollow for a period that isn't over, and for the eighth series (second circle).
export const marker = (
  x: number,
  y: number,
  color: number,
  hollow = false,
  area = 40,
): SVGTemplateResult =>
  svg`<path class="marker ${seriesClass(color)} ${
    hollow || color % kMostSeries === 7 ? "hollow" : ""
  }" d=${markerPath(color, area)} transform="translate(${x} ${y})"></path>`;

// Diagonal lines in the colour of class `tone` on paper.
export const hatch = (id: string, tone: string, light = false): SVGTemplateResult => svg`
  <pattern id=${id} class=${tone} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect class=${light ? "hatch-clear" : "hatch-ground"} width="6" height="6"></rect>
    <line class=${light ? "hatch-faint" : "hatch-line"} x1="0" x2="0" y1="0" y2="6"></line>
  </pattern>`;

// What series n is filled with when areas stand side by side: a pattern of its own in its own colour, so that
// they stay apart without colour. At least half of every pattern is inked.
const kTextures = [
  "M0 0h8v8h-8z",
  "M-2 2l4 -4M-2 10l12 -12M6 10l4 -4",
  "M0 2h8M0 6h8",
  "M-2 6l4 4M-2 -2l12 12M6 -2l4 4",
  "M2 0v8M6 0v8",
  "M0 2h8M2 0v8",
  "M2 2h.1M6 6h.1",
  "M0 4h8",
];
export const texture = (uid: string, color: number): SVGTemplateResult => {
  const place = color % kMostSeries;
  return svg`<pattern id="${uid}-${seriesClass(color)}" class=${seriesClass(color)} width="8" height="8" patternUnits="userSpaceOnUse">
    <rect class="hatch-ground" width="8" height="8"></rect>
    <path class=${place === 0 ? "texture full" : "texture"} d=${kTextures[place] ?? ""} stroke-width=${[0, 3.4, 2.4, 3.4, 2.4, 3, 4, 4.6][place] ?? 2}
      stroke-linecap=${place === 6 ? "round" : "butt"}></path></pattern>`;
};

export const round = (value: number): number => Math.round(value * 10) / 10;

export type Edge = "left" | "middle" | "right";

// Text whose `edge` stands at x; y is its baseline, or its middle. `full` is shown when it is hovered.
export const write = (
  name: string,
  text: string,
  at: { readonly x: number; readonly y: number; readonly edge: Edge },
  stage: Stage,
  { middle = false, full = "" } = {},
): SVGTemplateResult => svg`<text class=${name} x=${at.x} y=${at.y} dy=${middle ? "0.35em" : "0"}
  font-size=${stage.size} text-anchor=${anchorAt(at.edge, stage.rtl)}>${
    full === "" ? nothing : svg`<title>${full}</title>`
  }${text}</text>`;

// An interval, with a ground of paper so that it can be seen on a bar.
export const whisker = (d: string): SVGTemplateResult =>
  svg`<path class="whisker-ground" d=${d}></path><path class="whisker" d=${d}></path>`;

// A box from x to x, whichever is further left.
export const across = (a: number, b: number): { readonly x: number; readonly width: number } => ({
  x: Math.min(a, b),
  width: Math.abs(b - a),
});
