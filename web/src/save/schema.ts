// What a saved document may hold, field by field. The same readers write it: what is saved can be opened.
import { tableKinds, type OwnFormula, type Settings } from "../engine/operations.ts";
import { languages, type Language } from "../i18n/types.ts";
import {
  grains, newDocument, sampleIds,
  type Awaited, type Calendar, type Document, type EventNote, type Goal, type InputEntry, type ReportPlan, type Scenario,
  type SectionChoice, type Selection, type Sheet, type Sort, type WhatIf,
} from "../model/document.ts";
import { day, either, flag, list, number, oneOf, orNull, record, shape, text, whole, type Reader } from "./shape.ts";

const name = text(1000);
const texts = record(text());

const settings = shape<Settings>({
  table: oneOf(...tableKinds),
  map: record(either<string | string[]>(text(2000), (value, at) => [...list(text(2000), 500)(value, at)])),
  delimiter: text(20), encoding: text(60), header_row: whole(0, 1_000_000_000), numbers: text(40), dates: oneOf("dmy", "mdy", "ymd", "jalali"),
  currency: text(20), channel: name, sums: flag, sheet: name, table_index: whole(0, 1_000_000),
  off: (value, at) => [...list(text(200), 500)(value, at)], answers: texts, today: day, recipe: text(200), learned: texts,
}, ["table", "map", "delimiter", "encoding", "header_row", "numbers", "dates", "currency", "channel", "sums", "sheet", "table_index", "off", "answers", "today", "recipe", "learned"]);

// Its identity and its size are the page's: they are told anew when it is opened.
const input = shape<Omit<InputEntry, "id" | "size">>({
  name, sample: oneOf(...sampleIds), typed: flag, sums: flag, settings,
}, ["sample", "typed", "sums"]);
export type SavedInput = ReturnType<typeof input>;

const selection = shape<Selection>({
  preset: oneOf("all", "month", "quarter", "half", "year", "custom"), from: day, to: day, compare: oneOf("previous", "year", "custom"),
  compareFrom: day, compareTo: day, where: record(list(text(2000))), by: name, grain: oneOf(...grains),
  trend: whole(0, 2), split: flag, params: record(number),
}, ["from", "to", "compare", "compareFrom", "compareTo", "by", "grain"]);

const section = shape<SectionChoice>({ off: flag, fresh: flag, note: text() }, ["off", "fresh", "note"]);
const report = shape<ReportPlan>({
  paper: oneOf("a4", "letter"), mono: flag, title: name, author: name, sections: record(section, 500),
}, ["paper", "mono", "title", "author"]);

const sort = shape<Sort>({ column: name, descending: flag });
const calendar = shape<Calendar>({
  weekStart: oneOf(0, 5, 6), firstMonth: whole(1, 12), months: oneOf("auto", "gregorian", "jalali"),
  days: oneOf("gregorian", "jalali"), digits: oneOf("latn", "arabext"),
}, ["days", "digits"]);
const whatif = shape<WhatIf>({ subject: name, given: list(name, 100), typed: texts });
const scenario = shape<Scenario>({ id: name, name, subject: name, given: list(name, 100), typed: texts, values: record(orNull(number)) });
const goal = shape<Goal>({
  id: name, metric: name, value: name, direction: oneOf("atLeast", "atMost"), dimension: name, segment: text(2000), from: day, to: day,
  owner: name, plan: oneOf("even", "months", "column"), months: texts, column: name, band: number, budget: name,
}, ["dimension", "segment", "column"]);
const sheet = shape<Sheet>({ rows: list(shape<Sheet["rows"][number]>({ channel: name, cells: texts })) });
const event = shape<EventNote>({ day, text: text() });
const own = shape<OwnFormula>({
  id: name, name, formula: text(), unit: name as Reader<OwnFormula["unit"] & string>, direction: oneOf("higher", "lower", "neutral"), timing: oneOf("leading", "lagging"),
}, ["id", "name", "unit", "direction", "timing"]);
const formula: Reader<string | OwnFormula> = (value, at) => (typeof value === "string" ? text()(value, at) : own(value, at));
const awaited = shape<Awaited>({ name, settings });

// Theme and shortcuts are the reader's own, wherever they open it.
type Kept = Omit<Document, "theme" | "singleKeys" | "inputs"> & { readonly inputs: readonly SavedInput[] };
const fields: { readonly [K in keyof Kept]: Reader<Kept[K]> } = {
  language: oneOf<Language>(...languages), place: oneOf("data", "check", "board", "plan", "report"), inputs: list(input, 200), selection,
  kpis: list(name, 3), sort: orNull(sort), calculator: name, fields: texts, solve: record(name) as Reader<Document["solve"]>,
  columns: list(name, 500), calendar, whatif, scenarios: list(scenario, 500), goals: list(goal, 500), sheet: orNull(sheet),
  report, events: list(event), timeReversed: flag, formulas: list(formula, 500), aliases: record(name), awaited: list(awaited, 200), readOnly: flag,
};

export type SavedDocument = Partial<Kept> & { readonly language: Language };

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

// The document as it is written: in one order, without what every new document has.
export const writeDocument = (document: Document): SavedDocument => {
  const fresh: Kept = newDocument(document.language);
  const out: Record<string, unknown> = {};
  for (const key of Object.keys(fields) as (keyof Kept)[]) {
    const value = fields[key](document[key], key);
    if (key === "language" || !same(value, fresh[key])) out[key] = value;
  }
  return out as unknown as SavedDocument;
};

// The document that was written; its inputs have no identity yet. Throws Misfit.
export const readDocument = (value: unknown): Document => {
  const given = typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
  const language = fields.language(given["language"], "language");
  const out: Record<string, unknown> = { ...newDocument(language) };
  for (const key of Object.keys(fields) as (keyof Kept)[])
    if (Object.hasOwn(given, key)) out[key] = fields[key](given[key], key);
  const inputs = (out["inputs"] as readonly SavedInput[]).map((each, place) => ({ ...each, id: `saved-${place + 1}`, size: 0 }));
  return { ...out, inputs } as unknown as Document;
};
