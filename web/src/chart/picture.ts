// What a chart function gives to the frame that shows it. Everything in it is plain geometry and
// templates, so it can be tested without a page.
import type { SVGTemplateResult } from "lit";
import type { Measure } from "./text.js";
import type { ChartPick, ChartValue, ChartWords } from "./types.js";

// Where the picture is drawn: pixels, reading direction, text size, the reader's words.
export interface Stage {
  readonly width: number;
  readonly rtl: boolean;
  // Size of labels in px.
  readonly size: number;
  readonly measure: Measure;
  readonly words: ChartWords;
  // Prefix of ids inside this picture (patterns, clips).
  readonly uid: string;
  // All rows are wanted, not the first `limit`.
  readonly expanded: boolean;
}

export interface TipLine {
  readonly label: string;
  readonly text: string;
  // Series colour 0..7 and marker, when there are several.
  readonly color?: number;
  readonly active: boolean;
}

// The tooltip. It says no more and no less than the node's name does, only laid out.
export interface Tip {
  readonly head: string;
  readonly lines: readonly TipLine[];
  readonly note: string;
}

// One thing that can be pointed at: a point, a bar, a cell.
export interface ChartNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly round: number;
  // Where the tooltip points to.
  readonly tipX: number;
  readonly tipY: number;
  readonly name: string;
  readonly pick: ChartPick;
  readonly tip: Tip;
}

export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly drawing: SVGTemplateResult;
  // Drawn over the rest for the node pointed at.
  readonly over?: (place: Place) => SVGTemplateResult;
  // Rows x columns; an absent node is jumped over by the keyboard.
  readonly nodes: readonly (readonly (ChartNode | undefined)[])[];
  // Columns run from right to left.
  readonly flip: boolean;
  // "near": the node nearest along x, then y (time charts). "inside": the box under the pointer.
  // "close": the node nearest in the plane.
  readonly aim: "near" | "inside" | "close";
  readonly start: Place;
  readonly notes: readonly string[];
  // How many rows there are when fewer are drawn, or could be.
  readonly more?: { readonly shown: number; readonly total: number };
}

export interface TableCell {
  readonly text: string;
  // The number behind the text, for those who take the table away.
  readonly value?: number | null;
  readonly note?: string;
}

// The same content as a table.
export interface TableTwin {
  readonly headings: readonly string[];
  readonly rows: readonly {
    readonly head: string;
    readonly cells: readonly TableCell[];
    readonly total?: boolean;
  }[];
}

// Whatever is to be said about a value, in the order it is said. Without `interval` its bounds are
// left out, for tables where several series stand side by side.
export const sayValue = (
  value: ChartValue & { readonly partial?: boolean | "begun" },
  words: ChartWords,
  format?: (value: number) => string,
  interval = true,
): { text: string; notes: string[] } => {
  if (value.value === null)
    return { text: words.noValue, notes: value.reason ? [value.reason] : [] };
  const notes: string[] = [];
  if (value.partial) notes.push(value.partial === "begun" ? words.begun : words.soFar);
  if (interval && value.intervalText) notes.push(value.intervalText);
  else if (interval && value.low !== undefined && value.high !== undefined && format) {
    notes.push(words.between(format(value.low), format(value.high)));
  }
  if (value.caution) notes.push(value.caution);
  return { text: value.text, notes };
};
