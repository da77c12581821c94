// What the engine has answered to the document so far. Nothing here is decided by the reader, and nothing here
// is computed by the page.
import type {
  Analysis, CalcResult, Catalogue, Inspection, Issue, NumberReading, Passport, Query, Question, Report, RowsResult, Settings, SourceInfo,
} from "../engine/operations.ts";
import type { Answered } from "./ask.ts";
import type { Found, Wanted } from "./behind.ts";
import type { Span } from "./days.ts";
import type { Document } from "./document.ts";
import type { Failure } from "./failure.ts";
import type { Draft, Keeping } from "./draft.ts";
import type { GoalState } from "./goals.ts";
import { isOwnRole, noOwn, ownMeasure, type OwnState } from "./own.ts";
import type { WhatIfState } from "./planner.ts";

export interface Reading {
  readonly name: string;
  readonly bytes: number;
  readonly total: number;
  readonly rows: number;
  // Milliseconds since it began: a line after 400, a bar after 2,000.
  readonly since: number;
}

export interface PassportRequest {
  readonly metric: string;
  readonly key?: Readonly<Record<string, string>>;
  readonly label?: string;
}

export interface Live {
  readonly catalogue: Catalogue | null;
  readonly broken: Failure | null;
  readonly failure: Failure | null;
  readonly reading: Reading | null;
  readonly inspection: Inspection | null;
  // The document's input of each source, by the source's index.
  readonly owners: readonly string[];
  // Repairs seen before, by input and code: a repair that is switched off is no longer in the inspection.
  readonly seen: Readonly<Record<string, Issue>>;
  // Metrics with a value over everything that was read.
  readonly available: readonly string[];
  readonly overview: Report | null;
  readonly total: Report | null;
  readonly trend: Report | null;
  // The trend of the compared period, step by step.
  readonly before: Report | null;
  readonly split: Report | null;
  // The tables have rows of nearly every day: then a first week without its first days is a part of one.
  readonly daily: boolean;
  // Which kind of channel each name is of, where names of two tables do not meet.
  readonly kinds: Readonly<Record<string, string>>;
  readonly table: Report | null;
  readonly extra: Report | null;
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly rows: Readonly<Record<number, RowsResult>>;
  // The rows behind a number that were asked for, by source.
  readonly wanted: Wanted | null;
  readonly found: Readonly<Record<number, Found>>;
  readonly computing: boolean;
  readonly asked: PassportRequest | null;
  readonly passport: Passport | null;
  // What only tables of subscriptions and of deals tell, by the analysis's name; and open deals by stage.
  readonly analyses: Readonly<Record<string, Analysis["result"]>>;
  readonly stages: Report | null;
  // How the numbers of the card were made, for the appendix of the print.
  readonly appendix: readonly Passport[];
  // All of that is there, and of what was chosen last.
  readonly whole: boolean;
  readonly readings: Readonly<Record<string, NumberReading | null>>;
  readonly calc: CalcResult | null;
  readonly calcFailure: Failure | null;
  readonly notice: string;
  readonly whatif: WhatIfState | null;
  readonly goals: readonly GoalState[];
  readonly answers: readonly Answered[] | null;
  // A draft of another day, offered; and how the present one is kept.
  readonly draft: Draft | null;
  readonly keeping: Keeping;
  // Formulas of one's own, as the tables can answer them.
  readonly own: OwnState;
  // The settings of a table like this one, from another day, by input.
  readonly recipes: Readonly<Record<string, Settings>>;
  // The file or link that holds the document, and the document it holds.
  readonly saved: { readonly name: string; readonly document: Document } | null;
}

export const emptyLive: Live = {
  catalogue: null, broken: null, failure: null, reading: null, inspection: null, owners: [], seen: {}, available: [],
  overview: null, total: null, trend: null, before: null, split: null, daily: false, kinds: {}, table: null, extra: null, values: {}, rows: {}, wanted: null, found: {}, computing: false, asked: null,
  passport: null, appendix: [], whole: true, analyses: {}, stages: null, readings: {}, calc: null, calcFailure: null, notice: "",
  whatif: null, goals: [], answers: null, draft: null, keeping: "nothing", recipes: {}, saved: null, own: noOwn,
};

export const sourcesOf = (live: Live): readonly SourceInfo[] => live.inspection?.sources ?? [];

// First and last day over all sources, as the engine reports them.
export const dataSpan = (live: Live): Span | null => {
  let span: Span | null = live.overview?.period ?? null;
  for (const source of span ? [] : sourcesOf(live)) {
    const own = source.period;
    if (!own?.from || !own.to) continue;
    span = span
      ? { from: own.from < span.from ? own.from : span.from, to: own.to > span.to ? own.to : span.to }
      : own;
  }
  return span;
};

