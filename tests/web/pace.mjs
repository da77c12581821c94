// How long after a hand's move the page paints again, with 100,000 rows loaded. Not a test: times hang on the machine.
//
//   node tests/web/pace.mjs [--rows 100000] [--rounds 3] [--only filter,passport] [--channels 24]
//
// Every interaction is done with a real mouse or keys in Chromium; the browser's own Event Timing says how long it took
// from the input to the next paint (8 ms steps). On a busy machine that is mostly waiting, so beside it stands what the
// main thread itself worked for it: its processor time between the input and that paint, and in its longest task after.
import { parseArgs } from "node:util";
import { chromium, servePage } from "./harness.mjs";

const { values: asked } = parseArgs({ options: {
  rows: { type: "string", default: "100000" }, rounds: { type: "string", default: "3" }, only: { type: "string", default: "" }, channels: { type: "string", default: "24" },
} });
const server = await servePage();
const browser = await chromium();
const { page } = browser;
await page.addInitScript(() => {
  globalThis.seen = { events: [], tasks: [] };
  new PerformanceObserver((list) => { for (const each of list.getEntries()) if (each.interactionId) seen.events.push([each.name, each.duration, each.processingEnd - each.processingStart]); })
    .observe({ type: "event", durationThreshold: 16, buffered: true });
  new PerformanceObserver((list) => { for (const each of list.getEntries()) seen.tasks.push(each.duration); }).observe({ type: "longtask", buffered: true });
});
await page.goto(`${server.url}#lang=en`);
await page.waitForSelector(".index summary");

const read = await page.evaluate(async ({ rows, channels }) => {
  const parts = ["Date,Channel,Campaign,Country,Cost (EUR),Impressions,Clicks,Leads,New customers,Revenue,Gross profit\n"];
  for (let n = 0; n < rows; n++) {
    const day = new Date(Date.UTC(2024, 0, 1 + (n % 700))).toISOString().slice(0, 10);
    parts.push(`${day},Channel ${(n * 7) % channels},Campaign ${(n * 13) % 400},${["US", "TR", "FI", "IR", "DE", "GB"][n % 6]},${(n % 997) / 10 + 1},${(n * 31) % 5000},${(n * 17) % 300},${n % 9},${n % 3},${(n * 7) % 900},${(n * 3) % 400}\n`);
  }
  const data = new DataTransfer();
  data.items.add(new File(parts, "pace.csv"));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  return parts.reduce((sum, part) => sum + part.length, 0);
}, { rows: Number(asked.rows), channels: Number(asked.channels) });
await page.waitForSelector(".score .figure", { timeout: 60000 });
const rest = async () => {
  await page.waitForFunction(() => !document.querySelector(".computing"), null, { timeout: 60000, polling: 50 });
  await page.waitForTimeout(500);
};
await rest();
await page.waitForTimeout(2000);

// The browser's own trace: tasks of the page's main thread with their processor time, and each event with its paint.
const cdp = await page.context().newCDPSession(page);
let trace = [];
cdp.on("Tracing.dataCollected", ({ value }) => { trace.push(...value); });
const worked = async () => {
  const done = new Promise((resolve) => cdp.once("Tracing.tracingComplete", resolve));
  await cdp.send("Tracing.end");
  await done;
  const events = trace.filter((each) => each.name === "EventTiming" && each.ph === "b" && each.args?.data?.interactionId);
  const ends = new Map(trace.filter((each) => each.name === "EventTiming" && each.ph === "e").map((each) => [each.id2?.local ?? each.id, each.ts]));
  const thread = events[0] ?? trace.find((each) => each.name === "EventDispatch");
  const tasks = trace.filter((each) => each.name === "ThreadControllerImpl::RunTask" && each.tid === thread?.tid && each.pid === thread?.pid && each.tdur !== undefined);
  const spans = events.map((each) => [each.ts, ends.get(each.id2?.local ?? each.id) ?? each.ts + each.args.data.duration * 1000]);
  const within = (from, to) => tasks.reduce((sum, each) => sum + (each.ts < to && each.ts + each.dur > from ? each.tdur : 0), 0) / 1000;
  return [Math.max(0, ...spans.map(([from, to]) => within(from, to))), Math.max(0, ...tasks.map((each) => each.tdur)) / 1000];
};

