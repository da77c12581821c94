// What the core can be asked, and the shapes of its answers. One map: `Operations` gives
// `engine.call(operation, args)` its types. Answers are the JSON of the command line, field for field.
import type { Code, ErrorCode, FlagCode, IssueCode, QuestionCode, ReasonCode } from "./codes.gen.ts";

export type { Code, ErrorCode, FlagCode, IssueCode, QuestionCode, ReasonCode };

export type Language = "en" | "tr" | "fi" | "fa";
export const tableKinds = ["channel_performance", "deals", "subscriptions", "orders", "brand_content", "touches"] as const;
export type TableKind = (typeof tableKinds)[number];
export type NumberStyle = "1,234.5" | "1.234,5" | "1 234,5" | (string & {});
export type DateOrder = "dmy" | "mdy" | "ymd" | "jalali";
export type PeriodUnit = "day" | "week" | "month" | "quarter" | "year";
export type Direction = "higher" | "lower" | "neutral" | "target";
export type Confidence = "certain" | "likely" | "ambiguous" | "unknown";
/** `currency`, `percent`, `count`, `ratio`, `days`, `months`, `score`, `currency_per_lead`… */
export type Unit = string;
/** A flag may name its measure: `proxy:new_customers`. */
export type Flag = FlagCode | `${FlagCode}:${string}`;
export type Args = Record<string, string | number>;

// ---- Errors and issues --------------------------------------------------------------------------------------

/** Rows, columns as a person counts them (from 1); byte from 0. Unknown parts are left out. */
export interface Place { row?: number; column?: number; byte?: number }

export interface ErrorBody {
  code: ErrorCode;
  /** Short English, for logs and the command line; the page writes its own sentence from `code` and `args`. */
  message: string;
  hint?: string;
  file?: string;
  at?: Place;
  args?: Args;
}
export interface Failure { ok: false; error: ErrorBody }

export interface Sample { row?: number; column?: string; text?: string }
export interface Issue { code: IssueCode; count: number; samples?: Sample[]; args?: Args; column?: string; source?: string }

/** What every rejected promise of the engine and of `globalThis.mittari` carries. */
export class MittariError extends Error {
  readonly code: ErrorCode;
  readonly at: Place;
  readonly args: Args;
  readonly file: string | undefined;
  readonly hint: string | undefined;
  constructor(body: ErrorBody) {
    super(body.message);
    this.name = "MittariError";
    this.code = body.code;
    this.at = body.at ?? {};
    this.args = body.args ?? {};
    this.file = body.file;
    this.hint = body.hint;
  }
  toBody(): ErrorBody {
    return {
      code: this.code, message: this.message,
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      ...(this.file === undefined ? {} : { file: this.file }),
      ...(Object.keys(this.at).length ? { at: this.at } : {}),
      ...(Object.keys(this.args).length ? { args: this.args } : {}),
    };
  }
}

// ---- Reading ------------------------------------------------------------------------------------------------

/** How one source is to be read. Everything is optional: what is left out is found from the bytes. */
export interface Settings {
  table?: TableKind;
  /** role (or "ignore") -> header text or "#3", or several of them. */
  map?: Record<string, string | string[]>;
  delimiter?: string;
  encoding?: string;
  header_row?: number;
  numbers?: NumberStyle;
  dates?: DateOrder;
  currency?: string;
  channel?: string;
  /** Rows are sums of others: they tell no interval. */
  sums?: boolean;
  sheet?: string;
  table_index?: number;
  /** Repair codes that are switched off ("total_row"). */
  off?: string[];
  /** "<question code>:<column>" -> choice id. */
  answers?: Record<string, string>;
  /** The day the reader lives in: months without a year are likely of this year or the two before. */
  today?: string;
  /** Of a recipe: the fingerprint it was made with, and what that file proved, as answers. */
  recipe?: string;
  learned?: Record<string, string>;
}

export interface Choice { id: string; preview: Record<string, unknown> }
/** `likelier` is the choice that the report uses while the question is open. */
export interface Question { code: QuestionCode; column?: string; choices: Choice[]; likelier?: string; answer?: string; about?: Record<string, unknown> }

