// Workbooks (.xlsx, .xlsm): the cells of one sheet as a person sees their kind (date, percent, money), with the
// digits that the file holds. The row numbers are the sheet's own.
import { type Cell, Numeric, numericText, shiftDecimal } from "./delimited.ts";
import { decodeEntities } from "./html-table.ts";
import { attribute, chooseSheet, fillDown, Package, tags, type Workbook } from "./sheets.ts";

type Kind = "date" | "time" | "percent" | "plain" | { currency: string };

const builtinDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
const builtinTimes = new Set([18, 19, 20, 21, 32, 33, 45, 46, 47]);

function kindOf(id: number, format: string | undefined): Kind {
  if (builtinDates.has(id)) return "date";
  if (builtinTimes.has(id)) return "time";
  if (id === 9 || id === 10) return "percent";
  if (format === undefined) return "plain";
  const first = format.split(";")[0] ?? "";
  const currency = /\[\$([^\]-]+)(?:-[0-9a-f]+)?\]/i.exec(first)?.[1] ?? /[$€£¥₺₹﷼]/.exec(first)?.[0];
  const bare = first.replace(/"[^"]*"|\\.|_.|\*./g, "");
  if (/\[(h+|m+|s+)\]/i.test(bare)) return "time";
  const letters = bare.replace(/\[[^\]]*\]/g, "");
  if (/%/.test(letters)) return "percent";
  if (/[yd]/i.test(letters) || /m{3}/i.test(letters)) return "date";
  if (/[hs]/i.test(letters) && !/[#0]/.test(letters.replace(/s\.?0+/gi, ""))) return "time";
  return currency ? { currency: currency.trim() } : "plain";
}

function styles(xml: string): Kind[] {
  const formats = new Map<number, string>();
  const kinds: Kind[] = [];
  let inCells = false;
  for (const tag of tags(xml)) {
    if (tag.name === "numFmt" && tag.open) formats.set(Number(attribute(tag, "numFmtId")), attribute(tag, "formatCode") ?? "");
    else if (tag.name === "cellXfs") inCells = tag.open && !tag.close;
    else if (tag.name === "xf" && tag.open && inCells) {
      const id = Number(attribute(tag, "numFmtId") ?? 0);
      kinds.push(kindOf(id, formats.get(id)));
    }
  }
  return kinds;
}

/** A sign that XML has no place for, or that would be lost at a line's end, is spelt "_x000D_" in a workbook. */
const textOf = (xml: string): string => {
  const text = decodeEntities(xml);
  return text.includes("_x") ? text.replace(/_x([\da-f]{4})_/gi, (_, code: string) => {
    const sign = String.fromCharCode(parseInt(code, 16));
    return /[\0-\x08\x0b\x0c\x0e-\x1f]/.test(sign) ? "\ufffd" : sign;
  }) : text;
};

/** The text of each <si>; the reading aids of East Asian text (rPh) are left out. */
function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let current = "";
  let aside = 0;
  for (const tag of tags(xml)) {
    if (tag.name === "si" && tag.open) current = "";
    if (tag.name === "rPh") aside += tag.open ? (tag.close ? 0 : 1) : -1;
    if (tag.name === "t" && tag.open && !tag.close && aside === 0) current += textOf(tag.text);
    if (tag.name === "si" && tag.close) strings.push(current);
  }
  return strings;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** A day number of the workbook as ISO text; the day 1900-02-29, which never was, keeps its name. */
export function serialDate(serial: number, date1904: boolean): string {
  let day = Math.floor(serial);
  let seconds = Math.round((serial - day) * 86400);
  if (seconds === 86400) [day, seconds] = [day + 1, 0];
  const time = seconds === 0 ? "" : ` ${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  if (!date1904 && day === 60) return "1900-02-29" + time;
  const since1970 = date1904 ? day - 24107 : day - 25569 + (day < 60 ? 1 : 0);
  return new Date(since1970 * 86400000).toISOString().slice(0, 10) + time;
}

function serialTime(serial: number): string {
  const seconds = Math.round(serial * 86400);
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function numberCell(value: string, kind: Kind, date1904: boolean): Cell {
  const number = Number(value);
  if (value === "" || !Number.isFinite(number)) return value || null;
  if (kind === "date" && number >= 0 && number < 2958466) return number < 1 && number > 0 ? serialTime(number) : serialDate(number, date1904);
  if (kind === "time" && number >= 0) return serialTime(number);
  const lexeme = String(number);  // the shortest digits of the double: 33.33, not 33.329999999999998
  if (kind === "percent") return new Numeric(numericText(shiftDecimal(lexeme, 2)) + "%");
  if (typeof kind === "object") return new Numeric(`${numericText(lexeme)} ${kind.currency}`);
  return new Numeric(numericText(lexeme));
}

function columnIndex(reference: string): number {
  let index = 0;
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i) & ~32;
    if (code < 65 || code > 90) break;
    index = index * 26 + code - 64;
  }
  return index - 1;
}

function sheetRows(xml: string, strings: string[], kinds: Kind[], date1904: boolean): Cell[][] {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let rowNumber = 0;
  let column = -1;
  let type = "";
  let kind: Kind = "plain";
  let value = "";
  let inline = "";
  const finish = () => {
    const cell: Cell = type === "s" ? strings[Number(value)] ?? null
      : type === "inlineStr" ? inline
      : type === "str" || type === "e" ? value
      : type === "b" ? (value === "1" ? "true" : "false")
      : type === "d" ? value.replace("T", " ").replace(/ 00:00:00(\.0+)?Z?$/, "")
      : numberCell(value, kind, date1904);
    if (cell === null || cell === "" || column > 16383) return;
    while (row.length < column) row.push(null);
    row[column] = cell;
  };
  for (const tag of tags(xml)) {
    if (tag.name === "row" && tag.open) {
      rowNumber = Number(attribute(tag, "r") ?? rowNumber + 1);
      row = [];
      column = -1;
    }
    if (tag.name === "c" && tag.open) {
      const reference = attribute(tag, "r");
      column = reference ? columnIndex(reference) : column + 1;
      type = attribute(tag, "t") ?? "n";
      kind = kinds[Number(attribute(tag, "s") ?? 0)] ?? "plain";
      value = inline = "";
    } else if (tag.name === "v" && tag.open) {
      value = decodeEntities(tag.text);
    } else if (tag.name === "t" && tag.open && !tag.close) {
      inline += textOf(tag.text);
    }
    if (tag.name === "c" && tag.close) finish();
    if (tag.name === "mergeCell" && tag.open) {
      const [, left, top, bottom] = /^\$?([A-Z]+)\$?(\d+):\$?[A-Z]+\$?(\d+)$/i.exec(attribute(tag, "ref") ?? "") ?? [];
      fillDown(rows, columnIndex(left ?? ""), Number(top) - 1, Number(bottom) - 1);
    }
    if (tag.name === "row" && tag.close && row.length && rowNumber >= 1 && rowNumber <= 1048576) {
      while (rows.length < rowNumber - 1) rows.push([]);
      rows[rowNumber - 1] = row;
    }
  }
  return rows;
}

/** Throws input.sheet_unknown, input.no_table, input.archive_broken. */
export function readWorkbook(archive: Uint8Array, wanted?: string): Workbook {
  const files = new Package(archive);
  const targets = new Map<string, string>();
  for (const tag of tags(files.text("xl/_rels/workbook.xml.rels"))) {
    if (tag.name === "Relationship" && tag.open) targets.set(attribute(tag, "Id") ?? "", attribute(tag, "Target") ?? "");
  }
  const sheets: { name: string; path: string; hidden: boolean }[] = [];
  let date1904 = false;
  for (const tag of tags(files.text("xl/workbook.xml"))) {
    if (tag.name === "workbookPr" && tag.open) date1904 = /^(1|true)$/.test(attribute(tag, "date1904") ?? "");
    if (tag.name === "sheet" && tag.open) {
      const target = targets.get(attribute(tag, "id") ?? "") ?? "";
      const path = target.startsWith("/") ? target.slice(1) : `xl/${target}`.replace(/[^/]+\/\.\.\//g, "");
      if (path.includes("sheets/")) sheets.push({ name: attribute(tag, "name") ?? "", path, hidden: (attribute(tag, "state") ?? "visible") !== "visible" });
    }
  }
  const strings = sharedStrings(files.text("xl/sharedStrings.xml"));
  const kinds = styles(files.text("xl/styles.xml"));
  return chooseSheet(sheets.map(({ name, path, hidden }) => ({
    name, hidden, rows: () => sheetRows(files.text(path), strings, kinds, date1904),
  })), wanted);
}
