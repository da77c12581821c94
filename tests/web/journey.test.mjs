// From a pasted table to a number that explains itself, as four people go: by mouse and by keys alone, reading from
// the left and from the right, on a desk and in the hand. And what a large file or a dying worker does to the page.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { check, chromium, equal, servePage, Suite } from "./harness.mjs";

const suite = new Suite("journey");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mittari-"));
process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
const server = await servePage();
const browser = await chromium();
const { page } = browser;

// By hand: all 340 ÷ 32 = 10.625, search alone 100 ÷ 10 = 10, the calculator 1250.5 ÷ 28 = 44.66….
const readers = {
  en: {
    table: "Channel\tSpend\tLeads\nSearch\t100\t10\nSocial\t210\t7\nMail\t30\t15\n", first: "Search",
    all: "10.63", filtered: "10.00", typed: ["1,250.5", "28"], worked: "44.66",
  },
  fa: {
    table: "کانال\tهزینه (ریال)\tسرنخ\nجست‌وجو\t۱۰۰\t۱۰\nشبکهٔ اجتماعی\t۲۱۰\t۷\nنامه\t۳۰\t۱۵\n", first: "جست‌وجو",
    all: "۱۰٫۶۳", filtered: "۱۰٫۰۰", typed: ["۱٬۲۵۰٫۵", "۲۸"], worked: "۴۴٫۶۶",
  },
};

const until = async (what, test, argument) => {
  try {
    await page.waitForFunction(test, argument, { timeout: 20000, polling: 50 });
  } catch {
    throw new Error(`never came: ${what}; the page says: ${(await page.evaluate(() => document.getElementById("mittari").innerText)).slice(0, 300)}`);
  }
};
const figureSays = (text) => until(`the figure ${text}`, (text) => document.querySelector(".kpi.first .figure")?.innerText.includes(text), text);
const open = async (lang, width) => {
  await page.setViewportSize({ width, height: width < 500 ? 844 : 800 });
  await page.goto("about:blank");
  await page.goto(`${server.url}#lang=${lang}`);
  await until("the page", () => document.querySelector("textarea") !== null);
};
const place = (name) => `.places button:nth-of-type(${["data", "check", "board"].indexOf(name) + 1})`;

/** Presses Tab until the focus is on what matches; -> how often. */
const tabTo = async (selector) => {
  for (let count = 0; count <= 90; count++) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, selector)) return count;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${selector} can't be reached by Tab`);
};
const seen = () => page.evaluate(() => {
  const box = document.activeElement.getBoundingClientRect();
  const bar = document.querySelector(".places")?.getBoundingClientRect();
  const covered = bar && getComputedStyle(document.querySelector(".places")).position === "fixed" && !document.activeElement.closest(".places, dialog") &&
    box.bottom > bar.top + 1;
  return { inside: box.top >= -1 && box.bottom <= innerHeight + 1, covered: Boolean(covered), drawn: document.activeElement.matches(":focus-visible") };
});
const press = async (selector, key = "Enter") => {
  await tabTo(selector);
  const state = await seen();
  check(state.inside && !state.covered && state.drawn, `focus on ${selector} can't be seen: ${JSON.stringify(state)}`);
  await page.keyboard.press(key);
};