export interface Column {
  name: string;
  role: string | null;
  type: "money" | "count" | "percent" | "ratio" | "number" | "date" | "text" | "id" | "duration" | "boolean" | (string & {});
  unit?: string | null;
  numbers?: string | null;
  dates?: string;
  nulls: number;
  confidence: Confidence;
  /** "synonym:en", "profile:google_ads", "user"… */
  why?: string;
  /** The metric that the column states ready-made; it is worked out anew from the sums. */
  metric?: string;
  zone?: string;
  /** A role that the header is one letter away from. */
  suggestion?: string;
}

export interface OtherTable { name: string; header_row: number | null; rows: number; columns: number }

/** One input as it was read. */
export interface SourceInfo {
  name: string;
  kind: string;
  encoding?: string;
  delimiter?: string;
  quote?: string;
  newline?: "cr" | "lf" | "crlf";
  header_row: number | null;
  sheet: string | null;
  rows: { read: number; used: number; excluded: number };
  excluded: Issue[];
  table: TableKind | null;
  currency: string | null;
  columns: Column[];
  repairs: Issue[];
  questions: Question[];
  warnings: Issue[];
  tables?: OtherTable[];
  /** The lines above the header, and the days, inclusive, that they name. */
  preamble?: string[];
  period?: { from: string; to: string } | null;
  profile?: string | null;
  /** Of the layout: the same for the next export of the same report. */
  fingerprint?: string;
  /** Settings for a file of the same fingerprint. */
  recipe?: Settings;
  /** The index of the source that counts in the place of this one. */
  replaced_by?: number;
  /** The channel of all rows, where there is no channel column. */
  channel?: string;
  /** The sheets of a workbook. */
  sheets?: string[];
}
export interface Inspection { ok: true; sources: SourceInfo[] }

export interface RowView { row: number; cells: string[]; used: boolean; code?: IssueCode }
/** `total` counts the rows that can be asked for, used or left out. */
export interface RowsResult { ok: true; header: string[]; rows: RowView[]; total?: number }

// ---- Reporting ----------------------------------------------------------------------------------------------

export interface Query {
  metrics?: string[];
  set?: string;
  /** Dimensions and at most one PeriodUnit. */
  by?: string[];
  where?: Record<string, string[]>;
  /** Inclusive ISO days. */
  from?: string;
  to?: string;
  /** The period before, the year before, or days of one's own. */
  compare?: "previous" | "year" | { from: string; to: string };
  /** Where weeks and years begin, and whose months are meant. */
  calendar?: { week_start?: "monday" | "saturday" | "sunday"; first_month?: number; months?: "gregorian" | "jalali" };
  today?: string;
  params?: Record<string, number>;
  blanks?: "skip" | "leave_out";
  proxies?: boolean;
  /** Metrics of one's own: "name = sum(spend) / sum(leads)", or the same in parts. */
  formulas?: (string | OwnFormula)[];
  /** A channel's other name -> the name it is to go by. */
  aliases?: Record<string, string>;
}

/** A metric of one's own. `id` is made of `name` where it is left out, `unit` is worked out. */
export interface OwnFormula {
  id?: string; name?: string; formula: string; unit?: Unit; direction?: Direction; timing?: "leading" | "lagging";
}
/** A formula as the core has understood it. */
export interface FormulaInfo {
  id: string; name: string; formula: string; unit: Unit; direction: Direction; timing: string; parameters: string[]; inputs: string[];
}
/** A channel that some sources of a metric lack, and what they may call it. */
export interface Unmatched { dimension: string; name: string; source: string; lacks: string[]; suggestions: string[] }

export interface Interval { low: number; high: number; level: number; method: string }
export interface Change {
  absolute: number | null; relative: number | null; per_day_relative?: number | null; reason?: ReasonCode;
}
/** A finite number, or null with a reason. Never 0 for "not there", never NaN. */
export interface MetricValue {
  value: number | null;
  reason?: ReasonCode;
  /** The measure or metric that the reason is about. */
  measure?: string;
  interval?: Interval;
  flags?: Flag[];
  by_currency?: Record<string, number | null>;
  /** The share of rows that have every input, where some lack one. */
  coverage?: number;
  change?: Change;
  /** Of a compared value: what it is compared with, over as many days. */
  current?: number | null;
}
export interface MetricInfo {
  unit: Unit; currency?: string | null; direction: Direction; formula: string; name?: string; own?: boolean; lag_months?: number;
}
export interface Group { key: Record<string, string>; metrics: Record<string, MetricValue> }
export interface Total { metrics: Record<string, MetricValue> }
export interface Compare {
  period: { from: string; to: string }; total: Total; groups: Group[]; reason?: ReasonCode; flags?: Flag[];
}
export interface Report {
  ok: true;
  sources: SourceInfo[];
  by: string[];
  metrics: Record<string, MetricInfo>;
  groups: Group[];
  total: Total;
  compare?: Compare;
  period?: { from: string; to: string } | null;
  /** The keys of all periods in order, those without rows among them. */
  periods?: string[];
  notes?: Issue[];
  unmatched?: Unmatched[];
}

