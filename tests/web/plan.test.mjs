// What is planned and kept: calculators, what if, goals, the channel form, the draft on this computer. By hand, in four
// languages, without an accessibility fault in either light.
import fs from "node:fs";
import { check, chromium, equal, require, servePage, Suite } from "./harness.mjs";

const suite = new Suite("plan");
const server = await servePage();
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium();
const { page } = browser;

const until = async (what, test, argument) => {
  try {
    await page.waitForFunction(test, argument, { timeout: 20000, polling: 50 });
  } catch {
    throw new Error(`never came: ${what}; the page says: ${(await page.evaluate(() => document.getElementById("mittari").innerText)).slice(0, 400)}`);
  }
};
const faults = async (screen) => {
  await page.waitForTimeout(250);
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary.split("\n")[1] ?? ""}`.slice(0, 260)));
  });
  equal(found, [], `${screen}: violations`);
};
const noOverflow = async (screen) => {
  const [wide, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  check(wide <= inner, `${screen} is ${wide} px wide in ${inner}`);
};
const forget = () => page.evaluate(() => new Promise((resolve) => {
  const request = indexedDB.deleteDatabase("mittari");
  request.onsuccess = request.onerror = request.onblocked = resolve;
}));
const open = async (hash, fresh = true) => {
  if (fresh) {
    await page.goto(server.url);
    await forget();
  }
  await page.goto("about:blank");
  await page.goto(`${server.url}${hash}`);
  await until("the catalogue", () => document.querySelectorAll(".index summary").length === 10 || document.querySelector(".kpi") !== null);
};
const figure = (text) => until(`the figure ${text}`, (text) => document.querySelector(".calc .figure")?.innerText.includes(text), text);
// Without the marks that keep directions apart.
const words = async (selector) => (await page.locator(selector).innerText()).replace(/[\u2066-\u2069]/g, "");
const place = (at) => page.locator(`.places button:nth-of-type(${at})`);
const planButton = () => page.locator(".places button").last();

// Plain digits in the reader's own: "1250.5" -> "۱۲۵۰٫۵".
const own = (lang, text) => lang === "fa" ? text.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit))).replace(".", "٫") : lang === "en" ? text : text.replace(".", ",");

// ---- Calculators ------------------------------------------------------------------------------------------------

await suite.case("there is a calculator for every metric of two to five inputs, and each gives a number", async () => {
  await open("#lang=en");
  const metrics = await page.evaluate(async () => (await mittari.metrics()).metrics.filter(({ inputs }) => inputs.length >= 2 && inputs.length <= 5).map(({ id, inputs }) => [id, inputs.length]));
  check(metrics.length >= 80, `${metrics.length} metrics`);
  const listed = await page.evaluate(() => document.querySelectorAll(".index li a").length);
  equal(listed, metrics.length, "links");
  const short = { cost_per_lead: "cpl", marketing_roi: "roi", ltv_cac_ratio: "ltv_cac" };
  for (const [id, inputs] of metrics) {
    await page.evaluate((id) => { location.hash = id; }, id);
    // Marketing ROI asks for revenue and margin, as people have them.
    const wanted = id === "marketing_roi" ? 3 : inputs;
    try {
      await page.waitForFunction(([own, wanted]) => document.querySelectorAll(`.calc .field[id^="field-${own}-"]`).length === wanted, [short[id] ?? id, wanted], { timeout: 5000, polling: 20 });
    } catch {
      throw new Error(`${id} does not open with ${wanted} fields`);
    }
    const fields = page.locator(".calc .field");
    // Distinct, so that no difference is zero; a target not yet met where one is asked for.
    for (let at = 0; at < wanted; at++) await fields.nth(at).fill(String(id === "pipeline_coverage" ? 20 - at * 3 : 2 + at * 3));
    try {
      await page.waitForFunction(() => /\d/.test(document.querySelector(".calc .figure").innerText), null, { timeout: 5000, polling: 20 });
    } catch {
      throw new Error(`${id} gives no number: ${await page.locator(".calc .out").innerText()}`);
    }
  }
});

for (const lang of ["en", "tr", "fi", "fa"]) {
  await suite.case(`a calculator is found by searching, solved for any field, and echoes what it read, ${lang}`, async () => {
    await open(`#lang=${lang}`);
    await page.locator("#calculator-search").fill("cpm");
    await page.locator(".index .found a").first().click();
    await until("the calculator", () => document.querySelector("#field-cpm-impressions") !== null);
    await page.locator("#field-cpm-spend").fill({ en: "1,234.5", tr: "1.234,5", fi: "1 234,5", fa: "۱٬۲۳۴٫۵" }[lang]);
    await page.locator("#field-cpm-impressions").fill(own(lang, "50000"));
    // 1,000 × 1,234.5 ÷ 50,000 = 24.69.
    await figure(own(lang, "24.69"));
    const echo = await page.locator("#field-cpm-spend-echo").innerText();
    check(/^.?= /.test(echo) && echo.includes({ en: "1,234.5", tr: "1.234,5", fi: "234,5", fa: "۱٬۲۳۴٫۵" }[lang]), echo);
    await page.locator(".calc .row", { has: page.locator("#field-cpm-impressions") }).locator(".link").click();
    await page.locator("#field-cpm-cpm").fill(own(lang, "12.345"));
    await until("the impressions", (text) => document.querySelector("#field-cpm-impressions").value.replace(/[\s.,٬]/g, "") === text, own(lang, "100000"));
    await noOverflow("calculators");
  });
}

