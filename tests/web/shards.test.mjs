// A file read in parts by several hosts is the file read by one: the same bytes of inspection, report and passport.
// In Node, with each host a core of its own in the same thread.
import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { lines } from "../bench/generate.mjs";
import { build, check, equal, require, root, Suite } from "./harness.mjs";

const suite = new Suite("shards");
const core = path.resolve(process.env.MITTARI_CORE ?? path.join(build, "wasm/wasm"));
const out = path.join(build, "shards-engine.mjs");
await require("esbuild").build({
  stdin: { contents: 'export { createEngine } from "./src/engine/client.ts"; export { host } from "./src/engine/host.ts";', resolveDir: path.join(root, "web"), loader: "ts" },
  bundle: true, format: "esm", platform: "node", target: "node20", logLevel: "error", outfile: out, alias: { "mittari-glue": path.join(core, "mittari.mjs") },
});
const { createEngine, host } = await import(out);
const wasm = await WebAssembly.compile(fs.readFileSync(path.join(core, "mittari.wasm")));

/** An engine whose hosts tell what they are asked. */
function engine() {
  const log = [];
  const made = createEngine(async (events) => {
    const answer = host();
    const number = log.push([]) - 1;
    await answer({ type: "start", wasm });
    return { apart: true, close() {}, post: (id, ask) => {
      log[number].push(ask.type);
      answer(structuredClone(ask)).then((reply) => events.reply(id, reply));
    } };
  });
  return { made, log, joined: () => log[0]?.filter((type) => type === "merge").length ?? 0 };
}

const queries = [
  { today: "2025-06-15", by: ["channel", "month"] }, { today: "2025-06-15", by: ["campaign"], compare: "previous" }, { today: "2025-06-15" },
];

async function answers(made) {
  const all = [await made.call("inspect", {})];
  for (const query of queries) {
    try {
      all.push(await made.call("report", query));
    } catch (error) {
      all.push(error.code);
    }
  }
  for (const metric of ["cost_per_lead", "spend", "clicks", "revenue"]) {
    try {
      all.push(await made.call("explain", { metric, today: "2025-06-15" }));
    } catch (error) {
      all.push(error.code);
    }
  }
  all.push(await made.call("rows", { source: 0, from: 150, count: 100 }), await made.call("rows", { source: 0, from: 9900, count: 50 }));
  return all.map((one) => JSON.stringify(one));
}

/** `joins`: whether the parts are joined (else read again in one), or undefined where either is right. */
async function same(name, data, joins, settings = {}) {
  await suite.case(`${name}, ${(data.length / 1e6).toFixed(1)} MB, in 2, 3 and 7 parts`, async () => {
    const input = () => [{ name: path.basename(name), data: new Blob([data]), settings }];
    const whole = engine();
    let want;
    try {
      await whole.made.open(input(), { workers: 1 });
      want = await answers(whole.made);
    } catch (error) {
      want = [JSON.stringify(error.toBody?.() ?? String(error))];
    }
    equal(whole.log.length, 1, "hosts for one part");
    const pieces = name === "plain.csv" || name === "quoted-newlines.csv" ? [[2, 1 << 20]] : [];
    for (const [workers, pieceBytes] of [[2], [3], [7], ...pieces]) {
      const parts = engine();
      let got;
      try {
        await parts.made.open(input(), { workers, pieceBytes });
        got = await answers(parts.made);
      } catch (error) {
        got = [JSON.stringify(error.toBody?.() ?? String(error))];
      }
      got.forEach((one, i) => equal(one, want[i], `answer ${i} of ${workers} parts`));
      if (pieceBytes) check(parts.joined() > 3, `${parts.joined()} joins of pieces`);
      else if (joins !== undefined) equal(parts.joined(), joins ? workers - 1 : 0, `joins of ${workers} parts`);
    }
  });
}

const bytes = (text) => Buffer.from(text);
const only = process.argv[2] ?? "";
const wanted = (name) => name.includes(only);

// The generated export: four scripts, quotes, and more rows than the finder of duplicates looks at.
if (wanted("ads")) await same("ads.csv", bytes([...lines(24e6)].join("")), true);

