// What every view is given: the document, the answers, the reader's words, and what can be done.
import type { Args, MetricInfo, MetricValue } from "../engine/operations.ts";
import { isolate, makeFormats, messagesFor, type Digits, type Formats, type Get, type Messages } from "../i18n/index.ts";
import type { CalculatorField } from "../model/calculators.ts";
import type { Draft } from "../model/draft.ts";
import type { Document, Goal, Place, SampleId } from "../model/document.ts";
import { isOwnRole, ownMeasure, type Formula } from "../model/own.ts";
import { mannerOf, type Live } from "../model/live.ts";
import type { Plan } from "../model/query.ts";
import type { EmbedPart } from "../model/route.ts";
import type { Store } from "../model/store.ts";
import type { Comparison } from "../save/compare.ts";
import type { Saved } from "../save/format.ts";
import type { Embedding } from "./embed.ts";
import { fieldName } from "./form.ts";

export type Dialog = "embed" | "picker" | "filters" | "keys" | "goal" | "sheet" | "columns" | "calendar" | "save" | "arrived" | "compare" | "about" | "untracked" | "agreement";
// What is to be saved: all of it, monthly sums in the place of the tables, or what was decided without any table.
export interface SaveChoice {
  readonly kind: "whole" | "sums" | "recipe";
  readonly readOnly: boolean;
  readonly name: string;
}

// Where the reader's hands are: not part of the document, not kept.
export interface Hands {
  readonly dialog: Dialog | null;
  // Which KPI the picker is to replace.
  readonly picking: number;
  readonly search: string;
  readonly pasted: string;
  readonly dropping: boolean;
  readonly copied: string;
  readonly policy: string;
  // How many rows of a long table are asked for beyond the first.
  readonly moreRows: number;
  readonly calculatorSearch: string;
  // The goal in the form, until it is saved.
  readonly goal: Goal | null;
  // What was typed into the channel form and is no number.
  readonly unread: readonly string[];
  // The event notes under the trend are open.
  readonly noting: boolean;
  readonly saving: SaveChoice | null;
  // The document as a link, for the choice in the dialogue; without an address where it is too long.
  readonly link: { readonly url: string; readonly length: number } | null;
  // A saved page that was brought to this one.
  readonly arrived: { readonly name: string; readonly saved: Saved } | null;
  readonly comparison: Comparison | null;
  // The page's own document is being opened; what else is waited for, in words.
  readonly opening: boolean;
  readonly busy: string;
  // In a frame of another page: the part that is shown. And what the dialogue for that has been told.
  readonly embed: EmbedPart | null;
  readonly embedding: Embedding | null;
  // Puts the newer version of the hosted page to use.
  readonly renew: (() => void) | null;
}

export const emptyHands: Hands = {
  dialog: null, picking: 0, search: "", pasted: "", dropping: false, copied: "", policy: "", moreRows: 0,
  calculatorSearch: "", goal: null, unread: [], noting: false, saving: null, link: null, arrived: null, comparison: null, opening: false, busy: "",
  embed: null, embedding: null, renew: null,
};

export interface Actions {
  hold(change: Partial<Hands>): void;
  readFiles(files: readonly File[]): void;
  readText(text: string, html?: string): void;
  chooseFiles(): void;
  sample(id: SampleId): void;
  copy(what: string, text: string): void;
  clear(): void;
  remove(id: string): void;
  setGoal(metric: string): void;
  // Changes the goal in the form, as it is by now.
  editGoal(change: (goal: Goal) => Goal): void;
  openCalculator(id: string): void;
  // Reads one cell of the channel form, to mark it where it is no number.
  checkNumber(text: string): void;
  showSheet(): void;
  takeDraft(draft: Draft): void;
  askSave(): void;
  // What is not named stays as it was chosen last, drawn or not.
  chooseSave(change: Partial<SaveChoice>): void;
  save(): void;
  copyLink(): void;
  openArrived(): void;
  compareArrived(): void;
  // Asks for a saved page to compare this one with.
  compareWith(): void;
  embed(context: Context, what: EmbedPart): void;
  // One thing chosen in that dialogue; nothing where it was never opened.
  embedding(change: Partial<Embedding>): void;
  // The form of a metric of one's own; null where none can be made.
  readonly ownMetric: ((context: Context, formula: Formula | null, place?: number) => void) | null;
  undo(): void;
  redo(): void;
}

export interface Names {
  // "Cost per lead (CPL)"
  metric(id: string): string;
  // "Cost per lead"
  plain(id: string): string;
  measure(id: string): string;
  dimension(id: string): string;
  // A role of a column: a measure or a dimension.
  role(id: string): string;
  parameter(id: string): string;
  // What a typed number is called: short words for the first calculators, the catalogue's for all others.
  field(field: Pick<CalculatorField, "of" | "as">): string;
}

export interface Context {
  readonly doc: Document;
  readonly live: Live;
  readonly plan: Plan;
  readonly m: Messages;
  readonly f: Formats;
  readonly names: Names;
  readonly hands: Hands;
  readonly act: Actions;
  readonly store: Store;
  // The first drawing of a place: what is far down or closed follows after the paint.
  readonly arriving: false | "page" | "place";
}

// Without a table there are two places: where one is brought, and the plan.
export const shownPlace = ({ inputs, place, readOnly }: Document): Place =>
  readOnly && inputs.length > 0 ? (place === "report" ? place : "board") : inputs.length > 0 || place === "plan" ? place : "data";