const button = (name) => page.locator(".places button", { hasText: name });
const lists = { Period: [".controls .select", 0], "Compare with": [".controls .select", 1], Step: ["section:has(> header #trend-title) .set .select", 1] };
const select = (name) => page.locator(lists[name][0]).nth(lists[name][1]);
// Lists are changed by keys: the first letters choose.
const byKeys = (label, letters) => async () => {
  await select(label).focus();
  await arm();
  await page.keyboard.type(letters, { delay: 30 });
};
let armed = false;
const arm = async () => {
  await page.waitForTimeout(150);
  await page.evaluate(() => { seen.events.length = seen.tasks.length = 0; });
  trace = [];
  await cdp.send("Tracing.start", { categories: "toplevel,devtools.timeline", transferMode: "ReportEvents" });
  armed = true;
};
const click = (locator) => async () => {
  await locator().scrollIntoViewIfNeeded();
  await locator().hover();
  await arm();
  await page.mouse.down();
  await page.mouse.up();
};
const escape = () => page.keyboard.press("Escape");
const none = async () => {};

// [name, before, the move, after]
const moves = [
  ["passport", none, click(() => page.locator(".kpi.first .figure")), escape],
  ["passport of a cell", none, click(() => page.locator(".table.stack tbody .num").nth(4)), escape],
  ["filters open", none, click(() => page.locator(".controls .button").first()), escape],
  ["filter by one value", async () => { await page.locator(".controls .button").first().click(); await rest(); }, click(() => page.locator("dialog.filters .tick").nth(3)), async () => {
    await escape();
    await page.locator(".chip").click(); }],
  ["period", none, byKeys("Period", "Last q"), async () => { await select("Period").selectOption("all"); }],
  ["compare", none, byKeys("Compare with", "A year"), async () => { await select("Compare with").selectOption("none"); }],
  ["steps of the trend", none, byKeys("Step", "Da"), async () => { await select("Step").selectOption("month"); }],
  ["trend split", none, async () => { await page.locator(".panel .select").nth(2).focus(); await arm(); await page.keyboard.press("ArrowDown"); }, async () => { await page.locator(".panel .select").nth(2).selectOption("0"); }],
  ["group by", none, async () => { await page.locator("#channels-title ~ .set .select, header:has(#channels-title) .select").first().focus(); await arm(); await page.keyboard.type("Camp", { delay: 30 }); }, none],
  ["100 rows more", none, click(() => page.locator(".panel .more .link")), none],
  ["and 100 more", none, click(() => page.locator(".panel .more .link")), none],
  ["sort", none, click(() => page.locator(".table.stack thead button").nth(1)), none],
  ["fewer rows", none, click(() => page.locator(".panel .more .link")), async () => { await page.locator("header:has(#channels-title) .select").first().selectOption("channel"); }],
  ["picker opens", none, click(() => page.locator(".kpi.first .swap")), escape],
  ["picker search", async () => { await page.locator(".kpi.first .swap").click(); await rest(); }, async () => { await arm(); await page.keyboard.type("cost", { delay: 60 }); }, async () => { await escape(); await page.waitForTimeout(300); if (await page.locator("dialog[open]").count() > 0) await escape(); }],
  ["card changes", async () => { await page.locator(".kpi.first .swap").click(); await page.locator(".picker .find .field").fill("click"); await rest(); }, click(() => page.locator(".picker li button:not([disabled])").first()), async () => { await page.keyboard.press("Control+z"); }],
  ["columns", async () => { await page.locator("header:has(#channels-title) .button").first().click(); await rest(); }, click(() => page.locator("dialog.filters[open] .tick").nth(2)), async () => { await escape(); await page.keyboard.press("Control+z"); }],
  ["goal opens", none, click(() => page.locator(".kpi.first .set-goal")), escape],
  ["chart as a table", none, click(() => page.locator("mittari-trend button.swap, mittari-stack button.swap").first()), async () => { await page.locator("mittari-trend button.swap, mittari-stack button.swap").first().click(); }],
  ["chart point by keys", async () => { await page.locator("mittari-trend [tabindex='0'], mittari-stack [tabindex='0']").first().focus(); }, async () => { await arm(); await page.keyboard.press("ArrowLeft"); }, none],
  ["language", none, click(() => page.locator(".tongues [lang=fi]")), async () => { await page.locator(".tongues [lang=en]").click(); }],
  ["theme", none, click(() => page.locator(".top .end > .square:not(.save)").first()), none],
  ["undo", none, async () => { await page.evaluate(() => document.activeElement.blur()); await arm(); await page.keyboard.press("Control+z"); }, none],
  ["to Check", none, click(() => button("Check")), none],
  ["meaning of a column", none, async () => { await page.locator(".columns-table .select").nth(3).focus(); await arm(); await page.keyboard.press("ArrowDown"); }, async () => { await page.waitForTimeout(1500); await rest(); await page.evaluate(() => document.activeElement.blur()); await page.keyboard.press("Control+z"); await page.waitForTimeout(1500); }],
  ["to the scorecard", none, click(() => button("Scorecard")), none],
  ["to Report", none, click(() => button("Report")), none],
  ["title typed", async () => { await page.locator(".report-choices .field").first().focus(); }, async () => { await arm(); await page.keyboard.type("June", { delay: 80 }); }, none],
  ["section off", none, click(() => page.locator(".report-choices li .tick input").nth(2)), none],
  ["to Plan", none, click(() => button("Plan")), none],
  ["what-if key", async () => { await page.locator(".var .field").first().focus(); }, async () => { await arm(); await page.keyboard.type("7", { delay: 60 }); }, none],
  ["to Data", none, click(() => button("Data")), async () => { await button("Scorecard").click(); }],
];

