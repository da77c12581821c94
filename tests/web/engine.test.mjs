// The engine in every browser that can be driven: the same bytes as the command line, nothing asked of any server,
// and every promise settled whatever happens to the worker.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { asText } from "../../web/pack.mjs";
import { fixtures, options } from "./fixtures.mjs";
import { attack, build, check, chromium, commandLine, equal, firefox, isOwnFile, lure, noWebkit, offlinePage, require, servePage, Suite, webkit } from "./harness.mjs";

const suite = new Suite("engine");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mittari-"));
process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
const server = await servePage();
const { zipSync, strToU8 } = require("fflate");

const expected = fixtures.map(({ name, text, query }) => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return {
    inspect: commandLine("inspect", file, "--json").out.trim(),
    report: commandLine("report", file, "--json", ...options(query)).out.trim(),
  };
});

// Without our policy each way out does reach the server: what is counted below would be seen.
const control = await lure("<!doctype html><title>open</title><body></body>");

async function suiteFor(open, place, url) {
  let browser;
  try {
    browser = await open();
  } catch (error) {
    await suite.case(`${open.name} starts`, () => { throw error; });
    return;
  }
  const title = (text) => `${browser.name} ${place}: ${text}`;
  try {
    await browser.goto(url);
    await suite.case(title("the API is there"), async () => equal(await browser.ev(() => Object.keys(globalThis.mittari).sort().join()), "MittariError,analyse,calc,close,explain,metrics,open,report"));

    for (const [i, { name, text, query }] of fixtures.entries()) {
      await suite.case(title(`${name} gives the command line's bytes`), async () => {
        const got = await browser.ev(async ({ name, text, query }) => ({
          inspect: JSON.stringify(await mittari.open([new File([text], name)])), report: JSON.stringify(await mittari.report(query)),
        }), { name, text, query });
        equal(got.inspect, expected[i].inspect, "inspect");
        equal(got.report, expected[i].report, "report");
      });
    }

    await suite.case(title("gzip and zip give what the file gives"), async () => {
      const { text, query } = fixtures[0];
      const packed = gzipSync(text).toString("base64");
      const zip = Buffer.from(zipSync({ "in/english.csv": strToU8(text), "__MACOSX/._x.csv": strToU8("junk"), "read.me": strToU8("no") })).toString("base64");
      const got = await browser.ev(async ({ packed, zip, query }) => {
        const bytes = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer;
        const totals = [];
        const names = [];
        for (const [name, data] of [["english.csv.gz", packed], ["all.zip", zip]]) {
          const { sources } = await mittari.open([{ name, data: bytes(data) }]);
          names.push(...sources.map((source) => source.name));
          totals.push(JSON.stringify((await mittari.report(query)).total));
        }
        return { totals, names };
      }, { packed, zip, query });
      equal(got.names, ["english.csv", "all.zip/in/english.csv"], "names");
      const total = JSON.stringify(JSON.parse(expected[0].report).total);
      for (const one of got.totals) equal(one, total, "total");
    });

    await suite.case(title("failures carry code and place, and leave the workspace as it was"), async () => {
      const got = await browser.ev(async () => {
        const before = JSON.stringify((await mittari.open(["Channel,Spend\nA,10\nB,21\n"])).sources.map((s) => s.rows));
        const codes = [];
        for (const input of [{ name: "broken.json", data: '[{"a":1},\n{"a" 2}]' }, { name: "empty.csv", data: "" }, new File(["PK\u0003\u0004 no archive"], "x.zip")]) {
          try {
            await mittari.open([input]);
            codes.push("no error");
          } catch (e) {
            codes.push(`${e instanceof mittari.MittariError} ${e.code} ${e.at.row ?? "-"}`);
          }
        }
        const after = JSON.stringify((await mittari.report({ today: "2025-06-15" })).sources.map((s) => s.rows));
        return { codes, same: before === after };
      });
      equal(got.codes, ["true json.unexpected 2", "true input.empty -", "true input.archive_broken -"], "codes");
      check(got.same, "the workspace changed");
    });

    await suite.case(title("progress at least four times a second, and cancel"), async () => {
      const got = await browser.ev(async () => {
        const row = "2025-01-01,Search,10.25,3\n".repeat(40000);
        const big = new Blob(["Date,Channel,Spend,Leads\n", ...Array(40).fill(row)]);
        const beats = [];
        await mittari.open([{ name: "big.csv", data: big }], { onProgress: (p) => beats.push([performance.now(), p.bytes, p.total, p.rows]) });
        const perSecond = beats.length / ((beats.at(-1)[0] - beats[0][0]) / 1000);
        const controller = new AbortController();
        let code = "";
        try {
          await mittari.open([{ name: "big.csv", data: big }], { signal: controller.signal, onProgress: (p) => p.bytes > 0 && controller.abort() });
        } catch (e) {
          code = e.code;
        }
        const rows = (await mittari.report({ metrics: ["leads"], today: "2025-06-15" })).sources.map((s) => s.rows.used);
        return { perSecond, last: beats.at(-1), size: big.size, rising: beats.every(([, b], i) => i === 0 || b >= beats[i - 1][1]), code, rows };
      });
      check(got.perSecond >= 4, `${got.perSecond} a second`);
      equal(got.last.slice(1, 3), [got.size, got.size], "last progress");
      check(got.rising, "progress went back");
      equal(got.code, "engine.cancelled");
      equal(got.rows, [1600000], "rows after the cancel");
    });

    await suite.case(title("a worker killed while loading: the promise is rejected, the next call works"), async () => {
      const got = await browser.ev(async () => {
        await mittari.close();
        // Every worker that is spoken to, also one that was ready before.
        const workers = new Set();
        const post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (...args) {
          workers.add(this);
          return post.apply(this, args);
        };
        try {
          await mittari.open(["Channel,Spend,Leads\nA,10,2\nB,21,3\n"]);
          const row = "Search,10.25,3\n".repeat(60000);
          let killed = false;
          const loading = mittari.open([{ name: "big.csv", data: new Blob(["Channel,Spend,Leads\n", ...Array(60).fill(row)]) }], { onProgress: (p) => {
            if (killed || p.bytes === 0) return;
            killed = true;
            // All of them: the last may be one that is not at work yet.
            for (const worker of workers) worker.terminate();
          } });
          const code = await Promise.race([loading.then(() => "done", (e) => e.code), new Promise((r) => setTimeout(r, 8000, "hangs"))]);
          const report = await mittari.report({ metrics: ["cost_per_lead"], today: "2025-06-15" });
          return { code, started: workers.size, used: report.sources.map((s) => s.rows.used), value: report.total.metrics.cost_per_lead?.value };
        } finally {
          Worker.prototype.postMessage = post;
        }
      });
      equal([got.code, got.used, got.value], ["engine.stopped", [2], 6.2]);
      check(got.started >= 1, got);
    });

    await suite.case(title("a large file in two and three parts gives the bytes of one, with rising progress"), async () => {
      const got = await browser.ev(async ({ head, days }) => {
        let rows = "";
        for (let i = 0; i < 4000; i++) rows += `${days[i % days.length]},Kanal ${i % 6},"Spring, ${i % 13}",${1000 + i},${i % 977},${i % 89}.${10 + (i % 90)},${i % 31}\n`;
        const texts = Array.from({ length: 60 }, (_, k) => rows.replaceAll("Kanal", `Kanal ${k % 3}`).replaceAll("Spring", `S${k}`));
        const file = new File([head, ...texts], "large.csv");
        const all = [];
        let rising = true;
        for (const workers of [1, 2, 3]) {
          let before = 0;
          const inspection = await mittari.open([file], { workers, onProgress: (p) => {
            rising &&= p.bytes >= before && p.total === file.size;
            before = p.bytes;
          } });
          rising &&= before === file.size;
          all.push(JSON.stringify([inspection, await mittari.report({ by: ["channel", "month"], today: "2025-06-15" })]));
        }
        return { same: all.every((one) => one === all[0]), rising, size: file.size, used: JSON.parse(all[0])[0].sources[0].rows.used };
      }, { head: "Date,Channel,Campaign,Impressions,Clicks,Cost,Leads\n", days: ["2025-01-11", "2025-02-12", "2025-03-13"] });
      check(got.size > 10e6, got);
      check(got.same, "the answers differ");
      check(got.rising, "progress went back or stopped short");
      equal(got.used, 240000);
    });

    for (const moment of [0, 15, 60, 140, 300]) {
      await suite.case(title(`a worker killed ${moment} ms into a large file: the workspace stays, the next file is read`), async () => {
        const got = await browser.ev(async ({ moment, which }) => {
          await mittari.close();
          const workers = [];
          const Real = Worker;
          globalThis.Worker = class extends Real {
            constructor(...args) {
              super(...args);
              workers.push(this);
            }
          };
          const settled = (promise) => Promise.race([promise.then(() => "done", (e) => e.code), new Promise((r) => setTimeout(r, 40000, "hangs"))]);
          try {
            await mittari.open(["Channel,Spend,Leads\nA,10,2\nB,21,3\n"]);
            const row = Array.from({ length: 1000 }, (_, i) => `2025-01-${10 + (i % 20)},Search ${i % 7},${i}.25,${i % 9}\n`).join("");
            const large = new Blob(["Date,Channel,Spend,Leads\n", ...Array(600).fill(row)]);
            const loading = settled(mittari.open([{ name: "large.csv", data: large }], { workers: 2 }));
            await new Promise((r) => setTimeout(r, moment));
            const victim = workers[which % workers.length];
            victim.terminate();
            const code = await loading;
            // Read before it was killed: then the page has a moment to hear of the death.
            if (code === "done") await new Promise((r) => setTimeout(r, 1000));
            const before = code === "done" ? 2 : (await mittari.report({ metrics: ["leads"], today: "2025-06-15" })).sources[0].rows.used;
            const next = await settled(mittari.open([{ name: "large.csv", data: large }], { workers: 2 }));
            const after = (await mittari.report({ metrics: ["leads"], today: "2025-06-15" })).sources[0].rows.used;
            return { code, before, next, after };
          } finally {
            globalThis.Worker = Real;
          }
        }, { moment, which: moment % 4 === 0 ? 0 : 1 });
        check(["engine.stopped", "done"].includes(got.code), got);
        equal([got.before, got.next, got.after], [2, "done", 600000]);
      });
    }

    await suite.case(title("where workers are refused the page itself calculates"), async () => {
      const got = await browser.ev(async () => {
        await mittari.close();
        const Real = Worker;
        globalThis.Worker = class { constructor() { throw new Error("refused"); } };
        try {
          await mittari.open(["Channel,Spend,Leads\nA,10,2\nB,21,3\n"]);
          return (await mittari.report({ metrics: ["cost_per_lead"], today: "2025-06-15" })).total.metrics.cost_per_lead?.value;
        } finally {
          globalThis.Worker = Real;
          await mittari.close();
        }
      });
      equal(got, 6.2);
    });

    await suite.case(title("no way out reaches a live server"), async () => {
      const target = await lure();
      await browser.ev(attack, target.url);
      equal(target.hits, [], "hits");
      target.close();
    });
    if (browser.requests) {
      await suite.case(title("no request was sent but for the page itself"), async () => {
        const seen = browser.requests.filter((one) => /^(https?|wss?|ftp):/.test(one) && one.split("#")[0] !== url && !isOwnFile(one) && !/^http:\/\/127\.0\.0\.1:\d+\/(fetch|image|beacon|socket|xhr|events|style|frame|script|worker)$/.test(one));
        equal(seen, [], "requests");
      });
    }
    await suite.case(title("the same attack does reach it without the policy"), async () => {
      control.hits.length = 0;
      await browser.goto(`${control.url}/page`);
      await browser.ev(attack, control.url);
      check(control.hits.length >= 6, control.hits);
    });
  } finally {
    await browser.close();
  }
}