function rows(count, row) {
  let text = "";
  for (let i = 0; i < count; i++) text += row(i);
  return text;
}
const day = (i) => `2025-0${1 + (Math.floor(i / 400) % 6)}-${10 + (i % 18)}`;
const row = (i) => `${day(i)},Channel ${i % 6},Campaign ${i % 11},${1000 + i},${i % 977},${i % 89}.${10 + (i % 90)},${i % 31}\n`;
const head = "Date,Channel,Campaign,Impressions,Clicks,Cost,Leads\n";
const cases = {
  "plain.csv": () => [bytes(head + rows(250000, row)), true],
  "crlf.csv": () => [bytes((head + rows(250000, row)).replaceAll("\n", "\r\n")), true],
  "cr.csv": () => [bytes((head + rows(250000, row)).replaceAll("\n", "\r")), true],
  "utf16le.csv": () => [Buffer.from("\uFEFF" + (head + rows(220000, (i) => row(i).replace("Channel", "Kanał بازار"))).replaceAll(",", "\t"), "utf16le"), true],
  "utf16be.csv": () => [Buffer.from("\uFEFF" + (head + rows(220000, row)).replaceAll(",", "\t"), "utf16le").swap16(), true],
  "quoted-newlines.csv": () => [bytes(head + rows(210000, (i) => row(i).replace(/Campaign (\d+)/, '"Spring,\nsale ""$1""\n1,2,3,4,5,6,7\n"'))), true],
  "junk-at-top.csv": () => [bytes(`Campaign report\n"January 1, 2025 - June 30, 2025"\n\n${head}${rows(250000, row)}`), undefined],
  "total-at-end.csv": () => [bytes(`${head}${rows(250000, row)}Total,,,${250000 * 1000 + (250000 * 249999) / 2},1,2,3\n`), undefined],
  "footer-at-end.csv": () => [bytes(`${head}${rows(250000, row)}\nExported by somebody\nAll rights reserved\n`), undefined],
  "duplicates.csv": () => [bytes(head + rows(250000, (i) => row(i % 150))), undefined],
  "late-duplicates.csv": () => [bytes(head + rows(250000, (i) => row(i > 120000 && i % 2 ? 5 : i))), undefined],
  "few-rows-duplicates.csv": () => [bytes(head + rows(90000, (i) => row(i === 89000 ? 7 : i).replace("Campaign", `Campaign ${"x".repeat(150)}`))), undefined],
  "late-style.csv": () => [bytes(head.replaceAll(",", ";") + rows(250000, (i) => row(i).replaceAll(",", ";").replace(/;(\d+)\.(\d\d);/, i < 140000 ? ";$1;" : ";$1,$2;"))), undefined],
  "late-text.csv": () => [bytes(head + rows(250000, (i) => (i === 150000 ? row(i).replace(/,\d+\n/, ",many\n") : row(i)))), undefined],
  "blanks.csv": () => [bytes(head + rows(250000, (i) => row(i).replace(/,(\d+)\n/, i % 5 ? ",$1\n" : ",-\n"))), undefined],
  "nameless.csv": () => [bytes(head + rows(250000, (i) => (i % 997 ? row(i) : row(i).replace(/Channel \d,Campaign \d+/, ",")))), undefined],
  "blank-lines.csv": () => [bytes(head + rows(250000, (i) => (i % 5000 ? row(i) : `\n${row(i)}`))), undefined],
  "short-and-long.csv": () => [bytes(head + rows(250000, (i) => (i % 3001 ? row(i) : i % 2 ? "2025-01-01,Channel 1\n" : row(i).replace("\n", ",more\n")))), undefined],
  "comments-inside.csv": () => [bytes(head + rows(250000, (i) => (i % 50000 === 49999 ? `# page ${i}\n${row(i)}` : row(i)))), undefined],
  "repeated-header.csv": () => [bytes(head + rows(250000, (i) => (i % 50000 === 49999 ? head + row(i) : row(i)))), undefined],
  "stray-quotes.csv": () => [bytes(head + rows(250000, (i) => (i % 1999 ? row(i) : row(i).replace("Campaign", '5" screen')))), undefined],
  "open-quote.csv": () => [bytes(head + rows(250000, (i) => (i === 150000 ? row(i).replace("Campaign", '"Campaign') : row(i)))), undefined],
  "invalid-utf8.csv": () => [Buffer.concat([bytes(head + rows(100000, row)), bytes("2025-01-01,Caf"), Buffer.from([0xe9]), bytes(",x,1,2,3,4\n" + rows(90000, row))]), undefined],
  "windows-1252-late.csv": () => [Buffer.from(head + rows(250000, (i) => row(i).replace("Campaign", i > 90000 ? "Kev\u00e4t" : "Campaign")), "latin1"), undefined],
  "dates-late.csv": () => [bytes(head + rows(250000, (i) => row(i).replace(/^(\d+)-(\d+)-(\d+)/, (_, y, m, d) => (i < 100000 ? `0${1 + (i % 9)}/${m}/${y}` : `${d}/${m}/${y}`)))), undefined],
  "no-header.csv": () => [bytes(rows(250000, row)), undefined],
  "last-row-without-end.csv": () => [bytes((head + rows(250000, row)).trimEnd()), true],
  "wide-money.csv": () => [bytes(head + rows(250000, (i) => row(i).replace(/,(\d+)\.(\d\d),/, i < 120000 ? ",$1.$2," : ",98765432$1.$20001,"))), undefined],
  "percent.csv": () => [bytes("Date,Channel,Spend,CTR,Open rate\n" + rows(250000, (i) => `${day(i)},C ${i % 4},${i}.5,${i % 7}.${i % 10}%,${((i % 89) / 100).toFixed(2)}\n`)), undefined],
};
for (const [name, make] of Object.entries(cases)) if (wanted(name)) await same(name, ...make());

