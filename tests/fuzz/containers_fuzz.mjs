// Mutated workbooks, archives, JSON and HTML through the way that a dropped file takes on the JavaScript side.
// Whatever comes, an input is read or refused with a MittariError, and soon.
//   node tests/fuzz/containers_fuzz.mjs [--seconds N] [--seed N]    a failure names the seed to run again
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

const root = fileURLToPath(new URL("../../", import.meta.url));
const slowest = 5000;  // ms for one input
const utf8 = new TextEncoder();

/** Numbers in [0, n) that the seed decides. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

const sheetXml = '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>' +
  '<row r="2"><c r="A2" s="1"><v>45658</v></c><c r="B2" s="2"><v>6.25E-2</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>x &#65; y</t></is></c></row></sheetData>' +
  '<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells></worksheet>';
const contentXml = '<office:document-content><office:body><office:spreadsheet><table:table table:name="A"><table:table-row><table:table-cell office:value-type="string"><text:p>Day<text:s text:c="2"/></text:p></table:table-cell>' +
  '<table:table-cell office:value-type="float" office:value="1.5" table:number-columns-repeated="3"/></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" office:date-value="2025-01-01"/>' +
  '<table:table-cell office:value-type="percentage" office:value="0.5" table:number-rows-spanned="2"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>';
const books = [
  { "xl/workbook.xml": '<workbook><workbookPr date1904="1"/><sheets><sheet name="A" r:id="r1"/><sheet name="B" state="hidden" r:id="r2"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/><Relationship Id="r2" Target="/xl/worksheets/b.xml"/></Relationships>',
    "xl/sharedStrings.xml": "<sst><si><t>Day</t></si><si><r><t>Co</t></r><r><t>st &amp; more</t></r></si></sst>",
    "xl/styles.xml": '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$€-40B] #,##0.00"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/></cellXfs></styleSheet>',
    "xl/worksheets/a.xml": sheetXml, "xl/worksheets/b.xml": sheetXml },
  { mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": contentXml },
  { "a/ads.csv": "day,cost\n2025-01-01,5\n", "b.json": '[{"day":"2025-01-01","cost":5}]', "c.html": "<table><tr><td>a</td></tr></table>" },
];
const plain = [
  '{"meta":{"n":1},"rows":[{"day":"2025-01-01","cost":1.25e3,"tags":["a","b"],"in":{"x":null}},{"day":"2025-01-02","ok":true}]}',
  '{"day":"2025-01-01","cost":5}\n{"day":"2025-01-02","cost":6}\n', '[["a","b"],[1,2],[3,4]]', '{"a":[1,2,3],"b":["x","y","z"]}',
  '<html><meta charset="utf-8"><table><thead><tr><th colspan=2>A &amp; B<th>C</thead><tr><td>1&nbsp;234<br>x<td>&#x20AC;5</tr></table></html>',
  "day,cost\n2025-01-01,5\n",
];
const tokens = ["<", ">", "</", "/>", '"', "'", "&#x110000;", "&#0;", "&amp", "<table:table>", "</table:table>", "<row>", "</c>", '<c r="ZZZZZ1">', ' table:number-rows-repeated="999999999"',
  ' table:number-columns-repeated="-1"', ' r="4294967296"', "<![CDATA[", "<!--", "-->", "{", "}", "[", "]", ",", ":", "\\u", "1e999", "-0", "\ufeff", "\u0000", "PK\u0003\u0004", "999999999999"];

function mutate(bytes, random) {
  let out = bytes.slice();
  for (let times = 1 + random(6); times > 0; times--) {
    const at = random(out.length + 1);
    const span = random(Math.min(out.length - at, 64) + 1);
    const kind = random(6);
    if (kind === 0 && out.length) out[random(out.length)] = random(256);
    else if (kind === 1) out = out.slice(0, at);
    else {
      const piece = kind === 2 ? new Uint8Array() : kind === 3 ? utf8.encode(tokens[random(tokens.length)]) : kind === 4 ? bytes.slice(at, at + span)
        : Uint8Array.from({ length: random(16) }, () => random(256));
      const next = new Uint8Array(out.length + piece.length - (kind === 2 ? span : 0));
      next.set(out.subarray(0, at));
      next.set(piece, at);
      next.set(out.subarray(at + (kind === 2 ? span : 0)), at + piece.length);
      out = next;
    }
    if (out.length > 65536) out = out.slice(0, 65536);
  }
  return out;
}

function inputOf(seed, { zipSync, gzipSync }) {
  const random = randomFrom(seed);
  const kind = random(8);
  if (kind < 4) {
    // Mutated inside, then packed: what is in the members is reached.
    const members = Object.entries(books[random(books.length)]).map(([name, text]) => [name, utf8.encode(text)]);
    for (let times = random(3); times > 0; times--) {
      const member = members[random(members.length)];
      member[1] = mutate(member[1], random);
    }
    const packed = zipSync(Object.fromEntries(members), { level: random(2) * 6 });
    return { name: "x.bin", bytes: kind === 3 ? mutate(packed, random) : packed, random };
  }
  const text = mutate(utf8.encode(plain[random(plain.length)]), random);
  const names = ["x.csv", "x.json", "x.html", "x.ndjson"];
  if (kind === 4) {
    const packed = gzipSync(text);
    return { name: "x.csv.gz", bytes: random(2) ? mutate(packed, random) : packed, random };
  }
  return { name: names[random(names.length)], bytes: text, random };
}

async function work({ bundle, seed, seconds, at }) {
  const { Intake, MittariError, zipSync, gzipSync } = await import(pathToFileURL(bundle).href);
  const core = { dead: false, call: (op) => (op === "end" ? '{"ok":true,"source":{}}' : '{"ok":true}'), feed: () => '{"ok":true,"rows":0}' };
  const until = Date.now() + seconds * 1000;
  const counts = { read: 0, refused: 0, slowest: 0 };
  const place = new BigUint64Array(at);
  for (; Date.now() < until; seed++) {
    Atomics.store(place, 0, BigInt(seed));
    const { name, bytes, random } = inputOf(seed, { zipSync, gzipSync });
    const started = performance.now();
    const intake = new Intake(core, { name, settings: {} });
    try {
      for (let from = 0; from <= bytes.length; ) {
        const to = Math.min(bytes.length, from + 1 + random(2048));
        intake.push(bytes.slice(from, to), to === bytes.length);
        if (to === bytes.length) break;
        from = to;
      }
      counts.read++;
    } catch (thrown) {
      if (!(thrown instanceof MittariError)) throw new Error(`seed ${seed} (${name}): ${thrown?.stack ?? thrown}`);
      counts.refused++;
    }
    const took = performance.now() - started;
    counts.slowest = Math.max(counts.slowest, took);
    if (took > slowest) throw new Error(`seed ${seed} (${name}) took ${Math.round(took)} ms`);
  }
  parentPort.postMessage(counts);
}

async function main() {
  const option = (name, otherwise) => (process.argv.includes(name) ? Number(process.argv[process.argv.indexOf(name) + 1]) : otherwise);
  const seconds = option("--seconds", 60);
  const seed = option("--seed", (Date.now() >>> 0) * 1000);
  const folder = mkdtempSync(join(tmpdir(), "containers-"));
  const bundle = join(folder, "engine.mjs");
  const { build } = await import(pathToFileURL(join(root, "web/node_modules/esbuild/lib/main.js")).href);
  await build({
    stdin: { contents: 'export { Intake } from "./src/engine/intake.ts"; export { MittariError } from "./src/engine/operations.ts"; export { zipSync, gzipSync } from "fflate";', resolveDir: join(root, "web"), loader: "ts" },
    bundle: true, format: "esm", platform: "node", outfile: bundle, logLevel: "error",
  });
  const at = new SharedArrayBuffer(8);
  const place = new BigUint64Array(at);
  const worker = new Worker(new URL(import.meta.url), { workerData: { bundle, seed, seconds, at } });
  let last = -1n;
  let still = 0;
  const fail = (text) => {
    console.error(text);
    process.exitCode = 1;
    clearInterval(watch);
    void worker.terminate();
  };
  const watch = setInterval(() => {
    const now = Atomics.load(place, 0);
    still = now === last ? still + 1 : 0;
    last = now;
    if (still > 20) fail(`seed ${now} does not end`);
  }, 1000);
  worker.on("message", (counts) => console.log(`containers: ${counts.read + counts.refused} inputs from seed ${seed}, ${counts.read} read, ${counts.refused} refused, slowest ${Math.round(counts.slowest)} ms`));
  worker.on("error", (error) => fail(error.message));
  worker.on("exit", () => {
    clearInterval(watch);
    rmSync(folder, { recursive: true });
  });
}

if (isMainThread) await main();
else await work(workerData);
