// Saved documents and links, bent: each is taken whole, and then writes and reads again as the same, or is refused with an
// error of its own. Nothing else happens: no other exception, no prototype changed, no address asked for, no long wait.
//   node tests/fuzz/saved_fuzz.mjs [--seconds N] [--seed N]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const slowest = 5000;
const option = (name, otherwise) => (process.argv.includes(name) ? Number(process.argv[process.argv.indexOf(name) + 1]) : otherwise);
const seconds = option("--seconds", 60);
const first = option("--seed", (Date.now() >>> 0) * 1000);

const randomFrom = (seed) => {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return (limit) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
    state = (state ^ (state >>> 12)) >>> 0;
    return state % limit;
  };
};
const evil = "</script><img src=x onerror=hit()>\u202e\0\ud800__proto__";
const values = [null, true, -1, 1e308, 2 ** 53, "", evil, "2025-01-01", "2025-02-30", [], {}, [[[]]], { a: { b: [] } }, "9".repeat(3000), "constructor", { __proto__: null, toString: 1 }, Array(20).fill({})];

const folder = mkdtempSync(join(tmpdir(), "saved-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const bundle = join(folder, "save.mjs");
const { build } = await import(pathToFileURL(join(root, "web/node_modules/esbuild/lib/main.js")).href);
await build({
  stdin: {
    contents: 'export * from "./src/save/format.ts"; export * from "./src/save/link.ts"; export { blocksIn, pageWith } from "./src/save/program.ts"; export { newDocument } from "./src/model/document.ts"; export { MittariError } from "./src/engine/operations.ts"; export { deflateSync, inflateSync } from "fflate";',
    resolveDir: join(root, "web"), loader: "ts",
  },
  bundle: true, format: "esm", platform: "node", outfile: bundle, logLevel: "error",
});
const { blocksIn, deflateSync, inflateSync, MittariError, newDocument, pageWith, readBlocks, readLink, writeBlocks, writeLink } = await import(pathToFileURL(bundle).href);

const utf8 = new TextEncoder();
const text = (times) => evil.repeat(times);
const document = {
  ...newDocument("fa"), place: "report",
  inputs: [
    { id: "a", name: text(1), size: 0, settings: { table: "deals", map: { spend: ["A", text(1)], date: "#3" }, off: ["total_row"], answers: { "date.order:Day": "dmy" }, header_row: 3 } },
    { id: "b", name: "b.csv", size: 0, sums: true, settings: { dates: "jalali" } },
  ],
  selection: { preset: "custom", from: "2025-01-02", to: "2025-03-04", compare: "previous", where: { channel: ["Meta", ""] }, by: "campaign", grain: "week", trend: 1, split: true, params: { gross_margin: 0.41 } },
  kpis: ["cac", "roas"], sort: { column: "spend", descending: true }, fields: { spend: "1 234,5" }, solve: { cpl: "leads" }, columns: ["spend"],
  whatif: { subject: "ads", given: ["spend"], typed: { spend: "12k" } }, scenarios: [{ id: "s1", name: text(1), subject: "ads", given: ["spend"], typed: { spend: "1" }, values: { spend: 1, leads: null } }],
  goals: [{ id: "g1", metric: "leads", value: "1 000", direction: "atLeast", from: "2025-01-01", to: "2025-12-31", owner: text(1), plan: "months", months: { "2025-01": "80" }, band: 7, budget: "" }],
  sheet: { rows: [{ channel: "x", cells: { spend: "12" } }] }, report: { paper: "letter", title: text(1), sections: { trend: { off: true, note: text(2) } } }, events: [{ day: "2025-02-03", text: text(1) }],
  formulas: ["x = sum(spend)"], aliases: { fb: "Meta" }, awaited: [{ name: "next.csv", settings: {} }],
};
const data = [utf8.encode("a,b\n1,2\n".repeat(40)), utf8.encode("x")];
const blocks = await writeBlocks({ document, data, version: "1" });
const page = '<!doctype html><template id="mittari-document"></template>\n<template id="mittari-data"></template>';
const link = await writeLink({ document, data, version: "1" });
const packed = Buffer.from(link.slice(3), "base64url");
const opened = Buffer.from(inflateSync(packed.subarray(1)));

function swapped(json, random) {
  const all = JSON.parse(json);
  for (let times = 1 + random(3); times > 0; times--) {
    let at = all;
    for (let deep = 0; ; deep++) {
      const keys = Object.keys(at);
      const key = keys[random(keys.length + 1)] ?? ["__proto__", "a", "0"][random(3)];
      const child = Object.hasOwn(at, key) ? at[key] : undefined;
      if (deep < 8 && typeof child === "object" && child !== null && random(4) > 0) at = child;
      else {
        if (random(5) === 0) delete at[key];
        else Object.defineProperty(at, key, { value: structuredClone(values[random(values.length)]), enumerable: true, configurable: true, writable: true });
        break;
      }
    }
  }
  return JSON.stringify(all);
}
function bent(bytes, random) {
  let out = Buffer.from(bytes);
  for (let times = 1 + random(4); times > 0; times--) {
    const at = random(out.length + 1);
    const kind = random(5);
    if (kind === 0) out = out.subarray(0, at);
    else if (kind === 1 && out.length > 0) out[random(out.length)] = random(256);
    else if (kind === 2) out = Buffer.concat([out.subarray(0, at), Buffer.from(evil.slice(random(evil.length))), out.subarray(at)]);
    else if (kind === 3) out = Buffer.concat([out.subarray(0, at), out.subarray(at + random(60))]);
    else out = Buffer.concat([out.subarray(0, at), Buffer.from(Array.from({ length: random(12) }, () => random(256))), out.subarray(at)]);
  }
  return out;
}
const toLink = (bytes) => `#s=${Buffer.from(bytes).toString("base64url")}`;
const relinked = (inner) => toLink(Buffer.concat([Buffer.from([1]), deflateSync(inner)]));

/** What is to be read; made of a seed, so that it can be made again. */
function inputOf(seed) {
  const random = randomFrom(seed);
  switch (random(8)) {
    case 0: return () => readBlocks({ ...blocks, json: swapped(blocks.json, random) });
    case 1: return () => readBlocks({ ...blocks, json: bent(blocks.json, random).toString() });
    case 2: return () => readBlocks({ ...blocks, data: bent(blocks.data, random).toString("latin1") });
    case 3: {
      const found = blocksIn(bent(pageWith(page, blocks), random).toString());
      return () => (found ? readBlocks(found) : Promise.reject(new MittariError({ code: "saved.none", message: "" })));
    }
    case 4: return () => readLink(toLink(bent(packed, random)));
    case 5: return () => readLink(`#s=${bent(link.slice(3), random).toString("latin1")}`);
    case 6: return () => readLink(relinked(bent(opened, random)));
    default: {
      const json = utf8.encode(swapped(opened.subarray(4, 4 + opened.readUInt32LE(0)).toString(), random));
      const size = Buffer.alloc(4);
      size.writeUInt32LE(json.length);
      return () => readLink(relinked(Buffer.concat([size, json, opened.subarray(4 + opened.readUInt32LE(0))])));
    }
  }
}

globalThis.fetch = () => { throw new Error("an address was asked for"); };
const bare = JSON.stringify([Object.getOwnPropertyNames(Object.prototype), Object.getOwnPropertyNames(Array.prototype)]);
const counts = { taken: 0, refused: 0, slowest: 0 };
let seed = first;
for (const end = Date.now() + seconds * 1000; Date.now() < end; seed++) {
  const started = performance.now();
  try {
    const saved = await inputOf(seed)();
    const again = await readBlocks(await writeBlocks(saved));
    if (JSON.stringify(again.document) !== JSON.stringify(saved.document)) throw new Error("it is another one when read again");
    counts.taken++;
  } catch (thrown) {
    if (!(thrown instanceof MittariError)) throw new Error(`seed ${seed}: ${thrown?.stack ?? thrown}`);
    counts.refused++;
  }
  if (JSON.stringify([Object.getOwnPropertyNames(Object.prototype), Object.getOwnPropertyNames(Array.prototype)]) !== bare) throw new Error(`seed ${seed}: a prototype is another`);
  const took = performance.now() - started;
  counts.slowest = Math.max(counts.slowest, took);
  if (took > slowest) throw new Error(`seed ${seed} took ${Math.round(took)} ms`);
}
if (counts.taken === 0 || counts.refused === 0) throw new Error(`all alike: ${JSON.stringify(counts)}`);
console.log(`saved: ${seed - first} inputs from seed ${first}, ${counts.taken} taken, ${counts.refused} refused, slowest ${Math.round(counts.slowest)} ms`);
process.exit(0);
