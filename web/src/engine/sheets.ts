// What workbooks of every make have in common: XML in an archive, sheets to choose from, merged cells.
import type { Cell } from "./delimited.ts";
import { fault } from "./errors.ts";
import { decodeEntities } from "./html-table.ts";
import { listMembers, type Member, unpackWhole } from "./zip.ts";

export interface Workbook {
  sheets: string[];
  /** The sheet that is read: the one asked for, else the first visible one that holds a table. */
  sheet: string;
  rows: Cell[][];
}

export interface Tag { name: string; attributes: string; open: boolean; close: boolean; text: string }

/** Tags in order, each with the text that follows it; prefixes of names are dropped. */
export function* tags(xml: string): Generator<Tag> {
  for (let at = xml.indexOf("<"); at >= 0; ) {
    const end = xml.indexOf(">", at);
    if (end < 0) return;
    const next = xml.indexOf("<", end);
    const close = xml[at + 1] === "/";
    const alone = xml[end - 1] === "/";
    const inner = xml.slice(at + (close ? 2 : 1), alone ? end - 1 : end);
    const space = inner.search(/\s/);
    const full = space < 0 ? inner : inner.slice(0, space);
    const name = full.slice(full.indexOf(":") + 1);
    yield { name, attributes: space < 0 ? "" : inner.slice(space), open: !close, close: close || alone, text: next < 0 ? "" : xml.slice(end + 1, next) };
    at = next;
  }
}

export function attribute(tag: Tag, name: string): string | undefined {
  const found = new RegExp(`[\\s:]${name}\\s*=\\s*("([^"]*)"|'([^']*)')`).exec(tag.attributes);
  return found ? decodeEntities(found[2] ?? found[3] ?? "") : undefined;
}

export class Package {
  #members: Map<string, Member>;
  constructor(private readonly archive: Uint8Array) {
    this.#members = new Map(listMembers(archive).map((member) => [member.name.replace(/^\//, "").toLowerCase(), member]));
  }
  text(path: string): string {
    const member = this.#members.get(path.toLowerCase());
    if (!member) return "";
    const bytes = unpackWhole(this.archive, member);
    try {
      return new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-8").decode(bytes);
    } catch {
      throw fault("input.out_of_memory");  // longer than one text may be
    }
  }
}

/** A name that is merged over several rows stands in each of them; a number would count more than once. */
export function fillDown(rows: Cell[][], column: number, top: number, bottom: number): void {
  const cell = rows[top]?.[column];
  if (typeof cell !== "string") return;
  for (let at = top + 1; at <= bottom && at < rows.length; at++) {
    const row = (rows[at] as Cell[]).slice();  // several rows may be one list
    if (row.length === 0) continue;  // a line between tables stays blank
    while (row.length <= column) row.push(null);
    row[column] ??= cell;
    rows[at] = row;
  }
}

export interface Sheet { name: string; hidden: boolean; rows: () => Cell[][] }

/** The sheet asked for, else the first that holds a table, visible ones first. Throws input.sheet_unknown, input.no_table. */
export function chooseSheet(sheets: readonly Sheet[], wanted?: string): Workbook {
  const names = sheets.map((sheet) => sheet.name);
  if (wanted !== undefined) {
    const found = sheets.find((sheet) => sheet.name === wanted) ?? sheets.find((sheet) => sheet.name.toLowerCase() === wanted.toLowerCase());
    if (!found) throw fault("input.sheet_unknown", { args: { sheet: wanted, sheets: names.join(", ") } });
    return { sheets: names, sheet: found.name, rows: found.rows() };
  }
  let filled: Workbook | undefined;
  for (const sheet of [...sheets.filter((s) => !s.hidden), ...sheets.filter((s) => s.hidden)]) {
    const rows = sheet.rows();
    const full = rows.filter((row) => row.length);
    if (full.length >= 2 && full.some((row) => row.filter((cell) => cell !== null).length >= 2)) return { sheets: names, sheet: sheet.name, rows };
    if (full.length) filled ??= { sheets: names, sheet: sheet.name, rows };
  }
  if (!filled) throw fault("input.no_table");
  return filled;
}
