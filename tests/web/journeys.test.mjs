// From a pasted table to the printed report: paste, check, scorecard, goal, what if, print. In three browsers, by mouse
// and by keys alone, in four languages.
//
//   node tests/web/journeys.test.mjs          each browser by mouse and by keys, each language at least once
//   node tests/web/journeys.test.mjs --all    every browser, way and language
//   node tests/web/journeys.test.mjs --only webkit,en,mouse
import { check, chromium, equal, firefox, noWebkit, servePage, Suite, webkit } from "./harness.mjs";

const suite = new Suite("journeys");
const server = await servePage();
const all = process.argv.includes("--all");
const only = process.argv[process.argv.indexOf("--only") + 1] ?? "";

// By hand: 340 ÷ 32 = 10.625; revenue 1000 ÷ 8 customers = 125; 8 ÷ 32 = 25 %. Twice the revenue: 16 customers, 64
// leads, 680 to spend. A goal of at most 9 is missed by more than a tenth.
const heads = {
  en: "Date,Channel,Spend,Leads,New customers,Revenue",
  tr: "Tarih,Kanal,Harcama,Potansiyel müşteriler,Yeni müşteriler,Gelir",
  fi: "Päivä,Kanava,Kulut,Liidit,Uudet asiakkaat,Liikevaihto",
  fa: "تاریخ,کانال,هزینه (ریال),سرنخ,مشتریان جدید,درآمد (ریال)",
};
const rows = ["2025-01-05,Search,100,10,2,400", "2025-01-12,Social,210,7,1,150", "2025-02-03,Mail,30,15,5,450"];

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
// The figures of a text in Latin digits, with a point.
const plainText = (text) => text.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)).replace(/[٫,]/g, ".").replace(/[\u2066-\u2069\u200e\u200f]/g, "");

