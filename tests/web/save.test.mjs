// The page saves itself: saved, opened, changed, saved, opened again, from a disk and over the network, in three
// browsers, with the same numbers, no request and no breach of the policy; and what is hostile gives an error.
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { build, check, chromium, commandLine, equal, firefox, isOwnFile, noWebkit, open, require, servePage, settled, site, soon, Suite, webkit } from "./harness.mjs";

const suite = new Suite("save");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mittari-save-"));
process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
const file = (name, content) => {
  const full = path.join(folder, name);
  if (content !== undefined) fs.writeFileSync(full, content);
  return full;
};
const address = (name) => pathToFileURL(file(name)).href;
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

// Channels that try everything that a cell can try, days of four months, and one cell of a megabyte.
const channels = [
  "Google", "</script><script>window.hit=1</script>", "</template><img src=x onerror=window.hit=1>", "<!-- <script>", "--> ]]> {{wasm}} $& $'",
  "=HYPERLINK(\"http://example.com\")", "javascript:alert(1)", "\u202eevil\u2066 \u2028line\u2029", "'\"&amp;<template id=\"mittari-document\">{}</template>",
];
const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
const rows = channels.flatMap((channel, place) => [1, 2, 3, 4].map((month) =>
  [`2025-0${month}-1${place}`, quoted(channel), 100 + place * 10 + month, 10 + place + month, 2 + month, 300 + place * 7 + month * 11, "private note"]));
rows[5][6] = "x".repeat(1 << 20);
const table = `Date,Channel,Spend,Leads,New customers,Revenue,Notes\n${rows.map((row) => row.join(",")).join("\n")}\n`;
const source = file("ads.csv", table);

const first = file("first.html");
const told = JSON.parse(commandLine("report", source, "--metrics", "cost_per_lead,cac,marketing_roi", "--compare", "previous", "--lang", "en", "--html", first).out);
commandLine("report", source, "--html", file("plain.html"));
const query = { metrics: ["cost_per_lead", "cac", "spend", "revenue"], by: ["channel", "month"], today: "2025-06-15" };
const want = JSON.parse(commandLine("report", source, "--metrics", "cost_per_lead,cac,spend,revenue", "--by", "channel,month", "--today", "2025-06-15", "--json").out);
const pageText = fs.readFileSync(path.join(build, "mittari.html"), "utf8");
const blocks = (text) => ({
  json: /<template id="mittari-document">([^<]*)/.exec(text)[1], data: /<template id="mittari-data">([^<]*)/.exec(text)[1],
});

/** Text of 91 letters back into bytes, read by another hand than the page's. */
function bytesOf(text) {
  const letters = Array.from({ length: 94 }, (_, place) => String.fromCharCode(place + 33)).filter((letter) => !"<>&".includes(letter)).join("");
  let [bits, held] = [0n, 0n];
  const bytes = [];
  for (let at = 0; at < text.length; at += 2) {
    const alone = at + 1 === text.length;
    const value = BigInt(letters.indexOf(text[at]) + (alone ? 0 : 91 * letters.indexOf(text[at + 1])));
    bits |= value << held;
    held += alone ? 8n : (value & 8191n) > 88n ? 13n : 14n;
    for (; held > 7n; held -= 8n, bits >>= 8n) bytes.push(Number(bits & 255n));
  }
  return Buffer.from(bytes);
}

// ---- Hands, the same in every browser: by the page's own elements --------------------------------------------

/** Downloads are caught where they begin: what is written is the very text. */
const catchFiles = () => {
  window.showSaveFilePicker = undefined;
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    if (blob.type === "text/html") window.caught = blob;
    return make.call(URL, blob);
  };
  HTMLAnchorElement.prototype.click = function () { window.caughtName = this.download; };
};
/** The browser's own window, which takes the name that it is offered: what is written, by each name. */
const catchWindow = () => {
  window.written = [];
  window.showSaveFilePicker = async ({ suggestedName: name }) => ({
    name,
    createWritable: async () => ({ write: async (blob) => { window.part = await blob.text(); }, close: async () => { window.written.push(window.part); } }),
  });
};
const until = (what) => new Promise((resolve, reject) => {
  const began = performance.now();
  const find = {
    caught: () => window.caught?.text(), alert: () => document.querySelector(".alert")?.innerText,
    dialog: () => document.querySelector("dialog[open]") && "open", closed: () => !document.querySelector("dialog[open]") && "closed",
    linked: () => document.querySelector("dialog[open] .as-link")?.innerText, written: () => window.written?.at(-1),
    places: () => document.querySelectorAll(".places button").length > 3, read: () => document.querySelector(".bar .name")?.innerText, comparing: () => document.querySelector("dialog.comparing[open]")?.innerText,
  }[what];
  const look = () => {
    const found = find();
    if (found) resolve(found);
    else if (performance.now() - began > 20000) reject(new Error(`waited for ${what}: ${document.body.innerText.slice(0, 300)}`));
    else setTimeout(look, 30);
  };
  look();
});
const press = (selector) => document.querySelector(selector).click();
const ctrlS = () => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "s", ctrlKey: true, bubbles: true, cancelable: true }));
const drop = ([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: name.endsWith(".html") ? "text/html" : "text/csv" }));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
};

