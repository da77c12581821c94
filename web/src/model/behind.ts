// The rows of a table behind a number, as far as their own cells tell: those whose cells are of the parts chosen.
import type { Engine, Passport, RowView, SourceInfo } from "../engine/operations.ts";
import { isGrain } from "./document.ts";

export interface Wanted {
  // What the number is called, and the cells that its rows have, by dimension.
  readonly title: string;
  readonly where: Readonly<Record<string, readonly string[]>>;
}

export interface Found {
  readonly header: readonly string[];
  readonly rows: readonly RowView[];
  // How many rows were looked through, and whether these are all.
  readonly seen: number;
  readonly all: boolean;
}

const block = 4000;
const mostSeen = 40_000;
const mostShown = 200;

export const wantedOf = (passport: Passport, title: string): Wanted => ({
  title,
  where: {
    ...passport.selection.where,
    ...Object.fromEntries(Object.entries(passport.selection.key).filter(([id]) => !isGrain(id)).map(([id, value]) => [id, [value]])),
  },
});

export const findRows = async (engine: Engine, source: number, info: SourceInfo, { where }: Wanted): Promise<Found> => {
  let header: readonly string[] = [];
  const rows: RowView[] = [];
  for (let from = 0; ; from += block) {
    const part = await engine.call("rows", { source, from, count: block });
    header = part.header;
    const tests = info.columns.flatMap((column) => {
      const at = header.indexOf(column.name);
      const values = column.role === null ? undefined : where[column.role];
      return values && at >= 0 ? [{ at, values: new Set(values) }] : [];
    });
    for (const row of part.rows)
      if (row.used && tests.every(({ at, values }) => values.has((row.cells[at] ?? "").trim()))) rows.push(row);
    const seen = from + part.rows.length;
    const all = part.rows.length < block;
    if (all || rows.length >= mostShown || seen >= mostSeen) return { header, rows: rows.slice(0, mostShown), seen, all: all && rows.length <= mostShown };
  }
};
