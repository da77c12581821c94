import { deflateSync, gzipSync, inflateSync } from "fflate";
import { asText } from "../../pack.mjs";
import { describe, expect, it } from "vitest";
import { MittariError } from "../engine/operations.ts";
import { newDocument, type Document } from "../model/document.ts";
import { inert, readBlocks, writeBlocks, type Blocks, type Saved } from "./format.ts";
import { mostLink, readLink, writeLink } from "./link.ts";
import { blocksIn, pageWith } from "./program.ts";

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const nasty = '</script><script>alert(1)</script><!-- --> <img src=x onerror=alert(1)> ]]> \u2028\u2029 \u202e\u2066 \u0000 &lt; $& $1 {{wasm}} "\\';

// Every field set, each to a value of its own.
const full = (): Document => ({
  ...newDocument("fi"),
  place: "board",
  inputs: [
    { id: "input-7", name: nasty, size: 10, settings: { table: "deals", map: { spend: ["A", nasty], date: "#3" }, off: ["total_row"], answers: { "date.order:Day": "dmy" }, header_row: 3, numbers: "1.234,5", currency: "EUR" } },
    { id: "input-9", name: "b.csv", size: 20, sample: "saas", settings: {} },
    { id: "input-4", name: "c.csv", size: 0, typed: true, sums: true, settings: { dates: "jalali" } },
  ],
  selection: {
    preset: "custom", from: "2025-01-02", to: "2025-03-04", compare: "custom", compareFrom: "2024-01-02", compareTo: "2024-03-04",
    where: { channel: ["Meta", nasty, ""] }, by: "campaign", grain: "week", trend: 1, split: true, params: { gross_margin: 0.41 },
  },
  kpis: ["cac", "roas"], sort: { column: "spend", descending: true }, calculator: "cpm", fields: { spend: "1 234,5" }, solve: { cpl: "leads" },
  columns: ["spend", "leads"], calendar: { weekStart: 5, firstMonth: 4, months: "jalali" },
  whatif: { subject: "ads", given: ["spend"], typed: { spend: "12k" } },
  scenarios: [{ id: "s1", name: nasty, subject: "ads", given: ["spend"], typed: { spend: "1" }, values: { spend: 1, leads: null } }],
  goals: [{
    id: "g1", metric: "leads", value: "1 000", direction: "atLeast", dimension: "channel", segment: nasty, from: "2025-01-01", to: "2025-12-31",
    owner: "Aino", plan: "months", months: { "2025-01": "80" }, column: "budget", band: 7, budget: "5000",
  }],
  sheet: { rows: [{ channel: nasty, cells: { spend: "12" } }] },
  report: { paper: "letter", mono: true, title: nasty, author: "me", sections: { trend: { off: true, fresh: true, note: nasty } } },
  events: [{ day: "2025-02-03", text: nasty }], timeReversed: true,
  formulas: ["cost per demo = sum(spend) / sum(own:demos)"], aliases: { fb: "Meta" }, awaited: [{ name: "next.csv", settings: { sheet: "Data" } }], readOnly: true,
});
const data = (): Uint8Array<ArrayBuffer>[] => [encode(nasty.repeat(50)), encode("a,b\n1,2\n"), new Uint8Array()];
const written = (): Promise<Blocks> => writeBlocks({ document: full(), data: data(), version: "1.2.3" });

const failure = async (work: Promise<unknown>): Promise<MittariError> => {
  try {
    await work;
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(MittariError);
    return thrown as MittariError;
  }
  throw new Error("it was taken");
};

const like = ({ document }: Saved): Document => ({
  ...document, theme: "auto", singleKeys: true, inputs: document.inputs.map((input, place) => ({ ...input, id: full().inputs[place]!.id })),
});
const wanted = (): Document => ({ ...full(), inputs: full().inputs.map((input, place) => ({ ...input, size: data()[place]!.length })) });