await suite.case("12k, a currency sign and a per cent sign are read", async () => {
  await open("#roi&lang=en");
  await page.locator("#field-roi-revenue").fill("€12k");
  await page.locator("#field-roi-gross_margin").fill("40 %");
  await page.locator("#field-roi-spend").fill("$ 1,200");
  // 12,000 × 0.4 = 4,800; (4,800 − 1,200) ÷ 1,200 = 3.
  await figure("300");
});

// ---- What if, goals, scenarios ----------------------------------------------------------------------------------

const table = "Date\tChannel\tSpend\tLeads\tNew customers\tRevenue\n" +
  "2025-01-01\tSearch\t600\t30\t9\t3600\n2025-01-01\tSocial\t400\t10\t1\t500\n2025-02-01\tSearch\t700\t35\t8\t3300\n2025-02-01\tSocial\t300\t25\t2\t600\n" +
  "2025-03-01\tSearch\t650\t40\t11\t4100\n2025-03-01\tSocial\t350\t10\t4\t900\n";
const bring = async (lang = "en") => {
  await open(`#lang=${lang}`);
  await page.locator("textarea").fill(table);
  await page.locator(".paste .button.main").click();
  await until("the card", () => document.querySelector(".kpi.first .figure") !== null);
};
const plain = (id) => page.evaluate((id) => document.getElementById(id).value.replace(/[^\d.,۰-۹٫−-]/g, ""), id);

await suite.case("what if: today's values come from the table; budget to revenue and back; scenarios side by side", async () => {
  await bring();
  await planButton().click();
  // Spend 3,000; leads 150; customers 35; revenue 13,000.
  await until("today's values", () => document.querySelector("#whatif-spend")?.value === "3000");
  equal([await plain("whatif-leads"), await plain("whatif-new_customers"), await plain("whatif-revenue"), await plain("whatif-cost_per_lead")], ["150", "35", "13,000", "20"]);
  await page.locator("#whatif-spend").fill("6000");
  await until("twice the leads", () => document.querySelector("#whatif-leads").value === "300");
  equal([await plain("whatif-new_customers"), await plain("whatif-revenue")], ["70", "26,000"]);
  await page.locator(".whatif .acts .main").click();
  // A goal of 39,000 takes three times the money at today's rates.
  await page.locator("#whatif-revenue").fill("39000");
  await until("the budget", () => document.querySelector("#whatif-spend").value.includes("9,000"));
  equal([await plain("whatif-new_customers"), await plain("whatif-leads")], ["105", "450"]);
  await page.locator(".whatif .acts .main").click();
  await until("two scenarios", () => document.querySelectorAll(".scenarios thead input").length === 2);
  const cells = await page.evaluate(() => [...document.querySelectorAll(".scenarios tbody tr")].map((row) => [...row.cells].map((cell) => cell.innerText)));
  equal(cells.find(([name]) => name === "Leads").slice(1), ["150", "450", "300", "450"]);
  // The price of a lead follows once it is asked for: the same goal for 6,000.
  await page.locator(".var", { has: page.locator("#whatif-cost_per_lead") }).locator(".link").click();
  await page.locator("#whatif-spend").fill("6000");
  await until("the price of a lead", () => document.querySelector("#whatif-cost_per_lead").value.includes("13.33"));
  await page.keyboard.press("Tab");
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await until("the undone", () => document.querySelector("#whatif-cost_per_lead").value === "20");
});

