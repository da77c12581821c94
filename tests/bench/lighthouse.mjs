// What Lighthouse says of the hosted page (build/page), on a desktop and on the slow telephone that it pretends to be.
//
//   npm ci --prefix tests/bench && node tests/bench/lighthouse.mjs [--runs 3] [--forms desktop,mobile] [--check]
//
// A score hangs on the machine: performance is the best of the runs, beside Lighthouse's own measure of the machine (its
// benchmark index; mobile scores are meant for about 1500 and more). What a run finds fault with is listed. --check fails
// where accessibility or best practices are below 98, which do not hang on it.
import { parseArgs } from "node:util";
import { servePage } from "../web/harness.mjs";

const { values: asked } = parseArgs({ options: { runs: { type: "string", default: "3" }, forms: { type: "string", default: "desktop,mobile" }, check: { type: "boolean", default: false } } });
const [{ default: lighthouse, desktopConfig }, { launch }] = await Promise.all([import("lighthouse"), import("chrome-launcher")]);
const server = await servePage();
const categories = ["performance", "accessibility", "best-practices"];
let bad = 0;
console.log("| form | performance | accessibility | best practices | first paint | largest paint | blocked | machine |\n|---|---:|---:|---:|---:|---:|---:|---:|");
const faults = new Set();
for (const form of asked.forms.split(",")) {
  const runs = [];
  for (let run = 0; run < Number(asked.runs); run++) {
    const chrome = await launch({ chromePath: process.env.CHROME_PATH ?? "/usr/bin/chromium", chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
    try {
      const { lhr } = await lighthouse(server.url, { port: chrome.port, onlyCategories: categories, logLevel: "error" }, form === "desktop" ? desktopConfig : undefined);
      runs.push(lhr);
    } finally {
      chrome.kill();
    }
  }
  const best = runs.sort((a, b) => b.categories.performance.score - a.categories.performance.score)[0];
  const score = (id) => Math.round(best.categories[id].score * 100);
  const ms = (id) => `${Math.round(best.audits[id].numericValue)} ms`;
  console.log(`| ${form} | ${score("performance")} | ${score("accessibility")} | ${score("best-practices")} | ${ms("first-contentful-paint")} | ${ms("largest-contentful-paint")} | ${ms("total-blocking-time")} | ${Math.round(best.environment.benchmarkIndex)} |`);
  for (const audit of Object.values(best.audits))
    if (audit.score !== null && audit.score < 0.98 && audit.scoreDisplayMode !== "informative") faults.add(`${form}: ${audit.id} ${audit.score}${audit.displayValue ? `, ${audit.displayValue}` : ""}`);
  for (const id of categories.slice(1)) if (score(id) < 98) bad++;
}
for (const fault of faults) console.log(fault);
server.close();
process.exit(asked.check && bad > 0 ? 1 : 0);
