// Every change of the document is one of these; replaying the log gives the document back.
import type { OwnFormula, Settings } from "../engine/operations.ts";
import { isLanguage, type Language } from "../i18n/types.ts";
import {
  awaitedFor,
  emptySelection,
  emptyWhatIf,
  type Calendar,
  type CalculatorId,
  type Document,
  type EventNote,
  type Goal,
  type InputEntry,
  type Place,
  type ReportPlan,
  type Scenario,
  type SectionChoice,
  type Selection,
  type Sheet,
  type Sort,
  type Theme,
  type WhatIf, weekStartIn,
} from "./document.ts";
import { retyped } from "./typed.ts";

export type Command =
  | { readonly do: "language"; readonly language: Language }
  | { readonly do: "theme"; readonly theme: Theme }
  | { readonly do: "place"; readonly place: Place }
  | { readonly do: "single_keys"; readonly on: boolean }
  | { readonly do: "add"; readonly input: InputEntry }
  | { readonly do: "replace_all"; readonly input: InputEntry; readonly selection?: Partial<Selection> }
  // The channel form's table takes the place of the one it wrote before.
  | { readonly do: "retype"; readonly input: InputEntry }
  // A document from a file or a link takes the place of this one; habits of the reader stay.
  | { readonly do: "open"; readonly document: Document }
  | { readonly do: "remove"; readonly id: string }
  | { readonly do: "clear" }
  | { readonly do: "settings"; readonly id: string; readonly settings: Settings }
  | { readonly do: "answer"; readonly id: string; readonly question: string; readonly choice: string }
  | { readonly do: "unanswer"; readonly id: string; readonly question: string }
  | { readonly do: "repair"; readonly id: string; readonly code: string; readonly on: boolean }
  | { readonly do: "meaning"; readonly id: string; readonly column: string; readonly role: string | null }
  | { readonly do: "select"; readonly change: Partial<Selection> }
  | { readonly do: "select_all"; readonly selection: Selection }
  | { readonly do: "filter"; readonly dimension: string; readonly values: readonly string[] }
  | { readonly do: "kpis"; readonly kpis: readonly string[] }
  | { readonly do: "report"; readonly change: Partial<Omit<ReportPlan, "sections">> }
  | { readonly do: "section"; readonly section: string; readonly change: SectionChoice }
  | { readonly do: "event"; readonly event: EventNote }
  | { readonly do: "event_gone"; readonly event: EventNote }
  | { readonly do: "time_reversed"; readonly on: boolean }
  | { readonly do: "sort"; readonly sort: Sort | null }
  | { readonly do: "calculator"; readonly calculator: CalculatorId }
  | { readonly do: "field"; readonly field: string; readonly text: string }
  | { readonly do: "solve"; readonly calculator: CalculatorId; readonly field: string }
  | { readonly do: "columns"; readonly columns: readonly string[] }
  // A manner of writing that is given as undefined is the language's own again.
  | { readonly do: "calendar"; readonly change: { readonly [K in keyof Calendar]?: Calendar[K] | undefined } }
  // Another subject starts with its own variables; `field` names the one that is being typed.
  | { readonly do: "whatif"; readonly change: Partial<WhatIf>; readonly field?: string }
  | { readonly do: "scenarios"; readonly scenarios: readonly Scenario[]; readonly field?: string }
  | { readonly do: "goal"; readonly goal: Goal }
  | { readonly do: "drop_goal"; readonly id: string }
  | { readonly do: "sheet"; readonly sheet: Sheet | null; readonly field?: string }
  // A metric of one's own; another with its id makes room.
  | { readonly do: "formula"; readonly formula: OwnFormula }
  | { readonly do: "drop_formula"; readonly formula: string | OwnFormula }
  // The channel goes by another name; null gives it its own back.
  | { readonly do: "alias"; readonly from: string; readonly to: string | null };

// Where the reader looks is not a change of the work: these are applied without a step to undo.
export const isQuiet = (command: Command): boolean =>
  command.do === "place" || command.do === "language" || command.do === "theme" ||
  command.do === "single_keys" || command.do === "time_reversed" || command.do === "calculator" || command.do === "sort";

// What a page that may only be looked at still allows: another view of the same numbers.
export const isLooking = (command: Command): boolean =>
  isQuiet(command) || ["open", "select", "select_all", "filter", "columns", "report", "section"].includes(command.do);