/** Saves by the dialogue, the choice by its place; the text of the file. */
async function save(browser, kind = 0, readOnly = false) {
  await browser.ev(catchFiles);
  await browser.ev(press, ".top .save");
  await browser.ev(until, "dialog");
  if (kind > 0) await browser.ev((place) => document.querySelectorAll("dialog[open] input[type=radio]")[place].click(), kind);
  if (readOnly) await browser.ev(press, "dialog[open] input[type=checkbox]");
  await browser.ev(() => new Promise((done) => setTimeout(done, 150)));
  await browser.ev(press, "dialog[open] button[type=submit]");
  const text = await browser.ev(until, "caught");
  await browser.ev(() => { delete window.caught; });
  await browser.ev(until, "closed");
  return text;
}
// As text: a driver may put the keys of an object in another order.
const report = async (browser, asked = query) => JSON.parse(await browser.ev((asked) => mittari.report(asked).then(JSON.stringify), asked));
const same = (got, wanted = want) => {
  equal(got.groups, wanted.groups, "groups");
  equal(got.total, wanted.total, "total");
};
const line = (browser) => browser.ev(() => document.querySelector(".draft-line")?.innerText ?? "");

// ---- The command line writes what the page writes --------------------------------------------------------------

await suite.case("--html writes the page with the document in it, and nothing else is another", () => {
  const text = fs.readFileSync(first, "utf8");
  equal(told, { ok: true, html: first, bytes: Buffer.byteLength(text), data: told.data });
  const { json, data } = blocks(text);
  equal(text.replace(json, "").replace(data, "") === pageText, true, "the program");
  check(!/[<>&\u2028\u2029\u202e\u2066]/u.test(json + data) && !json.includes("--"), "the blocks hold signs that mean something");
  check(JSON.parse(json).print.startsWith(told.data), "the fingerprint");
});
await suite.case("--html refuses what can't be read, written or asked, and leaves no file", () => {
  const out = file("none.html");
  equal([commandLine("report", file("no.csv"), "--html", out).status, commandLine("report", source, "--metrics", "nonsense", "--html", out).status,
    commandLine("inspect", source, "--html", out).status, commandLine("report", source, "--html", path.join(folder, "no", "x.html")).status, fs.existsSync(out)], [1, 2, 2, 1, false]);
});

// ---- Round in every browser ------------------------------------------------------------------------------------

