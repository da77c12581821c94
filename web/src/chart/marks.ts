// The pieces all charts are drawn with: series markers, hatches, clips.
import { symbol, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolStar, symbolTriangle, symbolWye } from "d3-shape";
import { type SVGTemplateResult, svg } from "lit";

const kShapes = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross, symbolStar, symbolWye, symbolCircle];

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
): SVGTemplateResult => svg`<path class="marker ${seriesClass(color)} ${
  hollow || color % kMostSeries === 7 ? "hollow" : ""
}" d=${markerPath(color, area)} transform="translate(${x} ${y})"></path>`;

// Diagonal lines in the colour of class `tone` on paper.
export const hatch = (id: string, tone: string, light = false): SVGTemplateResult => svg`
  <pattern id=${id} class=${tone} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect class=${light ? "hatch-clear" : "hatch-ground"} width="6" height="6"></rect>
    <line class=${light ? "hatch-faint" : "hatch-line"} x1="0" x2="0" y1="0" y2="6"></line>
  </pattern>`;

export const round = (value: number): number => Math.round(value * 10) / 10;
