// From navigation to the first result of a file of 1 MB: Mittari's page beside a page with DuckDB-WASM, fresh pages in
// turn, on the same text and the same question. Part `first` of run.mjs.
import { METRICS, MEASURES } from "./generate.mjs";
import { question } from "./sql.mjs";

export async function first({ browser, base, text, rounds, say }) {
  const query = { metrics: [...MEASURES, ...METRICS], by: ["channel", "month"] };
  const sql = question("read_csv('ads.csv')");
  const times = { mittari: [], "DuckDB-WASM": [] };
  const groups = {};
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(times)) {
      // A context of its own: nothing is left over from the page before but what the browser keeps on disk.
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.addInitScript((text) => { globalThis.csv = text; }, text);
      await page.goto(name === "mittari" ? `${base}/` : `${base}/duckdb.html`);
      const [took, count] = await page.evaluate(name === "mittari"
        ? async ({ query }) => {
          while (typeof globalThis.mittari?.open !== "function") await new Promise((resolve) => setTimeout(resolve, 5));
          await globalThis.mittari.open([{ name: "ads.csv", data: globalThis.csv }]);
          const report = await globalThis.mittari.report(query);
          return [performance.now(), report.groups.length];
        }
        : async ({ sql, base }) => {
          const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(`${base}/duckdb/duckdb-browser-eh.worker.js`));
          await db.instantiate(`${base}/duckdb/duckdb-eh.wasm`);
          const connection = await db.connect();
          await db.registerFileText("ads.csv", globalThis.csv);
          const answer = await connection.query(sql);
          return [performance.now(), answer.numRows];
        }, { query, sql, base });
      times[name].push(took);
      groups[name] = count;
      await context.close();
    }
  }
  if (groups.mittari !== groups["DuckDB-WASM"]) throw new Error(`another answer: ${JSON.stringify(groups)}`);
  const least = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, Math.min(...all)]));
  say(`\n### Navigation to first result, ${(text.length / 1e6).toFixed(1)} MB: minimum of ${rounds} fresh pages in turn\n`);
  say("| contender | ms | DuckDB-WASM takes |");
  say("|---|---:|---:|");
  for (const [name, ms] of Object.entries(least)) say(`| ${name} | ${ms.toFixed(0)} | ${(least["DuckDB-WASM"] / ms).toFixed(2)} × |`);
}
