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

const first = "Date,Channel,Spend,Leads\n2025-01-05,Search,100,10\n2025-01-12,Mail,210,7\n2025-02-03,Search,30,15\n";
const drop = (name, text) => page.evaluate(([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}, [name, text]);
await suite.case("the same file dropped again counts once and asks nothing; with rows changed the question is what is seen first", async () => {
  await paste(first);
  await drop("again.csv", first);
  await until(() => /again\.csv/.test(document.querySelector(".bar .name")?.innerText ?? ""));
  await rest(page);
  equal(await page.locator(".places [aria-current]").getAttribute("class").catch(() => null), await page.locator(".places button").nth(2).getAttribute("class"), "still the scorecard");
  equal(await page.locator(".score").count(), 1, "scorecard");
  const bar = plain(await page.locator(".bar").innerText());
  check(/counted once/.test(bar) && !/question|answer/i.test(bar), bar);
  equal(await page.evaluate(async () => (await mittari.report({ metrics: ["spend"] })).total.metrics.spend.value), 340, "spend");
  await drop("later.csv", first.replace("210", "215"));
  await until(() => document.querySelector("fieldset.q.is-open") !== null);
  await rest(page);
  const seen = await page.evaluate(() => {
    const card = document.querySelector("fieldset.q.is-open");
    const box = card.getBoundingClientRect();
    return { before: document.querySelector(".source").getBoundingClientRect().top > box.top, inside: box.bottom <= innerHeight && box.top >= 0, text: card.innerText };
  });
  check(seen.before && seen.inside, seen);
  check(/2 rows the same, 1 changed, 0 new/.test(plain(seen.text)), seen.text);
});

await suite.case("what was typed is the same number after the language has changed", async () => {
  await page.goto("about:blank");
  await page.goto(`${server.url}#cpl&lang=en`);
  await until(() => globalThis.mittari?.open !== undefined && document.querySelectorAll(".calc .row .field").length === 2);
  await page.locator(".calc .row .field").nth(0).fill("1.234");
  await page.locator(".calc .row .field").nth(1).fill("2");
  await until(() => /0\.617|0\.62/.test(document.querySelector(".calc .figure")?.innerText ?? ""));
  await page.evaluate(() => { location.hash = "#lang=fi"; });
  await until(() => document.documentElement.lang === "fi" && /0,62/.test(document.querySelector(".calc .figure")?.innerText ?? ""));
  equal(await page.locator(".calc .row .field").nth(0).inputValue(), "1,234", "as Finnish writes it");
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

// ---- Several tables, weeks, plans -------------------------------------------------------------------------------

const bring = async (files) => {
  await page.goto("about:blank");
  await page.goto(`${server.url}#lang=en`);
  await until(() => globalThis.mittari?.open !== undefined && document.querySelector(".paste textarea") !== null);
  for (const [n, [name, text]] of files.entries()) {
    await page.evaluate(([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }, [name, text]);
    await until((count) => document.querySelector(".bar .name") !== null && document.querySelector(".bar").innerText.length > 0 && (count < 2 || document.title.split(", ").length >= count), n + 1);
  }
};
const ads = [
  ["google.csv", "Day,Campaign,Impressions,Clicks,Cost\n2025-01-01,Brand,1000,50,100\n2025-01-08,Brand,1100,52,110\n2025-02-03,Generic,1200,58,120\n"],
  ["meta.csv", "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR),Impressions,Link clicks,Results\n2025-01-01,2025-01-01,Spring,80,9000,90,4\n2025-02-03,2025-02-03,Summer,90,9300,95,6\n"],
  ["crm.csv", "Date,Channel,Leads,New customers\n2025-01-03,Google Ads,12,3\n2025-01-03,Facebook,8,1\n2025-02-03,Google Ads,14,4\n2025-02-03,Facebook,9,2\n"],
];
await suite.case("two channels of different kinds are not offered as one; a table may be one channel's as a whole", async () => {
  await bring(ads);
  await place(3);
  const row = page.locator(".panel.names li", { hasText: "Google Ads" }).first();
  await row.waitFor();
  await rest(page);
  const offered = await row.locator("option").allInnerTexts();
  check(!offered.some((name) => /Meta/.test(name)), offered);
  // Meta and Facebook are of one kind, and stay on offer.
  check((await page.locator(".panel.names li", { hasText: /Facebook.{0,2} in/ }).first().innerText()).includes("Meta Ads"), "Meta for Facebook");
  await row.locator("button", { hasText: "google.csv" }).click();
  await until(async () => (await mittari.report({ metrics: ["spend"], by: ["channel"] })).groups.some((group) => group.key.channel === "Google Ads" && group.metrics.spend.value === 330));
  await until(() => ![...document.querySelectorAll(".panel.names li")].some((each) => /^Google Ads/.test(each.innerText.replace(/[\u2066-\u2069]/g, ""))));
});

await suite.case("rows behind a number: of a kind of channel, of a channel that goes by another name, of no other table", async () => {
  await bring([ads[1], ads[2]]);
  await place(3);
  const same = page.locator(".panel.names button", { hasText: "Facebook" }).first();
  await same.waitFor();
  await same.click();
  await until(() => [...document.querySelectorAll(".table.stack tbody tr")].some((row) => /Facebook/.test(row.innerText)) && ![...document.querySelectorAll(".table.stack tbody tr")].some((row) => /Meta/.test(row.innerText)));
  const rows = async () => {
    await page.locator("dialog.passport .link").first().click();
    await until(() => document.querySelectorAll(".rows").length === 2 && [...document.querySelectorAll(".rows h3")].every((each) => /·|:|—|Facebook|social/i.test(each.innerText)));
    return page.evaluate(() => [...document.querySelectorAll(".rows")].map((each) => [...each.querySelectorAll("tbody tr")].map((row) => row.cells[2].innerText.replace(/[\u2066-\u2069]/g, ""))));
  };
  await page.locator(".table.stack tbody tr", { hasText: "Facebook" }).locator(".num").first().click();
  // All of the Meta export is Facebook's by now, and the channel's own rows.
  equal((await rows()).map((each) => each.length), [2, 2], "rows of Facebook");
  await place(3);
  await page.locator(".table.stack tbody tr", { hasText: "Google Ads" }).locator(".num").last().click();
  equal((await rows()).map((each) => each.length), [0, 2], "rows of Google Ads");
});

await suite.case("a first week without its first days is hatched, and said; one that begins with its first row is not", async () => {
  const daily = (first) => `Date,Channel,Spend,Leads\n${Array.from({ length: 60 }, (_, n) => `${new Date(Date.UTC(2025, 0, first + n)).toISOString().slice(0, 10)},Search,${100 + n},${5 + (n % 4)}`).join("\n")}\n`;
  const first = async (text) => {
    await paste(text);
    await place(3);
    await until(() => document.querySelector("mittari-trend")?.shadowRoot.querySelectorAll(".node").length > 4);
    await rest(page);
    return page.evaluate(() => document.querySelector("mittari-trend").shadowRoot.querySelector('.node[data-c="0"]').getAttribute("aria-label"));
  };
  // 1 January 2025 was a Wednesday; 6 January a Monday.
  check(/not from its first day/.test(await first(daily(1))), "the first days are missing");
  check((await page.evaluate(() => document.querySelector("mittari-trend").shadowRoot.querySelector(".foot").innerText)).includes("do not cover"), "the note");
  check(!/not from its first day/.test(await first(daily(6))), "a whole week");
  // A row a week, on Wednesdays: nothing is missing.
  check(!/not from its first day/.test(await first(`Date,Channel,Spend,Leads\n${Array.from({ length: 12 }, (_, n) => `${new Date(Date.UTC(2025, 0, 1 + 7 * n)).toISOString().slice(0, 10)},Search,${100 + n},${5 + n}`).join("\n")}\n`)), "a row a week");
});

await suite.case("a goal whose plan stands in a column of the table", async () => {
  await paste(`Month\tChannel\tSpend\tLeads\tLead plan\n${[[40, 30], [35, 45], [50, 25]].map(([plan, leads], n) => `2025-0${n + 1}-01\tSearch\t500\t${leads}\t${plan}`).join("\n")}\n`);
  await place(2);
  const meaning = page.locator(".columns-table tr", { hasText: "Lead plan" }).locator("select");
  await meaning.selectOption({ label: "A number of its own" });
  await until(() => [...document.querySelectorAll(".columns-table tr")].some((row) => /Lead plan/.test(row.innerText) && row.querySelector("select").selectedIndex > 0));
  await rest(page);
  await place(3);
  await until(() => document.querySelector(".kpi.first .figure") !== null);
  await rest(page);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("g");
  await page.locator("dialog.goal-form select").first().selectOption("leads");
  await page.locator("dialog.goal-form .field").first().fill("125");
  await page.locator("dialog.goal-form input[type=date]").nth(0).fill("2025-01-01");
  await page.locator("dialog.goal-form input[type=date]").nth(1).fill("2025-03-31");
  const plan = page.locator("dialog.goal-form select", { has: page.locator("option[value=column]") });
  await plan.selectOption("column");
  await page.locator("dialog.goal-form select", { has: page.locator("option[value=lead_plan]") }).selectOption("lead_plan");
  await page.locator("dialog.goal-form footer .main").click();
  await page.locator(".places button").last().click();
  await until(() => document.querySelector(".goal summary") !== null);
  await page.locator(".goal summary").first().click();
  const months = await page.evaluate(() => [...document.querySelectorAll("article.goal table tbody tr")].map((row) => [...row.cells].slice(1).map((cell) => cell.textContent.replace(/[^\d—]/g, ""))));
  equal(months.map((cells) => cells.slice(0, 2).sort()), [["30", "40"], ["35", "45"], ["25", "50"]], "reached and planned");
});

await suite.case("no account, no tour, no cookie bar: the first screen asks for nothing but a table", async () => {
  for (const lang of ["en", "tr", "fi", "fa"]) {
    await page.goto("about:blank");
    await page.goto(`${server.url}#lang=${lang}`);
    await until(() => globalThis.mittari?.open !== undefined && document.querySelector(".paste textarea") !== null);
    await rest(page);
    const found = await page.evaluate(() => ({
      asked: [...document.querySelectorAll("input[type=email], input[type=password], input[name], form[action]")].length,
      dialogs: document.querySelectorAll("dialog[open], [role=dialog], [role=alertdialog], [popover]").length,
      over: [...document.querySelectorAll("body *")].filter((each) => getComputedStyle(each).position === "fixed" && each.getBoundingClientRect().height > 0 && getComputedStyle(each).visibility !== "hidden").map((each) => each.className),
      cookies: document.cookie,
      words: /cookie|çerez|eväste|کوکی|sign ?in|log ?in|oturum aç|kirjaudu|ورود به حساب|take a tour/i.exec(document.body.innerText)?.[0] ?? "",
      covered: document.elementFromPoint(innerWidth / 2, innerHeight - 4)?.closest("dialog, [role=dialog]") !== null,
    }));
    equal(found, { asked: 0, dialogs: 0, over: [], cookies: "", words: "", covered: false }, lang);
  }
});

await suite.case("a goal that is no number is asked for again, not kept as a goal of nothing", async () => {
  await paste(first);
  await until(() => document.querySelector(".kpi.first .figure") !== null);
  await page.locator(".kpi.first .figure").focus();
  await page.keyboard.press("g");
  const field = page.locator("dialog.goal-form input.field").first();
  await field.fill("nine");
  await page.locator("dialog.goal-form footer .main").click();
  await until(() => document.querySelector("dialog.goal-form [aria-invalid=true]") === document.activeElement && document.querySelector("dialog.goal-form [role=alert]") !== null);
  equal(plain(await page.locator("dialog.goal-form [role=alert]").innerText()), "Not a number: “nine”");
  await field.fill("9");
  await page.locator("dialog.goal-form footer .main").click();
  await until(() => document.querySelector("dialog[open]") === null && /9/.test(document.querySelector(".kpi.first .aim .link")?.innerText ?? ""));
});

await suite.case("Back and Forward go through the places before they leave the page; a place that is gone keeps no one there", async () => {
  await paste(first);
  const shown = () => page.evaluate(() => [...document.querySelectorAll(".places button")].findIndex((each) => each.ariaCurrent === "page"));
  const at = (want) => until((want) => [...document.querySelectorAll(".places button")].findIndex((each) => each.ariaCurrent === "page") === want, want);
  await at(2);
  await place(4);
  await at(3);
  await place(5);
  await at(4);
  await page.evaluate(() => history.back());
  await at(3);
  await page.evaluate(() => history.back());
  await at(2);
  await page.evaluate(() => history.forward());
  await at(3);
  // With the table gone there is the first screen alone, and Back leads out of it within as many steps as were made.
  await page.locator(".places button").first().click();
  await at(0);
  await page.locator(".tables .square, .in-use .square, main .square").first().click();
  await until(() => document.querySelector(".bar .name") === null && document.querySelector(".paste textarea") !== null);
  for (let n = 0; n < 6 && page.url() !== "about:blank"; n++) {
    await page.evaluate(() => history.back()).catch(() => {});
    await page.waitForTimeout(150);
  }
  equal(page.url(), "about:blank", `left, from place ${await shown().catch(() => -1)}`);
});

await browser.close();
server.close();
suite.finish();
