// From bytes to nine sums and nine ratios by channel and month: Mittari beside its peers, in one run.
//
//   scripts/bench [--sizes 1,20,100] [--rounds 5] [--only mittari,DuckDB-WASM] [--parts first,read,filter,engines,heap,node]
//   scripts/bench --memory 2000      a file of so many MB in a tab of its own: the most that the browser held
//
// Prints Markdown: the minimum of interleaved rounds, and ratios against DuckDB-WASM. The absolute times say little, for
// machines are shared; the ratios of one run are the result. Each answer is compared with that of native DuckDB.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { cases } from "./engines.mjs";
import { MEASURES, METRICS, generate } from "./generate.mjs";
import { measureMemory } from "./memory.mjs";
import { first } from "./first.mjs";
import { question } from "./sql.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");
const build = path.resolve(process.env.MITTARI_BUILD ?? path.join(root, "build"));
const core = path.resolve(process.env.MITTARI_CORE ?? path.join(build, "wasm/wasm"));
const flag = (name, fallback) => {
  const at = process.argv.indexOf("--" + name);
  return at < 0 ? fallback : process.argv[at + 1];
};
const sizes = flag("sizes", "1,20,100").split(",").map(Number);
const rounds = Number(flag("rounds", "5"));
const only = flag("only", "").split(",").filter(Boolean);
const parts = flag("parts", "first,read,filter,engines,heap,node").split(",");
const folder = path.resolve(process.env.MITTARI_BENCH ?? path.join(build, "bench"));
fs.mkdirSync(folder, { recursive: true });
const fileOf = (size) => path.join(folder, `ads-${size}.csv`);
const query = { metrics: [...MEASURES, ...METRICS], by: ["channel", "month"] };
const say = (line = "") => console.log(line);
const wanted = (name) => only.length === 0 || name === "DuckDB native, 1 thread" || only.some((one) => name.toLowerCase().startsWith(one.toLowerCase()));

if (flag("memory")) {
  const size = Number(flag("memory"));
  generate(size, fileOf(size));
  try {
    say(await measureMemory(fileOf(size), path.join(build, "mittari.html"), query));
  } finally {
    if (size > 500) fs.rmSync(fileOf(size));
  }
  process.exit(0);
}
if (parts.some((part) => part !== "engines")) for (const size of sizes) generate(size, fileOf(size));

// ---- Answers: ["channel|yyyy-mm", 18 numbers] in the order of the key -----------------------------------------------

const inOrder = (rows) => rows.sort((a, b) => (a[0] < b[0] ? -1 : 1));
const ofReport = (report) => inOrder(report.groups.map(({ key, metrics }) => [`${key.channel}|${key.month}`, ...query.metrics.map((id) => metrics[id].value)]));
const ofSql = (rows) => inOrder(rows.map((row) => [`${row.channel}|${monthOf(row.month)}`, ...query.metrics.map((id) => Number(row[id]))]));
const monthOf = (value) => (typeof value === "number" || typeof value === "bigint" ? new Date(Number(value)).toISOString() : String(value)).slice(0, 7);

function disagree(got, want) {
  if (got.length !== want.length) return `${got.length} groups, not ${want.length}`;
  for (let i = 0; i < want.length; i++) {
    for (let j = 0; j < want[i].length; j++) {
      const [a, b] = [got[i][j], want[i][j]];
      // Where a divisor is 0 each has its own way to say so.
      const none = j > 0 && !Number.isFinite(a ?? NaN) && !Number.isFinite(b ?? NaN);
      const same = j === 0 ? a === b : none || Math.abs(a - b) <= 1e-9 * Math.abs(b);
      if (!same) return `${want[i][0]}, figure ${j}: ${a}, not ${b}`;
    }
  }
  return "";
}

// ---- Native DuckDB: the outside anchor ------------------------------------------------------------------------------

async function native(threads) {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:", { threads: String(threads) })).connect();
  const run = async (size) => {
    const began = performance.now();
    const reader = await connection.runAndReadAll(question(`read_csv('${fileOf(size)}')`));
    const took = performance.now() - began;
    return { took, answer: ofSql(reader.getRowObjectsJson()) };
  };
  return Object.assign(run, { connection });
}
const natives = { "DuckDB native, 1 thread": await native(1), "DuckDB native, 2 threads": await native(2) };

