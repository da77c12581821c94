// Where the parts of each screen stand: left edge and width in shares of the screen, and their order from top to bottom.
// Heights follow the machine's fonts and are not compared, but the card must fit the first screen. layout.json holds
// what was seen when the screens were last looked at; `node tests/web/layout.test.mjs --write` writes it anew.
import fs from "node:fs";
import path from "node:path";
import { check, chromium, equal, root, servePage, Suite } from "./harness.mjs";

const suite = new Suite("layout");
const file = path.join(root, "tests/web/layout.json");
const write = process.argv.includes("--write");
const known = write ? {} : JSON.parse(fs.readFileSync(file, "utf8"));
const server = await servePage();
const browser = await chromium();
const { page } = browser;

const screens = {
  start: [[".wordmark", ".tongues", ".paste", ".calc", ".calc .out", ".index"], async () => {}],
  board: [[".bar", ".controls", ".kpi.first", ".seconds .kpi:nth-of-type(1)", ".seconds .kpi:nth-of-type(2)", "mittari-trend", ".table.stack", "mittari-funnel", ".signs", ".signs + .signs"], async () => {}],
  check: [[".bar", ".check-head", ".source > header", ".columns-table", ".facts", ".done", ".rows"], async () => page.locator(".places button").nth(1).click()],
  plan: [[".whatif > header", ".var:not(.heads)", ".var .field", ".goals"], async () => page.locator(".places button").last().click()],
  report: [[".report-choices", ".report-pages", ".page"], async () => page.locator(".places button").nth(3).click()],
};
const boxes = (selectors) => page.evaluate((selectors) => {
  const found = selectors.map((selector) => [selector, document.querySelector(selector)?.getBoundingClientRect()]).filter(([, box]) => box && box.width > 0);
  return {
    parts: Object.fromEntries(found.map(([selector, box]) => [selector, [box.left / innerWidth, box.width / innerWidth].map((share) => Math.round(share * 1000) / 1000)])),
    order: [...found].sort((a, b) => Math.round(a[1].top / 16) - Math.round(b[1].top / 16) || a[1].left - b[1].left).map(([selector]) => selector),
    card: Math.max(0, ...[...document.querySelectorAll(".kpi.first .figure, .seconds .figure")].map((each) => each.getBoundingClientRect().bottom + scrollY)) / innerHeight,
  };
}, selectors);

for (const lang of ["en", "fa"])
  for (const [width, height] of [[1280, 800], [768, 1024], [390, 844]])
    for (const [name, [selectors, go]] of Object.entries(screens)) {
      const key = `${name} ${lang} ${width}`;
      await suite.case(key, async () => {
        await page.setViewportSize({ width, height });
        if (name === "start" || name === "board") {
          await page.goto("about:blank");
          await page.goto(`${server.url}#lang=${lang}${name === "board" ? "&sample=local_service" : ""}`);
        }
        await go();
        let now;
        for (let same = 0, before = "", n = 0; same < 4; await page.waitForTimeout(120)) {
          check(++n < 250, `never came to rest: ${before}`);
          now = await boxes(selectors);
          const text = JSON.stringify(now);
          same = text === before && Object.keys(now.parts).length === selectors.length ? same + 1 : 0;
          before = text;
        }
        if (write) {
          known[key] = { parts: now.parts, order: now.order };
          return;
        }
        equal(Object.keys(now.parts), Object.keys(known[key].parts), "parts");
        for (const [part, want] of Object.entries(known[key].parts)) {
          const got = now.parts[part];
          // What its own text makes wide may differ by the fonts; what the grid places may not.
          const loose = [".wordmark", ".tongues"].includes(part) ? 0.06 : 0.02;
          check(got.every((share, at) => Math.abs(share - want[at]) <= loose), `${part} stands at ${got}, not at ${want}`);
        }
        equal(now.order, known[key].order, "order");
        if (name === "board") check(now.card <= 1, `the card's figures end at ${now.card} of the first screen`);
      });
    }
await browser.close();
if (write) fs.writeFileSync(file, `{\n${Object.entries(known).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(",\n")}\n}\n`);
suite.finish();
