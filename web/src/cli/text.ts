// Answers as text: a table for people, CSV for spreadsheets. Nothing is worked out here.
import type { Analysis, Catalogue, Inspection, MetricValue, Passport, Report } from "../engine/operations.ts";
import { harmless, quoted } from "../export/table.ts";

type Cell = string | number | null | undefined;
export type Names = (id: string) => string;

/** A text that a spreadsheet would run as a formula gets an apostrophe; numbers are left alone. */
function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  return quoted(harmless(cell));
}

export const toCsv = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => row.map(csvCell).join(",") + "\r\n").join("");

/** Columns in line; numbers at the right with at most six significant decimals. */
export function toTable(rows: readonly (readonly Cell[])[]): string {
  const shown = rows.map((row) => row.map((cell) =>
    cell === null || cell === undefined ? "—" : typeof cell === "number" ? readable(cell) : cell));
  const widths: number[] = [];
  for (const row of shown) row.forEach((text, i) => (widths[i] = Math.max(widths[i] ?? 0, [...text].length)));
  const numeric = widths.map((_, i) => rows.slice(1).some((row) => typeof row[i] === "number"));
  const lines = shown.map((row) => row.map((text, i) => {
    const gap = " ".repeat((widths[i] ?? 0) - [...text].length);
    return numeric[i] ? gap + text : text + gap;
  }).join("  ").trimEnd());
  if (lines.length > 1) lines.splice(1, 0, widths.map((width) => "-".repeat(width)).join("  "));
  return lines.join("\n") + "\n";
}

function readable(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return String(Number(value.toPrecision(Math.max(6, Math.ceil(Math.log10(Math.abs(value) + 1)) + 2))));
}

export function reportRows(report: Report, name: Names, reasons: boolean): Cell[][] {
  const metrics = Object.keys(report.metrics);
  const value = (of: MetricValue | undefined): Cell => of?.value ?? (reasons && of?.reason ? `— ${of.reason}` : null);
  const keys = report.by;
  // A metric of one's own brings its name along.
  const header = [...keys.map(name), ...metrics.map((id) => (reasons ? report.metrics[id]?.name : undefined) ?? name(id))];
  const rows: Cell[][] = report.groups.map((group) => [
    ...keys.map((key) => group.key[key] ?? ""), ...metrics.map((id) => value(group.metrics[id])),
  ]);
  const total = [...keys.map((_, i) => (i === 0 ? "Total" : "")), ...metrics.map((id) => value(report.total.metrics[id]))];
  return keys.length ? [header, ...rows, total] : [header, total];
}

/** Channels that do not meet, each with the alias that would join it. */
export const unmatchedText = (report: Report): string => (report.unmatched ?? []).map((one) =>
  `  ? ${one.name} in ${one.source} meets no ${one.lacks.join(", ")}` +
  `${one.suggestions[0] === undefined ? "" : ` · --alias '${one.name}=${one.suggestions[0]}'`}\n`).join("");

export function inspectRows(inspection: Inspection): Cell[][] {
  return [
    ["source", "column", "role", "type", "unit", "blank", "confidence", "why"],
    ...inspection.sources.flatMap((source) => source.columns.map((column) => [
      source.name, column.name, column.role, column.type, column.unit, column.nulls, column.confidence, column.why,
    ])),
  ];
}

export function inspectText(inspection: Inspection): string {
  return inspection.sources.map((source) => {
    const { rows } = source;
    const head = [
      `${source.name}: ${rows.used} of ${rows.read} rows used`, source.table ?? "kind of table unknown",
      source.currency, source.encoding, source.header_row === null ? "no header" : `header in row ${source.header_row}`,
    ].filter(Boolean).join(" · ");
    const notes = [...source.excluded, ...source.repairs, ...source.warnings].map((issue) =>
      `  ${issue.code} × ${issue.count}${issue.samples?.[0]?.row ? ` (row ${issue.samples[0].row})` : ""}`);
    const questions = source.questions.map((question) =>
      `  ? ${question.code}${question.column ? ` in ${question.column}` : ""}: ${question.choices.map((choice) => choice.id).join(" or ")}`);
    return [head, toTable(inspectRows({ ok: true, sources: [source] }).map((row) => row.slice(1))).trimEnd(), ...notes, ...questions].join("\n") + "\n";
  }).join("\n");
}