async function race(title, size, contenders, about = `${size} MB`) {
  const times = {};
  const faults = {};
  let want;
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      if (!wanted(name) || faults[name] || (size >= 100 && round > 1 && /PapaParse|Arquero/.test(name))) continue;
      try {
        const { took, answer } = await run(size);
        if (/^DuckDB native, 1/.test(name)) want = answer;
        const fault = answer && want ? disagree(answer, want) : "";
        if (fault) throw new Error(`another answer: ${fault}`);
        (times[name] ??= []).push(took);
      } catch (error) {
        faults[name] = String(error.message ?? error).split("\n")[0];
      }
    }
  }
  say(`\n### ${title}, ${about}: minimum of ${rounds} interleaved rounds\n`);
  const base = times["DuckDB-WASM"] ? "DuckDB-WASM" : "DuckDB native, 1 thread";
  const of = (name) => Math.min(...times[name]);
  say(`| contender | ms | ${base} takes |`);
  say("|---|---:|---:|");
  for (const name of Object.keys(times)) say(`| ${name} | ${of(name).toFixed(0)} | ${(of(base) / of(name)).toFixed(2)} × |`);
  for (const [name, fault] of Object.entries(faults)) say(`\n${name}: ${fault}`);
}

// ---- In the browser -------------------------------------------------------------------------------------------------

