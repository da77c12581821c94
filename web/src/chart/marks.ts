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

export const round = (value: number): number => Math.round(value * 10) / 10;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Slant = "/" | "\\" | "-" | "|";

// Parallel lines that fill a box, `gap` apart along x and y. They lie on one grid over the whole picture, so that
// neighbours line up. Patterns would come out of a printer as dots; lines stay lines.
export const linesIn = ({ x, y, width, height }: Box, gap: number, slant: Slant): string => {
  const [right, bottom] = [x + width, y + height];
  const [from, to] = { "/": [x + y, right + bottom], "\\": [y - right, bottom - x], "-": [y, bottom], "|": [x, right] }[slant];
  let d = "";
  for (let k = Math.ceil((from ?? 0) / gap + 0.01) * gap; k < (to ?? 0); k += gap) {
    const [x1, x2] =
      slant === "/" ? [Math.max(x, k - bottom), Math.min(right, k - y)] : slant === "\\" ? [Math.max(x, y - k), Math.min(right, bottom - k)] : [x, right];
    if (slant === "-") d += `M${round(x)} ${round(k)}H${round(right)}`;
    else if (slant === "|") d += `M${round(k)} ${round(y)}V${round(bottom)}`;
    else {
      const sign = slant === "/" ? -1 : 1;
      d += `M${round(x1)} ${round(k + sign * x1)}L${round(x2)} ${round(k + sign * x2)}`;
    }
  }
  return d;
};

const inset = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x + by,
  y: y + by,
  width: Math.max(0, width - 2 * by),
  height: Math.max(0, height - 2 * by),
});

// Hatching in the colour of class `tone`, inside of a box drawn by the caller.
export const hatch = (box: Box, tone: string): SVGTemplateResult =>
  svg`<path class="hatch-line ${tone}" d=${linesIn(inset(box, 1.3), 8, "/")}></path>`;

// The same on open ground: under what isn't over.
export const openGround = (box: Box): SVGTemplateResult =>
  svg`<path class="hatch-faint" d=${linesIn(box, 8, "/")}></path>`;

// What series n is filled with when areas stand side by side: lines of its own in its own colour, so that they stay
// apart without colour. Slant, gap and strength.
const kTextures: readonly (readonly [readonly Slant[], number, number])[] = [
  [[], 0, 0],
  [["/"], 6, 2.6],
  [["-"], 4, 2.2],
  [["\\"], 6, 2.6],
  [["|"], 4, 2.2],
  [["-", "|"], 6, 1.8],
  [["/", "\\"], 7, 1.6],
  [["-"], 7, 1.4],
];
export const textured = (box: Box, color: number): SVGTemplateResult => {
  const tone = seriesClass(color);
  const [slants, gap, wide] = kTextures[color % kMostSeries] ?? [[], 0, 0];
  const solid = slants.length === 0;
  return svg`<rect class="segment ${solid ? "full" : ""} ${tone}" x=${round(box.x)} y=${round(box.y)} width=${round(box.width)} height=${round(box.height)}></rect>${
    solid
      ? nothing
      : svg`<path class="texture ${tone}" stroke-width=${wide} d=${slants.map((slant) => linesIn(inset(box, slant === "/" || slant === "\\" ? 1 : 0), gap, slant)).join("")}></path>`
  }`;
};

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