if (wanted("again")) await suite.case("a source read again with other settings, in parts, stands where it stood", async () => {
  const data = bytes(head + rows(250000, row));
  const small = "Channel,Spend\nA,10\nB,21\n";
  const [one, parts] = [engine(), engine()];
  const seen = [];
  for (const [made, workers] of [[one.made, 1], [parts.made, 3]]) {
    await made.open([{ name: "large.csv", data: new Blob([data]) }, { name: "small.csv", data: small }], { workers });
    const inspection = await made.reopen(0, { channel: "Everywhere", map: { ignore: "Campaign" } }, { workers });
    seen.push(JSON.stringify([inspection, await made.call("report", queries[0])]));
  }
  equal(seen[1], seen[0]);
  equal(parts.joined(), 4, "joins");
  equal(JSON.parse(seen[0])[0].sources.map((source) => source.name), ["large.csv", "small.csv"]);
});

await suite.case("gzip is read by one host", async () => {
  const data = gzipSync(head + rows(100000, (i) => row(i * 7919 % 1000003)), { level: 1 });
  check(data.length > 1 << 20, data.length);
  const one = engine();
  await one.made.open([{ name: "ads.csv.gz", data: new Blob([data, new Uint8Array(0)]) }], { workers: 7 });
  equal(one.joined(), 0, "joins");
  equal((await one.made.call("inspect", {})).sources[0].rows.used, 100000);
});

// A host that is gone at some message or other: the page hears of it, keeps what it had, and reads the file after all.
if (wanted("deaths")) await suite.case("a host that dies at any of 20 moments of a load", async () => {
  const large = new Blob([head + rows(170000, row)]);
  let seed = 20251122, stopped = 0;
  for (let moment = 0; moment < 20; moment++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    // The first host is asked of a small file before; the second, of its part alone.
    const victim = moment % 2, at = victim ? 2 + (seed >>> 8) % 4 : 7 + (seed >>> 8) % 8;
    let hosts = 0;
    const made = createEngine(async (events) => {
      const answer = host();
      const number = hosts++;
      let asked = 0, dead = false;
      await answer({ type: "start", wasm });
      return { apart: true, close: () => (dead = true), post: (id, ask) => {
        if (dead) return;
        if (number === victim && ++asked === at) {
          dead = true;
          setTimeout(() => events.died());
          return;
        }
        answer(structuredClone(ask)).then((reply) => dead || events.reply(id, reply));
      } };
    });
    const load = () => made.open([{ name: "large.csv", data: large }], { workers: 2 }).then(() => "done", (error) => error.code);
    await made.open(["Channel,Spend,Leads\nA,10,2\nB,21,3\n"]).catch((error) => equal(error.code, "engine.stopped"));
    const first = await load();
    check(first === "done" || first === "engine.stopped", first);
    stopped += first === "done" ? 0 : 1;
    equal(await load(), "done", `moment ${moment}: the next load`);
    const { sources } = await made.call("report", { metrics: ["leads"], today: "2025-06-15" });
    equal(sources[0].rows.used, 170000, `moment ${moment}`);
    await made.close();
  }
  check(stopped >= 5, `only ${stopped} of 20 hosts died while they read`);
});

// The corpus, one file in ten: each table of one file repeated below its header until it is large.
let repeated = 0;
for (const { name: folder } of fs.readdirSync(path.join(root, "tests/corpus"), { withFileTypes: true }).filter((each) => each.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
  const file = fs.readdirSync(path.join(root, "tests/corpus", folder)).find((name) => /^input\.(csv|tsv|txt)$/.test(name));
  if (!file || !wanted(folder)) continue;
  const text = fs.readFileSync(path.join(root, "tests/corpus", folder, file));
  const first = engine();
  let info;
  try {
    info = (await first.made.open([{ name: file, data: new Blob([text]) }])).sources[0];
  } catch {
    continue;
  }
  if (info.header_row === null || info.rows.used < 2 || info.encoding !== "utf-8") continue;
  if (++repeated % 10 !== 1) continue;
  const all = text.toString("utf8").split(/(?<=\n)/);
  const body = all.slice(info.header_row, info.header_row + Math.max(1, info.rows.used - 1)).join("");
  if (!body.endsWith("\n") || body.length < 20) continue;
  if (bytes(body).length / info.rows.used > 120) continue;
  await same(`corpus ${folder}/${file}`, bytes(all.slice(0, info.header_row).join("") + body.repeat(Math.ceil(Math.max((3 << 20) / bytes(body).length, 160000 / Math.max(1, info.rows.used - 1)))) + all.slice(info.header_row).join("")), undefined);
}
suite.finish();