// A table in whose place another counts is read, not used.
export const usedIn = (sources: readonly SourceInfo[]): number =>
  sources.reduce((sum, source) => sum + (source.replaced_by === undefined ? source.rows.used : 0), 0);

// The very rows of an earlier file: they count once, and there is nothing to ask.
export const isCopy = (question: Question): boolean =>
  question.code === "table.again" && question.likelier === "replace" && question.about?.["changed"] === 0 && question.about["added"] === 0;

export const isOpen = (question: Question): boolean => question.answer === undefined && !isCopy(question);

export const openQuestions = (live: Live): number =>
  sourcesOf(live).reduce((count, source) => count + source.questions.filter(isOpen).length, 0);

// Dimensions to group and filter by: text columns with a role of the catalogue, in the order of the columns.
export const dimensionsOf = (live: Live): readonly string[] => {
  const known = new Map((live.catalogue?.dimensions ?? []).map((each) => [each.id, each.type]));
  const found = sourcesOf(live).flatMap((source) => source.columns)
    .map((column) => column.role)
    .filter((role): role is string => role !== null && ["category", "text", "code"].includes(known.get(role) ?? ""));
  // A file without a channel column may be of one channel as a whole.
  if (sourcesOf(live).some((source) => source.channel)) found.unshift("channel");
  return [...new Set(found)].filter((id) => id !== "currency");
};

export const hasDates = (live: Live): boolean => {
  const known = new Map((live.catalogue?.dimensions ?? []).map((each) => [each.id, each.type]));
  return sourcesOf(live).some((source) =>
    source.columns.some((column) => column.role !== null && (known.get(column.role) ?? "").startsWith("date") &&
      // A column of dates none of which could be read gives no periods.
      (source.rows.used === 0 || column.nulls < source.rows.used)));
};

// Those that every table has: grouping by another leaves a table out of the groups.
export const dimensionsEverywhere = (live: Live): readonly string[] =>
  dimensionsOf(live).filter((id) => sourcesOf(live).every((source) =>
    source.columns.some((column) => column.role === id) || (id === "channel" && Boolean(source.channel))));

// Whether the days of the tables are written in the solar Hijri calendar.
export const inPersianDays = (live: Live): boolean =>
  sourcesOf(live).some((source) => source.columns.some((column) => column.dates === "jalali"));

// Whether months are those of the solar Hijri calendar: as the document says, or as its tables are written.
export const inJalaliMonths = (document: Document, live: Live): boolean =>
  document.calendar.months === "jalali" || (document.calendar.months === "auto" && document.language === "fa" && inPersianDays(live));

// How the document writes days and figures.
export const mannerOf = (document: Document, live: Live): { readonly digits: "auto" | "latn" | "arabext"; readonly days: "persian" | "gregory" } => {
  const { days, digits } = document.calendar;
  const persian = days === undefined ? (document.language === "fa" && inPersianDays(live)) || inJalaliMonths(document, live) : days === "jalali";
  return { digits: digits ?? "auto", days: persian ? "persian" : "gregory" };
};

export const measuresOf = (live: Live): readonly string[] => {
  const known = new Set((live.catalogue?.measures ?? []).map((each) => each.id));
  return [...new Set(sourcesOf(live).flatMap((source) => source.columns)
    .map((column) => (isOwnRole(column.role) ? ownMeasure(column.role) : column.role)).filter((role): role is string => role !== null && known.has(role)))];
};

// Which of these measures stand only in some of the tables of another, and in which: spend of two tables over the leads of one.
export const lopsidedOf = (live: Live, measures: readonly string[]): readonly { readonly measure: string; readonly files: readonly string[] }[] => {
  const sources = sourcesOf(live).filter((source) => source.replaced_by === undefined);
  if (sources.length < 2) return [];
  const places = measures.map((id) => sources.flatMap(({ columns }, at) => (columns.some(({ role }) => role === id || (isOwnRole(role) && ownMeasure(role) === id)) ? [at] : [])));
  return places.flatMap((some, place) =>
    some.length > 0 && places.some((more) => more.length > some.length && some.every((at) => more.includes(at)))
      ? [{ measure: measures[place]!, files: [...new Set(some.map((at) => sources[at]!.name))] }] : []);
};
export const isLopsided = (live: Live, measures: readonly string[]): boolean => lopsidedOf(live, measures).length > 0;

export type { Failure, Query };