describe("a saved document", () => {
  it("comes back as it was, every field and every byte", async () => {
    const saved = await readBlocks(await written());
    expect(like(saved)).toEqual(wanted());
    expect(saved.data.map((bytes) => [...bytes])).toEqual(data().map((bytes) => [...bytes]));
    expect(saved.version).toBe("1.2.3");
    expect(saved.print).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is written the same, byte for byte, however often", async () => {
    const first = await written();
    const saved = await readBlocks(first);
    expect(await writeBlocks({ ...saved, version: "1.2.3" })).toEqual(first);
    expect(await written()).toEqual(first);
  });

  it("holds nothing that ends an element or a comment, hides or turns text", async () => {
    const { json, data: packed } = await written();
    for (const text of [json, packed, inert(JSON.stringify(nasty))]) expect(text).not.toMatch(/[<>&\u2028\u2029\p{Cc}\p{Cf}]/u);
    expect(json).not.toContain("--");
    expect(JSON.parse(inert(JSON.stringify(nasty)))).toBe(nasty);
  });

  it("leaves the page around it alone, and is found in it again", async () => {
    const page = '<!doctype html><p>$& {{x}}</p><template id="mittari-document"></template>\n<template id="mittari-data"></template><script id="mittari-unpack">1</script>';
    const blocks = await written();
    const whole = pageWith(page, blocks);
    expect(blocksIn(whole)).toEqual(blocks);
    expect(pageWith(whole, { json: "", data: "" })).toBe(page);
    // What a page shows of its tables stands before the document, and may look like one.
    const spoof = `<i title='<template id="mittari-document">{}</template>'></i>`;
    expect(blocksIn(`${spoof}${whole}`)).toEqual(blocks);
    expect(blocksIn("<!doctype html><p>another page</p>")).toBeUndefined();
  });

  it("of a new document is next to nothing", async () => {
    const { json, data: packed } = await writeBlocks({ document: newDocument("en"), data: [], version: "1" });
    expect(json.length).toBeLessThan(140);
    expect(packed).toBe("");
  });
});

