// Takes pictures of every screen, to be looked at by people. Not a test.
//
//   node tests/web/look.mjs [--screens board,plan] [--langs en,fa] [--widths 320,1280] [--schemes light] [--sheet 1500]
//
// -> build/look/SCREEN-LANG-WIDTH-SCHEME.png; with --sheet PX also build/look/sheets/…: for each screen, width and look,
// the languages beside one another, cut into columns of that height. `paper` prints a report and needs pdftoppm.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { build, chromium, servePage, rest as settled } from "./harness.mjs";

const { values: asked } = parseArgs({ options: {
  screens: { type: "string" }, langs: { type: "string", default: "en,tr,fi,fa" }, widths: { type: "string", default: "320,768,1280" },
  schemes: { type: "string", default: "light,dark" }, sheet: { type: "string" }, columns: { type: "string", default: "0" }, scale: { type: "string", default: "1" },
} });
const folder = path.join(build, "look");
fs.mkdirSync(path.join(folder, "sheets"), { recursive: true });

// Deals and subscriptions of a small firm, by rule: what comes out is for the eye alone.
const day = (n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
const stages = ["Lead", "Qualified", "Proposal", "Won", "Lost"];
const deals = "Deal ID,Owner,Source,Stage,Created date,Close date,Amount (EUR)\n" + Array.from({ length: 260 }, (_, n) => {
  const stage = stages[(n * 7 + (n >> 3)) % 5];
  const made = (n * 37) % 330;
  const closed = stage === "Won" || stage === "Lost" ? day(made + 20 + ((n * 13) % 70)) : "";
  return [`D${n + 1}`, ["Aino", "Deniz", "Sam"][n % 3], ["Search", "Referral", "Events", "Partners"][(n * 5) % 4], stage, day(made), closed, 900 + ((n * 641) % 9100)].join(",");
}).join("\n");
const heard = "Deal ID,Stage,Created date,Close date,Amount,Source,How did you hear about us?\n" + Array.from({ length: 90 }, (_, n) => [
  n + 1, ["Won", "Lost", "Won", "Proposal"][n % 4], day(n * 2), n % 4 < 3 ? day(n * 2 + 30) : "", 400 + n * 7, ["Direct", "Google Ads", "Organic Search", "", "Facebook", "Newsletter"][(n * 5) % 6],
  ["Podcast", "A colleague told me about you at an event", "LinkedIn", "Google", "Facebook", "", "Newsletter", "Podcast"][(n * 3) % 8]].join(",")).join("\n");
const subscriptions = "subscription_id,customer_id,start_date,end_date,monthly_amount\n" + Array.from({ length: 190 }, (_, n) => {
  const start = (n * 23) % 420;
  const month = (at) => `${day(at).slice(0, 7)}-01`;
  const long = 40 + ((n * 59) % 400);
  return [n + 1, 1 + (n % 140), month(start), start + long > 420 ? "" : month(start + long), 19 + (n % 5) * 20].join(",");
}).join("\n");
const ambiguous = "Date;Channel;Spend;Leads\n" + Array.from({ length: 9 }, (_, n) => `0${n + 1}/0${(n % 4) + 1}/2025;${["Search", "Social", "Mail"][n % 3]};1.${200 + n};${n + 3}`).join("\n");
const wide = "Kanal\tHarcama\tLead\tGelir\n" + Array.from({ length: 200 }, (_, n) => `Channel with a rather long name ${n + 1}\t${912_345_678 + n}\t${100 + n}\t${812_345_670 + n * 3}`).join("\n");

const server = await servePage();
const { page, errors } = await chromium().then((each) => Object.assign(globalThis, { browser: each }).browser);
const rest = () => settled(page);
const open = async (hash) => {
  await page.goto("about:blank");
  await page.goto(`${server.url}${hash}`);
  await rest();
};
const sample = (id) => (lang) => open(`#sample=${id}&lang=${lang}`);
const paste = async (text, lang) => {
  await open(`#lang=${lang}`);
  await page.locator("textarea").first().fill(text);
  await page.locator(".paste .button.main").click();
  await rest();
};
const place = async (id) => {
  const all = page.locator(".places button");
  await all.nth({ data: 0, check: 1, board: 2, report: 3, plan: (await all.count()) - 1 }[id]).click();
  await rest();
};
const board = async (text, lang) => {
  await paste(text, lang);
  await place("board");
};
const click = async (selector, at = 0) => {
  await page.locator(selector).nth(at).click();
  await rest();
};

// A saved page to compare with: another month of the same kind.
const earlier = (lang) => {
  const file = path.join(folder, `earlier-${lang}.html`);
  const table = path.join(folder, "earlier.csv");
  fs.writeFileSync(table, "Date,Channel,Spend,Leads,New customers,Revenue\n2025-01-05,Google Ads,900,31,6,5200\n2025-01-12,Facebook,400,12,1,700\n2025-02-03,Google Ads,950,33,7,6100\n2025-02-04,Newsletter,80,9,2,900\n");
  spawnSync("node", [path.join(build, "cli/mittari.mjs"), "report", table, "--html", file, "--lang", lang]);
  return file;
};

const screens = {
  start: (lang) => open(`#lang=${lang}`),
  trust: async (lang) => { await open(`#lang=${lang}`); await click(".trust summary"); await click(".start details.menu summary"); },
  calculator: async (lang) => {
    await open(`#ltv_cac&lang=${lang}`);
    const fields = page.locator(".calc .field:not(:disabled)");
    for (let n = 0; n < (await fields.count()); n++) await fields.nth(n).fill(String(40 - n * 7));
    await rest();
  },
  typed: async (lang) => { await open(`#lang=${lang}`); await click(".paste .acts .plain"); },
  local: sample("local_service"), shop: sample("online_shop"), saas: sample("saas"), agency: sample("agency"), export: sample("ad_export"),
  data: async (lang) => { await sample("agency")(lang); await place("data"); },
  check: async (lang) => { await sample("ad_export")(lang); await place("check"); },
  questions: async (lang) => { await paste(ambiguous, lang); await place("check"); },
  deals: (lang) => board(deals, lang),
  heard: (lang) => board(heard, lang),
  subscriptions: (lang) => board(subscriptions, lang),
  wide: (lang) => board(wide, lang),
  passport: async (lang) => { await sample("local_service")(lang); await click(".kpi.first .figure"); },
  picker: async (lang) => { await sample("local_service")(lang); await click(".kpi.first .head .swap"); },
  filters: async (lang) => { await sample("local_service")(lang); await click(".controls .button"); },
  columns: async (lang) => { await sample("local_service")(lang); await page.locator(".small-button[aria-haspopup=dialog]").first().click(); await rest(); },
  keys: async (lang) => { await open(`#lang=${lang}`); await page.keyboard.press("?"); await rest(); },
  goal: async (lang) => { await sample("local_service")(lang); await page.locator(".kpi.first .figure").focus(); await page.keyboard.press("g"); await rest(); },
  calendar: async (lang) => { await sample("local_service")(lang); await click(".controls .plain"); },
  about: async (lang) => { await sample("local_service")(lang); await click("footer .about"); },
  saving: async (lang) => { await sample("local_service")(lang); await click(".top .save"); },
  embed: async (lang) => { await sample("local_service")(lang); await click(".bar .link[aria-haspopup=dialog]"); },
  sheet: async (lang) => { await open(`#lang=${lang}`); await click(".paste .acts .plain"); },
  compare: async (lang) => {
    await sample("local_service")(lang);
    await place("report");
    const [chosen] = await Promise.all([page.waitForEvent("filechooser"), page.locator(".report-choices .pair .link[aria-haspopup=dialog]").last().click()]);
    await chosen.setFiles(earlier(lang));
    await page.waitForSelector("dialog.comparing[open]");
    await rest();
  },
  menu: async (lang) => { await sample("local_service")(lang); await page.locator("mittari-trend mittari-menu button").first().click(); await rest(); },
  plan: async (lang) => { await sample("local_service")(lang); await page.locator(".kpi.first .figure").focus(); await page.keyboard.press("g"); await rest();
    await page.locator("dialog.goal-form .field").first().fill("20"); await page.locator("dialog.goal-form footer .main").click(); await rest();
    await place("plan"); await page.locator(".var .field").first().fill("5000"); await rest(); await click(".whatif .button.main"); await page.locator(".goal summary").first().click(); await rest(); },
  goals: async (lang) => { await sample("local_service")(lang); await page.locator(".kpi.first .figure").focus(); await page.keyboard.press("g"); await rest();
    await page.locator("dialog.goal-form .field").first().fill("20"); await page.locator("dialog.goal-form footer .main").click(); await rest(); },
  report: async (lang) => { await sample("local_service")(lang); await place("report"); },
  ask: async (lang) => { await sample("local_service")(lang); await click(".ask summary"); },
  error: async (lang) => { await open(`#lang=${lang}`); await page.evaluate(() => mittari.open([{ name: "old.xls", data: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).buffer }]).catch(() => {}));
    await page.setInputFiles("input[type=file]", []).catch(() => {}); await drop("old.xls", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]); },
  nothing: (lang) => paste("Name,Note\nA,x\nB,y\n", lang),
};
const drop = async (name, bytes) => {
  await page.evaluate(([name, bytes]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, [name, bytes]);
  await rest();
};

const list = (text) => text.split(",").filter((each) => each !== "");
const taken = [];
const told = [];
for (const name of asked.screens ? list(asked.screens) : [...Object.keys(screens), "paper"])
  for (const width of list(asked.widths).map(Number))
    for (const scheme of list(asked.schemes))
      for (const lang of list(asked.langs)) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: width < 500 ? 720 : 800 });
        const file = path.join(folder, `${name}-${lang}-${width}-${scheme}`);
        try {
          if (name === "paper") {
            await screens.report(lang);
            fs.writeFileSync(`${file}.pdf`, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
            for (const old of fs.readdirSync(folder)) if (old.startsWith(`${path.basename(file)}-p`)) fs.rmSync(path.join(folder, old));
            spawnSync("pdftoppm", ["-r", "60", "-png", `${file}.pdf`, `${file}-p`]);
            for (const each of fs.readdirSync(folder).filter((each) => each.startsWith(`${path.basename(file)}-p`)).sort()) taken.push({ name, width, scheme, file: path.join(folder, each) });
            continue;
          }
          await screens[name](lang);
          await page.mouse.move(0, 0);
          // A picture of the whole page shows a fixed bar where the screen ends; a dialogue is shown as it is seen.
          const modal = await page.evaluate(() => document.querySelector("dialog[open]") !== null);
          await page.screenshot({ path: `${file}.png`, fullPage: !modal });
          const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (over > 0) told.push(`${path.basename(file)}: ${over} px too wide`);
          taken.push({ name, width, scheme, file: `${file}.png` });
        } catch (error) {
          told.push(`${path.basename(file)}: ${String(error.message).split("\n")[0]}`);
        }
      }