async function travel(browser, lang, way) {
  const { ev, hands } = browser;
  const until = async (what, test, argument) => {
    for (let n = 0; n < 400; n++) {
      if (await ev(test, argument)) return;
      await sleep(50);
    }
    throw new Error(`never came: ${what}; the page says: ${(await ev(() => document.getElementById("mittari").innerText)).slice(0, 300)}`);
  };
  const text = async (selector) => plainText(await ev((selector) => document.querySelector(selector)?.innerText ?? document.querySelector(selector)?.value ?? "", selector));
  const value = async (selector) => plainText(await ev((selector) => document.querySelector(selector).value, selector));
  const there = (selector) => until(selector, (selector) => document.querySelector(selector) !== null, selector);

  // By mouse: to the middle of what is seen there, and on it, once it stands still: after the last letter typed a browser
  // may still move the page for the caret's sake.
  const click = async (selector) => {
    await there(selector);
    let spot = { y: NaN };
    for (let n = 0; n < 60; n++) {
      const before = spot.y;
      spot = await ev((selector) => new Promise((done) => {
        document.querySelector(selector)?.scrollIntoView({ block: "center" });
        requestAnimationFrame(() => requestAnimationFrame(() => {
          const element = document.querySelector(selector);
          if (!element) return done({ y: NaN, free: false, top: "nothing" });
          const box = element.getBoundingClientRect();
          const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
          const top = document.elementFromPoint(x, y);
          done({ x, y, free: top !== null && (element === top || element.contains(top)), top: top?.outerHTML.slice(0, 80) });
        }));
      }), selector);
      if (spot.free && spot.y === before) break;
      await sleep(50);
    }
    check(spot.free, `${selector} is covered by ${spot.top}`);
    await hands.click(spot.x, spot.y);
  };
  // By keys: Tab until it has the focus, which must be seen.
  const tabTo = async (selector, back = false) => {
    await there(selector);
    for (let n = 0; n < 140; n++) {
      const state = await ev((selector) => {
        const now = document.activeElement;
        if (!now?.matches(selector)) return "";
        const box = now.getBoundingClientRect();
        return now.matches(":focus-visible") && box.bottom > 0 && box.top < innerHeight ? "seen" : "unseen";
      }, selector);
      if (state !== "") return equal(state, "seen", `focus on ${selector}`);
      await hands.press("Tab", back);
    }
    throw new Error(`${selector} can't be reached by Tab`);
  };
  const go = way === "mouse" ? click : async (selector, back = false) => {
    await tabTo(selector, back);
    await hands.press("Enter");
  };
  const place = (n) => go(`.places button:nth-of-type(${n})`, true);
  const fill = async (selector, typed) => {
    await (way === "mouse" ? click : tabTo)(selector);
    await ev((selector) => document.querySelector(selector).select(), selector);
    await hands.type(typed);
  };

  await browser.goto("about:blank");
  await browser.goto(`${server.url}#lang=${lang}`);
  await there(".index summary");
  equal(await ev(() => document.documentElement.lang), lang);

  // Paste.
  const table = [heads[lang], ...rows].join("\n");
  if (way === "mouse") {
    const pasted = await ev((table) => {
      const data = new DataTransfer();
      data.setData("text/plain", table);
      const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      if (!event.clipboardData?.getData("text/plain")) return false;
      document.body.dispatchEvent(event);
      return true;
    }, table);
    if (!pasted) {
      const before = await text(".paste .button.main");
      await click("textarea");
      await hands.type(table);
      await until("the button to read", (before) => document.querySelector(".paste .button.main").innerText !== before, before);
      await click(".paste .button.main");
    }
  } else {
    await tabTo("textarea");
    await hands.type(table);
    equal(await ev(() => document.querySelector("textarea").value), table, "what was typed");
    await go(".paste .button.main");
  }

  // Check.
  await there(".places button:nth-of-type(5)");
  await until("the table read", () => document.querySelector(".bar") !== null);
  if (!await ev(() => document.querySelector(".columns-table") !== null)) await place(2);
  await until("six columns", () => document.querySelectorAll(".columns-table tbody tr").length === 6);
  equal(await ev(() => document.querySelectorAll(".columns-table tr.is-off").length), 0, "columns without a meaning");
  await go(".check-head .button.main");

  // Scorecard.
  const card = ".kpi[data-metric=cost_per_lead]";
  await there(`${card} .figure`);
  await until("10.63", (card) => /10[.,٫]63|۱۰٫۶۳/.test(document.querySelector(`${card} .figure`)?.innerText ?? ""), card);

  // Goal.
  if (way === "mouse") await click(`${card} .set-goal`);
  else {
    await tabTo(`${card} .figure`);
    await hands.press("g");
  }
  await there("dialog.goal-form[open] .field");
  await until("the focus on the goal's value", () => document.activeElement?.matches("dialog.goal-form .duo .field"));
  await hands.type("9");
  if (way === "mouse") await click("dialog.goal-form footer .main");
  else await hands.press("Enter");
  await until("the verdict", (card) => document.querySelector(`${card} .aim .verdict.behind`) !== null, card);

  // What if.
  await place(5);
  await there("#whatif-revenue");
  await until("today's revenue", () => /[1۱][.,٬\s]?[0۰]{3}/.test(document.querySelector("#whatif-revenue").value));
  await fill("#whatif-revenue", "2000");
  await until("what follows", () => /680|۶۸۰/.test(document.querySelector("#whatif-spend").value));
  check(/^64(\.0)?$/.test((await value("#whatif-leads")).trim()), await value("#whatif-leads"));

  // Print.
  await ev(() => { document.activeElement.blur(); globalThis.print = () => { globalThis.printed = (globalThis.printed ?? 0) + 1; }; });
  if (way === "keys") await ev(() => document.getElementById("main").focus());
  await place(4);
  await there(".page .block");
  await go(".report-choices .pair .button.main");
  await until("the printer's window", () => globalThis.printed === 1);
  await until("the number on paper", () => /10[.,]63|۱۰٫۶۳/.test(document.querySelector(".page")?.innerText ?? ""));
  if (browser.name === "chromium") {
    let before = 0;
    await until("all pages", () => document.querySelectorAll(".page").length > 1);
    for (let same = 0; same < 6; await sleep(100)) {
      const now = await ev(() => document.querySelectorAll(".page .block").length);
      same = now === before ? same + 1 : 0;
      before = now;
    }
    const bytes = (await browser.page.pdf({ preferCSSPageSize: true })).toString("latin1");
    equal((bytes.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length, await ev(() => document.querySelectorAll(".page").length), "printed pages");
  }
  // Who leaves before the draft is kept is asked whether to; nobody is, once it is.
  await until("the draft kept", () => document.querySelector(".draft-line i.keeping") === null);
}

const ways = {
  chromium: [["en", "keys"], ["fa", "mouse"]],
  firefox: [["tr", "keys"], ["fi", "mouse"]],
  webkit: [["fa", "keys"], ["en", "mouse"]],
};
for (const start of [chromium, firefox, webkit]) {
  const why = start === webkit ? noWebkit() : "";
  if (why !== "") {
    suite.skip(start.name, why);
    continue;
  }
  if (process.argv.includes("--only") && !only.startsWith(start.name)) continue;
  const browser = await start();
  const wanted = process.argv.includes("--only") ? [only.split(",").slice(1)] : all ? ["en", "tr", "fi", "fa"].flatMap((lang) => [[lang, "mouse"], [lang, "keys"]]) : ways[browser.name];
  for (const [lang, way] of wanted) await suite.case(`${browser.name}, ${lang}, by ${way}`, () => travel(browser, lang, way));
  await suite.case(`${browser.name}: no error was logged`, async () => equal(browser.errors, []));
  await browser.close();
}
suite.finish();
