// The npm package as a stranger gets it: packed, installed into a fresh project without a network, and used from Node, from
// TypeScript, through Vite and from plain HTML. And the calculators' own module beside the whole engine.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { build, check, chromium, commandLine, equal, require, root, Suite } from "./harness.mjs";

const suite = new Suite("package");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mittari-package-"));
process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
const web = path.join(root, "web");
const run = (command, args, options = {}) => {
  const done = spawnSync(command, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26, ...options });
  check(done.status === 0, `${command} ${args.join(" ")}: ${done.stdout}${done.stderr}`.slice(-1500));
  return done.stdout;
};
const write = (name, text) => {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
};
const quiet = ["--offline", "--no-audit", "--no-fund", "--loglevel=error", "--cache", path.join(folder, "npm-cache")];
const table = "Date,Channel,Spend,Leads,New customers\n2025-01-05,Search,100,10,2\n2025-02-05,Search,121,11,3\n2025-02-09,Social,80,4,1\n";

await suite.case("packed, and installed without a network", async () => {
  const [{ filename, size, files }] = JSON.parse(run("npm", ["pack", path.join(build, "package"), "--json", ...quiet]));
  check(files.some(({ path: name }) => name === "LICENCES.txt") && size < 4e6, `${size} bytes`);
  write("package.json", JSON.stringify({ name: "stranger", private: true, type: "module" }));
  run("npm", ["install", ...quiet, `./${filename}`]);
  equal(fs.readdirSync(path.join(folder, "node_modules")).filter((name) => !name.startsWith(".")), ["mittari"], "installed packages");
});

await suite.case("a plain Node script: the command line's answers from a buffer", async () => {
  write("ads.csv", table);
  write("plain.mjs", `
    import fs from "node:fs";
    import { createMittari, MittariError } from "mittari";
    const mittari = createMittari();
    const inspection = await mittari.open([{ name: "ads.csv", data: fs.readFileSync("ads.csv") }]);
    const report = await mittari.report({ metrics: ["cost_per_lead", "cac"], by: ["channel", "month"], today: "2025-06-15" });
    const passport = await mittari.explain("cac", { today: "2025-06-15" });
    const calc = await mittari.calc("cost_per_lead", { spend: 1000, cost_per_lead: 10 }, "leads");
    const { metrics } = await mittari.metrics();
    const failed = await mittari.report({ metrics: ["nothing"] }).catch((error) => [error instanceof MittariError, error.code]);
    const empty = await createMittari().open([{ name: "none.csv", data: "" }]).catch((error) => error.code);
    await mittari.close();
    console.log(JSON.stringify({ inspection, report, passport, calc, count: metrics.length, failed, empty }));`);
  const got = JSON.parse(run(process.execPath, ["plain.mjs"]));
  const file = path.join(folder, "ads.csv");
  const want = JSON.parse(commandLine("report", file, "--json", "--metrics", "cost_per_lead,cac", "--by", "channel,month", "--today", "2025-06-15").out);
  equal(got.report.groups, want.groups, "groups");
  equal(got.report.total, want.total, "total");
  equal(got.passport.value, want.total.metrics.cac.value);
  equal(got.inspection.sources[0].rows, JSON.parse(commandLine("inspect", file, "--json").out).sources[0].rows);
  equal([got.calc.inputs.leads, got.count >= 100, got.failed, got.empty], [100, true, [true, "metric.unknown"], "input.empty"]);
  const bin = run(path.join(folder, "node_modules/.bin/mittari"), ["calc", "cost_per_lead", "spend=1000", "leads=100", "--json"]);
  equal(JSON.parse(bin).value, 10);
});