// The same page, but for the memory that the core may take.
async function scarce(open) {
  const page = path.join(folder, "scarce.html");
  fs.writeFileSync(page, scarcePage(320));
  const browser = await open();
  try {
    await browser.goto(`file://${page}`);
    for (const workers of [1, 2]) {
      await suite.case(`${browser.name} with 20 MB of memory for the core: the error names the row, the page lives (${workers} at work)`, async () => {
        const got = await browser.ev(async (workers) => {
          await mittari.open(["Channel,Spend,Leads\nA,10,2\nB,21,3\n"]);
          const rows = Array.from({ length: 40 }, (_, k) => Array.from({ length: 10000 }, (_, i) => `2025-01-${10 + (i % 20)},Search ${k},${k}-${i} some name,${k * i}.25,${(i * 7919) % 100003}\n`).join(""));
          const error = await mittari.open([new File(["Date,Channel,Campaign,Spend,Leads\n", ...rows, ...rows, ...rows], "large.csv")], { workers }).then(() => ({ code: "done" }), (e) => ({ code: e.code, row: e.at.row, file: e.file }));
          const report = await mittari.report({ metrics: ["cost_per_lead"], today: "2025-06-15" });
          await mittari.open(["Channel,Spend,Leads\nA,10,4\n"]);
          return { ...error, value: report.total.metrics.cost_per_lead.value, next: (await mittari.report({ metrics: ["leads"], today: "2025-06-15" })).sources[0].rows.used };
        }, workers);
        equal([got.code, got.file, got.value, got.next], ["input.out_of_memory", "large.csv", 6.2, 1]);
        check(got.row > 1000 && got.row < 1200000, got);
      });
    }
  } finally {
    await browser.close();
  }
}

