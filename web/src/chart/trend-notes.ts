// Notes of events above a time axis: each at its day, their labels in rows where they stand clear of one another.
import { type Measure, ellipsise } from "./text.js";
import type { TrendModel } from "./types.js";

type Note = NonNullable<TrendModel["annotations"]>[number];
type Keys = readonly (readonly [string, Date])[];

export interface PlacedNote {
  readonly x: number;
  // Baseline of the label.
  readonly y: number;
  readonly label: string;
  readonly full: string;
  readonly edge: "left" | "right";
  // The period it falls into.
  readonly key: string;
}

export const kNoteRows = 3;

// The day after the last period: as long as the one before it.
const endOf = (keys: readonly (readonly [string, Date])[]): Date => {
  const [before, last] = keys.slice(-2).map(([, date]) => date.getTime());
  return new Date(last === undefined ? (before ?? 0) + 86_400_000 * 31 : last + (last - (before ?? last)));
};

// Those that lie on the axis, in order of date.
export const notesWithin = (model: TrendModel, keys: Keys): readonly Note[] =>
  (model.annotations ?? [])
    .filter(({ date }) => date >= (keys[0]?.[1] ?? date) && date < endOf(keys))
    .sort((a, b) => a.date.getTime() - b.date.getTime());

interface Ground {
  readonly rows: number;
  readonly top: number;
  readonly width: number;
  readonly size: number;
  readonly measure: Measure;
  // The place of a time that falls into the period of this key.
  readonly xOf: (key: string, time: number) => number;
}

// The note's place is its day; within a period that is drawn as one place it stands there.
export const placeNotes = (notes: readonly Note[], keys: Keys, { rows, top, width, size, measure, xOf }: Ground): PlacedNote[] => {
  const rowEnds = Array.from({ length: rows }, () => -Infinity);
  const last = keys.at(-1)?.[1].getTime() ?? 0;
  return notes.map((note): PlacedNote => {
    const key = keys.filter(([, date]) => date <= note.date).at(-1)?.[0] ?? "";
    const x = xOf(key, Math.min(note.date.getTime(), last));
    const full = note.label;
    // The first row where it stands clear of the labels before it; else the one with the most room, cut short.
    const wide = measure(full, size) + 3;
    const edge = x + wide > width ? ("right" as const) : ("left" as const);
    const from = edge === "left" ? x : x - wide;
    let row = rowEnds.findIndex((end) => from >= end);
    if (row < 0) row = rowEnds.indexOf(Math.min(...rowEnds));
    const start = rowEnds[row] ?? 0;
    const room = edge === "left" ? (x >= start ? width - x : 0) : x - start;
    if (room > 0) rowEnds[row] = (edge === "left" ? Math.min(x + wide, width) : x) + 10;
    return {
      x,
      y: top - 10 - row * (size + 6),
      label: room < 24 ? "" : ellipsise(full, Math.min(room, width) - 4, size, measure),
      full,
      edge,
      key,
    };
  });
};
