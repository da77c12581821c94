// OpenDocument spreadsheets (.ods): the values that stand beside the cells' text, so that no format is guessed.
import { type Cell, Numeric, numericText, shiftDecimal } from "./delimited.ts";
import { fault } from "./errors.ts";
import { decodeEntities } from "./html-table.ts";
import { attribute, chooseSheet, fillDown, Package, type Sheet, type Tag, tags, type Workbook } from "./sheets.ts";

const mostColumns = 16384;
const mostRows = 1048576;
// A cell or row may say that it stands many times: more than this is no table.
const mostCells = 20_000_000;

const times = (tag: Tag, name: string, most: number): number => Math.min(Math.max(Number(attribute(tag, name) ?? 1) || 1, 1), most);

function timeText(value: string): string {
  const [, hours = "0", minutes = "0", seconds = "0"] = /^-?P(?:\d+D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?$/.exec(value) ?? [];
  return `${Number(hours)}:${minutes.padStart(2, "0")}:${seconds.padStart(2, "0")}`;
}

function valueOf(tag: Tag, text: string): Cell {
  const type = attribute(tag, "value-type");
  const value = attribute(tag, "value") ?? "";
  if (type === "date") return (attribute(tag, "date-value") ?? text).replace("T", " ").replace(/ 00:00:00(\.0+)?Z?$/, "");
  if (type === "time") return timeText(attribute(tag, "time-value") ?? "");
  if (type === "boolean") return attribute(tag, "boolean-value") ?? text;
  if ((type === "float" || type === "percentage" || type === "currency") && value !== "" && Number.isFinite(Number(value))) {
    const lexeme = String(Number(value));
    if (type === "percentage") return new Numeric(numericText(shiftDecimal(lexeme, 2)) + "%");
    const currency = type === "currency" ? attribute(tag, "currency") : undefined;
    return new Numeric(numericText(lexeme) + (currency ? ` ${currency}` : ""));
  }
  return text === "" ? null : text;
}

/** The rows of one <table:table>; `walk` stands behind its tag and is left behind its end. */
function sheetRows(walk: Iterator<Tag>): Cell[][] {
  const rows: Cell[][] = [];
  const merged: [number, number, number][] = [];
  let row: Cell[] = [];
  let gap = 0;       // blank rows not yet written
  let column = 0;
  let repeat = 1;
  let cells = 0;
  let cell: Tag | undefined;
  let text = "";
  let lines = 0;
  let inText = false;
  let aside = 0;     // inside a comment or a drawing
  const finish = (tag: Tag, value: Cell) => {
    const count = times(tag, "number-columns-repeated", mostColumns);
    if (value !== null) {
      const rowspan = times(tag, "number-rows-spanned", mostRows);
      if (rowspan > 1) merged.push([column, rows.length + gap, rows.length + gap + rowspan - 1]);
      while (row.length < column) row.push(null);
      for (let i = 0; i < count && row.length < mostColumns; i++) row.push(value);
    }
    column = Math.min(column + count, mostColumns);
  };
  for (let step = walk.next(); !step.done; step = walk.next()) {
    const tag = step.value;
    if (tag.name === "table" && tag.close) break;
    if (tag.name === "annotation" || tag.name === "shapes") aside += tag.open ? (tag.close ? 0 : 1) : -1;
    if (aside > 0) continue;
    if (tag.name === "table-row" && tag.open) {
      repeat = times(tag, "number-rows-repeated", mostRows);
      row = [];
      column = 0;
    }
    if ((tag.name === "table-cell" || tag.name === "covered-table-cell") && tag.open) {
      cell = tag;
      text = "";
      lines = 0;
    }
    if (tag.name === "p" && cell) {
      inText = tag.open && !tag.close;
      if (tag.open && lines++ > 0) text += " ";
    }
    if (tag.name === "s" && tag.open && inText) text += " ".repeat(times(tag, "c", 1000));
    if ((tag.name === "tab" || tag.name === "line-break") && tag.open && inText) text += " ";
    if (inText) text += decode(tag.text);
    if ((tag.name === "table-cell" || tag.name === "covered-table-cell") && tag.close && cell) {
      finish(cell, tag.name === "table-cell" ? valueOf(cell, text) : null);
      cell = undefined;
      inText = false;
    }
    if (tag.name === "table-row" && tag.close) {
      if (row.length === 0) {
        gap = Math.min(gap + repeat, mostRows);
        continue;
      }
      cells += row.length * repeat;
      if (cells > mostCells) throw fault("input.archive_too_large", { args: { bytes: cells, limit: mostCells } });
      for (; gap > 0 && rows.length < mostRows; gap--) rows.push([]);
      gap = 0;
      for (let i = 0; i < repeat && rows.length < mostRows; i++) rows.push(row);
    }
  }
  for (const [at, top, bottom] of merged) fillDown(rows, at, top, bottom);
  return rows;
}

const decode = (text: string): string => decodeEntities(text).replace(/[\t\r\n]+/g, " ");

/** Throws input.sheet_unknown, input.no_table, input.archive_broken, input.locked. */
export function readOpenDocument(archive: Uint8Array, wanted?: string): Workbook {
  const files = new Package(archive);
  if (/<manifest:encryption-data\b/.test(files.text("META-INF/manifest.xml"))) throw fault("input.locked");
  const hiddenStyles = new Set<string>();
  const sheets: Sheet[] = [];
  let style = "";
  const walk = tags(files.text("content.xml"));
  for (let step = walk.next(); !step.done; step = walk.next()) {
    const tag = step.value;
    if (tag.name === "style" && tag.open) style = attribute(tag, "name") ?? "";
    if (tag.name === "table-properties" && attribute(tag, "display") === "false") hiddenStyles.add(style);
    if (tag.name !== "table" || !tag.open || tag.close) continue;
    const rows = sheetRows(walk);
    sheets.push({ name: attribute(tag, "name") ?? "", hidden: hiddenStyles.has(attribute(tag, "style-name") ?? ""), rows: () => rows });
  }
  return chooseSheet(sheets, wanted);
}