// Whether two documents hold the same work, wherever the reader looks.
export const sameWork = (a: Document, b: Document): boolean =>
  (Object.keys(a) as (keyof Document)[]).every((key) => a[key] === b[key] || viewed.has(key));
const viewed: ReadonlySet<keyof Document> = new Set(["language", "theme", "place", "singleKeys", "timeReversed", "calculator", "sort"]);

// Commands with the same key that follow one another are one step (typing into one field).
export const stepKey = (command: Command): string | null => {
  switch (command.do) {
    case "field":
      return `field:${command.field}`;
    case "whatif":
    case "scenarios":
    case "sheet":
      return command.field ? `${command.do}:${command.field}` : null;
    case "report":
      return `report:${Object.keys(command.change).join()}`;
    case "section":
      return `section:${command.section}:${Object.keys(command.change).join()}`;
    default:
      return null;
  }
};

const idOf = (formula: string | OwnFormula): string | undefined => (typeof formula === "string" ? undefined : formula.id);

const withSettings = (document: Document, id: string, change: (settings: Settings) => Settings): Document => ({
  ...document,
  inputs: document.inputs.map((input) =>
    input.id === id ? { ...input, settings: change(input.settings) } : input),
});

// The column's new role takes it away from the role it had; null leaves the column unused.
const withMeaning = (settings: Settings, column: string, role: string | null): Settings => {
  const map: Record<string, string | string[]> = {};
  for (const [key, value] of Object.entries(settings.map ?? {})) {
    const kept = [value].flat().filter((each) => each !== column);
    if (kept.length > 0) map[key] = kept.length === 1 ? kept[0]! : kept;
  }
  if (role !== null) map[role] = column;
  else map["ignore"] = [...[map["ignore"] ?? []].flat(), column];
  return { ...settings, map };
};

const withoutGaps = (calendar: { readonly [K in keyof Calendar]?: Calendar[K] | undefined }): Calendar =>
  Object.fromEntries(Object.entries(calendar).filter(([, value]) => value !== undefined)) as unknown as Calendar;

// Before there is a table of one's own, the week is that of the language, unless another was chosen.
const inLanguage = (document: Document, language: Language): Document => {
  const { calendar, inputs } = document;
  const follows = calendar.weekStart === weekStartIn(document.language) && inputs.every((input) => input.sample);
  return { ...retyped(document, language), language, calendar: follows ? withoutGaps({ ...calendar, weekStart: weekStartIn(language) }) : calendar };
};

