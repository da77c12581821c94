// The engine in every browser that can be driven: the same bytes as the command line, nothing asked of any server,
// and every promise settled whatever happens to the worker.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { fixtures, options } from "./fixtures.mjs";
import { attack, check, chromium, commandLine, equal, firefox, lure, noWebkit, offlinePage, require, servePage, Suite, webkit } from "./harness.mjs";

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
    await suite.case(title("the API is there"), async () => equal(await browser.ev(() => Object.keys(globalThis.mittari).sort().join()), "MittariError,calc,close,explain,metrics,open,report"));

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
        const workers = [];
        const Real = Worker;
        globalThis.Worker = class extends Real {
          constructor(...args) {
            super(...args);
            workers.push(this);
          }
        };
        try {
          await mittari.open(["Channel,Spend,Leads\nA,10,2\nB,21,3\n"]);
          const row = "Search,10.25,3\n".repeat(60000);
          let killed = false;
          const loading = mittari.open([{ name: "big.csv", data: new Blob(["Channel,Spend,Leads\n", ...Array(20).fill(row)]) }], { onProgress: (p) => {
            if (killed || p.bytes === 0) return;
            killed = true;
            workers.at(-1).terminate();
          } });
          const code = await Promise.race([loading.then(() => "done", (e) => e.code), new Promise((r) => setTimeout(r, 8000, "hangs"))]);
          const report = await mittari.report({ metrics: ["cost_per_lead"], today: "2025-06-15" });
          return { code, started: workers.length, used: report.sources.map((s) => s.rows.used), value: report.total.metrics.cost_per_lead?.value };
        } finally {
          globalThis.Worker = Real;
        }
      });
      equal([got.code, got.started, got.used, got.value], ["engine.stopped", 2, [2], 6.2]);
    });

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
        const seen = browser.requests.filter((one) => /^(https?|wss?|ftp):/.test(one) && one.split("#")[0] !== url && !/^http:\/\/127\.0\.0\.1:\d+\/(fetch|image|beacon|socket|xhr|events|style|frame|script|worker)$/.test(one));
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

const only = process.argv[2];
const wanted = (name) => !only || name.includes(only);
if (wanted("chromium")) {
  await suiteFor(chromium, "on http", server.url);
  await suiteFor(chromium, "from disk", offlinePage);
}
if (wanted("firefox")) await suiteFor(firefox, "from disk", offlinePage);
if (wanted("webkit")) {
  if (noWebkit()) suite.skip("webkit from disk", noWebkit());
  else await suiteFor(webkit, "from disk", offlinePage);
}
suite.finish();