/** Of a parameter there is its id alone; what is worked out of whole histories (`last(mrr)`) counts no rows. */
export interface PassportPart {
  term: string; measure?: string; parameter?: string; value: number | null; text?: string; reason?: ReasonCode;
  rows?: number; blank?: number; sources?: { name: string; column: string }[];
}
/** How one number was made. */
export interface Passport {
  ok: true;
  metric: string;
  value: number | null;
  reason?: ReasonCode;
  measure?: string;
  unit: Unit;
  currency?: string | null;
  direction: Direction;
  formula: string;
  formula_values?: string;
  steps: string[];
  parts: PassportPart[];
  rows: { read: number; used: number; selected: number; excluded: Issue[] };
  period?: { from: string; to: string } | null;
  selection: { where: Record<string, string[]>; key: Record<string, string> };
  flags: Flag[];
  interval?: Interval;
  proxies: { measure: string; stands_in: string }[];
  coverage?: { used: number; selected: number };
  leave_out?: { value: number | null; reason?: ReasonCode; coverage?: { used: number; selected: number } };
  parameters: Record<string, number>;
  name?: string;
  aliases?: Record<string, string>;
  /** The deals or customers behind the number, largest first: the first thousand, or all where the question says list_all. */
  list?: { kind: "deals" | "orders" | "customers" | "answers"; source: string; total: number; rows: Record<string, string | number | null>[] };
  lag?: { months: number; measures: string[]; costs: { from: string; to: string } | null; outcomes: { from: string; to: string } | null };
}

// ---- Calculators and catalogue ------------------------------------------------------------------------------

export interface CalcResult {
  ok: true;
  metric: string;
  value: number | null;
  reason?: ReasonCode;
  measure?: string;
  unit: Unit;
  direction?: Direction;
  inputs: Record<string, number | null>;
  solved?: string;
  steps: string[];
  formula?: string;
}

export type Names = Record<Language, string>;
export interface CatalogueInput { id: string; kind: "measure" | "metric" | "parameter"; aggregate?: string; prior?: boolean }
export interface CatalogueMetric {
  id: string; category: string; name?: string; names: Names; description?: string; descriptions: Names;
  aliases: string[]; formula: string; unit: Unit; direction: Direction; timing?: string;
  inputs: CatalogueInput[]; confidence_interval?: string; benchmark?: unknown; tables: string[];
  basis?: string; parameters?: string[]; per_segment?: boolean; controllable?: boolean; decomposable?: boolean; lagged?: string[]; equivalent_formulas?: string[]; example?: unknown;
}
export interface CatalogueMeasure {
  id: string; table: string; type?: string; unit: Unit; aggregate?: string; direction?: Direction; stand_ins?: string[]; name?: string; names: Names;
}
export interface CatalogueParameter { id: string; unit: Unit; name?: string; names: Names }
export interface KpiSet { id: string; name?: string; names: Names; primary: string; secondary: string[]; supporting?: string[] }
export interface CatalogueDimension { id: string; tables: string[]; type: string; name?: string; names: Names }
export interface CatalogueChannel { id: string; name?: string; names: Names; offline?: boolean }
export interface Catalogue {
  ok: true;
  languages: Language[];
  metrics: CatalogueMetric[];
  /** Metrics that stand only inside others. */
  helpers?: CatalogueMetric[];
  measures: CatalogueMeasure[];
  parameters?: CatalogueParameter[];
  kpi_sets: KpiSet[];
  dimensions: CatalogueDimension[];
  channels: CatalogueChannel[];
}

/**
 * What an analysis found, under the names of its subject; `undefined` holds the reason where there is no answer. The input
 * is the opened tables and the selection of a report, beside numbers alone (`scalars`) and the subject's own `options`.
 */
export interface Analysis { ok: true; subject: string; result: Record<string, unknown> }
export interface AnalysisQuery extends Query { subject: string; scalars?: Record<string, unknown>; options?: Record<string, unknown> }

