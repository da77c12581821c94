// The page's own text, put together again from the parts that stand in it: the very bytes it was built with, whether it
// came over the network, from a disk, or from a browser's "save page as". Only the hosted page, whose program is a script
// beside it, asks its own server for the packed one.
import { fault } from "../engine/errors.ts";
import { trusted } from "../engine/trusted.ts";
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

type Parts = Readonly<Record<"scripts" | "unpack" | "app" | "wasm", string>>;

function standing(): Parts {
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute("content") ?? "";
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1]?.match(/'sha256-[\w+/=]+'/g)?.join(" ") ?? "";
  return { scripts, unpack: textOf("mittari-unpack"), app: textOf("mittari-app"), wasm: textOf("mittari-wasm") };
}

interface Shared { mittariProgram?: Parts }
const shared = globalThis as Shared;
let program: { readonly policy: ReturnType<typeof trusted> } | undefined;

/** Made with the page, so that nothing else can be made under its name. */
const programPolicy = (address: string): ReturnType<typeof trusted> =>
  (program ??= { policy: trusted("mittari-program", { createScriptURL: (url) => (url === address ? url : "") }) }).policy;

/** The parts that the hosted page has beside it: `address hash`. */
async function beside(where: string): Promise<Parts | undefined> {
  const [address = "", hash = ""] = where.split(" ");
  if (!shared.mittariProgram) {
    const script = document.createElement("script");
    await new Promise((resolve) => {
      script.onload = script.onerror = resolve;
      script.integrity = hash;
      script.src = (programPolicy(address)?.createScriptURL(address) ?? address) as string;
      document.head.append(script);
    });
    script.remove();
  }
  return shared.mittariProgram;
}

const whereBeside = (): string | null | undefined => document.querySelector('meta[name="mittari-program"]')?.getAttribute("content");

/** Gets what the page needs to save itself, once there is nothing else to do: what is asked for later is here. */
export function fetchProgram(): void {
  const where = whereBeside();
  if (!where) return;
  programPolicy(where.split(" ")[0] ?? "");
  const begin = (): void => void setTimeout(() => void beside(where), 1500);
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin, { once: true });
}

/** The page without a document. Throws save.no_program where this is not the page but, say, a part of another. */
export async function programPage(): Promise<string> {
  const where = whereBeside();
  const parts = where ? await beside(where) : standing();
  if (!parts || Object.values(parts).includes("")) throw fault("save.no_program");
  const all: Record<string, string> = { ...parts, document: "", data: "" };
  return MITTARI_PAGE.replace(/\{\{(\w+)\}\}/g, (_, name: string) => all[name] ?? "");
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