await suite.case("TypeScript finds the types, and faults by them", async () => {
  write("good.ts", `
    import { createMittari, MittariError, type Report } from "mittari";
    import type { MittariScorecard } from "mittari/elements";
    import "mittari/calculator";
    export const cac = async (data: ArrayBuffer): Promise<number | null> => {
      const mittari = createMittari();
      await mittari.open([{ name: "a.csv", data, settings: { currency: "EUR" } }]);
      const report: Report = await mittari.report({ metrics: ["cac"], by: ["channel"], compare: "previous" });
      return report.total.metrics["cac"]?.value ?? null;
    };
    export const code = (error: unknown): string => (error instanceof MittariError ? error.code : "");
    export const fill = (card: MittariScorecard): void => { card.data = "a,b"; };
    document.querySelector("mittari-calculator")?.result?.value;`);
  write("bad.ts", `import { createMittari } from "mittari";\nvoid createMittari().report({ by: "channel" });\nvoid createMittari().calc("cac", { spend: "1" });\n`);
  const tsc = [path.join(web, "node_modules/typescript/bin/tsc"), "--ignoreConfig", "--noEmit", "--strict", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2022,dom", "--types", ""];
  run(process.execPath, [...tsc, "good.ts"]);
  const faults = spawnSync(process.execPath, [...tsc, "bad.ts"], { cwd: folder, encoding: "utf8" });
  equal([...faults.stdout.matchAll(/bad\.ts\((\d+)/g)].map(([, line]) => line), ["2", "3"], "lines with faults");
});

await suite.case("built by Vite, and opened", async () => {
  write("index.html", '<!doctype html><html lang="en"><title>App</title><body><mittari-scorecard></mittari-scorecard><script type="module" src="/main.js"></script>');
  write("main.js", `import "mittari/elements"; import { createMittari } from "mittari";
    document.querySelector("mittari-scorecard").data = ${JSON.stringify(table)};
    globalThis.answer = createMittari().calc("cost_per_lead", { spend: 90, leads: 3 }).then(({ value }) => value);`);
  write("plain.html", '<!doctype html><html lang="en"><title>Plain</title><body><mittari-calculator metric="cac" data="spend=90&new_customers=3"></mittari-calculator><script type="module" src="node_modules/mittari/calculator.js"></script>');
  run(process.execPath, [path.join(web, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "error", "--base", "./"]);
  fs.cpSync(path.join(folder, "plain.html"), path.join(folder, "dist/plain.html"));
  fs.cpSync(path.join(folder, "node_modules/mittari/calculator.js"), path.join(folder, "dist/node_modules/mittari/calculator.js"));
});

const seen = [];
const server = http.createServer((request, response) => {
  const name = path.join(folder, "dist", new URL(request.url, "http://x").pathname);
  seen.push(request.url);
  if (!fs.existsSync(name)) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": name.endsWith(".html") ? "text/html" : "text/javascript" }).end(fs.readFileSync(name));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium();
const shown = (name) => new Promise((resolve, reject) => {
  const began = performance.now();
  const look = () => {
    const text = document.querySelector(name)?.shadowRoot?.querySelector(".figure")?.textContent ?? "";
    if (/\d/.test(text)) resolve(text.replace(/\s+/g, " ").trim());
    else if (performance.now() - began > 15000) reject(new Error("nothing was drawn"));
    else setTimeout(look, 40);
  };
  look();
});
await suite.case("the Vite app shows its table's numbers", async () => {
  await browser.goto(`${url}/index.html`);
  check((await browser.ev(shown, "mittari-scorecard")).includes("12.04"), "cost per lead of all rows: 301 / 25");
  equal(await browser.ev("answer"), 30);
});
await suite.case("plain HTML shows a calculator, and asks for nothing else", async () => {
  seen.length = 0;
  await browser.goto(`${url}/plain.html`);
  equal(await browser.ev(shown, "mittari-calculator"), "30.00");
  equal(seen.filter((each) => !/favicon/.test(each)), ["/plain.html", "/node_modules/mittari/calculator.js"]);
});
await browser.close();
server.close();

await suite.case("the calculators' module answers as the whole engine does", async () => {
  const { createMittari } = await import(path.join(folder, "node_modules/mittari/node.js"));
  const whole = createMittari();
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(path.join(build, "wasm/wasm/mittari-calc.wasm")), {
    env: { emscripten_notify_memory_growth() {} }, wasi_snapshot_preview1: new Proxy({}, { get: () => () => 0 }),
  });
  const { memory, _initialize, reserve, call, answer_bytes } = instance.exports;
  _initialize();
  const small = (operation, args) => {
    const bytes = new TextEncoder().encode(operation + JSON.stringify(args));
    const at = reserve(bytes.length);
    new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
    const answer = call(operation.length);
    return JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, answer, answer_bytes())));
  };
  const { metrics } = await whole.metrics();
  let asked = 0;
  const compare = async (metric, inputs, solve) => {
    const got = small("calc", { metric, inputs, ...(solve ? { solve } : {}) });
    const want = await whole.calc(metric, inputs, solve).catch((error) => ({ ok: false, code: error.code, args: error.args }));
    equal(got.ok ? got : { ok: false, code: got.error.code, args: got.error.args ?? {} }, want, `${metric} ${JSON.stringify(inputs)} ${solve ?? ""}`);
    asked++;
  };
  for (const { id, example } of metrics) {
    if (!example) continue;
    await compare(id, example);
    const factor = 1 / 3;
    const odd = Object.fromEntries(Object.entries(example).map(([name, value], place) => [name, value * (place + factor)]));
    await compare(id, odd);
    await compare(id, Object.fromEntries(Object.entries(example).map(([name], place) => [name, place === 0 ? 1e-9 : 0])));
    const { value } = await whole.calc(id, odd).catch(() => ({ value: null }));
    for (const name of value === null ? [] : Object.keys(example)) {
      const { [name]: _, ...rest } = odd;
      await compare(id, { ...rest, [id]: value }, name);
    }
  }
  check(asked > 450, `${asked} questions`);
  for (const [text, value] of [["1.234,5", 1234.5], ["12k", 12000], ["۱٬۲۳۴٫۵", 1234.5], ["-0,5", -0.5], ["0.1", 0.1], ["1 234 567,891", 1234567.891]])
    equal(small("number", { text }).value, value, text);
  equal(small("number", { text: "twelve" }).error.code, "number.unreadable");
  const names = small("metrics", {});
  equal(names.metrics.map(({ id, names, formula, unit, inputs }) => [id, names, formula, unit, inputs]), metrics.map(({ id, names, formula, unit, inputs }) => [id, names, formula, unit, inputs]), "names and formulas");
});
suite.finish();
