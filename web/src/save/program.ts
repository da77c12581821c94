// The page's own text, put together again from the parts that stand in it: the very bytes it was built with, whether it
// came over the network, from a disk, or from a browser's "save page as". Nothing is fetched.
import { fault } from "../engine/errors.ts";
import type { Blocks } from "./format.ts";

/** Index page of the build with places for its parts; the policy's own words stand in it, but for the hashes. */
declare const MITTARI_PAGE: string;

// Templates: no browser shows, runs or fetches what stands in one, and a page may change its text.
const opening = (id: string): string => `<template id="${id}">`;
const documentOpening = opening("mittari-document");
const dataOpening = opening("mittari-data");
const closing = "</template>";

/** No page that we write is larger; the text of a larger file would not fit into memory either. */
const mostPage = 400 << 20;

const textOf = (id: string): string => document.getElementById(id)?.textContent ?? "";

const heldIn = (id: string): DocumentFragment | undefined => document.querySelector<HTMLTemplateElement>(`template#${id}`)?.content;

/** The page without a document. Throws save.no_program where this is not the page but, say, a part of another. */
export function programPage(): string {
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute("content") ?? "";
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1]?.match(/'sha256-[\w+/=]+'/g)?.join(" ") ?? "";
  const parts: Record<string, string> = {
    scripts, unpack: textOf("mittari-unpack"), app: textOf("mittari-app"), wasm: textOf("mittari-wasm"), document: "", data: "",
  };
  if (scripts === "" || parts["unpack"] === "" || parts["app"] === "" || parts["wasm"] === "") throw fault("save.no_program");
  return MITTARI_PAGE.replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name] ?? "");
}

/** The document that stands in this page; undefined where there is none. */
export function ownBlocks(): Blocks | undefined {
  const json = heldIn("mittari-document")?.textContent ?? "";
  return json.trim() === "" ? undefined : { json, data: heldIn("mittari-data")?.textContent ?? "" };
}

/** Writes the document into this page. */
export function writeOwnBlocks(blocks: Blocks): void {
  for (const [id, content] of [["mittari-document", blocks.json], ["mittari-data", blocks.data]] as const)
    heldIn(id)?.replaceChildren(document.createTextNode(content));
}

/** The page with a document in it, in the place of the one it had. */
export function pageWith(page: string, blocks: Blocks): string {
  const put = (into: string, start: string, content: string): string => {
    const from = into.lastIndexOf(start);
    const to = into.indexOf(closing, from);
    if (from < 0 || to < 0) throw fault("save.no_program");
    return `${into.slice(0, from + start.length)}${content}${into.slice(to)}`;
  };
  return put(put(page, documentOpening, blocks.json), dataOpening, blocks.data);
}

/** The document in the text of a saved page; undefined where it is none. The last one counts: what the page shows of
    its tables stands before. */
export function blocksIn(page: string): Blocks | undefined {
  const between = (start: string): string | undefined => {
    const from = page.lastIndexOf(start);
    const to = from < 0 ? -1 : page.indexOf("<", from + start.length);
    return to < 0 ? undefined : page.slice(from + start.length, to);
  };
  const json = between(documentOpening);
  return json === undefined ? undefined : { json, data: between(dataOpening) ?? "" };
}

/** The document in a saved page; undefined where the file is another. A table is told from its first bytes: the rest of
    it is not read. */
export async function blocksOfFile(file: Blob): Promise<Blocks | undefined> {
  if (file.size > mostPage) return undefined;
  const start = await file.slice(0, 1 << 16).text();
  if (!/^\uFEFF?\s*(<!--[^>]*-->\s*)*<!doctype html/i.test(start) || !/<meta[^>]+Content-Security-Policy/i.test(start)) return undefined;
  return blocksIn(await file.text());
}