for (const [lang, told] of Object.entries(readers)) {
  for (const width of [1280, 390]) {
    await suite.case(`by mouse, ${lang}, ${width} px`, async () => {
      await open(lang, width);
      await page.locator("textarea").fill(told.table);
      await page.locator(".paste .button.main").click();
      await figureSays(told.all);
      await page.locator(place("check")).click();
      await until("the columns", () => document.querySelectorAll(".columns-table tbody tr").length === 3);
      await page.locator(".check-head .button.main").click();
      await page.locator(".kpi.first .figure").click();
      await until("the passport", () => document.querySelector("dialog.passport[open] .formula.mine") !== null);
      check((await page.locator("dialog.passport .formula.mine").innerText()).includes(told.all), "the passport names another value");
      await page.locator("dialog.passport header .square").click();
      await page.locator(".controls .button").click();
      await page.locator("dialog.filters label.tick", { hasText: told.first }).click();
      await page.locator("dialog.filters footer .main").click();
      await figureSays(told.filtered);
      check(await page.locator(".chip").count() === 1, "no chip tells of the filter");
      await page.locator(".chip").click();
      await figureSays(told.all);
      await page.locator(place("data")).click();
      await page.locator("#field-cpl-spend").fill(told.typed[0]);
      await page.locator("#field-cpl-leads").fill(told.typed[1]);
      await until("the calculator's result", (text) => document.querySelector(".calc .figure")?.innerText.includes(text), told.worked);
    });

    await suite.case(`by keys alone, ${lang}, ${width} px`, async () => {
      await open(lang, width);
      await tabTo("textarea");
      await page.keyboard.insertText(told.table);
      await until("the button to read", () => document.querySelector(".paste .button.main") !== null);
      await press(".paste .button.main");
      await figureSays(told.all);
      await page.evaluate(() => document.getElementById("main").focus());
      await page.keyboard.press("Shift+Tab");
      await press(place("check"));
      await until("the columns", () => document.querySelectorAll(".columns-table tbody tr").length === 3);
      await press(".check-head .button.main");
      await press(".kpi.first .figure", "i");
      await until("the passport", () => document.querySelector("dialog.passport[open] .formula.mine") !== null);
      await page.keyboard.press("Escape");
      await until("the end of the passport", () => document.querySelector("dialog[open]") === null);
      check(await page.evaluate(() => document.activeElement.matches(".kpi.first .figure")), "the focus did not come back");
      await page.evaluate(() => document.getElementById("main").focus());
      await press(".controls .button");
      await until("the filters", () => document.querySelectorAll("dialog.filters[open] input").length === 3);
      const at = await page.evaluate((first) => [...document.querySelectorAll("dialog.filters label.tick")].findIndex((each) => each.innerText.includes(first)), told.first);
      for (let count = 0; ; count++) {
        if (await page.evaluate((at) => document.activeElement === document.querySelectorAll("dialog.filters input")[at], at)) break;
        check(count < 20, "the filter's value can't be reached by Tab");
        await page.keyboard.press("Tab");
      }
      await page.keyboard.press("Space");
      await page.keyboard.press("Escape");
      await figureSays(told.filtered);
      await page.keyboard.press("Control+z");
      await figureSays(told.all);
      await page.evaluate(() => document.getElementById("main").focus());
      await page.keyboard.press("Shift+Tab");
      await page.evaluate(() => document.querySelector(".wordmark").focus());
      await press(place("data"));
      await tabTo("#field-cpl-spend");
      await page.keyboard.type(told.typed[0]);
      await tabTo("#field-cpl-leads");
      await page.keyboard.type(told.typed[1]);
      await until("the calculator's result", (text) => document.querySelector(".calc .figure")?.innerText.includes(text), told.worked);
    });
  }
}

await suite.case("a chart takes three tab stops: its points, its table and its menu", async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("about:blank");
  await page.goto(`${server.url}#sample=local_service&lang=en`);
  await until("the chart", () => document.querySelector("mittari-trend")?.shadowRoot?.querySelector(".node") !== null);
  await tabTo("mittari-trend");
  let stops = 0;
  while (await page.evaluate(() => document.activeElement.matches("mittari-trend"))) {
    stops++;
    await page.keyboard.press("Tab");
  }
  check(stops <= 3, `${stops} stops`);
  await page.keyboard.press("Shift+Tab");
  const name = () => page.evaluate(() => document.activeElement.shadowRoot.activeElement?.getAttribute("aria-label") ?? "");
  const last = await name();
  await page.keyboard.press("ArrowLeft");
  const before = await name();
  check(last.includes("June 2026") && before.includes("May 2026"), `${last} / ${before}`);
});

// ---- A large file -----------------------------------------------------------------------------------------------

const large = path.join(folder, "large.csv");
{
  const lines = ["Channel,Date,Spend,Leads,New customers,Campaign"];
  for (let i = 0; lines.length < 3000000; i++)
    lines.push(`Channel ${i % 7},2025-0${1 + (i % 6)}-1${i % 10},${(i % 900) + 0.25},${i % 13},${i % 3},Campaign number ${i % 40}`);
  fs.writeFileSync(large, `${lines.join("\n")}\n`);
}
// One listener for the whole suite: one that comes and goes switches the browser's catching of choosers on and off, and
// a busy machine then shows a real dialog.
let chosen = () => {};
page.on("filechooser", (chooser) => chosen(chooser));
const addFile = async (file) => {
  const chooser = await new Promise((resolve, reject) => {
    chosen = resolve;
    setTimeout(() => reject(new Error("no file dialog opened")), 30000).unref();
    page.keyboard.press("Control+o").catch(reject);
  });
  await chooser.setFiles(file);
};

