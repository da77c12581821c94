// The table of an HTML document: what spreadsheets and mail programs put on the clipboard, and what many
// systems export under the name ".xls".
import type { Cell } from "./delimited.ts";
import { fault } from "./errors.ts";

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", euro: "€", pound: "£", yen: "¥", minus: "−", ndash: "–", mdash: "—", zwnj: "\u200c" };

export function decodeEntities(text: string): string {
  return text.includes("&") ? text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (all, body: string) => {
    if (body[0] !== "#") return entities[body] ?? all;
    const code = body[1] === "x" || body[1] === "X" ? parseInt(body.slice(2), 16) : parseInt(body.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  }) : text;
}

export const looksLikeHtml = (start: string): boolean =>
  /^\s*<(!doctype html|html|meta|table|style|!--startfragment)/i.test(start.replace(/^\uFEFF/, "")) ||
  /^Version:\d[\s\S]{0,200}StartHTML:/.test(start);

/** The rows of the table with the most cells. Throws input.no_table. */
export function htmlRows(html: string): Cell[][] {
  let best: Cell[][] = [];
  let bestCells = 0;
  const cleaned = html.replace(/<!--[\s\S]*?-->/g, "").replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, "");
  for (const [, body = ""] of cleaned.matchAll(/<table\b[^>]*>([\s\S]*?)(?:<\/table\s*>|$)/gi)) {
    const rows = tableRows(body);
    const cells = rows.reduce((sum, row) => sum + row.length, 0);
    if (cells > bestCells) [best, bestCells] = [rows, cells];
  }
  if (bestCells === 0) throw fault("input.no_table");
  return best;
}

function tableRows(body: string): Cell[][] {
  return body.split(/<tr\b[^>]*>/i).slice(1).map((row) => {
    const cells: Cell[] = [];
    for (const [, attributes = "", inner = ""] of row.matchAll(/<t[dh]\b([^>]*)>([\s\S]*?)(?=<\/t[dh]\b|<t[dh]\b|<\/tr\b|$)/gi)) {
      cells.push(decodeEntities(inner.replace(/<br\b[^>]*>/gi, " ").replace(/<[^>]*>/g, "")).replace(/[ \t\r\n]+/g, " ").trim());
      const span = Math.min(Number(/colspan\s*=\s*["']?(\d+)/i.exec(attributes)?.[1] ?? 1), 1000);
      for (let i = 1; i < span; i++) cells.push(null);
    }
    return cells;
  });
}