export function passportText(passport: Passport, name: Names): string {
  const value = passport.value === null ? `— ${passport.reason ?? ""}` : readable(passport.value);
  const lines = [
    `${name(passport.metric)}: ${value} ${passport.currency ?? ""}`.trimEnd(),
    `  ${passport.formula}`,
    ...(passport.formula_values ? [`  ${passport.formula_values}`] : []),
    ...passport.parts.map((part) => `  ${part.term} = ${part.text ?? part.value ?? `— ${part.reason ?? ""}`}${part.rows === undefined ? "" : ` from ${part.rows} rows, ${part.blank ?? 0} blank`}${
      part.sources ? ` (${part.sources.map((s) => `${s.name}: ${s.column}`).join("; ")})` : ""}`),
    `  ${passport.rows.selected} rows selected, ${passport.rows.used} used, ${passport.rows.read} read`,
    ...passport.rows.excluded.map((issue) => `  left out: ${issue.code} × ${issue.count}`),
    ...(passport.interval ? [`  ${passport.interval.level * 100} % interval ${readable(passport.interval.low)} – ${readable(passport.interval.high)} (${passport.interval.method})`] : []),
    ...passport.flags.map((flag) => `  ! ${flag}`),
  ];
  return lines.join("\n") + "\n";
}

/** What is behind a number: its deals or customers to the last one; where it has none, the terms of its formula. */
export function passportRows(passport: Passport): Cell[][] {
  const { list } = passport;
  if (!list) return [["term", "value", "rows", "blank"], ...passport.parts.map((part) => [part.term, part.text ?? part.value ?? null, part.rows, part.blank])];
  const columns = [...new Set(list.rows.flatMap((row) => Object.keys(row)))];
  return [columns, ...list.rows.map((row) => columns.map((column) => row[column]))];
}

/** The catalogue whole: what each thing is, in one language. */
export function catalogueRows(catalogue: Catalogue, lang: "en" | "tr" | "fi" | "fa"): Cell[][] {
  const named = (entry: { name?: string; names: Record<string, string> }) => entry.name ?? entry.names[lang];
  return [
    ["kind", "id", "name", "unit", "direction", "timing", "controllable", "formula", "definition"],
    ...catalogue.metrics.map((metric) => [
      "metric", metric.id, named(metric), metric.unit, metric.direction, metric.timing, metric.controllable ? "yes" : "no", metric.formula,
      metric.description ?? metric.descriptions[lang],
    ]),
    ...catalogue.measures.map((measure) => ["measure", measure.id, named(measure), measure.unit, measure.direction, "", "", measure.aggregate, ""]),
    ...(catalogue.parameters ?? []).map((parameter) => ["parameter", parameter.id, named(parameter), parameter.unit, "", "", "", "", ""]),
    ...catalogue.kpi_sets.map((set) => [
      "set", set.id, named(set), "", "", "", "", [set.primary, ...set.secondary].join(" + "), (set.supporting ?? []).join(", "),
    ]),
    ...catalogue.dimensions.map((dimension) => ["dimension", dimension.id, named(dimension), dimension.type, "", "", "", "", dimension.tables.join(", ")]),
    ...catalogue.channels.map((channel) => ["channel", channel.id, named(channel), "", "", "", "", "", channel.offline ? "offline" : ""]),
  ];
}

/** Single values as they are, lists of like things as tables. */
export function analysisText(analysis: Analysis): string {
  const lines: string[] = [];
  const cell = (value: unknown): Cell => typeof value === "number" || typeof value === "string" ? value
    : value === null || value === undefined ? null : JSON.stringify(value);
  for (const [name, value] of Object.entries(analysis.result)) {
    if (Array.isArray(value) && value.length && value.every((entry) => typeof entry === "object" && entry !== null && !Array.isArray(entry))) {
      const entries = value as Record<string, unknown>[];
      const columns = [...new Set(entries.flatMap((entry) => Object.keys(entry)))];
      lines.push(`${name}:`, toTable([columns, ...entries.map((entry) => columns.map((column) => cell(entry[column])))]).trimEnd());
    } else {
      lines.push(`${name}: ${Array.isArray(value) ? value.map((entry) => cell(entry) ?? "—").join("  ") : cell(value) ?? "—"}`);
    }
  }
  return lines.join("\n") + "\n";
}
