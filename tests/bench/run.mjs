// From bytes to nine sums and nine ratios by channel and month: Mittari beside its peers, in one run.
//
//   scripts/bench [--sizes 1,20,100] [--rounds 5] [--only mittari,duckdb-wasm] [--node]
//
// Prints the minimum of interleaved rounds, and ratios against DuckDB-WASM. The absolute times say little: the machine is
// shared; the ratios of one run are the result.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { MEASURES, METRICS, generate } from "./generate.mjs";
import { question } from "./sql.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");
const flag = (name, fallback) => {
  const at = process.argv.indexOf("--" + name);
  return at < 0 ? fallback : process.argv[at + 1];
};
const sizes = flag("sizes", "1,20,100").split(",").map(Number);
const rounds = Number(flag("rounds", "5"));
const only = flag("only", "")?.split(",").filter(Boolean);
const folder = path.join(root, "build/bench");
fs.mkdirSync(folder, { recursive: true });
for (const size of sizes) generate(size, path.join(folder, `ads-${size}.csv`));

const { build } = await import(path.join(root, "web/node_modules/esbuild/lib/main.js"));
await build({ entryPoints: [path.join(here, "peers.js")], bundle: true, format: "iife", globalName: "benchPeers", outfile: path.join(folder, "peers.js"), logLevel: "error" });

const types = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".html": "text/html", ".csv": "text/csv" };
const server = http.createServer((request, response) => {
  const url = decodeURIComponent(request.url.split("?")[0]);
  const file = url.startsWith("/duckdb/") ? path.join(here, "node_modules/@duckdb/duckdb-wasm/dist", url.slice(8))
    : url.startsWith("/data/") ? path.join(folder, url.slice(6))
    : url === "/blank.html" ? null : path.join(root, "build/page", url === "/" ? "index.html" : url);
  if (url === "/blank.html") return response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>bench</title>");
  if (!fs.existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream" });
  fs.createReadStream(file).pipe(response);
}).listen(0, "127.0.0.1");
await new Promise((done) => server.once("listening", done));
const base = `http://127.0.0.1:${server.address().port}`;

await build({ stdin: { contents: `export * from "@duckdb/duckdb-wasm"`, resolveDir: here }, bundle: true, format: "iife", globalName: "duckdb", outfile: path.join(folder, "duckdb.js"), logLevel: "error", platform: "browser" });

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--js-flags=--max-old-space-size=8192"] });

async function mittariPage() {
  const page = await browser.newPage();
  await page.goto(base + "/");
  await page.waitForFunction(() => Boolean(globalThis.mittari)).catch(() => {});
  await page.evaluate(() => globalThis.mittari.calc("cost_per_lead", { spend: 1, leads: 1 }));
  return page;
}
const plain = await browser.newPage();
await plain.goto(base + "/blank.html");
await plain.addScriptTag({ path: path.join(folder, "peers.js") });
await plain.addScriptTag({ path: path.join(folder, "duckdb.js") });
await plain.evaluate(async (origin) => {
  const worker = new Worker(origin + "/duckdb/duckdb-browser-eh.worker.js");
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  await db.instantiate(origin + "/duckdb/duckdb-eh.wasm");
  globalThis.db = db;
  globalThis.connection = await db.connect();
  await globalThis.connection.query("SELECT 1");
}, base);
const mittari = await mittariPage();

// The Blob is made in each page beforehand: what is timed is bytes to answer. Playwright carries files up to 50 MB at once,
// so pages without a policy fetch it, and Mittari's (which may not connect) gets it through a file field.
async function load(size) {
  const file = path.join(folder, `ads-${size}.csv`);
  await plain.evaluate(async (url) => { globalThis.blob = await (await fetch(url)).blob(); }, `${base}/data/ads-${size}.csv`);
  await mittari.evaluate(() => {
    document.getElementById("bench-file")?.remove();
    const field = document.createElement("input");
    field.type = "file";
    field.id = "bench-file";
    document.body.append(field);
  });
  await mittari.setInputFiles("#bench-file", file);
}

const contenders = {
  "read the Blob only": () => plain.evaluate(async () => { const t = performance.now(); await blob.arrayBuffer(); return performance.now() - t; }),
  mittari: () => mittari.evaluate(async (query) => {
    const file = document.getElementById("bench-file").files[0];
    const t = performance.now();
    await globalThis.mittari.open([file]);
    const answer = await globalThis.mittari.report(query);
    const took = performance.now() - t;
    if (!answer.ok || answer.groups.length < 8) throw new Error("wrong answer");
    return took;
  }, { metrics: [...MEASURES, ...METRICS], by: ["channel", "month"] }),
  "duckdb-wasm": () => plain.evaluate(async (sql) => {
    const t = performance.now();
    await db.registerFileHandle("ads.csv", blob, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
    const answer = await connection.query(sql);
    const took = performance.now() - t;
    await db.dropFile("ads.csv");
    if (answer.numRows < 8) throw new Error("wrong answer");
    return took;
  }, question("read_csv('ads.csv')")),
  ...Object.fromEntries(["udsv", "papaparse", "arquero"].map((name) => [name, () => plain.evaluate(async (name) => {
    const t = performance.now();
    await benchPeers.peers[name](blob);
    return performance.now() - t;
  }, name)])),
};

async function native(threads) {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", { threads: String(threads) });
  const connection = await instance.connect();
  return async (size) => {
    const t = performance.now();
    const reader = await connection.runAndReadAll(question(`read_csv('${path.join(folder, `ads-${size}.csv`)}')`));
    if (reader.currentRowCount < 8) throw new Error("wrong answer");
    return performance.now() - t;
  };
}
const natives = { "duckdb native, 1 thread": await native(1), "duckdb native, 2 threads": await native(2) };

for (const size of sizes) {
  await load(size);
  const times = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of [...Object.entries(contenders), ...Object.entries(natives)]) {
      if (only?.length && !only.some((o) => name.startsWith(o))) continue;
      if (size >= 100 && ["papaparse", "arquero"].includes(name) && round > 1) continue;
      try {
        (times[name] ??= []).push(await run(size));
      } catch (fault) {
        times[name] ??= [];
        console.log(`${name}, ${size} MB: ${String(fault.message ?? fault).split("\n")[0]}`);
      }
    }
  }
  console.log(`\n${size} MB, minimum of ${rounds} interleaved rounds in headless Chromium ${browser.version()}`);
  const least = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, Math.min(...all)]));
  for (const [name, ms] of Object.entries(least)) {
    const ratio = least["duckdb-wasm"] ? (least["duckdb-wasm"] / ms).toFixed(2) : "-";
    console.log(`${name.padEnd(26)} ${ms.toFixed(0).padStart(7)} ms   DuckDB-WASM takes ${ratio} x as long`);
  }
}
await browser.close();
server.close();
process.exit(0);
