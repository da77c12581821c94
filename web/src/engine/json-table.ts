// JSON as a table: a list of objects, one object per line, a list of lists, columns by name, or any of these
// under one key. Numbers keep their own digits: JavaScript's would lose those of long ones.
import { type Cell, Numeric, numericText } from "./delimited.ts";
import { fault } from "./errors.ts";

type Json = string | Numeric | boolean | null | Json[] | Map<string, Json>;

const maxDepth = 200;

/** A small parser; throws json.unexpected with the row and column. */
class Parser {
  #at = 0;
  constructor(private readonly text: string) {}

  /** One value, or several one after another (one per line). */
  all(): Json[] {
    const values: Json[] = [];
    for (this.#space(); this.#at < this.text.length; this.#space()) values.push(this.#value(0));
    return values;
  }

  #value(depth: number): Json {
    if (depth > maxDepth) this.#fail();
    const start = this.text[this.#at];
    if (start === "{") return this.#object(depth);
    if (start === "[") return this.#list(depth);
    if (start === '"') return this.#string();
    const word = /[-+.\w]+/y;
    word.lastIndex = this.#at;
    const found = word.exec(this.text)?.[0] ?? "";
    if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(found)) {
      this.#at += found.length;
      return new Numeric(numericText(found));
    }
    if (found === "true" || found === "false" || found === "null" || found === "NaN") {
      this.#at += found.length;
      return found === "true" ? true : found === "false" ? false : null;
    }
    return this.#fail();
  }

  #object(depth: number): Json {
    const object = new Map<string, Json>();
    this.#at++;
    for (this.#space(); this.text[this.#at] !== "}"; this.#separator("}")) {
      if (this.text[this.#at] !== '"') this.#fail();
      const key = this.#string();
      this.#space();
      if (this.text[this.#at++] !== ":") this.#fail(this.#at - 1);
      this.#space();
      object.set(key, this.#value(depth + 1));
    }
    this.#at++;
    return object;
  }

  #list(depth: number): Json {
    const list: Json[] = [];
    this.#at++;
    for (this.#space(); this.text[this.#at] !== "]"; this.#separator("]")) list.push(this.#value(depth + 1));
    this.#at++;
    return list;
  }

  #separator(end: string): void {
    this.#space();
    if (this.text[this.#at] === ",") {
      this.#at++;
      this.#space();
      if (this.text[this.#at] === end) this.#fail();
    } else if (this.text[this.#at] !== end) {
      this.#fail();
    }
  }

  #string(): string {
    const from = this.#at;
    for (let at = from + 1; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 0x5c) at++;
      else if (code === 0x22) {
        this.#at = at + 1;
        try {
          return JSON.parse(this.text.slice(from, at + 1).replace(/[\u0000-\u001f]/g, " ")) as string;
        } catch {
          return this.#fail(from);
        }
      }
    }
    return this.#fail(from);
  }

  #space(): void {
    while (/\s/.test(this.text[this.#at] ?? "")) this.#at++;
  }

  #fail(at = this.#at): never {
    const before = this.text.slice(0, at);
    const row = before.split("\n").length;
    throw fault("json.unexpected", { at: { row, column: at - before.lastIndexOf("\n"), byte: new TextEncoder().encode(before).length } });
  }
}

const isObject = (value: Json | undefined): value is Map<string, Json> => value instanceof Map;

/** The list of rows in the value: itself, or the longest list under one of its keys. */
function findRows(values: Json[]): Json[] {
  if (values.length !== 1) return values;
  const only = values[0] as Json;
  if (Array.isArray(only)) return only;
  if (!isObject(only)) return [];
  const lists = [...only.values()].filter(Array.isArray) as Json[][];
  const ofRows = lists.filter((list) => list.some((row) => isObject(row) || Array.isArray(row)));
  if (ofRows.length) return ofRows.reduce((best, list) => (list.length > best.length ? list : best));
  // {"day": […], "spend": […]}: columns by name.
  const size = lists[0]?.length ?? 0;
  if (lists.length === only.size && lists.length > 1 && lists.every((list) => list.length === size)) {
    const names = [...only.keys()];
    return Array.from({ length: size }, (_, i) => new Map(names.map((name, column) => [name, lists[column]?.[i] ?? null])));
  }
  for (const inner of only.values()) {
    if (isObject(inner)) {
      const rows = findRows([inner]);
      if (rows.length) return rows;
    }
  }
  return [only];
}

function flatten(object: Map<string, Json>, prefix: string, into: Map<string, Cell>): void {
  for (const [key, value] of object) {
    if (isObject(value)) flatten(value, `${prefix}${key}.`, into);
    else into.set(prefix + key, scalar(value));
  }
}

function scalar(value: Json): Cell {
  if (value === null || typeof value === "string" || value instanceof Numeric) return value;
  if (typeof value === "boolean") return value ? "true" : "false";
  return Array.isArray(value) ? value.map((part) => {
    const cell = isObject(part) ? "{}" : scalar(part);
    return cell instanceof Numeric ? cell.text : cell ?? "";
  }).join("; ") : "{}";
}

/** The header and the rows. Throws json.unexpected, input.no_table. */
export function jsonRows(text: string): Cell[][] {
  const rows = findRows(new Parser(text.replace(/^\uFEFF/, "")).all());
  if (rows.length && rows.every(Array.isArray)) return (rows as Json[][]).map((row) => row.map((value) => (isObject(value) ? "{}" : scalar(value))));
  const columns = new Map<string, number>();
  const flat = rows.filter(isObject).map((row) => {
    const cells = new Map<string, Cell>();
    flatten(row, "", cells);
    for (const name of cells.keys()) if (!columns.has(name)) columns.set(name, columns.size);
    return cells;
  });
  if (columns.size === 0) throw fault("input.no_table");
  const names = [...columns.keys()];
  return [names, ...flat.map((cells) => names.map((name) => cells.get(name) ?? null))];
}