export const apply = (document: Document, command: Command): Document => {
  switch (command.do) {
    case "language":
      return isLanguage(command.language) ? inLanguage(document, command.language) : document;
    case "theme":
      return { ...document, theme: command.theme };
    case "place":
      return { ...document, place: command.place };
    case "single_keys":
      return { ...document, singleKeys: command.on };
    case "open": {
      const { theme, singleKeys } = document;
      return { ...command.document, theme, singleKeys };
    }
    case "add": {
      // A real table takes the place of the sample it was compared with.
      const kept = document.inputs.filter((input) => !input.sample);
      const fresh = kept.length === document.inputs.length;
      return {
        ...document,
        inputs: [...kept, command.input],
        awaited: document.awaited.filter((each) => each !== awaitedFor(document, command.input.name)),
        ...(fresh ? {} : { selection: emptySelection, kpis: [], columns: [], sort: null, goals: [] }),
      };
    }
    case "replace_all":
      return {
        ...document,
        inputs: [command.input],
        selection: { ...emptySelection, ...command.selection },
        kpis: [],
        columns: [],
        sort: null,
      };
    case "retype": {
      const inputs = document.inputs.filter((input) => !input.sample && !input.typed);
      return { ...document, inputs: [...inputs, command.input], ...(inputs.length > 0 ? {} : { selection: emptySelection, kpis: [], columns: [], sort: null }) };
    }
    case "remove": {
      const inputs = document.inputs.filter((input) => input.id !== command.id);
      return inputs.length > 0
        ? { ...document, inputs }
        : { ...document, inputs, place: "data", selection: emptySelection, kpis: [], sort: null };
    }
    case "clear":
      return {
        ...document, inputs: [], place: "data", selection: emptySelection, kpis: [], sort: null, fields: {}, solve: {},
        columns: [], whatif: emptyWhatIf, scenarios: [], goals: [], sheet: null, formulas: [], aliases: {}, awaited: [],
      };
    case "settings":
      return withSettings(document, command.id, () => command.settings);
    case "answer":
      return withSettings(document, command.id, (settings) => ({
        ...settings, answers: { ...settings.answers, [command.question]: command.choice },
      }));
    case "unanswer":
      return withSettings(document, command.id, (settings) => {
        const { [command.question]: _taken, ...answers } = settings.answers ?? {};
        return { ...settings, answers };
      });
    case "repair":
      return withSettings(document, command.id, (settings) => {
        const off = (settings.off ?? []).filter((code) => code !== command.code);
        return { ...settings, off: command.on ? off : [...off, command.code] };
      });
    case "meaning":
      return withSettings(document, command.id, (settings) =>
        withMeaning(settings, command.column, command.role));
    case "select":
      return { ...document, selection: { ...document.selection, ...command.change } };
    case "select_all":
      return { ...document, selection: command.selection };
    case "filter": {
      const where: Record<string, readonly string[]> = { ...document.selection.where };
      if (command.values.length > 0) where[command.dimension] = command.values;
      else delete where[command.dimension];
      return { ...document, selection: { ...document.selection, where } };
    }
    case "kpis":
      return { ...document, kpis: [...new Set(command.kpis)].slice(0, 3) };
    case "report":
      return { ...document, report: { ...document.report, ...command.change } };
    case "section": {
      const { sections } = document.report;
      const changed = { ...sections[command.section], ...command.change };
      return { ...document, report: { ...document.report, sections: { ...sections, [command.section]: changed } } };
    }
    case "event":
      return {
        ...document,
        events: [...document.events, command.event].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)),
      };
    case "event_gone":
      return {
        ...document,
        events: document.events.filter(({ day, text }) => day !== command.event.day || text !== command.event.text),
      };
    case "time_reversed":
      return { ...document, timeReversed: command.on };
    case "sort":
      return { ...document, sort: command.sort };
    case "calculator":
      return { ...document, calculator: command.calculator };
    case "field":
      return { ...document, fields: { ...document.fields, [command.field]: command.text } };
    case "solve":
      return { ...document, solve: { ...document.solve, [command.calculator]: command.field } };
    case "columns":
      return { ...document, columns: command.columns };
    case "calendar":
      return { ...document, calendar: withoutGaps({ ...document.calendar, ...command.change }) };
    case "whatif": {
      const { subject } = command.change;
      const base = subject !== undefined && subject !== document.whatif.subject ? emptyWhatIf : document.whatif;
      return { ...document, whatif: { ...base, ...command.change } };
    }
    case "scenarios":
      return { ...document, scenarios: command.scenarios };
    case "goal": {
      const known = document.goals.some((goal) => goal.id === command.goal.id);
      return {
        ...document,
        goals: known ? document.goals.map((goal) => (goal.id === command.goal.id ? command.goal : goal)) : [...document.goals, command.goal],
      };
    }
    case "drop_goal":
      return { ...document, goals: document.goals.filter((goal) => goal.id !== command.id) };
    case "sheet":
      return { ...document, sheet: command.sheet };
    case "formula": {
      const known = document.formulas.some((each) => idOf(each) === command.formula.id);
      return {
        ...document,
        formulas: known ? document.formulas.map((each) => (idOf(each) === command.formula.id ? command.formula : each)) : [...document.formulas, command.formula],
      };
    }
    case "drop_formula": {
      const id = idOf(command.formula);
      const others = (list: readonly string[]): readonly string[] => list.filter((each) => each !== id);
      return {
        ...document, formulas: document.formulas.filter((each) => each !== command.formula),
        kpis: others(document.kpis), columns: others(document.columns), goals: document.goals.filter((goal) => goal.metric !== id),
      };
    }
    case "alias": {
      const { [command.from]: _gone, ...aliases } = document.aliases;
      const { to } = command;
      if (to === null) return { ...document, aliases };
      // What was filtered by the name that is given up goes on by the other.
      const { selection } = document;
      const chosen = selection.where["channel"];
      const where = chosen ? { ...selection.where, channel: [...new Set(chosen.map((name) => (name === command.from ? to : name)))] } : selection.where;
      return { ...document, aliases: { ...aliases, [command.from]: to }, selection: { ...selection, where } };
    }
  }
};