// Sheets: the pictures cut into columns, side by side.
if (asked.sheet) {
  const height = Number(asked.sheet);
  const scale = Number(asked.scale);
  for (const key of new Set(taken.map(({ name, width, scheme }) => `${name}-${width}-${scheme}`))) {
    const group = taken.filter(({ name, width, scheme }) => `${name}-${width}-${scheme}` === key);
    await page.goto("about:blank");
    const pieces = [];
    for (const { file } of group) {
      const source = `data:image/png;base64,${fs.readFileSync(file).toString("base64")}`;
      const size = await page.evaluate(async (source) => { const image = new Image(); image.src = source; await image.decode(); return [image.width, image.height]; }, source);
      for (let top = 0; top < size[1] * scale; top += height) pieces.push({ source, top, width: size[0] * scale, all: size[1] * scale });
    }
    const most = Math.max(1, Math.floor(1560 / (pieces[0].width + 8)));
    for (let n = 0; n * most < pieces.length; n++) {
      const part = pieces.slice(n * most, (n + 1) * most);
      await page.setViewportSize({ width: Math.ceil(part.reduce((sum, each) => sum + each.width + 8, 0)), height: Math.ceil(Math.min(height, Math.max(...part.map((each) => each.all - each.top)))) });
      await page.setContent(`<body style="margin:0;display:flex;gap:8px;background:#b0b">${part.map((each) => `<div style="width:${each.width}px;height:${Math.min(height, each.all - each.top)}px;flex:none;background:url(${each.source}) 0 -${each.top}px / ${each.width}px no-repeat"></div>`).join("")}`);
      await page.screenshot({ path: path.join(folder, "sheets", `${key}-${n + 1}.png`) });
    }
  }
}
console.log(`${taken.length} pictures in ${folder}${told.length > 0 ? `\n${told.join("\n")}` : ""}${errors.length > 0 ? `\nlogged: ${[...new Set(errors)].join("\n")}` : ""}`);
await browser.close();
server.close();
process.exit(0);