async function inChromium() {
  const { build: bundle } = await import(path.join(root, "web/node_modules/esbuild/lib/main.js"));
  const common = { bundle: true, format: "iife", logLevel: "error" };
  await bundle({ ...common, entryPoints: [path.join(here, "peers.js")], globalName: "benchPeers", outfile: path.join(folder, "peers.js") });
  await bundle({ ...common, stdin: { contents: 'export * from "@duckdb/duckdb-wasm"', resolveDir: here }, globalName: "duckdb", outfile: path.join(folder, "duckdb.js"), platform: "browser" });
  const types = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html", ".csv": "text/csv" };
  const server = http.createServer((request, response) => {
    const url = decodeURIComponent(request.url.split("?")[0]);
    const file = url.startsWith("/duckdb/") ? path.join(here, "node_modules/@duckdb/duckdb-wasm/dist", url.slice(8))
      : url.startsWith("/data/") ? path.join(folder, url.slice(6)) : url === "/blank.html" || url === "/duckdb.html" ? null : path.join(build, "page", url === "/" ? "index.html" : url);
    if (file === null) return response.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html><title>bench</title>${url === "/duckdb.html" ? "<script src=/data/duckdb.js></script>" : ""}`);
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream" });
    fs.createReadStream(file).pipe(response);
  }).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const base = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--js-flags=--max-old-space-size=8192"] });
  const mittari = await browser.newPage();
  await mittari.goto(base + "/");
  for (let i = 0; i < 100 && !(await mittari.evaluate(() => typeof globalThis.mittari?.open === "function")); i++) await new Promise((r) => setTimeout(r, 50));
  await mittari.evaluate(() => globalThis.mittari.calc("cost_per_lead", { spend: 1, leads: 1 }));
  const plain = await browser.newPage();
  await plain.goto(base + "/blank.html");
  await plain.addScriptTag({ path: path.join(folder, "peers.js") });
  await plain.addScriptTag({ path: path.join(folder, "duckdb.js") });
  await plain.evaluate(async (origin) => {
    const worker = new Worker(origin + "/duckdb/duckdb-browser-eh.worker.js");
    globalThis.db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
    await db.instantiate(origin + "/duckdb/duckdb-eh.wasm");
    globalThis.connection = await db.connect();
    await connection.query("SELECT 1");
    globalThis.plainRows = (table) => table.toArray().map((row) => Object.fromEntries(Object.entries(row.toJSON()).map(([k, v]) => [k, typeof v === "bigint" ? Number(v) : v])));
  }, base);

  // The Blob is made in each page beforehand: what is timed is bytes to answer. Playwright carries files up to 50 MB at
  // once, so pages without a policy fetch it, and Mittari's (which may not connect) gets it through a file field.
  async function load(size, file = fileOf(size)) {
    await plain.evaluate(async (url) => { globalThis.blob = await (await fetch(url)).blob(); }, `${base}/data/${path.basename(file)}`);
    await mittari.evaluate(() => {
      document.getElementById("bench-file")?.remove();
      const field = document.createElement("input");
      field.type = "file";
      field.id = "bench-file";
      field.hidden = true;
      document.body.append(field);
    });
    await mittari.setInputFiles("#bench-file", file);
  }
  const ours = (workers) => async () => {
    const { took, report } = await mittari.evaluate(async ({ query, workers }) => {
      const file = document.getElementById("bench-file").files[0];
      const began = performance.now();
      await globalThis.mittari.open([file], { workers });
      const report = await globalThis.mittari.report(query);
      return { took: performance.now() - began, report: { groups: report.groups } };
    }, { query, workers });
    return { took, answer: ofReport(report) };
  };
  const contenders = {
    ...natives,
    "reading the Blob alone": () => plain.evaluate(async () => {
      const began = performance.now();
      await blob.arrayBuffer();
      return { took: performance.now() - began };
    }),
    "mittari, 1 worker": ours(1),
    "mittari, 2 workers": ours(2),
    "DuckDB-WASM": async () => {
      const { took, rows } = await plain.evaluate(async (sql) => {
        const began = performance.now();
        await db.registerFileHandle("ads.csv", blob, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
        const answer = await connection.query(sql);
        const took = performance.now() - began;
        await db.dropFile("ads.csv");
        return { took, rows: plainRows(answer) };
      }, question("read_csv('ads.csv')"));
      return { took, answer: ofSql(rows) };
    },
  };
  for (const name of ["JavaScript byte loop", "uDSV", "PapaParse", "Arquero"]) {
    contenders[name] = (size) => {
      if (size > 100 && name !== "JavaScript byte loop") throw new Error("not run: it holds the file as one text");
      return plain.evaluate(async (name) => {
        const began = performance.now();
        const answer = await benchPeers.peers[name](blob);
        return { took: performance.now() - began, answer };
      }, name);
    };
  }
  if (parts.includes("read")) {
    for (const size of sizes) {
      await load(size);
      await race(`Chromium ${browser.version()}`, size, contenders);
    }
  }
  if (parts.includes("first")) await first({ browser, base, text: fs.readFileSync(fileOf(sizes[0]), "utf8"), rounds, say });
  if (parts.includes("filter")) await filters();
  if (parts.includes("engines")) for (const one of cases) await single(one);
  await browser.close();
  server.close();

  // Files of single deals and subscriptions, each with its own question.
  async function single(one) {
    const file = path.join(folder, one.file);
    one.generate(file);
    await load(0, file);
    const ask = (workers) => async () => {
      const { took, report } = await mittari.evaluate(async ({ query, workers }) => {
        const file = document.getElementById("bench-file").files[0];
        const began = performance.now();
        await globalThis.mittari.open([file], { workers });
        const report = await (query.subject ? globalThis.mittari.analyse(query.subject, query) : globalThis.mittari.report(query));
        return { took: performance.now() - began, report: { groups: report.groups, result: report.result } };
      }, { query: one.query, workers });
      return { took, answer: one.ofReport(report) };
    };
    const nativeOf = (connection) => async () => {
      const began = performance.now();
      const reader = await connection.runAndReadAll(one.sql(`read_csv('${file}')`));
      const took = performance.now() - began;
      return { took, answer: one.ofSql(reader.getRowObjectsJson()) };
    };
    await race(`Chromium ${browser.version()}`, 0, {
      "DuckDB native, 1 thread": nativeOf(natives["DuckDB native, 1 thread"].connection),
      "DuckDB native, 2 threads": nativeOf(natives["DuckDB native, 2 threads"].connection),
      "mittari, 1 worker": ask(1),
      "mittari, 2 workers": ask(2),
      "DuckDB-WASM": async () => {
        const { took, rows } = await plain.evaluate(async (sql) => {
          const began = performance.now();
          await db.registerFileHandle("rows.csv", blob, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
          const answer = await connection.query(sql);
          const took = performance.now() - began;
          await db.dropFile("rows.csv");
          return { took, rows: plainRows(answer) };
        }, one.sql("read_csv('rows.csv')"));
        return { took, answer: one.ofSql(rows) };
      },
    }, `${one.name} (${(fs.statSync(file).size / 1e6).toFixed(0)} MB)`);
  }

  // Rows are loaded; then one question after another with another filter, as by a person who clicks.
  async function filters() {
    const size = Math.min(100, Math.max(...sizes));
    await load(size);
    const used = await mittari.evaluate(async () => (await globalThis.mittari.open([document.getElementById("bench-file").files[0]])).sources[0].rows.used);
    await mittari.evaluate((query) => globalThis.mittari.report(query), query);
    await plain.evaluate(async () => {
      await db.registerFileHandle("ads.csv", blob, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
      await connection.query("CREATE OR REPLACE TABLE ads AS SELECT * FROM read_csv('ads.csv')");
      globalThis.typed = new benchPeers.Typed(await blob.text());
    });
    const times = { mittari: [], "DuckDB-WASM": [], "typed arrays in JavaScript": [] };
    for (let i = 0; i < 60; i++) {
      const country = ["US", "TR", "FI", "IR", "DE", "GB"][i % 6];
      const one = await mittari.evaluate(async ({ query, country }) => {
        const began = performance.now();
        const report = await globalThis.mittari.report({ ...query, where: { country: [country] } });
        return { took: performance.now() - began, report: { groups: report.groups } };
      }, { query, country });
      times.mittari.push(one.took);
      const two = await plain.evaluate(async (sql) => {
        const began = performance.now();
        const answer = await connection.query(sql);
        return { took: performance.now() - began, rows: plainRows(answer) };
      }, question("ads", `WHERE "Country" = '${country}'`));
      times["DuckDB-WASM"].push(two.took);
      const three = await plain.evaluate((country) => {
        const began = performance.now();
        const answer = typed.where(country);
        return { took: performance.now() - began, answer };
      }, country);
      times["typed arrays in JavaScript"].push(three.took);
      for (const fault of [disagree(ofReport(one.report), three.answer), disagree(ofSql(two.rows), three.answer)]) if (fault) throw new Error(`filter ${country}: ${fault}`);
    }
    say(`\n### The same question under a filter by country, ${used} rows loaded, 60 times in turn\n`);
    say("| contender | p50 ms | p95 ms | first ms |");
    say("|---|---:|---:|---:|");
    for (const [name, all] of Object.entries(times)) {
      const sorted = [...all].sort((a, b) => a - b);
      say(`| ${name} | ${sorted[30].toFixed(1)} | ${sorted[56].toFixed(1)} | ${all[0].toFixed(1)} |`);
    }
  }
}

// ---- In Node: the core alone, and the memory that it takes ------------------------------------------------------------

const pieceBytes = 2 << 20;
const { default: createModule } = await import(pathToFileURL(path.join(core, "mittari.mjs")));
const compiled = await WebAssembly.compile(fs.readFileSync(path.join(core, "mittari.wasm")));
const newCore = async () => {
  const module = await createModule({ instantiateWasm: (imports, receive) => {
    WebAssembly.instantiate(compiled, imports).then(receive);
    return {};
  } });
  return { module, session: new module.Session() };
};
function read({ module, session }, size) {
  const handle = fs.openSync(fileOf(size), "r");
  const piece = Buffer.alloc(pieceBytes);
  session.call("begin", JSON.stringify({ name: "ads.csv", bytes: fs.statSync(fileOf(size)).size }));
  for (let n; (n = fs.readSync(handle, piece, 0, piece.length, null)) > 0;) {
    const at = session.reserve(n);
    module.HEAPU8.set(piece.subarray(0, n), at);
    session.feed(n);
  }
  fs.closeSync(handle);
  session.call("end", "{}");
}

async function inNode() {
  const { build: bundle } = await import(path.join(root, "web/node_modules/esbuild/lib/main.js"));
  const out = path.join(folder, "peers-node.mjs");
  await bundle({ entryPoints: [path.join(here, "peers.js")], bundle: true, format: "esm", platform: "node", logLevel: "error", outfile: out, nodePaths: [path.join(here, "node_modules")] });
  const { peers } = await import(pathToFileURL(out));
  const warm = await newCore();
  const contenders = {
    ...natives,
    "mittari, 1 thread": (size) => {
      const began = performance.now();
      read(warm, size);
      const report = JSON.parse(warm.session.call("report", JSON.stringify({ ...query, today: "2026-01-01" })));
      const took = performance.now() - began;
      warm.session.call("drop", '{"source":0}');
      return { took, answer: ofReport(report) };
    },
  };
  for (const name of Object.keys(peers)) {
    contenders[name] = async (size) => {
      if (size > 100 && name !== "JavaScript byte loop") throw new Error("not run: it holds the file as one text");
      const blob = await fs.openAsBlob(fileOf(size));
      const began = performance.now();
      const answer = await peers[name](blob);
      return { took: performance.now() - began, answer };
    };
  }
  for (const size of sizes) await race(`Node ${process.version}`, size, contenders);
}

async function heaps() {
  say("\n### Memory of the core after reading, one worker\n");
  say("| file MB | heap MB | heap / file |");
  say("|---:|---:|---:|");
  for (const size of sizes) {
    const fresh = await newCore();
    read(fresh, size);
    const bytes = fresh.module.HEAPU8.length;
    say(`| ${size} | ${(bytes / 1e6).toFixed(1)} | ${(bytes / fs.statSync(fileOf(size)).size).toFixed(2)} |`);
  }
}

if (["read", "filter", "first", "engines"].some((part) => parts.includes(part))) await inChromium();
if (parts.includes("node")) await inNode();
if (parts.includes("heap")) await heaps();
process.exit(0);
