// Promises that no longer story comes by: what was read is asked and can be taken back, what does not exist has its reason,
// a browser that is too old, a reader who wants no motion, a page that can be installed.
import fs from "node:fs";
import path from "node:path";
import { build, check, chromium, equal, rest, servePage, Suite } from "./harness.mjs";

const suite = new Suite("clauses");
const server = await servePage();
const browser = await chromium();
const { page } = browser;
const plain = (text) => text.replace(/[\u2066-\u2069]/g, "");
const until = (test, argument) => page.waitForFunction(test, argument, { timeout: 15000, polling: 50 });
const paste = async (text) => {
  await page.goto("about:blank");
  await page.goto(`${server.url}#lang=en`);
  await until(() => globalThis.mittari?.open !== undefined && document.querySelector(".paste textarea") !== null);
  await page.locator("textarea").first().fill(text);
  await page.locator(".paste .button.main").click();
  await until(() => document.querySelector(".bar .name") !== null);
};
const place = (n) => page.locator(`.places button:nth-of-type(${n})`).click();

// Days up to 9 in every month: nothing tells which of the two is the month.
const ambiguous = `Date;Channel;Spend;Leads\n${[1, 2, 3, 4, 5, 6].map((n) => `0${n}/0${(n % 4) + 1}/2025;${n % 2 ? "Search" : "Mail"};${100 + n};${n + 3}`).join("\n")}\n`;
await suite.case("one answer needed: both outcomes are shown, one is taken, and the answer can be taken back", async () => {
  await paste(ambiguous);
  await place(2);
  await until(() => document.querySelector("fieldset.q.is-open") !== null);
  equal(await page.locator("fieldset.q.is-open .outcome").count(), 2, "outcomes");
  await page.locator("fieldset.q.is-open .outcome input").nth(1).click();
  await until(() => document.querySelector("fieldset.q.is-open") === null && document.querySelector(".card.done li .link") !== null);
  await page.locator(".card.done .link").first().click();
  await until(() => document.querySelector("fieldset.q.is-open") !== null);
});

await suite.case("what was done to the data has an Undo for each line, and comes back by Redo", async () => {
  await paste("Monthly export of Example Ltd\n\nDate,Channel,Spend,Leads\n2025-01-05,Search,100,10\n2025-01-12,Mail,210,7\n2025-02-03,Search,30,15\nTotal,,340,32\n");
  await place(3);
  await until(() => /340/.test(document.querySelector(".score")?.innerText ?? "") || document.querySelector(".kpi.first .figure") !== null);
  const spend = () => page.evaluate(async () => (await mittari.report({ metrics: ["spend"] })).total.metrics.spend.value);
  equal(await spend(), 340, "without the total row");
  await place(2);
  const undo = page.locator(".card.done li", { hasText: /total/i }).locator(".link").first();
  await undo.click();
  await until(async () => (await mittari.report({ metrics: ["spend"] })).total.metrics.spend.value === 680);
  await page.locator(".card.done li.off .link").first().click();
  await until(async () => (await mittari.report({ metrics: ["spend"] })).total.metrics.spend.value === 340);
});

await suite.case("what does not exist is a dash with its reason, never zero", async () => {
  await paste("Date,Channel,Spend,Leads\n2025-01-05,Search,100,10\n2025-01-12,Poster,210,0\n");
  await place(3);
  await until(() => document.querySelectorAll(".table.stack tbody tr").length === 2);
  const row = plain(await page.locator(".table.stack tbody tr", { hasText: "Poster" }).innerText());
  check(/—/.test(row) && !/NaN|Infinity|∞/.test(row), row);
  const why = plain((await page.locator(".table.stack tbody tr", { hasText: "Poster" }).locator(".why").allInnerTexts()).join(" "));
  check(why.trim().length > 10, `no reason: ${row}`);
});

await suite.case("without WebAssembly the page says which browsers can, and nothing breaks", async () => {
  const old = await page.context().browser().newContext();
  const tab = await old.newPage();
  const errors = [];
  tab.on("pageerror", (error) => errors.push(error.message));
  await tab.addInitScript(() => { delete globalThis.WebAssembly; });
  await tab.goto(`${server.url}#lang=en`);
  await tab.waitForFunction(() => /Chrome, Edge, Firefox or Safari/.test(document.body.innerText), null, { timeout: 15000, polling: 100 });
  equal(errors, [], "errors");
  await old.close();
});

await suite.case("who wants no motion gets none", async () => {
  const moving = () => page.evaluate(() => {
    const roots = [document, ...[...document.querySelectorAll("*")].flatMap((each) => (each.shadowRoot ? [each.shadowRoot] : []))];
    const seconds = (text) => Math.max(...text.split(",").map(parseFloat));
    return roots.flatMap((root) => [...root.querySelectorAll("*")]).filter((each) => {
      const style = getComputedStyle(each);
      return (style.transitionDuration !== "0s" && seconds(style.transitionDuration) > 0) || (style.animationName !== "none" && seconds(style.animationDuration) > 0);
    }).map((each) => `${each.localName}.${each.getAttribute("class") ?? ""}`);
  });
  await page.goto("about:blank");
  await page.goto(`${server.url}#sample=local_service&lang=en`);
  await until(() => document.querySelector(".kpi.first .figure") !== null);
  await rest(page);
  check((await moving()).length > 0, "nothing moves for anybody: the case shows nothing");
  await page.emulateMedia({ reducedMotion: "reduce" });
  equal([...new Set(await moving())], [], "moving");
  await page.emulateMedia({ reducedMotion: null });
});

await suite.case("the hosted page can be installed: a manifest with a name, a start and icons that are there", async () => {
  const folder = path.join(build, "page");
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, "manifest.webmanifest"), "utf8"));
  check(manifest.name && manifest.start_url === "./" && manifest.scope === "./" && manifest.display === "standalone", manifest);
  check(["192x192", "512x512"].every((size) => manifest.icons.some((icon) => icon.sizes === size)), manifest.icons);
  for (const { src } of manifest.icons) check(fs.existsSync(path.join(folder, src)), src);
  await page.goto(server.url);
  const { errors } = await (await page.context().newCDPSession(page)).send("Page.getInstallabilityErrors").then(({ installabilityErrors }) => ({ errors: installabilityErrors }));
  equal(errors.map(({ errorId }) => errorId).filter((id) => !/incognito|not-from-secure|pipeline/.test(id)), [], "what Chromium finds missing");
});

await browser.close();
server.close();
suite.finish();