/** The page with a core that may take `pages` of 64 KiB: the figure stands in its section 5. */
function scarcePage(pages) {
  const html = fs.readFileSync(path.join(build, "mittari.html"), "utf8");
  const [whole, start] = /(<script[^>]* id="mittari-wasm"[^>]*>)([^<]*)/.exec(html);
  const wasm = fs.readFileSync(path.join(build, "cli/mittari.wasm"));
  const leb = (at) => {
    let value = 0;
    let shift = 0;
    for (; ; at++, shift += 7) {
      value += (wasm[at] & 127) * 2 ** shift;
      if (wasm[at] < 128) return { value, next: at + 1 };
    }
  };
  for (let at = 8; at < wasm.length; ) {
    const size = leb(at + 1);
    if (wasm[at] === 5) {
      const least = leb(size.next + 2);
      const most = leb(least.next);
      check(most.value > pages && least.value < pages && most.next - least.next === 3, { least, most });
      wasm.set([(pages & 127) | 128, ((pages >> 7) & 127) | 128, pages >> 14], least.next);
      return html.replace(whole, () => start + asText(execFileSync("zstd", ["-q", "-c"], { input: wasm, maxBuffer: 1 << 26 })));
    }
    at = size.next + size.value;
  }
  throw new Error("no memory section");
}

const only = process.argv[2];
const wanted = (name) => !only || name.includes(only);
if (wanted("chromium")) {
  await scarce(chromium);
  await suiteFor(chromium, "on http", server.url);
  await suiteFor(chromium, "from disk", offlinePage);
}
if (wanted("firefox")) await suiteFor(firefox, "from disk", offlinePage);
if (wanted("webkit")) {
  if (noWebkit()) suite.skip("webkit from disk", noWebkit());
  else await suiteFor(webkit, "from disk", offlinePage);
}
suite.finish();
