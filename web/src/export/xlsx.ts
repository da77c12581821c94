// A workbook of one sheet. Numbers are numbers, days are days, texts are inline strings, which no spreadsheet runs.
import type { OutCell, OutColumn, OutTable } from "./table.ts";
import { zip } from "./zip.ts";

// What a cell may hold; Excel refuses the file beyond it. What is cut shows that it is.
const longest = 32767;
const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

// Signs that XML has no place for are replaced; "_x0041_" would be read as "A", so its first sign is spelt out.
const xml = (text: string): string =>
  short(text).replace(/_(?=x[\da-f]{4}_)/gi, "_x005F_")
    .replace(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

const columnName = (place: number): string =>
  (place >= 26 ? columnName(Math.floor(place / 26) - 1) : "") + String.fromCharCode(65 + (place % 26));

const sheetName = (title: string): string =>
  title.replace(/[[\]:*?/\\\0-\x1f\u2066-\u2069]/g, " ").replace(/^[\s']+/, "").slice(0, 31).replace(/[\s']+$/, "") || "Mittari";

// Days since 30 December 1899; only from March 1900 on do spreadsheets agree on them.
const serial = (iso: string): number | null => {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.test(iso) ? Date.parse(iso) / 86_400_000 + 25569 : Number.NaN;
  return day >= 61 ? day : null;
};

const formatOf = (column: OutColumn, whole: boolean): string => {
  switch (column.kind) {
    case "percent":
      return "0.0%";
    case "money":
      return /^[A-Z]{3}$/.test(column.currency ?? "") ? `#,##0.00\\ [$${column.currency}]` : "#,##0.00";
    case "date":
      return "yyyy\\-mm\\-dd";
    case "number":
      return whole ? "#,##0" : "#,##0.00";
    case "text":
      return "General";
  }
};

export const toXlsx = (table: OutTable): Promise<Uint8Array<ArrayBuffer>> => {
  const formats = table.columns.map((column, c) =>
    formatOf(column, table.rows.every((row) => typeof row[c]?.value !== "number" || Number.isInteger(row[c].value))));
  const own = [...new Set(formats)].filter((format) => format !== "General");
  const idOf = (format: string): number => (format === "General" ? 0 : 164 + own.indexOf(format));
  // Styles 0 and 1: plain and bold text; then each format, plain and bold.
  const styleOf = (c: number, bold: boolean): number => 2 * (1 + own.indexOf(formats[c] ?? "")) + (bold ? 1 : 0);
  const text = (at: string, value: string, style: number): string =>
    value === "" ? "" : `<c r="${at}" t="inlineStr"${style ? ` s="${style}"` : ""}><is><t xml:space="preserve">${xml(value)}</t></is></c>`;
  const cell = ({ value }: OutCell, c: number, r: number, bold: boolean): string => {
    const at = `${columnName(c)}${r}`;
    const number = typeof value === "number" ? value : table.columns[c]?.kind === "date" && value !== null ? serial(value) : null;
    if (number !== null && Number.isFinite(number)) return `<c r="${at}" s="${styleOf(c, bold)}"><v>${number}</v></c>`;
    return text(at, String(value ?? ""), bold ? 1 : 0);
  };
  const line = (r: number, cells: string): string => `<row r="${r}">${cells}</row>`;
  const wide = (c: number): number =>
    Math.min(60, 3 + Math.max(...[table.columns[c]?.name ?? "", ...table.rows.map((row) => row[c]?.text ?? "")].map((each) => each.length)));
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  const relation = (id: number, kind: string, target: string): string => `<Relationship Id="rId${id}" Type="${office}/${kind}" Target="${target}"/>`;
  const relations = (inner: string): string => `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  const part = (name: string, kind: string): string => `<Override PartName="/xl/${name}.xml" ContentType="${types}${kind}+xml"/>`;
  const last = table.rows.length;
  return zip({
    "[Content_Types].xml": `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${
      part("workbook", "sheet.main")}${part("worksheets/sheet1", "worksheet")}${part("styles", "styles")}</Types>`,
    "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${xml(sheetName(table.title))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations(relation(1, "worksheet", "worksheets/sheet1.xml") + relation(2, "styles", "styles.xml")),
    "xl/styles.xml": `${head}<styleSheet xmlns="${main}">${
      own.length > 0 ? `<numFmts count="${own.length}">${own.map((format) => `<numFmt numFmtId="${idOf(format)}" formatCode="${xml(format)}"/>`).join("")}</numFmts>` : ""
    }<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${2 * own.length + 2}">${
      ["General", ...own].map((format) => [0, 1].map((font) => `<xf numFmtId="${idOf(format)}" fontId="${font}" applyNumberFormat="1" applyFont="1"/>`).join("")).join("")
    }</cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"${
      table.rtl ? ' rightToLeft="1"' : ""}><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${
      table.columns.map((_, c) => `<col min="${c + 1}" max="${c + 1}" width="${wide(c)}" customWidth="1"/>`).join("")
    }</cols><sheetData>${line(1, table.columns.map(({ name }, c) => text(`${columnName(c)}1`, name, 1)).join(""))}${
      table.rows.map((row, r) => line(r + 2, row.map((each, c) => cell(each, c, r + 2, table.total && r === last - 1)).join(""))).join("")
    }</sheetData></worksheet>`,
  });
};