await suite.case(`progress and Cancel on ${Math.round(fs.statSync(large).size / 1e6)} MB: the page answers, the document survives`, async () => {
  await open("en", 1280);
  await page.locator("textarea").fill(readers.en.table);
  await page.locator(".paste .button.main").click();
  await figureSays(readers.en.all);
  await page.evaluate(() => {
    globalThis.frames0 = 0;
    globalThis.seenProgress = 0;
    const step = () => {
      frames0++;
      // Cancelled at the first sight of it, however short that is.
      const button = document.querySelector(".progress .button");
      if (button) {
        seenProgress++;
        if (seenProgress === 5) button.click();
      }
      requestAnimationFrame(step);
    };
    step();
  });
  await addFile(large);
  await until("the progress", () => globalThis.seenProgress >= 5);
  await until("the end of it", () => document.querySelector(".progress") === null);
  check(await page.evaluate(() => globalThis.frames0 >= 10), "the page stood still");
  await figureSays(readers.en.all);
  equal(await page.evaluate(() => [document.querySelector(".bar .name").innerText.includes("large"), document.querySelector(".alert") === null]), [false, true]);
});

await suite.case("a cancelled promise is rejected, and says so", async () => {
  const code = await page.evaluate(async () => {
    const line = "Channel 1,2025-01-11,10.25,3\n";
    const data = new Blob(["Channel,Date,Spend,Leads\n", line.repeat(1_000_000)]);
    const abort = new AbortController();
    try {
      await mittari.open([{ name: "large.csv", data }], { signal: abort.signal, onProgress: (p) => p.bytes > 0 && abort.abort() });
      return "read";
    } catch (error) {
      return error.code;
    }
  });
  equal(code, "engine.cancelled");
});

await suite.case("a worker killed in the middle of a file: it is said, and the next file is read", async () => {
  await open("en", 1280);
  await page.locator("textarea").fill(readers.en.table);
  await page.locator(".paste .button.main").click();
  await figureSays(readers.en.all);
  const worker = page.workers()[0];
  check(worker !== undefined, "no worker");
  await worker.evaluate(() => {
    // Its next message is its last: it dies as for want of memory, without a word.
    self.addEventListener("message", () => {
      self.close();
      throw new Error("stopped by the test");
    }, { once: true, capture: true });
  });
  await addFile(large);
  await until("the sentence", () => document.querySelector(".alert")?.innerText.includes("stopped"));
  await page.locator(".alert .square").click();
  await figureSays(readers.en.all);
  await page.locator(".controls .button").click();
  await page.locator("dialog.filters label.tick", { hasText: "Search" }).click();
  await page.keyboard.press("Escape");
  await figureSays(readers.en.filtered);
  const small = path.join(folder, "small.csv");
  fs.writeFileSync(small, "Channel,Spend,Leads\nSearch,20,2\n");
  await addFile(small);
  await until("the second table", () => document.querySelector(".bar .name")?.innerText.includes("small.csv"));
});

await suite.case("values ticked before the page has drawn the first: all are chosen", async () => {
  await page.locator(".controls .button").first().click();
  await until("the filters", () => document.querySelectorAll("dialog.filters[open] label.tick").length > 2);
  const others = await page.evaluate(() => {
    const ticks = [...document.querySelectorAll("dialog.filters[open] label.tick")];
    const others = ticks.filter((tick) => tick.innerText.trim() !== "Search");
    for (const tick of ticks) tick.querySelector("input").click();  // the one that was ticked is so no more
    return others.map((tick) => tick.innerText.trim());
  });
  check(others.length > 1, `${others}`);
  await page.keyboard.press("Escape");
  await until("the chip", (others) => {
    const text = document.querySelector(".chip")?.innerText ?? "";
    return others.every((name) => text.includes(name)) && !text.includes("Search");
  }, others);
});

await suite.case("a metric with a parameter in its formula: its passport opens, and the page goes on", async () => {
  await open("en", 1280);
  const add = async (name, text) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    await addFile(file);
    await until(name, (name) => document.querySelector(".bar .name")?.innerText.includes(name), name);
  };
  await add("ads.csv", "Month,Channel,Spend (USD),New customers\n2025-01,Search,300,2\n2025-02,Search,500,2\n");
  await add("subs.csv", "subscription_id,customer_id,start_date,end_date,mrr\n1,a,2025-01-03,,40\n2,b,2025-01-05,2025-02-10,60\n3,c,2025-02-07,,80\n");
  await page.locator(".kpi.first .swap").click();
  await page.locator("dialog.picker[open] input[type=search]").fill("payback");
  await page.locator("dialog.picker[open] .body button").first().click();
  // By hand: all spend 800, new MRR 40 + 60 + 80 = 180; 800 ÷ 180 = 4.44.
  await figureSays("4.4");
  await page.locator(".kpi.first .figure").click();
  await until("the parts", () => /Gross margin/.test(document.querySelector("dialog.passport[open]")?.innerText ?? ""));
  await page.keyboard.press("Escape");
  await page.locator(place("check")).click();
  await until("the columns", () => document.querySelector(".columns-table") !== null);
});

await suite.case("no error was logged", async () => equal(browser.errors.filter((text) => !text.includes("stopped by the test")), []));
await browser.close();
suite.finish();