const only = asked.only.split(",").filter(Boolean);
const found = new Map();
for (let round = 0; round < Number(asked.rounds); round++)
  for (const [name, before, move, after] of moves) {
    if (only.length > 0 && !only.some((each) => name.includes(each))) continue;
    try {
      await before();
      armed = false;
      await move();
      if (!armed) throw new Error("not armed");
      await rest();
      await page.waitForTimeout(300);
      const { events } = await page.evaluate(() => seen);
      const list = found.get(name) ?? [];
      list.push([Math.max(0, ...events.map((each) => each[1])), ...await worked(), events.sort((a, b) => b[1] - a[1])[0]?.[0] ?? ""]);
      found.set(name, list);
      await after();
      await rest();
    } catch (error) {
      console.log(`${name}: ${String(error.message).split("\n")[0]}`);
      if (armed) await worked();
      await page.keyboard.press("Escape");
    }
  }
const middle = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
console.log(`${asked.rows} rows, ${(read / 1e6).toFixed(1)} MB, Chromium ${browser.version}, ${asked.rounds} rounds\n\n| move | next paint ms, least | median | worked until then, ms | longest task, ms | event |\n|---|---:|---:|---:|---:|---|`);
for (const [name, list] of found) {
  const [paints, until, longest] = [0, 1, 2].map((at) => list.map((each) => each[at]));
  console.log(`| ${name} | ${Math.min(...paints)} | ${middle(paints)} | ${Math.min(...until).toFixed(0)} | ${Math.min(...longest).toFixed(0)} | ${list[0][3]} |`);
}
if (browser.errors.length > 0) console.log(`logged: ${browser.errors.join("; ")}`);
await browser.close();
server.close();
process.exit(0);
