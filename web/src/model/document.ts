// What the reader has decided: one immutable value. Results are not in it; they are worked out from it.
import type { OwnFormula, Settings } from "../engine/operations.ts";
import type { Language } from "../i18n/types.ts";

export type Theme = "auto" | "light" | "dark";
export const places = ["data", "check", "board", "plan", "report"] as const;
export type Place = (typeof places)[number];
export type Preset = "all" | "month" | "quarter" | "half" | "year" | "custom";
export const grains = ["day", "week", "month", "quarter", "year"] as const;
export type Grain = (typeof grains)[number];
export const isGrain = (id: string): id is Grain => (grains as readonly string[]).includes(id);
export type SampleId = "local_service" | "online_shop" | "saas" | "agency" | "ad_export";
export const sampleIds: readonly SampleId[] = ["local_service", "online_shop", "saas", "agency", "ad_export"];
// One of the first calculators, or a metric of the catalogue.
export type CalculatorId = string;

// One table. Its bytes stand in the vault under `id`; the document holds only what was decided about it.
export interface InputEntry {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly sample?: SampleId;
  // Written by the channel form, not by a file.
  readonly typed?: boolean;
  // Monthly sums made of larger tables: single rows, days and other parts were left out when it was saved.
  readonly sums?: boolean;
  readonly settings: Settings;
}

export interface Selection {
  readonly preset: Preset;
  readonly from?: string;
  readonly to?: string;
  readonly compare?: "previous" | "year" | "custom";
  readonly compareFrom?: string;
  readonly compareTo?: string;
  readonly where: Readonly<Record<string, readonly string[]>>;
  // Dimension of the table's rows; undefined until the columns are known.
  readonly by?: string;
  readonly grain?: Grain;
  // Which KPI the trend shows; its place in `kpis`.
  readonly trend: number;
  readonly split: boolean;
  readonly params: Readonly<Record<string, number>>;
}

// What the author decided about one part of the report.
export interface SectionChoice {
  readonly off?: boolean;
  readonly fresh?: boolean;
  readonly note?: string;
}

export interface ReportPlan {
  readonly paper?: "a4" | "letter";
  readonly mono?: boolean;
  readonly title?: string;
  readonly author?: string;
  readonly sections: Readonly<Record<string, SectionChoice>>;
}

// Something that happened on a day, drawn on every time axis.
export interface EventNote {
  readonly day: string;
  readonly text: string;
}

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

// What if: `given` are the variables that are set, the one set longest first; empty: as the subject proposes.
export interface WhatIf {
  readonly subject: string;
  readonly given: readonly string[];
  // What was typed or slid, as written; a variable without an entry keeps its present value.
  readonly typed: Readonly<Record<string, string>>;
}

export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly subject: string;
  readonly given: readonly string[];
  readonly typed: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, number | null>>;
}

export type GoalPlan = "even" | "months" | "column";

export interface Goal {
  readonly id: string;
  readonly metric: string;
  // As typed.
  readonly value: string;
  readonly direction: "atLeast" | "atMost";
  // The part of the business it is for; without one, all of it.
  readonly dimension?: string;
  readonly segment?: string;
  readonly from: string;
  readonly to: string;
  readonly owner: string;
  readonly plan: GoalPlan;
  // Typed amounts by month key, and the measure that holds the plan.
  readonly months: Readonly<Record<string, string>>;
  readonly column?: string;
  // Within so many per cent of the goal is "close".
  readonly band: number;
  // What may be spent on it, as typed.
  readonly budget: string;
}

// Weeks and years of this document. Weeks begin on Monday (0), Saturday (5) or Sunday (6).
export interface Calendar {
  readonly weekStart: 0 | 5 | 6;
  readonly firstMonth: number;
  readonly months: "auto" | "gregorian" | "jalali";
  // How days and figures are written; left out: as the language and the tables have them.
  readonly days?: "gregorian" | "jalali";
  readonly digits?: "latn" | "arabext";
}

export const emptyCalendar: Calendar = { weekStart: 0, firstMonth: 1, months: "auto" };

// Where Persian is read, weeks begin on Saturday. A document begins with the week of its language; what is read later in
// another language keeps it, for the numbers of its weeks are not the reader's.
export const weekStartIn = (language: Language): Calendar["weekStart"] => (language === "fa" ? 5 : 0);

// The channel form: one row per channel, cells as typed, by measure.
export interface Sheet {
  readonly rows: readonly { readonly channel: string; readonly cells: Readonly<Record<string, string>> }[];
}

// A table that a page saved without its data waits for, and how it is to be read.
export interface Awaited {
  readonly name: string;
  readonly settings: Settings;
}

export interface Document {
  readonly language: Language;
  readonly theme: Theme;
  readonly place: Place;
  readonly inputs: readonly InputEntry[];
  readonly selection: Selection;
  // First the primary, then up to two secondary; empty: chosen from the columns.
  readonly kpis: readonly string[];
  readonly sort: Sort | null;
  readonly calculator: CalculatorId;
  readonly fields: Readonly<Record<string, string>>;
  readonly solve: Readonly<Partial<Record<CalculatorId, string>>>;
  // Columns of the channel table; empty: chosen from the KPIs.
  readonly columns: readonly string[];
  readonly calendar: Calendar;
  readonly whatif: WhatIf;
  readonly scenarios: readonly Scenario[];
  readonly goals: readonly Goal[];
  readonly sheet: Sheet | null;
  readonly singleKeys: boolean;
  readonly report: ReportPlan;
  readonly events: readonly EventNote[];
  // Time axes run from right to left.
  readonly timeReversed: boolean;
  // Metrics of one's own, in parts or as "name = expression"; and other names of channels.
  readonly formulas: readonly (string | OwnFormula)[];
  readonly aliases: Readonly<Record<string, string>>;
  readonly awaited: readonly Awaited[];
  // May be looked at, filtered and printed, not changed.
  readonly readOnly: boolean;
}

// The awaited table that this file is: the one of its name, else the next one.
export const awaitedFor = ({ awaited }: Document, name: string): Awaited | undefined =>
  awaited.find((each) => each.name === name) ?? awaited[0];

export const emptyWhatIf: WhatIf = { subject: "funnel", given: [], typed: {} };

export const emptySelection: Selection = { preset: "all", where: {}, trend: 0, split: false, params: {} };

export const newDocument = (language: Language, theme: Theme = "auto"): Document => ({
  language,
  theme,
  place: "data",
  inputs: [],
  selection: emptySelection,
  kpis: [],
  sort: null,
  calculator: "cpl",
  fields: {},
  solve: {},
  columns: [],
  calendar: { ...emptyCalendar, weekStart: weekStartIn(language) },
  whatif: emptyWhatIf,
  scenarios: [],
  goals: [],
  sheet: null,
  singleKeys: true,
  report: { sections: {} },
  events: [],
  timeReversed: false,
  formulas: [],
  aliases: {},
  awaited: [],
  readOnly: false,
});
