// One input on its way into the core: text goes straight on, containers are opened first. What an input is
// is told from its bytes; a name only decides between readings that the bytes allow.
import { delimited, type Cell } from "./delimited.ts";
import { fault, parseAnswer } from "./errors.ts";
import { htmlRows, looksLikeHtml } from "./html-table.ts";
import { jsonRows } from "./json-table.ts";
import { type Begin, type Look, MittariError, type Settings, type SourceInfo } from "./operations.ts";
import type { Core } from "./wasm.ts";
import { isOldOffice, refuseOldOffice } from "./old-office.ts";
import { readOpenDocument } from "./ods.ts";
import { readWorkbook } from "./xlsx.ts";
import { GzipStream, isGzip, isZip, join, listMembers, type Member, unpack } from "./zip.ts";

export interface ReadRequest {
  name: string;
  settings: Settings;
  /** How many bytes come, where that is known; and how another host reads the part of the file before these. */
  bytes?: number;
  look?: Look;
  /** Of an archive, only the member that gave the source of this name. */
  member?: string;
  /** The index of the source that is read again. */
  replace?: number;
  /** The sources that are there are about to be dropped. */
  alone?: boolean;
}

type Route = "text" | "gzip" | "whole";

/** How an input is taken in, told from its first bytes: as it comes, unpacked, or all of it at once. */
export function routeOf(start: Uint8Array, name: string): Route {
  if (isGzip(start)) return "gzip";
  if (isZip(start) || isOldOffice(start)) return "whole";
  const text = new TextDecoder().decode(start.subarray(0, 1024));
  return looksLikeHtml(text) || maybeJson(text, name) ? "whole" : "text";
}

