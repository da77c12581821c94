// What the reader has decided: one immutable value. Results are not in it; they are worked out from it.
import type { Settings } from "../engine/operations.ts";
import type { Language } from "../i18n/types.ts";

export type Theme = "auto" | "light" | "dark";
export type Place = "data" | "check" | "board" | "report";
export type Preset = "all" | "month" | "quarter" | "half" | "year" | "custom";
export type Grain = "day" | "week" | "month" | "quarter" | "year";
export type SampleId = "local_service" | "ad_export";
export const sampleIds: readonly SampleId[] = ["local_service", "ad_export"];
export type CalculatorId = "cpl" | "cac" | "roi" | "roas" | "ltv_cac";
export const calculatorIds: readonly CalculatorId[] = ["cpl", "cac", "roi", "roas", "ltv_cac"];

// One table. Its bytes stand in the vault under `id`; the document holds only what was decided about it.
export interface InputEntry {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly sample?: SampleId;
  readonly settings: Settings;
}

export interface Selection {
  readonly preset: Preset;
  readonly from?: string;
  readonly to?: string;
  readonly compare?: "previous" | "year";
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
  readonly singleKeys: boolean;
  readonly report: ReportPlan;
  readonly events: readonly EventNote[];
  // Time axes run from right to left.
  readonly timeReversed: boolean;
}

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
  singleKeys: true,
  report: { sections: {} },
  events: [],
  timeReversed: false,
});
