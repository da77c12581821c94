// A table on its way out of the page: values as the engine gave them, and how they read.
export type CellKind = "text" | "number" | "percent" | "money" | "date";

export interface OutColumn {
  readonly name: string;
  readonly kind: CellKind;
  // ISO 4217, for money.
  readonly currency?: string | null;
}

export interface OutCell {
  // A finite number, an ISO day in a date column, a text; null where there is nothing, never 0 for it.
  readonly value: number | string | null;
  // As the reader sees it on the page.
  readonly text: string;
}

export interface OutTable {
  readonly title: string;
  readonly columns: readonly OutColumn[];
  readonly rows: readonly (readonly OutCell[])[];
  // The last row is the one of everything together.
  readonly total: boolean;
  readonly rtl: boolean;
}

// Spreadsheets run a text that begins with one of these, after blanks and invisible signs too. What is a plain
// number is one: "-5" stays "-5".
const runs = /^(?:[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/u;
const plainNumber = /^[+-]?\d+(?:[.,]\d+)*$/;

// The text, with an apostrophe where a spreadsheet would take it for a formula.
export const harmless = (text: string): string => (runs.test(text) && !plainNumber.test(text) ? `'${text}` : text);

// A field of RFC 4180; blanks at its ends, which some readers drop, are quoted too.
export const quoted = (text: string): string => {
  // A zero byte would make a file of it that nobody takes for text.
  const whole = text.replaceAll("\0", "\ufffd");
  return /[",\r\n]|^\s|\s$/.test(whole) ? `"${whole.replaceAll('"', '""')}"` : whole;
};

// RFC 4180 with the mark that tells spreadsheets of UTF-8. Numbers carry a point and all their digits.
export const toCsv = (table: OutTable): string => {
  const cell = ({ value }: OutCell): string =>
    value === null ? "" : typeof value === "number" ? String(value) : quoted(harmless(value));
  return `\ufeff${[table.columns.map(({ name }) => quoted(harmless(name))), ...table.rows.map((row) => row.map(cell))]
    .map((row) => `${row.join(",")}\r\n`).join("")}`;
};

// One line per row, for pasting as text. Marks that would break a cell become spaces.
export const toTabs = (table: OutTable): string => {
  const flat = (text: string): string => harmless(text.replace(/[\t\r\n]+/g, " "));
  return [table.columns.map(({ name }) => flat(name)),
    ...table.rows.map((row) => row.map(({ value, text }) => (typeof value === "number" ? text : flat(text))))]
    .map((row) => row.join("\t")).join("\n");
};

// A table of GitHub's Markdown. Every sign with a meaning there is escaped, so that data stay data.
export const toMarkdown = (table: OutTable): string => {
  const safe = (text: string): string =>
    text.replace(/[\s\u2028\u2029]+/g, " ").trim().replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/([\\`*_[\]|~!])/g, "\\$1");
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(table.columns.map(({ name }) => safe(name))),
    line(table.columns.map(({ kind }) => (kind === "text" || kind === "date" ? "---" : "---:"))),
    ...table.rows.map((row, place) => line(row.map(({ text }) =>
      table.total && place === table.rows.length - 1 && text.trim() !== "" ? `**${safe(text)}**` : safe(text)))),
    "",
  ].join("\n");
};

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

// A bare table for e-mails and documents; each datum keeps its direction to itself. Its looks are attributes of old, not
// styles: the browser reads what is copied under this page's content policy.
export const toHtml = (table: OutTable): string => {
  const sides = table.rtl ? { start: "right", end: "left" } : { start: "left", end: "right" };
  const side = (kind: CellKind): string => (kind === "text" || kind === "date" ? sides.start : sides.end);
  const cell = (name: string, text: string, kind: CellKind, bold: boolean, scope = ""): string =>
    `<${name}${scope} align="${side(kind)}">${bold ? "<b>" : ""}<bdi>${escaped(text)}</bdi>${bold ? "</b>" : ""}</${name}>`;
  const row = (cells: readonly OutCell[], bold: boolean): string =>
    `<tr>${cells.map(({ text }, i) =>
      cell(i === 0 ? "th" : "td", text, table.columns[i]?.kind ?? "text", bold, i === 0 ? ' scope="row"' : "")).join("")}</tr>`;
  return `<table dir="${table.rtl ? "rtl" : "ltr"}" cellpadding="4" cellspacing="0"><caption>${escaped(table.title)}</caption><thead><tr>${
    table.columns.map(({ name, kind }) => cell("th", name, kind, true, ' scope="col"')).join("")}</tr></thead><tbody>${
    table.rows.map((cells, i) => row(cells, table.total && i === table.rows.length - 1)).join("")}</tbody></table>`;
};
