// A document in a page: its decisions as JSON, the bytes of its tables packed beside it, in two templates, which no
// browser shows or runs. Neither text holds "<", so nothing in it can end the element it stands in.
import { Gzip } from "fflate";
import { asText } from "../../pack.mjs";
import { fault } from "../engine/errors.ts";
import { join } from "../engine/zip.ts";
import { bytesOf } from "../engine/packed.ts";
import { MittariError } from "../engine/operations.ts";
import type { Document } from "../model/document.ts";
import { readDocument, writeDocument } from "./schema.ts";
import { sha256 } from "./sha256.ts";
import { list, Misfit, oneOf, shape, text, whole } from "./shape.ts";

export const formatVersion = 1;
/** Decisions are small; more than this was not written by us. */
const mostJson = 16 << 20;
export const mostData = 256 << 20;
const slice = 256 << 10;

export interface Saved {
  readonly document: Document;
  /** The bytes of each input, in the document's order. */
  readonly data: readonly Uint8Array<ArrayBuffer>[];
  /** SHA-256 of all bytes in a row; empty where there are none. */
  readonly print: string;
  /** The program that wrote it. */
  readonly version: string;
}

/** What stands in the page: both texts may be written into an element as they are. */
export interface Blocks { readonly json: string; readonly data: string }

interface Head { mittari: "document"; format: number; version: string; print: string; sizes: readonly number[] }
const mark = shape<Pick<Head, "mittari" | "format" | "version">>({ mittari: oneOf("document"), format: whole(1, 1_000_000), version: text(40) });
const head = shape<Head>({
  mittari: oneOf("document"), format: whole(1, 1_000_000), version: text(40), print: text(64), sizes: list(whole(0, mostData), 200),
});

const unit = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** JSON that no parser of HTML, of scripts or of comments takes for anything else, and that shows what it holds. */
export const inert = (json: string): string => json
  .replace(/[<>&\u2028\u2029\p{Cc}\p{Cf}]/gu, (sign) => [...Array(sign.length).keys()].map((at) => unit(sign[at]!)).join(""))
  .replaceAll("--", "-\\u002d");

export type Written = Pick<Saved, "document" | "data" | "version">;

/** The tables of a document, packed: dear to make, and the same until there are others. */
export interface Packed { readonly print: string; readonly sizes: readonly number[]; readonly text: string }

const printOf = async (data: Saved["data"]): Promise<string> => (data.length > 0 ? await sha256(join(data)) : "");

function headOf(document: Document, version: string, { print, sizes }: Omit<Packed, "text">): string {
  const head: Head = { mittari: "document", format: formatVersion, version, print, sizes };
  return JSON.stringify({ ...head, document: writeDocument(document) });
}

/** Document and tables as they stand in a link, where nothing is packed on its own. */
export async function writeHead({ document, data, version }: Written): Promise<string> {
  return headOf(document, version, { print: await printOf(data), sizes: data.map((each) => each.length) });
}

/** Throws save.too_large. */
export async function packData(data: Saved["data"]): Promise<Packed> {
  const size = data.reduce((sum, each) => sum + each.length, 0);
  if (size > mostData) throw fault("save.too_large", { args: { bytes: size, limit: mostData } });
  return { print: await printOf(data), sizes: data.map((each) => each.length), text: size === 0 ? "" : asText(await gzipped(join(data))) };
}

export const blocksOf = (document: Document, version: string, packed: Packed): Blocks =>
  ({ json: inert(headOf(document, version, packed)), data: packed.text });

/** Throws save.too_large. */
export const writeBlocks = async ({ document, data, version }: Written): Promise<Blocks> => blocksOf(document, version, await packData(data));

/** In slices of one size, so that every program packs the same bytes into the same text; the page breathes between. */
async function gzipped(bytes: Uint8Array): Promise<Uint8Array> {
  const out: Uint8Array[] = [];
  const gzip = new Gzip({ level: 6, mtime: 0 }, (piece) => out.push(piece));
  for (let at = 0; ; at += slice) {
    const last = at + slice >= bytes.length;
    gzip.push(bytes.slice(at, at + slice), last);
    if (last) return join(out);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Checks everything before anything is used. Throws saved.broken, saved.newer, saved.data_broken or saved.too_large. */
export async function readBlocks({ json, data }: Blocks): Promise<Saved> {
  const { saved, sizes } = readHead(json);
  const bytes = sizes.length === 0 ? new Uint8Array() : await unpacked(bytesOf(data), sizes.reduce((sum, size) => sum + size, 0));
  return withData(saved, sizes, bytes);
}

export function readHead(json: string): { saved: Omit<Saved, "data">; sizes: readonly number[] } {
  if (json.length > mostJson) throw fault("saved.too_large");
  try {
    const given: unknown = JSON.parse(json);
    // Of a newer format no more is known than that it is one.
    const { format, version } = mark(given, "");
    if (format > formatVersion) throw fault("saved.newer", { args: { version } });
    const { print, sizes } = head(given, "");
    const document = readDocument((given as Record<string, unknown>)["document"]);
    if (sizes.length !== document.inputs.length) throw new Misfit("sizes");
    if (sizes.reduce((sum, size) => sum + size, 0) > mostData) throw fault("saved.too_large");
    const inputs = document.inputs.map((input, place) => ({ ...input, size: sizes[place] ?? 0 }));
    return { saved: { document: { ...document, inputs }, print, version }, sizes };
  } catch (thrown) {
    if (thrown instanceof MittariError) throw thrown;
    throw fault("saved.broken", { args: { place: thrown instanceof Misfit ? thrown.message : "" } });
  }
}

export async function withData(saved: Omit<Saved, "data">, sizes: readonly number[], bytes: Uint8Array<ArrayBuffer>): Promise<Saved> {
  if (sizes.length > 0 && await sha256(bytes) !== saved.print) throw fault("saved.data_broken");
  let at = 0;
  return { ...saved, data: sizes.map((size) => bytes.slice(at, at += size)) };
}

/** Exactly `size` bytes, or it is broken: a bomb is stopped when it has given more. */
async function unpacked(packed: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(size);
  let length = 0;
  try {
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (length + value.length > size) {
        reader.cancel().catch(() => {});
        throw new Error("more than was said");
      }
      out.set(value, length);
      length += value.length;
    }
  } catch {
    throw fault("saved.data_broken");
  }
  if (length !== size) throw fault("saved.data_broken");
  return out;
}
