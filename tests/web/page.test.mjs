// The page as people meet it: in four languages without an accessibility fault, by paste, from a sample, saved and
// opened again, at every width.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { fixtures, options } from "./fixtures.mjs";
import { build, check, chromium, commandLine, equal, firefox, offlinePage, open, require, servePage, settled, soon, Suite } from "./harness.mjs";

const suite = new Suite("page");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mittari-"));
process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
const server = await servePage();
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

async function faults(browser) {
  await browser.ev(axe);
  const found = await browser.ev(async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary.split("\n")[1] ?? ""}`.slice(0, 260)));
  });
  equal(found, [], "violations");
}

const browser = await chromium();
const { page } = browser;
for (const lang of ["en", "tr", "fi", "fa"]) {
  await suite.case(`start in ${lang}: axe finds nothing`, async () => {
    await open(browser, `${server.url}#lang=${lang}`);
    equal(await browser.ev(() => [document.documentElement.lang, document.documentElement.dir]), [lang, lang === "fa" ? "rtl" : "ltr"]);
    await faults(browser);
  });
  for (const scheme of ["light", "dark"]) {
    await suite.case(`scorecard in ${lang}, ${scheme}: axe finds nothing`, async () => {
      await page.emulateMedia({ colorScheme: scheme });
      const text = await open(browser, `${server.url}#sample=local_service&lang=${lang}`);
      check(/[\d۰-۹]{2}/.test(text) && await browser.ev(() => document.querySelectorAll("svg").length > 0), text.slice(0, 200));
      await faults(browser);
    });
  }
  await page.emulateMedia({ colorScheme: "light" });
  for (const width of [320, 768, 1280]) {
    await suite.case(`nothing runs out of the page at ${width} px in ${lang}`, async () => {
      await page.setViewportSize({ width, height: 844 });
      await open(browser, `${server.url}#sample=local_service&lang=${lang}`);
      const [wide, inner] = await browser.ev(() => [document.documentElement.scrollWidth, innerWidth]);
      check(wide <= inner, `${wide} px wide`);
    });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

await suite.case("pasted into the page: the same report as the command line's", async () => {
  const { name, text, query } = fixtures[0];
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  const want = JSON.parse(commandLine("report", file, "--json", ...options(query)).out);
  await open(browser, `${server.url}#lang=en`);
  await page.locator("textarea").first().fill(text);
  await page.getByRole("button", { name: /read|use|show/i }).first().click();
  await browser.ev(settled, 700);
  const got = await browser.ev((query) => mittari.report(query), query);
  equal(got.groups, want.groups, "groups");
  equal(got.total, want.total, "total");
});

await suite.case("pasted with the keyboard anywhere on the page", async () => {
  await open(browser, `${server.url}#lang=en`);
  await browser.ev(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "Channel\tSpend\tLeads\nSearch\t10\t2\nSocial\t21\t3\n");
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const text = await browser.ev(settled, 700);
  check(text.includes("6.2"), text.slice(0, 300));
});

await suite.case("no error, and no breach of the policy, was logged", async () => equal(browser.errors, []));
await suite.case("the policy lets no style or markup be made from text, and no connection be opened", async () => {
  await open(browser, `${server.url}#lang=en`);
  const [policy, made] = await browser.ev(() => {
    const tried = (action) => {
      try {
        action();
        return "done";
      } catch (error) {
        return error.name;
      }
    };
    return [document.querySelector("meta[http-equiv=Content-Security-Policy]").content, [
      tried(() => { document.createElement("p").innerHTML = "<b>x</b>"; }), tried(() => { document.createElement("script").text = "1"; }),
      tried(() => new Worker("data:text/javascript,1")), tried(() => trustedTypes.createPolicy("other", {})),
      tried(() => trustedTypes.createPolicy("mittari-program", {})),
    ]];
  });
  check(!/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|https?:|\*/.test(policy), policy);
  for (const part of ["default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'", "require-trusted-types-for 'script'"]) check(policy.includes(part), `${part} is not in ${policy}`);
  equal(made, Array(5).fill("TypeError"));
});

// Where things stand that the first screen has, by what they say; but for what is below the list of calculators, whose
// length is known with the catalogue.
const boxes = () => Object.fromEntries([...document.querySelectorAll("#mittari :is(h1, h2, button, textarea, input, summary, header)")].filter((each) => each.checkVisibility() && !each.closest("section.index, .foot")).map((each) => {
  const { left, top, width, height } = each.getBoundingClientRect();
  return [`${each.tagName} ${each.getAttribute("aria-label") ?? each.id} ${each.textContent}`.replace(/\s+/g, " ").trim(), [left, top, width, height].map(Math.round)];
}));
const colours = () => ["#mittari", "h1", ".button.main", "textarea", ".foot", ".top"].map((one) => ["color", "backgroundColor", "fontSize", "fontWeight", "borderTopColor"].map((name) => getComputedStyle(document.querySelector(one))[name]).join());
for (const [lang, width, colorScheme] of [["tr", 390, "dark"], ["fa", 1280, "light"]])
  await suite.case(`the first screen stands before the program and as the program draws it: ${lang}, ${width} px, ${colorScheme}`, async () => {
    // Without the keeper of files, which would give them behind the hold.
    const context = await page.context().browser().newContext({ viewport: { width, height: 800 }, colorScheme, serviceWorkers: "block" });
    const fresh = await context.newPage();
    let go;
    const held = new Promise((done) => void fresh.route(/\/app-/, (route) => { go = () => route.continue(); done(); }));
    await fresh.goto(`${server.url}#lang=${lang}`, { waitUntil: "commit" });
    await held;
    await fresh.waitForSelector("#mittari textarea");
    const look = async () => [await fresh.evaluate(boxes), await fresh.evaluate(colours), await fresh.title()];
    const before = await look();
    // What is done meanwhile is kept: text that was typed, and the button that was pressed.
    await fresh.fill("#mittari .calc input", "1234");
    await fresh.locator(".choose button").nth(2).click();
    go();
    const chosen = (at) => fresh.waitForFunction((at) => !document.getElementById("mittari").ariaBusy && document.querySelectorAll(".choose button")[at]?.getAttribute("aria-pressed") === "true", at);
    await chosen(2);
    await fresh.locator(".choose button").first().click();
    await chosen(0);
    equal(await fresh.inputValue("#mittari .calc input"), "1234", "what was typed");
    await fresh.fill("#mittari .calc input", "");
    await fresh.waitForFunction(() => document.querySelector("section.index:not(.coming)") && document.querySelector(".calc .echo").textContent === "");
    await fresh.mouse.move(0, 0);
    await fresh.evaluate(() => {
      document.activeElement.blur();
      scrollTo(0, 0);
    });
    check(Object.keys(before[0]).length > 15, before[0]);
    // What the hand has left fades.
    await soon(async () => {
      const [boxes, ...others] = await look();
      return [Object.fromEntries(Object.keys(before[0]).map((name) => [name, boxes[name] ?? "nowhere"])), ...others];
    }, before);
    await fresh.unroute(/\/app-/);
    await fresh.route(/\/app-/, (route) => route.abort());
    await fresh.reload();
    await fresh.waitForSelector("#mittari [role=alert]");
    const lost = { tr: "Program yüklenemedi", fa: "برنامه بارگیری نشد" }[lang];
    check((await fresh.locator("#mittari [role=alert]").innerText()).startsWith(lost), "the program that did not come is not said");
    await context.close();
  });
await suite.case("a table typed before the program, and its button pressed by key: it is read", async () => {
  const context = await page.context().browser().newContext({ viewport: { width: 390, height: 800 }, serviceWorkers: "block" });
  const fresh = await context.newPage();
  let go;
  const held = new Promise((done) => void fresh.route(/\/app-/, (route) => { go = () => route.continue(); done(); }));
  await fresh.goto(`${server.url}#lang=en`, { waitUntil: "commit" });
  await held;
  await fresh.locator("#mittari textarea").focus();
  await fresh.keyboard.insertText("Channel\tSpend\tLeads\nSearch\t100\t10\nSocial\t210\t7\nMail\t30\t15\n");
  await fresh.locator(".paste .button.main").focus();
  await fresh.keyboard.press("Enter");
  go();
  await fresh.waitForFunction(() => document.querySelector(".kpi.first .figure")?.innerText.includes("10.63"));
  await context.close();
});
await suite.case("pressed before the last letter is drawn: the whole table is read, and the whole goal kept", async () => {
  await open(browser, `${server.url}#lang=en`);
  // As fast as no hand is, in one turn of the browser: typed, and pressed.
  await page.evaluate(() => {
    const field = document.querySelector(".paste textarea");
    const type = (text) => { field.value = text; field.dispatchEvent(new Event("input", { bubbles: true })); };
    type("Channel\tSpend\tLeads\nSearch\t100\t10\nSocial\t210\t7\nMail\t30\t1");
    type("Channel\tSpend\tLeads\nSearch\t100\t10\nSocial\t210\t7\nMail\t30\t15");
    document.querySelector(".paste .button.main").click();
  });
  await page.waitForFunction(() => document.querySelector(".kpi.first .figure")?.innerText.includes("10.63"));
  await page.locator(".kpi.first .set-goal").click();
  await page.waitForSelector("dialog.goal-form[open] .duo .field");
  await page.evaluate(() => {
    const dialog = document.querySelector("dialog.goal-form");
    const field = dialog.querySelector(".duo .field");
    for (const text of ["1", "12"]) { field.value = text; field.dispatchEvent(new Event("input", { bubbles: true })); }
    dialog.querySelector("footer .main").click();
  });
  await page.waitForFunction(() => document.querySelector(".kpi.first .aim")?.innerText.includes("12"));
});
// By hand: 100 ÷ 10 in January, 300 ÷ 20 in February, 400 ÷ 30 in both.
await suite.case("another period is told, with what the main number became", async () => {
  await page.goto("about:blank");
  await open(browser, `${offlinePage}#lang=fi`);
  await page.fill("textarea", "Date,Spend,Leads\n2025-01-10,100,10\n2025-02-10,300,20\n");
  await page.locator(".paste .main").click();
  await page.waitForSelector(".kpi.first .figure");
  for (const [preset, value] of [["month", "10,00"], ["all", "13,33"]]) {
    await page.locator(".controls select").first().selectOption(preset);
    await page.waitForFunction((value) => document.querySelector("[role=status].unseen")?.textContent.replace(/[\u2066-\u2069]/g, "") === `Liidin hinta: ${value}. Luvut ovat ajan tasalla.`, value);
  }
});
await browser.close();

// A page that was saved while in use, scripts, data and all, must start afresh.
for (const start of [chromium, firefox]) {
  const other = await start();
  await suite.case(`${other.name}: a saved copy of the used page works from disk`, async () => {
    await open(other, `${offlinePage}#sample=local_service&lang=en`);
    const saved = path.join(folder, `saved-${other.name}.html`);
    fs.writeFileSync(saved, await other.ev(() => `<!doctype html>${document.documentElement.outerHTML}`));
    check(fs.statSync(saved).size > fs.statSync(path.join(build, "mittari.html")).size, "nothing was drawn into the copy");
    await open(other, pathToFileURL(saved).href);
    const got = await other.ev(async () => {
      await mittari.open(["Channel,Spend,Leads\nA,10,2\nB,21,3\n"]);
      return [document.querySelectorAll("#mittari > *").length, (await mittari.report({ metrics: ["cost_per_lead"], today: "2025-06-15" })).total.metrics.cost_per_lead.value];
    });
    check(got[0] > 0 && got[1] === 6.2, got);
  });
  await suite.case(`${other.name}: no error from disk`, async () => equal(other.errors, []));
  await other.close();
}
suite.finish();
