// The rows of a table behind a number, as far as their own cells tell: those whose cells are of the parts chosen.
import type { Passport, Query, RowView, SourceInfo } from "../engine/operations.ts";
import { isGrain } from "./document.ts";
import type { Asker } from "./steady.ts";

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

// Names of channels are the same whatever their case and the marks between words, as the engine takes them.
const folded = (text: string): string => text.toLowerCase().replace(/[\s_\u200c-]+/gu, " ").trim();

/** What the engine makes of a channel as it is written: the name it goes by, and its kind. */
export interface Channels {
  readonly aliases: Readonly<Record<string, string>>;
  readonly groups: ReadonlyMap<string, string>;
}

const goesBy = ({ aliases }: Channels, written: string): string =>
  aliases[written] ?? Object.entries(aliases).find(([name]) => folded(name) === folded(written))?.[1] ?? written;

/** The kinds of all channels, asked only where rows of a kind are wanted. */
export const channelsFor = async (engine: Asker, { where }: Wanted, words: Query, measures: readonly string[]): Promise<Channels> => {
  const { aliases = {} } = words;
  if (!where["channel_group"] || measures.length === 0) return { aliases, groups: new Map() };
  const { groups } = await engine.call("report", { ...words, metrics: [...measures], by: ["channel", "channel_group"] });
  return { aliases, groups: new Map(groups.map(({ key }) => [key["channel"] ?? "", key["channel_group"] ?? ""])) };
};

// One test per dimension chosen: of a column's cells, of the one channel of the whole table, or of what it lacks.
const testsOf = (info: SourceInfo, header: readonly string[], known: ReadonlySet<string>, { where }: Wanted, channels: Channels): readonly ((cells: readonly string[]) => boolean)[] =>
  Object.entries(where).flatMap(([id, list]) => {
    const values = new Set(list);
    const ofChannel = id === "channel" || id === "channel_group";
    const role = ofChannel && !info.columns.some((column) => column.role === id) ? "channel" : id;
    const column = info.columns.find((each) => each.role === role);
    const at = column ? header.indexOf(column.name) : -1;
    const said = (written: string): string => {
      const name = ofChannel ? goesBy(channels, written) : written;
      return id === "channel_group" && role === "channel" ? channels.groups.get(name) ?? name : name;
    };
    if (at >= 0) return [(cells) => values.has(said((cells[at] ?? "").trim()))];
    if (role === "channel" && info.channel) return [() => values.has(said(info.channel!))];
    // A table without this column has no part in it; of what stands in none, rows tell nothing.
    return known.has(role) ? [() => false] : [];
  });

export const findRows = async (
  engine: Asker, source: number, info: SourceInfo, wanted: Wanted, known: ReadonlySet<string> = new Set(), channels: Channels = { aliases: {}, groups: new Map() },
): Promise<Found> => {
  let header: readonly string[] = [];
  const rows: RowView[] = [];
  for (let from = 0; ; from += block) {
    const part = await engine.call("rows", { source, from, count: block });
    header = part.header;
    const tests = testsOf(info, header, known, wanted, channels);
    for (const row of part.rows) if (row.used && tests.every((test) => test(row.cells))) rows.push(row);
    const seen = from + part.rows.length;
    const all = part.rows.length < block;
    if (all || rows.length >= mostShown || seen >= mostSeen) return { header, rows: rows.slice(0, mostShown), seen, all: all && rows.length <= mostShown };
  }
};