function maybeJson(start: string, name: string): boolean {
  if (/\.(json|ndjson|jsonl)$/i.test(name)) return true;
  return /^\uFEFF?\s*(\{\s*("|\}?$)|\[\s*[[{])/.test(start);
}

const nothingIn = new Set(["input.empty", "input.header_only", "input.no_table", "input.single_value"]);

export class Intake {
  #route: Route | "sniff" = "sniff";
  #pieces: Uint8Array[] = [];
  #held = 0;
  #begun = false;
  #gzip: GzipStream | undefined;
  #inner: Intake | undefined;
  #rows = 0;

  constructor(private readonly core: Core, private readonly request: ReadRequest, private readonly archived = false) {}

  /** Rows read so far. */
  get rows(): number {
    return this.#inner?.rows ?? this.#rows;
  }

  push(bytes: Uint8Array, last: boolean): SourceInfo[] {
    if (this.request.look) this.#route = "text";
    if (this.#route === "sniff") {
      this.#hold(bytes);
      if (this.#held < 512 && !last) return [];
      const start = join(this.#pieces);
      this.#pieces = [];
      this.#route = this.#choose(start);
      return this.#take(start, last);
    }
    return this.#take(bytes, last);
  }

  /** Forgets what was read of this input. */
  cancel(): void {
    this.#inner?.cancel();
    this.#pieces = [];
    if (this.#begun && !this.core.dead) this.core.call("cancel", "{}");
    this.#begun = false;
  }

  #choose(start: Uint8Array): Route {
    const route = routeOf(start, this.request.name);
    if (route === "gzip") {
      const name = this.request.name.replace(/\.gz$/i, "") || this.request.name;
      const inner = new Intake(this.core, { ...this.request, name }, true);
      this.#inner = inner;
      this.#gzip = new GzipStream((piece) => void inner.push(piece.slice(), false));
    }
    return route;
  }

  #take(bytes: Uint8Array, last: boolean): SourceInfo[] {
    if (this.#route === "gzip") {
      this.#gzip?.push(bytes, last);
      return last ? this.#inner?.push(new Uint8Array(), true) ?? [] : [];
    }
    if (this.#route === "whole") {
      this.#hold(bytes);
      return last ? this.#open(join(this.#pieces.splice(0))) : [];
    }
    this.#feed(bytes);
    return last ? [this.#end()] : [];
  }

  #hold(bytes: Uint8Array): void {
    // Held over several messages: the buffer may be the caller's to reuse.
    this.#pieces.push(bytes);
    this.#held += bytes.length;
  }

  #open(bytes: Uint8Array): SourceInfo[] {
    if (isZip(bytes)) return this.#archive(bytes);
    if (isOldOffice(bytes)) throw refuseOldOffice(bytes);
    const text = decode(bytes);
    const { settings } = this.request;
    if (looksLikeHtml(text)) return [this.#table("html", htmlRows(text), settings)];
    let rows: Cell[][];
    try {
      rows = jsonRows(text);
    } catch (thrown) {
      // It only looked like JSON, and no name says that it should be.
      if (/\.(json|ndjson|jsonl)$/i.test(this.request.name) || /^\uFEFF?\s*\[\s*\{\s*"/.test(text)) throw thrown;
      this.#feed(bytes);
      return [this.#end()];
    }
    return [this.#table("json", rows, { header_row: 1, ...settings })];
  }

  #archive(bytes: Uint8Array): SourceInfo[] {
    const members = listMembers(bytes);
    const has = (pattern: RegExp) => members.some((member) => pattern.test(member.name));
    if (has(/^xl\/workbook\.xml$/i)) {
      const book = readWorkbook(bytes, this.request.settings.sheet);
      return [this.#table("xlsx", book.rows, this.request.settings, { sheet: book.sheet, sheets: book.sheets })];
    }
    if (has(/^content\.xml$/) && members.some((m) => m.name === "mimetype")) {
      const book = readOpenDocument(bytes, this.request.settings.sheet);
      return [this.#table("ods", book.rows, this.request.settings, { sheet: book.sheet, sheets: book.sheets })];
    }
    const kind = has(/^xl\/workbook\.bin$/i) ? "xlsb" : has(/^word\//) ? "docx" : has(/^ppt\//) ? "pptx"
      : has(/^Index\/.*\.iwa$/) ? "numbers" : "";
    if (kind) throw fault("input.unsupported", { args: { kind } });
    const tables = members.filter((member) => this.#readable(member));
    if (tables.length === 0) throw fault(members.some((m) => m.locked) ? "input.locked" : "input.no_table");
    return this.#each(bytes, tables);
  }

  /** What has no rows, such as a note or a month without data, does not keep the tables beside it out. */
  #each(bytes: Uint8Array, tables: readonly Member[]): SourceInfo[] {
    const read: SourceInfo[] = [];
    let first: unknown;
    for (const member of tables) {
      try {
        read.push(...this.#member(bytes, member));
      } catch (thrown) {
        if (!(thrown instanceof MittariError && nothingIn.has(thrown.code))) throw thrown;
        first ??= thrown;
        this.cancel();
      }
    }
    if (read.length === 0) throw first;
    return read;
  }

  #readable({ name, locked }: Member): boolean {
    if (locked || /(^|\/)(\.|__MACOSX\/)/.test(name)) return false;
    if (!/\.(csv|tsv|tab|txt|json|ndjson|jsonl|gz|xlsx|xlsm|ods|html?)$/i.test(name)) return false;
    return this.request.member === undefined || `${this.request.name}/${name}` === this.request.member;
  }

  #member(bytes: Uint8Array, member: Member): SourceInfo[] {
    if (this.archived) throw fault("input.unsupported", { args: { kind: "nested archive" } });
    const { member: _, ...request } = this.request;
    const inner = new Intake(this.core, { ...request, name: `${this.request.name}/${member.name}` }, true);
    this.#inner = inner;
    unpack(bytes, member, (piece) => void inner.push(piece.slice(), false));
    return inner.push(new Uint8Array(), true);
  }

  #table(kind: string, rows: Cell[][], settings: Settings, parts: Partial<Begin> = {}): SourceInfo {
    this.#begin({ ...settings, delimiter: ",", encoding: "utf-8" }, { kind, ...parts });
    for (const bytes of delimited(rows)) this.#feed(bytes);
    return this.#end();
  }

  #begin(settings: Settings, parts: Partial<Begin> = {}): void {
    // The day decides which years are offered for months without one.
    const today = new Date().toISOString().slice(0, 10);
    const begin: Begin = { name: this.request.name, settings: { today, ...settings }, ...parts };
    parseAnswer(this.core.call("begin", JSON.stringify(begin)));
    this.#begun = true;
  }

  #feed(bytes: Uint8Array): void {
    const { bytes: expected, look } = this.request;
    const known = { ...(expected && !this.archived ? { bytes: Math.ceil(expected) } : {}), ...(look ? { look } : {}) };
    if (!this.#begun) this.#begin(this.request.settings, known);
    if (bytes.length === 0) return;
    this.#rows = parseAnswer<{ rows?: number }>(this.core.feed(bytes)).rows ?? this.#rows;
  }

  #end(): SourceInfo {
    if (!this.#begun) this.#begin(this.request.settings);
    const { replace, alone } = this.request;
    const { source } = parseAnswer<{ source: SourceInfo }>(this.core.call("end", JSON.stringify({ replace, alone })));
    this.#begun = false;
    return source;
  }
}

/** Text of a whole document: by its byte order mark, its `charset`, else UTF-8, else windows-1252. */
function decode(bytes: Uint8Array): string {
  const start = new TextDecoder("windows-1252").decode(bytes.subarray(0, 2048));
  const named = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be"
    : /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1] ?? "utf-8";
  for (const label of [named, "utf-8", "windows-1252"]) {
    try {
      return new TextDecoder(label, { fatal: label !== "windows-1252" }).decode(bytes);
    } catch (thrown) {
      if (!(thrown instanceof TypeError || thrown instanceof RangeError)) throw thrown;
    }
  }
  throw fault("input.out_of_memory");
}