describe("a link", () => {
  it("carries the whole document in signs that no program breaks", async () => {
    const hash = await writeLink({ document: full(), data: data(), version: "1" });
    expect(hash).toMatch(/^#s=[\w-]+$/);
    const saved = await readLink(hash);
    expect(like(saved)).toEqual(wanted());
    expect(saved.data.map((bytes) => [...bytes])).toEqual(data().map((bytes) => [...bytes]));
  });
  it("of a small table is short", async () => {
    const table = "Channel,Spend,Leads\nGoogle,100.5,10\nMeta,50,4\n";
    const document = { ...newDocument("en"), inputs: [{ id: "x", name: "a.csv", size: table.length, settings: {} }] };
    expect((await writeLink({ document, data: [encode(table)], version: "1" })).length).toBeLessThan(mostLink / 16);
  });
});

const head = async (change: (head: Record<string, unknown>) => void): Promise<Blocks> => {
  const blocks = await written();
  const parsed = JSON.parse(blocks.json) as Record<string, unknown>;
  change(parsed);
  return { ...blocks, json: JSON.stringify(parsed) };
};
const inside = (change: (document: Record<string, unknown>) => void): Promise<Blocks> =>
  head((all) => change(all["document"] as Record<string, unknown>));

describe("hostile documents", () => {
  const refused: readonly (readonly [string, string, () => Promise<Blocks>])[] = [
    ["an empty text", "saved.broken", async () => ({ json: " ", data: "" })],
    ["half a text", "saved.broken", async () => { const { json, data } = await written(); return { json: json.slice(0, json.length / 2), data }; }],
    ["a list", "saved.broken", async () => ({ json: "[]", data: "" })],
    ["null", "saved.broken", async () => ({ json: "null", data: "" })],
    ["deep nesting", "saved.broken", async () => ({ json: `${"[".repeat(200_000)}${"]".repeat(200_000)}`, data: "" })],
    ["deep nesting in a field", "saved.broken", () => inside((document) => { let deep: unknown = 1; for (let i = 0; i < 3000; i++) deep = { a: deep }; document["fields"] = deep; })],
    ["another program's", "saved.broken", () => head((all) => { all["mittari"] = "other"; })],
    ["a newer format", "saved.newer", () => head((all) => { all["format"] = 2; all["sizes"] = "later"; })],
    ["a version that is none", "saved.broken", () => head((all) => { all["format"] = "1"; })],
    ["huge sizes", "saved.too_large", () => head((all) => { all["sizes"] = [2 ** 28, 2 ** 28, 2 ** 28]; })],
    ["negative sizes", "saved.broken", () => head((all) => { all["sizes"] = [-1, 1, 1]; })],
    ["more tables than sizes", "saved.broken", () => head((all) => { all["sizes"] = [1]; })],
    ["other sizes", "saved.data_broken", () => head((all) => { all["sizes"] = [1, 2, 3]; })],
    ["another fingerprint", "saved.data_broken", () => head((all) => { all["print"] = "0".repeat(64); })],
    ["no data", "saved.data_broken", async () => ({ ...await written(), data: "" })],
    ["cut data", "saved.data_broken", async () => { const { json, data } = await written(); return { json, data: data.slice(0, data.length / 2) }; }],
    ["a bomb", "saved.data_broken", async () => ({ ...await written(), data: asText(gzipSync(new Uint8Array(5_000_000))) })],
    ["a language that is none", "saved.broken", () => inside((document) => { document["language"] = "xx"; })],
    ["a place that is none", "saved.broken", () => inside((document) => { document["place"] = "javascript:alert(1)"; })],
    ["text for a list", "saved.broken", () => inside((document) => { document["kpis"] = "cac"; })],
    ["too many", "saved.broken", () => inside((document) => { document["kpis"] = ["a", "b", "c", "d"]; })],
    ["a day that is none", "saved.broken", () => inside((document) => { (document["goals"] as Record<string, unknown>[])[0]!["from"] = "2025-02-30"; })],
    ["a number that is text", "saved.broken", () => inside((document) => { (document["selection"] as Record<string, unknown>)["params"] = { gross_margin: "0.4" }; })],
    ["a goal without its parts", "saved.broken", () => inside((document) => { document["goals"] = [{}]; })],
    ["a key of the prototype", "saved.broken", async () => {
      const { json, data } = await written();
      return { json: json.replace('"aliases":{', '"aliases":{"__proto__":"x",'), data };
    }],
  ];
  it.each(refused)("%s: %s", async (_what, code, make) => {
    expect((await failure(readBlocks(await make()))).code).toBe(code);
  });

  it("never reach a prototype, nor bring along what nobody asked for", async () => {
    const blocks = await inside((document) => {
      document["extra"] = { deep: true };
      document["theme"] = "dark";
    });
    const json = blocks.json.replace('{"mittari"', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"mittari"');
    const { document } = await readBlocks({ ...blocks, json });
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(document).not.toHaveProperty("extra");
    expect(document.theme).toBe("auto");
  });

  it.each(["", "!", "AAAA", "AQ", "ICAg", "_____", "Ag", "AYAAAAD__w"])("a link of %j is refused", async (text) => {
    expect(["link.broken", "saved.newer"]).toContain((await failure(readLink(`#s=${text}`))).code);
  });
});

// Seeded, so that what is found can be found again.
const random = (seed: number) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

describe("fuzzed", () => {
  const values: readonly unknown[] = [null, true, -1, 1e308, 0.5, "", "x", "2025-01-01", [], {}, [[[]]], { a: { b: [] } }, "\ud800", "9".repeat(300)];
  const taken = async (work: Promise<Saved>): Promise<boolean> => {
    try {
      const saved = await work;
      // What is taken is sound: it can be written, and read again as the same.
      const again = await readBlocks(await writeBlocks(saved));
      expect(again.document).toEqual(saved.document);
      return true;
    } catch (thrown) {
      if (!(thrown instanceof MittariError)) throw thrown;
      expect(thrown.code).toMatch(/^(saved|link|save)\./);
      return false;
    }
  };

  it("documents whose parts were swapped for others are taken whole or refused", async () => {
    const next = random(1);
    const blocks = await written();
    let refusals = 0;
    for (let round = 0; round < 1500; round++) {
      const all = JSON.parse(blocks.json) as unknown;
      for (let change = 0; change < 1 + next() * 2; change++) {
        let at = all as Record<string, unknown>;
        for (;;) {
          const keys = Object.keys(at);
          const key = keys[Math.floor(next() * keys.length)] ?? "a";
          const child = at[key];
          if (typeof child === "object" && child !== null && next() < 0.75) at = child as Record<string, unknown>;
          else {
            if (next() < 0.2) delete at[key];
            else at[key] = structuredClone(values[Math.floor(next() * values.length)]);
            break;
          }
        }
      }
      if (!await taken(readBlocks({ json: JSON.stringify(all), data: blocks.data }))) refusals++;
    }
    expect(refusals).toBeGreaterThan(500);
  });

  it("texts with other bytes are taken whole or refused", async () => {
    const next = random(2);
    const blocks = await written();
    const bend = (text: string): string => {
      const at = Math.floor(next() * text.length);
      const sign = String.fromCharCode(next() < 0.8 ? 32 + Math.floor(next() * 95) : Math.floor(next() * 0xffff));
      return next() < 0.3 ? text.slice(0, at) : next() < 0.5 ? text.slice(0, at) + text.slice(at + 1 + Math.floor(next() * 20)) : text.slice(0, at) + sign + text.slice(at + 1);
    };
    for (let round = 0; round < 800; round++)
      await taken(readBlocks(next() < 0.5 ? { ...blocks, json: bend(blocks.json) } : { ...blocks, data: bend(blocks.data) }));
    // A byte of the data that is another one never goes unseen.
    for (let at = 3; at < blocks.data.length; at += 37) {
      const other = blocks.data[at] === "A" ? "B" : "A";
      const read = readBlocks({ ...blocks, data: blocks.data.slice(0, at) + other + blocks.data.slice(at + 1) });
      const same = await read.then((saved) => saved.data.every((bytes, place) => bytes.length === data()[place]!.length && bytes.every((byte, i) => byte === data()[place]![i])), () => true);
      expect(same).toBe(true);
    }
  });

  it("links that were bent inside and packed again are taken whole or refused", async () => {
    const next = random(4);
    const hash = await writeLink({ document: full(), data: data(), version: "1" });
    const opened = inflateSync(Buffer.from(hash.slice(3), "base64url").subarray(1));
    let refusals = 0;
    for (let round = 0; round < 700; round++) {
      const bent = Uint8Array.from(opened);
      for (let change = 0; change < 1 + next() * 3; change++) bent[Math.floor(next() * next() * bent.length)] = Math.floor(next() * 256);
      const inside = next() < 0.2 ? bent.subarray(0, Math.floor(next() * bent.length)) : bent;
      if (!await taken(readLink(`#s=${Buffer.from([1, ...deflateSync(inside)]).toString("base64url")}`))) refusals++;
    }
    expect(refusals).toBeGreaterThan(300);
  });

  it("links with other letters are taken whole or refused", async () => {
    const next = random(3);
    const hash = await writeLink({ document: full(), data: data(), version: "1" });
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (let round = 0; round < 1500; round++) {
      const at = 3 + Math.floor(next() * (hash.length - 3));
      const sign = next() < 0.9 ? letters[Math.floor(next() * 64)]! : String.fromCharCode(Math.floor(next() * 400));
      const bent = next() < 0.3 ? hash.slice(0, at) : next() < 0.3 ? `#s=${Array.from({ length: 50 }, () => letters[Math.floor(next() * 64)]).join("")}` : hash.slice(0, at) + sign + hash.slice(at + 1);
      await taken(readLink(bent));
    }
  });
});