async function round(browser, name) {
  const where = browser.name;
  await suite.case(`${where}, from disk: the saved page shows its numbers without a click`, async () => {
    const text = await open(browser, address("first.html"));
    check(/Saved in .?first.html/.test(text), text.slice(0, 300));
    same(await report(browser));
    equal(await browser.ev(() => [window.hit ?? 0, document.querySelectorAll("#mittari img, #mittari script").length]), [0, 0]);
  });
  await suite.case(`${where}, from disk: saved again unchanged, it is the same file byte for byte`, async () => {
    equal(await save(browser) === fs.readFileSync(first, "utf8"), true, "the file");
  });
  await suite.case(`${where}, from disk: changed, saved, opened: the change and the numbers are there`, async () => {
    await browser.ev(() => {
      const select = [...document.querySelectorAll(".controls select")].at(0);
      select.value = "quarter";
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await browser.ev(settled);
    check(/Changed since/.test(await line(browser)), await line(browser));
    fs.writeFileSync(file(`${name}.html`), await save(browser));
    check(/^Saved in/.test((await line(browser)).trim()), await line(browser));
    await open(browser, address(`${name}.html`));
    equal(await browser.ev(() => document.querySelector(".controls select").value), "quarter");
    same(await report(browser));
    equal((await save(browser)) === fs.readFileSync(file(`${name}.html`), "utf8"), true, "the third file");
  });
  await suite.case(`${where}: the browser's own save of the drawn page: the work of now is in it, and it saves itself as if never drawn`, async () => {
    await open(browser, address("plain.html"));
    await browser.ev(() => {
      const select = document.querySelector(".controls select");
      select.value = "quarter";
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await browser.ev(settled);
    await browser.ev(() => new Promise((done) => setTimeout(done, 1600)));
    // A table of a megabyte is within what the page's own text keeps abreast. Some browsers write shadow trees, too.
    fs.writeFileSync(file(`drawn-${name}.html`), await browser.ev(() => {
      const shadows = [...document.querySelectorAll("*")].filter((each) => each.shadowRoot).map((each) => {
        const template = document.createElement("template");
        template.setAttribute("shadowrootmode", "open");
        template.content.append(...[...each.shadowRoot.childNodes].map((node) => node.cloneNode(true)));
        each.prepend(template);
        return template;
      });
      const text = `<!DOCTYPE html>\n<!-- saved from url=(0014)about:internet -->\n${document.documentElement.outerHTML}`;
      for (const each of shadows) each.remove();
      return text;
    }));
    const text = await open(browser, address(`drawn-${name}.html`));
    check(!/damaged|not written by/.test(text), text.slice(0, 200));
    equal(await browser.ev(() => document.querySelector(".controls select").value), "quarter");
    same(await report(browser));
    const { json, data } = blocks(await save(browser));
    const again = fs.readFileSync(file(`${name}.html`), "utf8");
    equal([data, json.includes('"preset":"quarter"')], [blocks(again).data, true]);
  });
}

const server = await servePage();
const browser = await chromium();
const { page } = browser;
await round(browser, "second");

await suite.case("chromium, over http: dropped, saved by a real download, opened from disk: the same bytes as the command line's", async () => {
  await open(browser, `${server.url}#lang=en`);
  await browser.ev(drop, ["ads.csv", table]);
  await browser.ev(until, "read");
  const text = await browser.ev(settled);
  check(/Draft on this computer/.test(text) || /Keeping/.test(text), text.slice(0, 200));
  await browser.ev(() => { window.showSaveFilePicker = undefined; });
  await browser.ev(press, ".top .save");
  await browser.ev(until, "dialog");
  const [download] = await Promise.all([page.waitForEvent("download"), browser.ev(press, "dialog[open] button[type=submit]")]);
  equal(download.suggestedFilename(), "ads.html");
  await download.saveAs(file("web.html"));
  equal(fs.readFileSync(file("web.html"), "utf8") === fs.readFileSync(file("plain.html"), "utf8"), true, "the file");
  await open(browser, address("web.html"));
  same(await report(browser));
});

await suite.case("after Start over and another table a saved page's name is not offered for it; after Undo it is", async () => {
  await open(browser, address("first.html"));
  await browser.ev(until, "read");
  const offered = async () => {
    await browser.ev(press, ".top .save");
    await browser.ev(until, "dialog");
    const name = await browser.ev(() => document.querySelector("dialog[open] input[type=text], dialog[open] input.field").value);
    await page.keyboard.press("Escape");
    return name;
  };
  check(/^first/.test(await offered()), "its own name is not offered");
  await browser.ev(press, ".bar .acts .link:last-of-type");
  await browser.ev(drop, ["other.csv", table]);
  await browser.ev(until, "read");
  await browser.ev(settled);
  equal((await offered()).replace(/\.html$/, ""), "other", "the name for another table");
  await page.locator(".undo button").first().click();
  await page.locator(".undo button").first().click();
  await browser.ev(settled);
  check(/^first/.test(await offered()), "its own name after Undo");
});

await suite.case("into a file of the browser's own window: written again by Ctrl+S; a warning only while something would be lost", async () => {
  await open(browser, address("first.html"));
  await browser.ev(catchWindow);
  const warned = () => {
    const event = new Event("beforeunload", { cancelable: true });
    dispatchEvent(event);
    return event.defaultPrevented;
  };
  await browser.ev(ctrlS);
  await browser.ev(until, "dialog");
  await browser.ev(press, "dialog[open] button[type=submit]");
  equal(await browser.ev(until, "written") === fs.readFileSync(first, "utf8"), true, "the file");
  equal(await browser.ev(warned), false, "warned");
  await browser.ev(() => {
    const select = document.querySelector(".controls select");
    select.value = "month";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await browser.ev(settled);
  check(/Changed since/.test(await line(browser)), await line(browser));
  await browser.ev(ctrlS);
  await browser.ev(() => new Promise((done) => { const look = () => (window.written.length > 1 ? done() : setTimeout(look, 20)); look(); }));
  check((await browser.ev(() => window.written.at(-1))).includes('"preset":"month"'), "the change is not in the file");
  await soon(async () => /^Saved in .?first.html/.test((await line(browser)).trim()), true, "Saved in first.html");
  equal(await browser.ev(warned), false, "warned");
});

await suite.case("as SharePoint serves it, and in a sandboxed frame of a page with a strict policy: the same numbers", async () => {
  const pages = { "saved.html": fs.readFileSync(file("plain.html"), "utf8"), "host.html": '<!doctype html><title>Intranet</title><iframe title="Report" sandbox="allow-scripts" src="saved.html#lang=en" width="900" height="900"></iframe>' };
  const sharePoint = await site(pages, {
    "content-security-policy": "frame-ancestors 'self' teams.microsoft.com *.sharepoint.com", "x-content-type-options": "nosniff", "x-frame-options": "SAMEORIGIN",
    "x-download-options": "noopen", "referrer-policy": "strict-origin", "cache-control": "private, max-age=0",
  });
  await open(browser, `${sharePoint.url}saved.html`);
  same(await report(browser));
  check(/Saved in .?saved.html/.test(await line(browser)), await line(browser));
  await sharePoint.stop();
  const strict = await site({ ...pages }, {});
  strict.headers["host.html"] = { "content-security-policy": "default-src 'none'; frame-src 'self'; require-trusted-types-for 'script'" };
  await browser.goto(`${strict.url}host.html`);
  let frame;
  for (let n = 0; n < 200 && !(await frame?.evaluate(() => document.querySelector(".kpi .figure, .score .figure") !== null).catch(() => false)); n++) {
    await new Promise((done) => setTimeout(done, 100));
    frame = page.frames()[1];
  }
  equal(await frame.evaluate(() => origin), "null");
  same(JSON.parse(await frame.evaluate((asked) => mittari.report(asked).then(JSON.stringify), query)));
  check(/not stored|Nothing is stored|not in a file|Saved in/.test(await frame.evaluate(() => document.querySelector(".draft-line")?.innerText ?? "")), "it does not say where the work is");
  await strict.stop();
});

// ---- What goes along -------------------------------------------------------------------------------------------

await suite.case("sums only, for reading only: no row in the file, the same sums, and nothing can be changed", async () => {
  await open(browser, address("plain.html"));
  const text = await save(browser, 1, true);
  const held = gunzipSync(bytesOf(blocks(text).data)).toString();
  check(!held.includes("private note") && held.split("\r\n").length === rows.length + 2, held.slice(0, 300));
  fs.writeFileSync(file("sums.html"), text);
  const shownText = await open(browser, address("sums.html"));
  check(shownText.includes("For reading only") && shownText.includes("Monthly sums by channel"), shownText.slice(0, 400));
  const got = await report(browser);
  const plain = ({ groups, total }) => [...groups, total].map(({ key, metrics }) => [key, Object.entries(metrics).map(([id, { value }]) => [id, value])]);
  equal(plain(got), plain(want), "sums");
  await browser.ev(drop, ["more.csv", "Channel,Spend,Leads\nX,1,1\n"]);
  await browser.ev(() => new Promise((done) => setTimeout(done, 300)));
  equal(await browser.ev(() => [document.querySelector(".kpi .doors")?.checkVisibility() ?? false, document.querySelector(".bar .name").innerText.includes("more.csv")]), [false, false]);
});

await suite.case("sums only: rows without a day stay without one", async () => {
  commandLine("report", file("undated.csv", "Date,Channel,Spend\n2025-01-05,A,10\n,A,20\n2025-02-05,B,5\n"), "--html", file("undated.html"));
  await open(browser, address("undated.html"));
  fs.writeFileSync(file("undated-sums.html"), await save(browser, 1));
  await open(browser, address("undated-sums.html"));
  const { groups } = await report(browser, { metrics: ["spend"], by: ["channel", "month"] });
  equal(groups.map(({ key, metrics }) => `${key.channel} ${key.month} ${metrics.spend.value}`).sort(), ["A  20", "A 2025-01 10", "B 2025-02 5"]);
});

await suite.case("without data: the next table is read as the last one was", async () => {
  const mapped = file("mapped.csv", "Date,Where,A,B\n2025-01-03,Google,100,10\n2025-02-03,Meta,50,4\n");
  const whole = file("mapped.html");
  commandLine("report", mapped, "--map", "channel=Where", "--map", "spend=A", "--map", "leads=B", "--html", whole);
  await open(browser, pathToFileURL(whole).href);
  const asked = { metrics: ["cost_per_lead"], by: ["channel"] };
  const before = await report(browser, asked);
  const text = await save(browser, 2);
  equal([blocks(text).data, blocks(text).json.includes("mapped.csv"), text.includes("Google")], ["", true, false]);
  fs.writeFileSync(file("recipe.html"), text);
  check((await open(browser, address("recipe.html"))).includes("waits for"), "it does not wait");
  await browser.ev(drop, ["march.csv", "Date,Where,A,B\n2025-01-03,Google,100,10\n2025-02-03,Meta,50,4\n"]);
  await browser.ev(until, "read");
  await browser.ev(settled);
  equal((await report(browser, asked)).groups, before.groups, "groups");
});

await suite.case("a link carries the small state, and is not offered for a large one", async () => {
  await open(browser, address("mapped.html"));
  const asked = { metrics: ["cost_per_lead"], by: ["channel"] };
  const before = await report(browser, asked);
  await browser.ev(() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; });
  await browser.ev(press, ".top .save");
  check(/contains the data, \d/.test(await browser.ev(until, "linked")), "it does not say what is in the link");
  await browser.ev(press, "dialog[open] .as-link button");
  const url = await browser.ev(() => window.copied);
  const hash = url.slice(url.indexOf("#"));
  check(/^#s=[\w-]{80,900}$/.test(hash), hash.slice(0, 60));
  const text = await open(browser, `${server.url}${hash}`);
  check(/Saved in .?the link/.test(text), text.slice(0, 200));
  same(await report(browser, asked), before);
  await open(browser, address("plain.html"));
  await browser.ev(press, ".top .save");
  const long = await browser.ev(until, "linked");
  check(/Too long/.test(long) && await browser.ev(() => document.querySelector("dialog[open] .as-link button") === null), long);
});

await suite.case("about: the program's fingerprint is that of the file as it was built, of a saved page too, and stands on every printed sheet", async () => {
  const print = createHash("sha256").update(pageText).digest("hex");
  for (const url of [server.url, address("plain.html")]) {
    await open(browser, url);
    await browser.ev(press, ".foot .about");
    await browser.ev(until, "dialog");
    // The data's fingerprint may come before the program's.
    await soon(() => browser.ev(() => [...document.querySelectorAll("dialog.about dl code")].some((code) => code.textContent.length === 64)), true, "a fingerprint");
    const text = await browser.ev(() => document.querySelector("dialog.about").innerText);
    for (const part of [print, "connect-src 'none'", "fflate", "lit-html", "nlohmann/json", "licences.txt"]) check(text.includes(part), `${part} is not in ${text}`);
  }
  await browser.ev(press, "dialog.about header button");
  await browser.ev(() => [...document.querySelectorAll(".places button")].find((button) => /Report/.test(button.textContent)).click());
  await browser.ev(settled);
  const feet = await browser.ev(() => [...document.querySelectorAll(".page-foot")].map((foot) => foot.textContent));
  check(feet.length > 1 && feet.every((foot) => foot.includes(print.slice(0, 12))), feet);
});

await suite.case("a saved page and a link in a frame: the part that is asked for, and nothing around it", async () => {
  const part = () => [document.querySelector(".kpi .figure, .score .figure")?.innerText ?? "", document.querySelectorAll(".top, .foot, .places").length];
  await open(browser, `${address("plain.html")}#embed=scorecard&lang=en`);
  const [figure, around] = await browser.ev(part);
  check(/\d/.test(figure) && around === 0, [figure, around]);
  same(await report(browser));
  await open(browser, address("mapped.html"));
  const asked = { metrics: ["cost_per_lead"], by: ["channel"] };
  const before = await report(browser, asked);
  await browser.ev(() => [...document.querySelectorAll(".bar .acts .link")].at(1).click());
  await browser.ev(until, "dialog");
  await browser.ev(() => { const select = document.querySelectorAll("dialog[open] select")[1]; select.value = "fixed"; select.dispatchEvent(new Event("change", { bubbles: true })); });
  // It may be chosen once the link is written and known to be short enough.
  await soon(() => browser.ev(() => document.querySelector("dialog[open] textarea.code").value.includes("<iframe") && !document.querySelector("dialog[open] input[type=checkbox]").disabled), true, "the choice");
  await browser.ev(press, "dialog[open] input[type=checkbox]");
  await soon(() => browser.ev(() => /#s=[\w-]+&amp;[^"]*"/.test(document.querySelector("dialog[open] textarea.code").value)), true, "a link in the code");
  const [code, said] = await browser.ev(() => [document.querySelector("dialog[open] textarea.code").value, document.querySelector("dialog[open] .caution").innerText]);
  check(/contains the data, \d/.test(said), said);
  const hash = /src="[^"#]*(#s=[\w-]+&amp;[^"]*)"/.exec(code)?.[1].replaceAll("&amp;", "&");
  check(hash?.includes("&embed=scorecard"), code);
  await open(browser, `${server.url}${hash}`);
  equal((await browser.ev(part))[1], 0, "what stands around");
  same(await report(browser, asked), before);
});

await suite.case("sums only says what it leaves out, and is not offered where there are none", async () => {
  const deals = file("deals.csv", "Deal ID,Created,Closed,Stage,Amount,Source\n1,2025-01-03,2025-02-01,Won,500,Google\n2,2025-01-09,2025-02-11,Lost,300,Meta\n3,2025-02-09,,Open,200,Meta\n");
  const told = () => [...document.querySelectorAll("dialog[open] fieldset .pick")].map((each) => [each.innerText, each.querySelector("input").disabled])[1];
  for (const [files, words, off] of [[[source, `${deals}@table=deals`], "deals.csv", false], [[`${deals}@table=deals`], "can’t be given away as sums", true]]) {
    commandLine("report", ...files, "--html", file("deals.html"));
    await open(browser, address("deals.html"));
    await browser.ev(press, ".top .save");
    await browser.ev(until, "dialog");
    const [text, disabled] = await browser.ev(told);
    check(text.includes(words) && disabled === off, `${text} ${disabled}`);
  }
});

// ---- Another saved page is brought -----------------------------------------------------------------------------

await suite.case("a saved page beside this one: what has changed, in words and figures; then in its place, and back", async () => {
  const older = file("older.csv", table.split("\n").slice(0, -3).join("\n").replaceAll("Google", "Bing"));
  const past = file("past.html");
  commandLine("report", older, "--delimiter", ",", "--metrics", "cac", "--param", "gross_margin=0.4", "--html", past);
  await open(browser, address("plain.html"));
  await browser.ev(drop, ["past.html", fs.readFileSync(past, "utf8")]);
  equal(await browser.ev(until, "dialog"), "open");
  await browser.ev(press, "dialog[open] footer .main");
  const text = (await browser.ev(until, "comparing")).replace(/[\u2066-\u2069]/g, "");
  const oldTotal = JSON.parse(commandLine("report", older, "--metrics", "spend", "--json").out).total.metrics.spend.value;
  const newTotal = want.total.metrics.spend.value;
  const number = (value) => value.toLocaleString("en", { minimumFractionDigits: value % 1 ? 2 : 0 });
  for (const part of ["past.html beside plain.html", number(oldTotal), number(newTotal), "New: Google", "No longer there: Bing", "gross margin", "34", "36", "Sign between the columns", "“,”"])
    check(text.toLowerCase().includes(part.toLowerCase()), `${part} is not in ${text}`);
  check(text.includes(`+${((newTotal / oldTotal - 1) * 100).toFixed(1)}%`), `the change of ${oldTotal} to ${newTotal} is not in ${text}`);
  await browser.ev(press, "dialog[open] footer .main");
  await browser.ev(() => [...document.querySelectorAll(".places button")].find((button) => /Report/.test(button.textContent)).click());
  await browser.ev(settled);
  check(await browser.ev(() => document.querySelector("mittari-sheets").shadowRoot?.textContent.includes("What has changed") ??
    document.querySelector("mittari-sheets").textContent.includes("What has changed")), "it is not in the report");
  await browser.ev(drop, ["past.html", fs.readFileSync(past, "utf8")]);
  await browser.ev(until, "dialog");
  await browser.ev(() => document.querySelectorAll("dialog[open] footer button")[1].click());
  await soon(async () => (await line(browser)).includes("past.html"), true, "past.html is named");
  await browser.ev(settled);
  equal((await report(browser, { metrics: ["spend"] })).total.metrics.spend.value, oldTotal, "opened");
  await browser.ev(press, ".top .undo button");
  await soon(async () => (await line(browser)).includes("plain.html"), true, "plain.html is named");
  await browser.ev(settled);
  equal((await report(browser, { metrics: ["spend"] })).total.metrics.spend.value, newTotal, "undone");
});

await suite.case("Ctrl+S writes over the file of this work alone: not over one of a table that is gone, nor over another's", async () => {
  const intoFile = async () => {
    await browser.ev(catchWindow);
    await browser.ev(press, ".top .save");
    await browser.ev(until, "dialog");
    await browser.ev(press, "dialog[open] button[type=submit]");
    await browser.ev(until, "written");
    await browser.ev(settled);
  };
  const asks = async (what) => {
    await browser.ev(ctrlS);
    equal(await browser.ev(until, "dialog"), "open", what);
    equal(await browser.ev(() => window.written.length), 1, what);
  };
  const change = async (value) => {
    await browser.ev((value) => {
      const select = document.querySelector(".controls select");
      select.value = value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }, value);
    await browser.ev(settled);
  };
  const small = ["small.csv", "Channel,Spend,Leads\nA,10,2\nB,21,3\n"];
  await open(browser, address("plain.html"));
  await intoFile();
  await browser.ev(() => [...document.querySelectorAll(".bar .acts button")].at(-1).click());
  await browser.ev(settled);
  await browser.ev(drop, small);
  await browser.ev(until, "read");
  await browser.ev(settled);
  await asks("after starting over");

  // Opened beside, saved, and gone back to the one before.
  await open(browser, address("plain.html"));
  await browser.ev(drop, ["past.html", fs.readFileSync(file("past.html"), "utf8")]);
  await browser.ev(until, "dialog");
  await browser.ev(() => document.querySelectorAll("dialog[open] footer button")[1].click());
  await browser.ev(until, "closed");
  await browser.ev(settled);
  await change("month");
  await intoFile();
  for (let step = 0; step < 2; step++) {
    await browser.ev(press, ".top .undo button");
    await browser.ev(() => new Promise((done) => setTimeout(done, 100)));
    await browser.ev(settled);
  }
  await soon(async () => (await line(browser)).includes("plain.html"), true, "plain.html is named");
  await asks("after going back");

  // Another table beside the one in the file is the same work, grown.
  await open(browser, address("plain.html"));
  await intoFile();
  await browser.ev(drop, small);
  await soon(() => browser.ev(() => document.querySelector(".bar .name").innerText.includes("small.csv") || document.querySelectorAll(".bar .name").length > 1), true, "the second table");
  await browser.ev(settled);
  await browser.ev(ctrlS);
  await browser.ev(() => new Promise((done, never) => {
    const look = (left) => (window.written.length > 1 ? done() : left === 0 ? never(new Error("not written")) : setTimeout(look, 20, left - 1));
    look(400);
  }));
  check((await browser.ev(() => window.written.at(-1))).includes("small.csv"), "the second table is not in the file");
});

// ---- Hostile ---------------------------------------------------------------------------------------------------

const bent = (change) => {
  const text = fs.readFileSync(file("plain.html"), "utf8");
  const { json, data } = blocks(text);
  const now = change({ json, data });
  return text.replace(json, () => now.json).replace(`<template id="mittari-data">${data}`, () => `<template id="mittari-data">${now.data}`);
};
const hostile = {
  cut: bent(({ json, data }) => ({ json: json.slice(0, 90), data })),
  "with other data": bent(({ json, data }) => ({ json, data: data.replace(/A/, "B") })),
  "of a newer format": bent(({ json, data }) => ({ json: json.replace('"format":1', '"format":7'), data })),
  "with keys of a prototype": bent(({ json, data }) => ({ json: json.replace('"document":{', '"document":{"aliases":{"__proto__":"x"},'), data })),
  "of wrong types": bent(({ json, data }) => ({ json: json.replace('"language":"en"', '"language":["en"]'), data })),
  "that nests deep": bent(({ data }) => ({ json: "[".repeat(100000), data })),
};
await suite.case("a saved page whose names name nothing, on days of no time: the numbers that there are, and no error", async () => {
  const goal = { id: "g", metric: "nothing", value: "much", direction: "atLeast", dimension: "nowhere", segment: "x", from: "0001-01-01", to: "9999-12-31", owner: "", plan: "column", months: { never: "x" }, column: "none", band: -5, budget: "?" };
  const odd = {
    kpis: ["nothing", "cac"], columns: ["none", "spend"], sort: { column: "gone", descending: true }, calculator: "no_such", solve: { cpl: "nothing" }, fields: { spend: "\u0000" },
    whatif: { subject: "none", given: ["nobody"], typed: { nobody: "1" } }, scenarios: [{ id: "s", name: "", subject: "none", given: [], typed: {}, values: { a: null } }],
    goals: [goal, { ...goal, id: "h", metric: "leads", from: "2025-12-31", to: "2025-01-01", plan: "months" }], events: [{ day: "", text: "" }, { day: "0001-01-01", text: "x" }],
    report: { sections: { nothing: { fresh: true, note: "x" } }, title: "\u202e" }, timeReversed: true, place: "plan", aliases: { a: "a" },
    selection: { preset: "custom", from: "9999-01-01", to: "0001-01-01", compare: "custom", compareFrom: "", compareTo: "9999-12-31", where: { nowhere: ["x"], channel: ["Google"] }, by: "nowhere", grain: "day", trend: 2, split: true, params: { nothing: 1e300 } },
  };
  for (const place of ["plan", "board", "report", "check"]) {
    fs.writeFileSync(file("odd.html"), bent(({ json, data }) => ({ json: JSON.stringify({ ...JSON.parse(json), document: { ...JSON.parse(json).document, ...odd, place } }).replaceAll("<", "\\u003c").replaceAll("&", "\\u0026"), data })));
    await browser.goto("about:blank");
    await browser.goto(address("odd.html"));
    await browser.ev(until, "places");
    await browser.ev(settled);
    const [text, spend] = await browser.ev(async () => [document.body.innerText, (await mittari.report({ metrics: ["spend"] })).total.metrics.spend.value]);
    equal(spend, want.total.metrics.spend.value, "spend");
    check(!/\b(undefined|NaN|Infinity|null)\b|\[object/.test(text), text);
    await browser.ev((place) => [...document.querySelectorAll(".places button")].at(place === "plan" ? -1 : 2).click(), place);
    await browser.ev(settled);
  }
});
for (const [what, text] of Object.entries(hostile)) {
  await suite.case(`a saved page ${what}: an error with what to do, and a page that works`, async () => {
    fs.writeFileSync(file("hostile.html"), text);
    await browser.goto("about:blank");
    await browser.goto(address("hostile.html"));
    const alert = await browser.ev(until, "alert");
    check(/(Ask for|Open the saved page by itself)/.test(alert), alert);
    // Long enough for the page to write its own text, which it must not.
    if (what === "cut") await browser.ev(() => new Promise((done) => setTimeout(done, 1200)));
    equal(await browser.ev(() => document.querySelector("template#mittari-document").content.textContent.length), blocks(text).json.length, "what stands in the page");
    await browser.ev(drop, ["small.csv", "Channel,Spend,Leads\nA,10,2\nB,21,3\n"]);
    await browser.ev(until, "read");
    await browser.ev(settled);
    equal((await report(browser, { metrics: ["cost_per_lead"] })).total.metrics.cost_per_lead.value, 6.2);
  });
}
await suite.case("hostile links give an error and nothing else", async () => {
  for (const hash of ["#s=", "#s=AAAA", "#s=%3Cscript%3E", `#s=${"A".repeat(9000)}`, "#s=AQ", "#s=../../x"]) {
    await browser.goto("about:blank");
    await browser.goto(`${server.url}${hash}`);
    check(/(whole link|by itself)/.test(await browser.ev(until, "alert")), hash.slice(0, 40));
  }
});

// ---- Dialogues for everyone ------------------------------------------------------------------------------------

for (const lang of ["en", "tr", "fi", "fa"]) {
  await suite.case(`the dialogues in ${lang}: axe finds nothing, and nothing runs out at 320 px`, async () => {
    await page.setViewportSize({ width: 320, height: 700 });
    await open(browser, address("mapped.html"));
    await browser.ev((lang) => document.querySelector(`.tongues [lang=${lang}]`).click(), lang);
    await browser.ev(press, ".top .save");
    await browser.ev(until, "linked");
    await browser.ev(axe);
    const faults = () => browser.ev(async () => {
      const { violations } = await axe.run(document.querySelector("dialog[open]"), { resultTypes: ["violations"] });
      const wide = [...document.querySelectorAll("dialog[open], dialog[open] .body")].filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => `${each.className} is ${each.scrollWidth} wide`);
      return [...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`)), ...wide];
    });
    equal(await faults(), [], "the save dialogue");
    await browser.ev(press, "dialog[open] header button");
    await browser.ev(until, "closed");
    await browser.ev(press, ".foot .about");
    await browser.ev(until, "dialog");
    equal(await faults(), [], "about");
    await browser.ev(press, "dialog[open] header button");
    await browser.ev(until, "closed");
    await browser.ev(drop, ["past.html", fs.readFileSync(file("past.html"), "utf8")]);
    await browser.ev(until, "dialog");
    equal(await faults(), [], "the arrival");
    if (lang === "en" || lang === "tr") {
      await page.setViewportSize({ width: 1280, height: 800 });
      return;
    }
    await browser.ev(press, "dialog[open] footer .main");
    await browser.ev(until, "comparing");
    equal(await faults(), [], "the comparison");
    await page.setViewportSize({ width: 1280, height: 800 });
  });
}

await suite.case("chromium: no request but for the pages themselves, no error, no breach of the policy", () => {
  equal(browser.requests.filter((url) => !url.startsWith("blob:") && !/^(file:|about:)|^http:\/\/127\.0\.0\.1:\d+\/some\/path\/(saved|host)\.html(#.*)?$/.test(url) && !isOwnFile(url)), [], "requests");
  equal(browser.errors, [], "errors");
});
await browser.close();
server.close();

for (const start of [firefox, ...(noWebkit() === "" ? [webkit] : [])]) {
  const other = await start();
  await round(other, `second-${other.name}`);
  await suite.case(`${other.name}: no request, no error`, () => {
    equal((other.requests ?? []).filter((url) => !/^(file|blob|about|data):/.test(url)), [], "requests");
    equal(other.errors, [], "errors");
  });
  await other.close();
}
if (noWebkit() !== "") suite.skip("webkit", noWebkit());
suite.finish();