// Names are asked for some thousand times in one drawing: kept until the catalogue or the language is another.
let named: { readonly catalogue: Live["catalogue"]; readonly language: string; readonly names: Names } | undefined;

export const makeNames = (doc: Document, live: Live): Names => {
  if (named?.catalogue !== live.catalogue || named.language !== doc.language)
    named = { catalogue: live.catalogue, language: doc.language, names: namesIn(doc, live) };
  return named.names;
};

// Formats are dear to make, and a page has few: one for each way that days and numbers are written in.
const formats = new Map<string, Formats>();

export const formatsFor = (doc: Document, live: Live, digits: Digits = "auto"): Formats => {
  const { language, calendar } = doc;
  const manner = mannerOf(doc, live);
  const { days } = manner;
  if (digits === "auto") digits = manner.digits;
  const key = [language, digits, days, calendar.weekStart, calendar.firstMonth, calendar.months].join();
  let made = formats.get(key);
  if (!made) formats.set(key, made = makeFormats(language, digits, days, calendar));
  return made;
};

const namesIn = (doc: Document, live: Live): Names => {
  const language = doc.language;
  const catalogue = live.catalogue;
  const lists = new Map<unknown, ReadonlyMap<string, string>>();
  const of = (list: readonly { id: string; names: Record<string, string> }[] | undefined, id: string): string | undefined => {
    let found = lists.get(list);
    if (!found) lists.set(list, found = new Map((list ?? []).map((each) => [each.id, each.names[language] ?? ""])));
    return found.get(id);
  };
  const readable = (id: string): string => id.replaceAll("_", " ");
  const m = messagesFor(language);
  const short = m.calc.fields as Readonly<Record<string, string>>;
  const metric = (id: string): string => of(catalogue?.metrics, id) ?? of(catalogue?.helpers, id) ?? of(catalogue?.measures, id) ?? readable(id);
  const measure = (id: string): string => of(catalogue?.measures, id) ?? readable(id);
  const dimension = (id: string): string => of(catalogue?.dimensions, id) ?? readable(id);
  return {
    metric,
    plain: (id) => metric(id).replace(/\s*\([^()]*\)\s*$/u, ""),
    measure,
    dimension,
    role: (id) => (isOwnRole(id) ? measure(ownMeasure(id)) : undefined) ?? of(catalogue?.measures, id) ?? of(catalogue?.dimensions, id) ?? readable(id),
    parameter: (id) => of(catalogue?.parameters, id) ?? short[id] ?? readable(id),
    field: (field) => fieldName(catalogue, language, { calc: m.calc, ends: m.work.calc }, field),
  };
};

// Arguments of a code, formatted for a sentence.
export const getter = (context: Pick<Context, "f" | "names">, args: Readonly<Record<string, unknown>> | Args | undefined): Get =>
  (name) => {
    const value = args?.[name];
    if (value === undefined || value === null || value === "") return "";
    if (typeof value === "number") return isolate(context.f.number(value, 4));
    const text = String(value);
    if (name === "measure" || name === "role") return isolate(context.names.role(text));
    return isolate(text);
  };

export const reasonText = (context: Context, value: Pick<MetricValue, "reason" | "measure">): string => {
  if (!value.reason) return "";
  const words = context.m.codes.reasons[value.reason];
  return words ? words(getter(context, value.measure ? { measure: value.measure } : {})) : value.reason;
};

// "proxy:won_deals" -> the sentence with the measure's name.
export const flagText = (context: Context, flag: string, coverage?: string): string => {
  const flags = context.m.codes.flags as Readonly<Record<string, ((get: Get) => string) | undefined>>;
  const whole = flags[flag];
  if (whole) return whole((name) => (name === "coverage" && coverage ? isolate(coverage) : ""));
  const [code = "", ...rest] = flag.split(":");
  const words = flags[code];
  if (!words) return flag;
  const detail = rest.join(":");
  return words((name) =>
    name === "detail" && detail ? isolate(context.names.role(detail)) : name === "coverage" && coverage ? isolate(coverage) : "");
};

export const formatOf = (info: MetricInfo | undefined): { unit: string; currency: string | null } => ({
  unit: info?.unit ?? "count",
  currency: info?.currency ?? null,
});

// What a change is measured against, in the three ways it is said: beside a number, in a sentence, as a line's name.
export const against = (c: Context): { readonly vs: string; readonly than: string; readonly name: string } => {
  const { m, f, live, doc } = c;
  const which = doc.selection.compare;
  const period = live.total?.compare?.period;
  if (which !== "custom" || !period) {
    const id = which === "year" ? "year" : "previous";
    return { vs: m.board.vs[id], than: m.board.than[id], name: m.board.compares[id] };
  }
  const range = f.range(period.from, period.to);
  return { vs: m.work.calendar.vs(isolate(range)), than: m.work.calendar.than(isolate(range)), name: range };
};

// What a number's decimals are chosen among: the largest stands for all.
export const peersOf = (values: readonly (number | null | undefined)[]): readonly number[] =>
  [values.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0), 0];

export const showValue = (
  context: Context, value: MetricValue | undefined, info: MetricInfo | undefined, peers?: readonly number[],
): string => context.f.metric(value?.value ?? null, formatOf(info), peers);
