// The whole state in an address: "#s=" and base64url of a version byte and the packed document.
import { deflateSync, Inflate } from "fflate";
import { fault } from "../engine/errors.ts";
import { MittariError } from "../engine/operations.ts";
import { join } from "../engine/zip.ts";
import { readHead, withData, writeHead, type Saved, type Written } from "./format.ts";

const linkVersion = 1;
/** Longer ones are cut by mail programs and chats. */
export const mostLink = 8192;
const mostText = 4 << 20;
const mostBytes = 32 << 20;

const toUrl = (bytes: Uint8Array): string => {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
};

export async function writeLink(saved: Written): Promise<string> {
  const json = new TextEncoder().encode(await writeHead(saved));
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, json.length, true);
  return `#s=${toUrl(join([Uint8Array.of(linkVersion), deflateSync(join([size, json, ...saved.data]), { level: 9 })]))}`;
}

export const isLink = (hash: string): boolean => hash.startsWith("#s=");

/** What stands behind a "&" says how it is shown. Throws link.broken, or what a saved document throws. */
export async function readLink(hash: string): Promise<Saved> {
  const bytes = unpacked(hash.slice(3).replace(/&.*$/s, ""));
  const length = bytes.length < 4 ? Infinity : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (4 + length > bytes.length) throw fault("link.broken");
  let json: string;
  try {
    json = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(4, 4 + length));
  } catch {
    throw fault("link.broken");
  }
  const { saved, sizes } = readHead(json);
  if (sizes.reduce((sum, size) => sum + size, 0) !== bytes.length - 4 - length) throw fault("link.broken");
  return withData(saved, sizes, bytes.slice(4 + length));
}

function unpacked(text: string): Uint8Array<ArrayBuffer> {
  if (text.length > mostText || !/^[\w-]+$/.test(text)) throw fault("link.broken");
  let packed: Uint8Array;
  try {
    packed = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  } catch {
    throw fault("link.broken");
  }
  if (packed[0] !== linkVersion) throw fault(packed[0] !== undefined && packed[0] > linkVersion && packed[0] < 32 ? "saved.newer" : "link.broken", { args: { version: "" } });
  const pieces: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  try {
    const inflate = new Inflate((piece, last) => {
      size += piece.length;
      if (size > mostBytes) throw fault("saved.too_large");
      pieces.push(piece.slice());
      ended = last;
    });
    for (let at = 1; at < packed.length; at += 4096) inflate.push(packed.subarray(at, at + 4096), at + 4096 >= packed.length);
  } catch (thrown) {
    throw thrown instanceof MittariError ? thrown : fault("link.broken");
  }
  if (!ended) throw fault("link.broken");
  return join(pieces);
}