await suite.case("what if: a slider moves by keys", async () => {
  const before = Number(await plain("whatif-lead_to_customer_rate"));
  await page.locator(".var", { has: page.locator("#whatif-lead_to_customer_rate") }).locator(".slide").focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
  await until("a higher rate", (before) => Number(document.querySelector("#whatif-lead_to_customer_rate").value) > before, before);
});

await suite.case("a goal: set by the key g, weighed on the card, checked for SMART, undone", async () => {
  await bring();
  await page.locator(".kpi.first .figure").focus();
  await page.keyboard.press("g");
  await until("the form", () => document.querySelector("dialog.goal-form[open] .field") !== null);
  await faults("goal form");
  await page.locator("dialog.goal-form select").first().selectOption("leads");
  await page.locator("dialog.goal-form .field").nth(0).fill("730");
  await page.locator("dialog.goal-form input[type=date]").nth(0).fill("2025-01-01");
  await page.locator("dialog.goal-form input[type=date]").nth(1).fill("2025-12-31");
  await page.locator("dialog.goal-form footer .main").click();
  await planButton().click();
  await until("the goal", () => document.querySelector("article.goal") !== null);
  await page.locator(".goal summary").first().click();
  const text = await words("article.goal");
  // 150 of 730; two a day for the 90 days to the end of March: 180. 580 are left for nine months: 64.4 a month, so 65.
  check(text.includes("150") && text.includes("Behind") && text.includes("180") && text.includes("65 a month") && text.includes("21%"), text);
  check((await page.locator(".goal .smart li").count()) === 5, "five letters");
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Control+z");
  await until("no goal", () => document.querySelector("article.goal") === null);
});

await suite.case("a goal for one channel, month by month", async () => {
  await page.locator(".goals > header .button").click();
  await page.locator("dialog.goal-form select").first().selectOption("leads");
  await page.locator("dialog.goal-form .field").nth(0).fill("100");
  await page.locator("dialog.goal-form input[type=date]").nth(0).fill("2025-02-01");
  await page.locator("dialog.goal-form input[type=date]").nth(1).fill("2025-04-30");
  await until("the channels", () => document.querySelectorAll("dialog.goal-form optgroup option").length === 2);
  await page.locator("dialog.goal-form select").nth(2).selectOption({ label: "Search" });
  await page.locator("dialog.goal-form select").nth(3).selectOption("months");
  const months = page.locator("dialog.goal-form .months .field");
  for (const [at, amount] of ["30", "40", "30"].entries()) await months.nth(at).fill(amount);
  await page.locator("dialog.goal-form footer .main").click();
  await until("the goal", () => document.querySelector("article.goal") !== null);
  // Search in February and March: 35 + 40 = 75 against 70 planned.
  const text = await words("article.goal");
  check(text.includes("75") && text.includes("On course") && text.includes("Search") && text.includes("25 a month"), text);
});

// ---- The draft --------------------------------------------------------------------------------------------------

await suite.case("a draft is kept on this computer, said so, offered at the next visit, and gives everything back", async () => {
  await until("the line", () => document.querySelector(".draft-line i.kept") !== null);
  check((await page.locator(".draft-line").innerText()).includes("not in a file"), "the line");
  await open("#lang=en", false);
  await until("the offer", () => document.querySelector(".offer") !== null);
  await faults("offer");
  check((await page.locator(".offer").innerText()).includes("Pasted table"), "the offer names the table");
  await page.locator(".offer .main").click();
  await until("the plan", () => document.querySelector("article.goal") !== null && document.querySelector("#whatif-leads")?.value === "150");
  check((await words("article.goal")).includes("75"), "the goal");
});