export const sqlDialects = ["duckdb", "postgres", "bigquery", "spark"] as const;
export type SqlDialect = (typeof sqlDialects)[number];
/** `left_out`: the metrics that one query can't say, where all were asked for. */
export interface SqlText { ok: true; sql: string; left_out: string[] }

/** The reading of one typed number: `text` is it in plain digits ("1234.5"); `ok: false` where it is none. */
export interface NumberReading { ok: true; value: number; text: string; ambiguous?: boolean; unit?: "percent"; currency?: string }

/**
 * What stands before the bytes of a source. `kind`, `sheet` and `sheets` come from the container that the text was taken
 * out of and are told back by `inspect`.
 */
/** What the look at the first part of a file decided, for hosts that read other parts by it. */
export interface Look { encoding: string; delimiter: number; quote: number; newline: "lf" | "crlf" | "cr"; columns: readonly unknown[] }

/** `bytes`: how many come in all, as far as is known. */
export interface Begin { look?: Look; bytes?: number; name: string; settings?: Settings; kind?: string; sheet?: string; sheets?: string[] }

// ---- The map ------------------------------------------------------------------------------------------------

export interface Operations {
  begin: { args: Begin; result: { ok: true } };
  look: { args: Record<string, never>; result: { ok: true; look: Look | null } };
  /** `replace` is the index of the source that this one takes the place of. */
  end: { args: { replace?: number; alone?: boolean }; result: { ok: true; source: SourceInfo } };
  cancel: { args: Record<string, never>; result: { ok: true } };
  /** The source read last takes the place of this one. */
  place: { args: { source: number }; result: { ok: true } };
  drop: { args: { source: number }; result: { ok: true } };
  inspect: { args: Record<string, never>; result: Inspection };
  rows: { args: { source: number; from: number; count: number }; result: RowsResult };
  report: { args: Query; result: Report };
  explain: { args: Query & { metric: string; key?: Record<string, string> }; result: Passport };
  /** The question of a report as one query for a warehouse. */
  sql: { args: Query & { dialect: SqlDialect; skip_refused?: boolean }; result: SqlText };
  analyse: { args: AnalysisQuery; result: Analysis };
  calc: { args: { metric: string; inputs: Record<string, number>; solve?: string; formulas?: Query["formulas"] }; result: CalcResult };
  metrics: { args: { lang?: Language }; result: Catalogue };
  /** Whether formulas are sound, and their units; an error points at the character. */
  formulas: { args: { formulas: NonNullable<Query["formulas"]> }; result: { ok: true; formulas: FormulaInfo[] } };
  number: { args: { text: string; numbers?: NumberStyle }; result: NumberReading };
}
export type Operation = keyof Operations;

// ---- The engine's handle ------------------------------------------------------------------------------------

/** `bytes` of `total` taken (total 0 where it is not known); rows read so far, of all inputs. */
export interface Progress { bytes: number; total: number; rows: number }

export type Input =
  | File | Blob | string
  | { name: string; data: Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | string; settings?: Settings };

export interface OpenOptions {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** Keep the inputs opened before and add these (the default is to start over). */
  append?: boolean;
  /** How many workers read a large file at most; the default goes by its size and the device. */
  workers?: number;
  /** A worker reads its part of a large file in pieces of so many bytes. */
  pieceBytes?: number;
}

/**
 * The engine as the page sees it. Every promise is settled: with the answer, or rejected with a MittariError —
 * `engine.stopped` when the worker died (the next call starts a new one and reads the inputs again),
 * `engine.cancelled` when the signal was aborted, `engine.busy` when a second open starts while one is running.
 */
export interface Engine {
  /** Reads the inputs in order; on an error or cancel the inputs opened before stay as they were. */
  open(inputs: readonly Input[], options?: OpenOptions): Promise<Inspection>;
  /** Reads one source again, with other settings. `source` is its index in `Inspection.sources`. */
  reopen(source: number, settings: Settings, options?: OpenOptions): Promise<Inspection>;
  /** Takes one source out of the workspace. */
  remove(source: number): Promise<Inspection>;
  call<K extends Operation>(operation: K, args: Operations[K]["args"]): Promise<Operations[K]["result"]>;
  /** Ends the worker and forgets the inputs; the engine can be used again. */
  close(): Promise<void>;
  /** Ends the worker for good, even one that is only starting: whatever is asked from now on is `engine.cancelled`. */
  end(): void;
}