await suite.case("a draft can be deleted, and is gone at the next visit", async () => {
  await open("#lang=en", false);
  await until("the offer", () => document.querySelector(".offer") !== null);
  await page.locator(".offer .plain").click();
  await until("its end", () => document.querySelector(".offer") === null);
  await open("#lang=en", false);
  await page.waitForTimeout(300);
  equal(await page.locator(".offer").count(), 0);
});

await suite.case("where the database is refused the page works and says that nothing is stored", async () => {
  await page.addInitScript(() => {
    let refused = false;
    try {
      refused = sessionStorage.getItem("refuse") !== null;
    } catch { /* a page without storage */ }
    if (refused) Object.defineProperty(globalThis, "indexedDB", { get() { throw new DOMException("refused", "SecurityError"); } });
  });
  await page.goto(server.url);
  await page.evaluate(() => sessionStorage.setItem("refuse", "1"));
  await open("#lang=en", false);
  await page.locator("textarea").fill(table);
  await page.locator(".paste .button.main").click();
  await until("the line", () => document.querySelector(".draft-line i.refused") !== null);
  check((await page.locator(".draft-line").innerText()).includes("Nothing is stored here"), "the line");
  await until("the number", () => document.querySelector(".kpi.first .figure")?.innerText.includes("20.00"));
  await page.evaluate(() => sessionStorage.removeItem("refuse"));
});

// ---- The channel form -------------------------------------------------------------------------------------------

await suite.case("the channel form gives the same card and its questions", async () => {
  await open("#lang=fi");
  await page.locator(".paste .acts .plain").click();
  const rows = [["Haku", "1 000,50", "2000", "100", "30", "12k", "6000"], ["Some", "500", "1000", "10", "1", "300", "abc"]];
  for (const [at, cells] of rows.entries()) {
    const fields = page.locator("dialog.sheet tbody tr").nth(at).locator(".field");
    for (const [column, text] of cells.entries()) await fields.nth(column).fill(text);
  }
  await page.locator("dialog.sheet tbody tr").nth(1).locator(".field").nth(6).blur();
  await until("the mark", () => document.querySelector("dialog.sheet [aria-invalid]") !== null);
  await faults("channel form");
  await page.locator("dialog.sheet footer .main").click();
  // 1,500.50 ÷ 110 = 13.64.
  await until("the card", () => document.querySelector(".kpi.first .figure")?.innerText.includes("13,64"));
  await until("the answers", () => document.querySelectorAll(".ask .smart li").length === 14);
  const text = await page.locator(".ask").innerText();
  check(/kyllä|ei voi sanoa/.test(text), text.slice(0, 400));
});

// ---- Every screen, every language, both lights --------------------------------------------------------------------

for (const lang of ["en", "tr", "fi", "fa"]) {
  for (const scheme of ["light", "dark"]) {
    await suite.case(`plan in ${lang}, ${scheme}: axe finds nothing, nothing runs out of the page`, async () => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width: 1280, height: 800 });
      await bring(lang);
      await planButton().click();
      await until("the what if", () => document.querySelector("#whatif-leads")?.value !== "");
      await page.locator("#whatif-spend").fill(own(lang, "4000"));
      await page.locator(".whatif .acts .main").click();
      await page.locator(".goals > header .button").click();
      await page.locator("dialog.goal-form .field").nth(0).fill(own(lang, "25"));
      await page.locator("dialog.goal-form footer .main").click();
      await until("the goal", () => document.querySelector(".goal summary") !== null);
      for (const each of await page.locator(".goal summary").all()) await each.click();
      await faults("plan");
      for (const width of [768, 320]) {
        await page.setViewportSize({ width, height: 844 });
        await noOverflow(`plan at ${width}`);
      }
      await faults("plan at 320");
      await place(3).click();
      await until("the card", () => document.querySelector(".kpi.first .aim") !== null);
      await page.locator(".ask summary").click();
      await until("the answers", () => document.querySelectorAll(".ask .smart li").length === 14);
      await faults("scorecard at 320");
      await noOverflow("scorecard");
      await place(1).click();
      await faults("data at 320");
      await noOverflow("data");
    });
  }
}

await suite.case("no error, and no breach of the policy, was logged", async () => equal(browser.errors, []));
await browser.close();
suite.finish();
