// Cells that try everything, as cell, header, file name, sheet name and every text of a document: in by every door, out
// by every export. No script runs, nothing breaks the policy, no text becomes an element, what a spreadsheet would run is
// quoted, -5 stays a number, and the texts come back whole, or with U+FFFD where a form has no place for a sign.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { apart as onItsOwn, check, chromium, commandLine, equal, offlinePage, require, settled, site, Suite } from "./harness.mjs";

const { zipSync, unzipSync, strToU8, strFromU8 } = require("fflate");
const suite = new Suite("hostile");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mittari-hostile-"));
process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
const file = (name, content) => {
  const full = path.join(folder, name);
  if (content !== undefined) fs.writeFileSync(full, content);
  return full;
};

// ---- The texts ------------------------------------------------------------------------------------------------------

const megabyte = `<img src=x onerror=hit()>${"long ".repeat(210_000)}end`;
const evil = [
  "<img src=x onerror=hit()>", "</script><script>hit()</script>", "</template></textarea></style></title><svg onload=hit()>", "<!--", "--> ]]>", "javascript:hit()",
  '=HYPERLINK("http://127.0.0.1:9/x";"click")', "@SUM(1+1)", "+1+cmd|' /C calc'!A0", "-2+3", "\u202egpj.exe", "in\u202evoice\u2066x", "\u2066isolated", "\u2069\u2069unisolated", "a\ud800b",
  "\u2028line\u2029", "__proto__", "constructor", "${hit()} {{hit()}} $& $'", "'\"`&amp;&#60;b&#62;", "?lit$1$<?lit$2$>", "a|b\\|c", "\u200d\u0301\u0670", "_x0041_",
];
const whole = (text) => text.replaceAll("\ud800", "\ufffd");
const cells = [...evil, megabyte];
// Each channel is told from the others by its spend; each text stands in a column of its own as well.
const tableOf = (long) => [["Channel", "Spend", "Leads", "Balance", ...evil, long],
  ...[...evil, long].map((text, place) => [text, 100 + place, 10 + place, "-5", ...evil.map((_, column) => evil[(place + column) % evil.length]), ""])];
const large = tableOf(megabyte);
const wanted = Object.fromEntries(cells.map((text, place) => [100 + place, whole(text)]));
const fileName = (ending) => `<img src=x onerror=hit()>\u202e=1+1${ending}`;
const sheetName = "<svg onload=hit()>\u202e'&";

// ---- The table in every form ----------------------------------------------------------------------------------------

const delimited = (table, mark, end) => table.map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(mark)).join(end) + end;
const csv = delimited(large, ",", "\n");
const entity = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const html = (table) => `<meta charset="utf-8"><table>${table.map((row) => `<tr>${row.map((cell) => `<td>${entity(cell)}</td>`).join("")}</tr>`).join("")}</table>`;
const objects = ([heads, ...rows]) => rows.map((row) => `{${row.map((cell, place) => `${JSON.stringify(heads[place])}:${JSON.stringify(cell)}`).join(",")}}`);
// A workbook writes a sign that XML has no place for as _xHHHH_, and what looks like that with its first sign spelt out.
const spelt = (text) => entity(text).replace(/_(?=x[\da-f]{4}_)/gi, "_x005F_").replaceAll("\ud800", "_xD800_");
const letters = (place) => (place >= 26 ? letters(Math.floor(place / 26) - 1) : "") + String.fromCharCode(65 + (place % 26));
const archive = (members) => zipSync(Object.fromEntries(Object.entries(members).map(([name, text]) => [name, strToU8(text)])), { level: 1 });
const xlsx = (table) => archive({
  "xl/workbook.xml": `<workbook><sheets><sheet name="${entity(sheetName)}" r:id="r1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>',
  "xl/worksheets/a.xml": `<worksheet><sheetData>${table.map((row, r) => `<row r="${r + 1}">${row.map((cell, c) => (typeof cell === "number" ? `<c r="${letters(c)}${r + 1}"><v>${cell}</v></c>`
    : `<c r="${letters(c)}${r + 1}" t="inlineStr"><is><t xml:space="preserve">${spelt(cell)}</t></is></c>`)).join("")}</row>`).join("")}</sheetData></worksheet>`,
});
const ods = (table) => archive({
  mimetype: "application/vnd.oasis.opendocument.spreadsheet",
  "content.xml": `<office:document-content><office:body><office:spreadsheet><table:table table:name="${entity(sheetName)}">${table.map((row) => `<table:table-row>${row.map((cell) => (typeof cell === "number"
    ? `<table:table-cell office:value-type="float" office:value="${cell}"/>` : `<table:table-cell office:value-type="string"><text:p>${entity(cell)}</text:p></table:table-cell>`)).join("")}</table:table-row>`).join("")}</table:table></office:spreadsheet></office:body></office:document-content>`,
});
const small = tableOf("long");
// The long one by three doors; it would only be waited for at all of them.
const files = {
  CSV: [".csv", Buffer.from(csv)], XLSX: [".xlsx", xlsx(large)], JSON: [".json", Buffer.from(`[${objects(large).join(",")}]`)],
  "UTF-16": [".csv", Buffer.from(`\ufeff${delimited(small, ",", "\n")}`, "utf16le")], TSV: [".tsv", Buffer.from(delimited(small, "\t", "\r\n"))], ODS: [".ods", ods(small)],
  NDJSON: [".ndjson", Buffer.from(objects(small).join("\n"))], HTML: [".xls", Buffer.from(html(small))],
  ZIP: [".zip", archive({ [fileName(".csv")]: delimited(small, ",", "\n") })], gzip: [".csv.gz", gzipSync(delimited(small, ",", "\n"))],
};
// Blanks and invisible marks around a cell are no part of a name.
const trimmed = (text) => text.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, "");
const same = (got) => Object.entries(wanted).forEach(([spend, text]) =>
  got[spend] === "long" || equal(trimmed(got[spend] ?? "nothing"), trimmed(text), `the channel of spend ${spend}`));
// A channel as it comes back from what a spreadsheet may open: what would run bears an apostrophe.
const marked = (text) => text.replace(/^'(?=[\s\p{Cc}\p{Cf}]*[=+\-@])/u, "");
const keysOf = (groups) => Object.fromEntries(groups.map((group) => [group.metrics.spend.value, group.key.channel]));
// What a spreadsheet runs: by its first sign, whatever blanks and marks stand before it.
const runs = (cell) => /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell);
/** RFC 4180 by another hand than the product's. */
const parsed = (text) => {
  const out = [[""]];
  for (let at = text.startsWith("\ufeff") ? 1 : 0, inside = false; at < text.length; at++) {
    const sign = text[at];
    const row = out.at(-1);
    if (inside && sign === '"' && text[at + 1] === '"') row[row.length - 1] += text[at++];
    else if (sign === '"') inside = !inside;
    else if (!inside && sign === ",") row.push("");
    else if (!inside && sign === "\r" && text[at + 1] === "\n") at++, out.push([""]);
    else row[row.length - 1] += sign;
  }
  return out.slice(0, -1);
};

// ---- The command line -----------------------------------------------------------------------------------------------

const source = file("hostile.csv", csv);
const savedFile = file("saved.html");
const asked = ["--metrics", "spend,leads", "--by", "channel"];
await suite.case("command line: JSON holds every text, CSV nothing that runs, and -5 is a number", () => {
  const { sources, groups } = JSON.parse(commandLine("report", source, ...asked, "--json").out);
  same(keysOf(groups));
  equal(sources[0].columns.map((column) => trimmed(column.name)), large[0].map((head) => trimmed(whole(head))), "headers");
  check(sources[0].columns[3].type !== "text", "-5 is a text");
  const table = parsed(commandLine("report", source, ...asked, "--csv").out);
  equal(table.length, cells.length + 2, "rows");
  check(table.every((row) => row.length === 3 && !row.some(runs)), "a cell runs");
  same(Object.fromEntries(table.map(([channel, spend]) => [spend, marked(channel)])));
});
await suite.case("command line: SQL holds no text outside of its quotes, in any dialect", () => {
  const few = file("few.csv", delimited(small, ",", "\n"));
  for (const dialect of ["duckdb", "postgres", "bigquery", "spark"]) {
    const back = dialect === "bigquery" || dialect === "spark";
    const { out } = commandLine("report", few, "--metrics", "spend,revenue", "--by", "channel", "--map", `revenue=${evil[6]}`, "--alias", `${evil[0]}=${evil[19]}`, "--where", `channel=${evil[1]}`, "--sql", dialect);
    const bare = out.replace(back ? /'(\\[^]|[^'\\])*'|"(\\[^]|[^"\\])*"|`(\\[^]|[^`\\])*`/g : /'(''|[^'])*'|"(""|[^"])*"/g, "");
    check(out.includes("HYPERLINK") && out.includes("<script>"), `${dialect}: ${out.slice(0, 300)}`);
    check(!/script|HYPERLINK|onerror|127/.test(bare) && !/['"`\\]/.test(bare), `${dialect}: ${bare}`);
  }
});

// ---- The page -------------------------------------------------------------------------------------------------------

const browser = await chromium();
const { page } = browser;
await page.addInitScript(() => {
  window.hits = 0;
  window.hit = () => { window.hits++; };
  window.breaches = [];
  document.addEventListener("securitypolicyviolation", (event) => window.breaches.push(`${event.violatedDirective} ${event.blockedURI}`));
});
const until = async (code) => {
  for (const began = Date.now(); ; await new Promise((done) => setTimeout(done, 40))) {
    const found = await page.evaluate(code);
    if (found) return found;
    if (Date.now() - began > 20_000) throw new Error(`waited for ${code}: ${(await page.evaluate(() => document.body.innerText)).slice(0, 300)}`);
  }
};
const read = () => until(() => document.querySelector(".alert")?.innerText ?? (document.querySelector(".bar .name") && !document.querySelector("[aria-busy=true], .progress") ? "read" : ""));
/** No text of the data has become an element, an attribute that runs, or an address that runs; nothing was refused, either. */
const sound = async () => equal(await page.evaluate(() => {
  const wrong = window.hits > 0 ? [`${window.hits} scripts ran`] : [];
  const walk = (root) => {
    for (const each of root.querySelectorAll("*")) {
      if (/^(img|script|iframe|object|embed|link|meta|base|template|video|audio|foreignObject)$/.test(each.localName)) wrong.push(each.localName);
      for (const { name, value } of each.attributes) if (/^on/i.test(name) || /^\s*javascript:/i.test(/href$|src$|action$/.test(name) ? value : "")) wrong.push(`${each.localName} ${name}`);
      if (each.shadowRoot) walk(each.shadowRoot);
    }
  };
  for (const root of document.querySelectorAll("#mittari, mittari-scorecard, mittari-report, mittari-calculator")) walk(root);
  return [...wrong, ...window.breaches];
}), [], "what happened");
const report = () => page.evaluate(() => mittari.report({ metrics: ["spend"], by: ["channel"] }).then((report) => report.groups.map((group) => [group.metrics.spend.value, group.key.channel])));
const load = async (address) => {
  await page.goto("about:blank");
  await page.goto(address);
  await until(() => document.querySelector("#mittari button") !== null);
};
const drop = ([name, base64]) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
};
const bring = async (name, bytes) => {
  await page.evaluate(`(${drop})(${JSON.stringify([name, Buffer.from(bytes).toString("base64")])})`);
  equal(await read(), "read", "the page");
};
const clear = async () => {
  await page.evaluate(() => [...document.querySelectorAll(".bar .acts .link")].at(-1).click());
  await until(() => document.querySelector(".bar") === null);
};

await load(`${offlinePage}#lang=en`);
for (const [form, [ending, bytes]] of Object.entries(files)) {
  await suite.case(`dropped, ${form}: every text comes back, and is nothing but text`, async () => {
    await bring(fileName(ending), bytes);
    same(Object.fromEntries(await report()));
    await sound();
    await clear();
  });
}
const paste = ([plain, html]) => {
  const data = new DataTransfer();
  data.setData("text/plain", plain);
  if (html) data.setData("text/html", html);
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
};
for (const [form, given] of [["text", [delimited(small, "\t", "\n"), ""]], ["HTML", ["nothing", html(small)]]]) {
  await suite.case(`pasted, ${form}: every text comes back, and is nothing but text`, async () => {
    await page.evaluate(`(${paste})(${JSON.stringify(given)})`);
    equal(await read(), "read", "the page");
    same(Object.fromEntries(await report()));
    await sound();
    await clear();
  });
}
await suite.case("bytes of zero are no text: an error that says so, and nothing else", async () => {
  await page.evaluate(`(${drop})(${JSON.stringify(["zero.csv", Buffer.from("Channel,Spend\na\0b,5\nc,6\n").toString("base64")])})`);
  check(/not text|isn.t text/i.test(await read()), "no error");
  await sound();
});

// ---- A document whose every text is one of these ----------------------------------------------------------------------

const whatever = (place) => evil[place % evil.length];
const inert = (json) => json.replace(/[<>&\u2028\u2029\p{Cc}\p{Cf}]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
/** The saved page with another document about the same tables. */
const withDocument = (change) => {
  const text = fs.readFileSync(savedFile, "utf8");
  const json = /<template id="mittari-document">([^<]*)/.exec(text)[1];
  const head = JSON.parse(json);
  return text.replace(json, () => inert(JSON.stringify({ ...head, document: change(head.document) })));
};
const goal = (place) => ({
  id: whatever(place), metric: "cost_per_lead", value: whatever(place + 1), direction: "atMost", dimension: "channel", segment: whatever(place), from: "2025-01-01", to: "2025-12-31",
  owner: whatever(place), plan: "months", months: { [evil[place % 6]]: whatever(place) }, band: 10, budget: whatever(place),
});
const hostileDocument = (place) => (document) => ({
  ...document, place, kpis: ["cost_per_lead"], formulas: evil.filter((text) => /^[^=]{4,}$/.test(text)).slice(0, 6).map((text) => `${text} = sum(spend) / sum(leads)`), aliases: { [evil[0]]: evil[1] },
  inputs: document.inputs.map((input) => ({ ...input, name: fileName(".csv") })), fields: { spend: evil[0], leads: evil[6] },
  goals: evil.map((_, place) => goal(place)), scenarios: evil.map((text, place) => ({ id: `s${place}`, name: text, subject: "funnel", given: [], typed: { spend: text }, values: {} })),
  report: { title: evil[2], author: evil[9], sections: Object.fromEntries(["summary", "table", "bars", "appendix"].map((id, place) => [id, { note: evil.slice(place * 6, place * 6 + 6).join("\n") }])) },
  events: evil.map((text, place) => ({ day: `2025-01-${String(1 + place).padStart(2, "0")}`, text })), sheet: { rows: evil.map((text) => ({ channel: text, cells: { spend: text } })) },
  selection: { ...document.selection, where: { channel: [] }, by: "channel" }, awaited: evil.map((name) => ({ name, settings: {} })),
});
const rest = () => browser.ev(settled, 300);
await suite.case("a saved page all of whose texts are such: every place shows them as text, and it saves itself", async () => {
  check(JSON.parse(commandLine("report", source, ...asked, "--html", savedFile, "--json").out).ok, "no page");
  for (const place of ["board", "plan", "report", "check", "data"]) {
    await load(pathToFileURL(file("document.html", withDocument(hostileDocument(place)))).href);
    await rest();
    equal(await page.evaluate(() => document.querySelector(".alert")?.innerText ?? ""), "", "an error");
    await until(() => (document.querySelector("mittari-sheets")?.innerText ?? document.body.innerText).includes("<img src=x onerror=hit()>"));
    await sound();
    if (place === "report") check((await page.pdf()).length > 10_000, "no print");
  }
  same(Object.fromEntries(await report()));
  // Beside another one: what has changed, in words that are nothing but words.
  await load(`${offlinePage}#lang=en`);
  await bring("plain.csv", Buffer.from("Channel,Spend,Leads\nA,5,1\nB,6,2\n"));
  await page.evaluate(`(${drop})(${JSON.stringify(["document.html", fs.readFileSync(file("document.html")).toString("base64")])})`);
  await until(() => document.querySelector("dialog[open] footer .main") !== null);
  await sound();
  await page.evaluate(() => document.querySelector("dialog[open] footer .main").click());
  const compared = await until(() => document.querySelector("dialog.comparing[open]")?.innerText);
  check(evil.filter((text) => compared.includes(text.trim())).length > 12, compared.slice(0, 500));
  await sound();
});
await suite.case("a text longer than any that is written here is refused as broken", async () => {
  await load(pathToFileURL(file("long.html", withDocument((document) => ({ ...document, report: { sections: { summary: { note: megabyte } } } })))).href);
  check(/Ask for|by itself/.test(await until(() => document.querySelector(".alert")?.innerText)), "no error");
  await sound();
});

// ---- Out of the page ------------------------------------------------------------------------------------------------

/** What an item of a menu gives: its file, or what it puts on the clipboard. */
const take = (label, host = "") => page.evaluate(async ([label, host]) => {
  const menus = [];
  const walk = (root) => {
    for (const each of root.querySelectorAll("*")) {
      if (each.localName === "mittari-menu" && each.items.some((item) => item.label.includes(label)) && (host === "" || root.host?.localName === host)) menus.push(each);
      if (each.shadowRoot) walk(each.shadowRoot);
    }
  };
  walk(document);
  const item = menus.at(-1).items.find((item) => item.label.includes(label));
  const kept = [URL.createObjectURL, HTMLAnchorElement.prototype.click, navigator.clipboard.write];
  let found;
  const text = async (blob) => (blob.type === "image/png" ? `PNG ${blob.size}` : [...new Uint8Array(await blob.arrayBuffer())].map((byte) => String.fromCharCode(byte)).join(""));
  URL.createObjectURL = (blob) => {
    found ??= text(blob);
    return "blob:null/x";
  };
  HTMLAnchorElement.prototype.click = () => {};
  navigator.clipboard.write = async ([item]) => { found = (async () => Object.fromEntries(await Promise.all(item.types.map(async (type) => [type, await (await item.getType(type)).text()]))))(); };
  await item.act();
  for (let n = 0; found === undefined && n < 200; n++) await new Promise((done) => setTimeout(done, 20));
  [URL.createObjectURL, HTMLAnchorElement.prototype.click, navigator.clipboard.write] = kept;
  return found;
}, [label, host]);
const apart = (look, text) => onItsOwn(page, look, text);
const utf8 = (binary) => Buffer.from(binary, "latin1").toString("utf8");

await load(pathToFileURL(savedFile).href);
await read();
await rest();
await suite.case("out as CSV: nothing runs, and read again it is the same", async () => {
  const text = utf8(await take("CSV"));
  const table = parsed(text);
  check(table.length === cells.length + 2 && table.every((row) => row.length === table[0].length && !row.some(runs)), table.map((row) => row[0].slice(0, 50)));
  const answer = JSON.parse(commandLine("report", file("again.csv", text), ...asked, "--json").out);
  same(Object.fromEntries(Object.entries(keysOf(answer.groups)).map(([spend, text]) => [spend, marked(text)])));
});
await suite.case("out as XLSX: no formula, no markup, and read again it is the same, but for what no workbook holds", async () => {
  const bytes = Buffer.from(await take("XLSX"), "latin1");
  for (const [name, part] of Object.entries(unzipSync(bytes))) {
    const found = await apart((xml) => {
      const read = new DOMParser().parseFromString(xml, "application/xml");
      return [read.querySelector("parsererror")?.textContent ?? "", read.querySelectorAll("f, script, img").length];
    }, strFromU8(part));
    equal(found, ["", 0], name);
  }
  const { groups } = JSON.parse(commandLine("report", file("again.xlsx", bytes), ...asked, "--json").out);
  const got = keysOf(groups);
  const cut = got[100 + cells.length - 1];
  check(cut.length === 32767 && cut.endsWith("…") && megabyte.startsWith(cut.slice(0, -1)), `the long one: ${cut.length} ${cut.slice(-20)}`);
  same({ ...got, [100 + cells.length - 1]: megabyte });
});
await suite.case("out as JSON: every text", async () => {
  equal(JSON.parse(utf8(await take("JSON"))).groups.map((group) => trimmed(group.key.channel)).sort(), cells.map((text) => trimmed(whole(text))).sort(), "channels");
});
await suite.case("out as Markdown and as a table: no markup from the data", async () => {
  const markdown = (await take("Markdown"))["text/plain"].trim().split("\n");
  equal(markdown.length, cells.length + 3, "lines");
  const bars = markdown.map((line) => (line.match(/(?<!\\)\|/g) ?? []).length);
  check(bars.every((each) => each === bars[0]) && !/<[a-z/!]/i.test(markdown.join("")), bars);
  const forms = await take("Copy as a table");
  const found = await apart((html) => {
    const body = new DOMParser().parseFromString(html, "text/html").body;
    return [[...new Set([...body.querySelectorAll("*")].map((each) => each.localName))], [...body.querySelectorAll("tbody th")].map((each) => each.textContent)];
  }, forms["text/html"]);
  equal(found[0].filter((name) => !/^(table|caption|thead|tbody|tr|th|td|bdi|b)$/.test(name)), [], "elements");
  equal(found[1].slice(0, -1).map(trimmed).sort(), cells.map((text) => trimmed(whole(text))).sort(), "texts");
  check(forms["text/plain"].split("\n").every((line) => line.split("\t").every((cell) => !runs(cell) || /^[-+−]?[\d.,€ ]+$/.test(cell))), "a cell runs");
});
/** What the dialogue saves, its choice by the place. */
const savedBy = async (choice) => {
  await page.evaluate(() => {
    window.showSaveFilePicker = undefined;
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      if (blob.type === "text/html") window.caught = blob;
      return make.call(URL, blob);
    };
    HTMLAnchorElement.prototype.click = () => {};
    document.querySelector(".top .save").click();
  });
  await until(() => document.querySelector("dialog[open] button[type=submit]") !== null);
  await page.evaluate((choice) => document.querySelectorAll("dialog[open] input[type=radio]")[choice].click(), choice);
  await rest();
  await page.evaluate(() => document.querySelector("dialog[open] button[type=submit]").click());
  return until(() => window.caught?.text());
};
await suite.case("saved by the page itself: the file that the command line wrote", async () => {
  equal(await savedBy(0) === fs.readFileSync(savedFile, "utf8"), true, "the file");
});
await suite.case("by a link: the same, and sound", async () => {
  const few = file("few.csv", ["Channel,Spend,Leads", ...evil.map((text, place) => `"${text.replaceAll('"', '""')}",${100 + place},5`)].join("\n"));
  await load(`${offlinePage}#lang=en`);
  await bring(fileName(".csv"), fs.readFileSync(few));
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => { window.copied = text; };
    document.querySelector(".top .save").click();
  });
  await until(() => document.querySelector("dialog[open] .as-link button") !== null);
  await page.evaluate(() => document.querySelector("dialog[open] .as-link button").click());
  const url = await until(() => window.copied);
  check(/#s=[\w-]+$/.test(url), url.slice(-80));
  await load(url);
  await read();
  const got = Object.fromEntries(await report());
  evil.forEach((text, place) => equal(trimmed(got[100 + place]), trimmed(whole(text))));
  await sound();
});

await suite.case("a zero byte that came by JSON: U+FFFD in CSV, and in the sums, which open again", async () => {
  const json = '[{"Channel":"a\\u0000b","Spend":5,"Leads":1},{"Channel":"c","Spend":6,"Leads":2}]';
  await load(`${offlinePage}#lang=en`);
  await bring("zero.json", Buffer.from(json));
  await rest();
  equal(parsed(utf8(await take("CSV"))).slice(1, -1).map(([channel]) => channel).sort(), ["a\ufffdb", "c"]);
  const text = await savedBy(1);
  await load(pathToFileURL(file("sums.html", text)).href);
  equal(await read(), "read");
  equal((await report()).sort(), [[5, "a\ufffdb"], [6, "c"]]);
  await sound();
});
await suite.case("out as SVG and PNG: pictures, and nothing else", async () => {
  await load(`${offlinePage}#lang=en`);
  await bring("dated.csv", Buffer.from(["Date,Channel,Spend,Leads,Revenue", ...evil.slice(0, 6).flatMap((text, place) =>
    [1, 2, 3].map((month) => `2025-0${month}-05,"${text.replaceAll('"', '""')}",${100 + place * month},${5 + place},${300 - place * month}`))].join("\n")));
  await rest();
  const pictures = await page.evaluate(async () => {
    const all = [...document.querySelectorAll("#mittari *")].filter((each) => typeof each.toSvg === "function");
    return Promise.all(all.map(async (each) => [each.localName, await each.toSvg()]));
  });
  check(pictures.length > 1 && pictures.some(([, svg]) => svg.includes("&lt;img")), pictures.map(([name]) => name));
  for (const [name, svg] of pictures) {
    const found = await apart((svg) => {
      const read = new DOMParser().parseFromString(svg, "image/svg+xml");
      const all = [...read.querySelectorAll("*")];
      return [read.querySelector("parsererror")?.textContent ?? "", all.map((each) => each.localName).filter((name) => /^(script|img|image|foreignObject|iframe|a|use)$/.test(name)),
        all.flatMap((each) => [...each.attributes].map((one) => one.name)).filter((name) => /^on|href/.test(name))];
    }, svg);
    equal(found, ["", [], []], name);
  }
  check(/^PNG \d{4,}/.test(await take("PNG")), "no picture");
  await sound();
});

// ---- In other people's pages ------------------------------------------------------------------------------------------

await suite.case("embed code: whatever the table, it is one element with one table in it", async () => {
  const few = ["Channel,Spend,Leads", ...evil.map((text, place) => `"${text.replaceAll('"', '""')}",${100 + place},5`)].join("\n");
  const plain = few.replaceAll(/<\/script|<!--/g, "<b");
  for (const [table, inside] of [[few, false], [plain, true]]) {
    await load(`${offlinePage}#lang=en`);
    await bring(fileName(".csv"), Buffer.from(table));
    await page.evaluate(() => [...document.querySelectorAll(".bar .acts .link")].at(1).click());
    await until(() => document.querySelector("dialog[open] textarea.code") !== null);
    await rest();
    await page.evaluate(() => document.querySelector("dialog[open] input[type=checkbox]:not(:disabled)")?.click());
    const code = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(document.querySelector("dialog[open] textarea.code").value), 100))));
    const found = await apart((html) => {
      const body = new DOMParser().parseFromString(html, "text/html");
      return [[...body.querySelectorAll("head > *, body > *, mittari-scorecard > *")].map((each) => each.localName), body.querySelector("script[type='text/csv']")?.textContent.trim()];
    }, code);
    equal(found[0], inside ? ["script", "mittari-scorecard", "script"] : ["script", "mittari-scorecard", "script"], "elements");
    equal(inside ? found[1] === whole(plain).trim() : found[1], inside ? true : "…", "table");
    await sound();
  }
});
await suite.case("an element's attribute, text, property and events: every text comes back, and is nothing but text", async () => {
  const few = ["Channel,Spend,Leads", ...evil.map((text, place) => `"${text.replaceAll('"', '""')}",${100 + place},5`)].join("\n");
  const pages = {};
  const host = await site(pages);
  pages["blog.html"] = `<!doctype html><meta charset="utf-8"><title>Blog</title><link rel="icon" href="data:,"><script type="module" src="mittari-elements.js"></script>
    <mittari-scorecard data="${entity(few)}" heading="${entity(evil[0])}" goal="${entity(evil[0])}=5; cost_per_lead=${entity(evil[1])}" metric="cost_per_lead" lang="en"></mittari-scorecard>
    <mittari-report lang="${entity(evil[0])}" heading="${entity(evil[2])}" author="${entity(evil[0])}" currency="${entity(evil[0])}"></mittari-report>
    <mittari-calculator metric="${entity(evil[0])}" data="spend=${encodeURIComponent(evil[0])}&amp;leads=${encodeURIComponent(evil[6])}" goal="${entity(evil[1])}"></mittari-calculator>`;
  await page.goto(`${host.url}blog.html`);
  await page.evaluate((table) => { document.querySelector("mittari-report").data = new File([table], "<img src=x onerror=hit()>.csv"); }, few);
  await until(() => ["mittari-scorecard", "mittari-report", "mittari-calculator"].every((name) => (document.querySelector(name).shadowRoot?.textContent.length ?? 0) > 200) &&
    ["mittari-scorecard", "mittari-report"].every((name) => document.querySelector(name).shadowRoot.textContent.includes("<img src=x onerror=hit()>")));
  await sound();
  await host.stop();
});
await suite.case("all the while: no request but for the pages, no error", () => {
  equal(browser.requests.filter((url) => !/^(file:|about:|blob:|data:|http:\/\/127\.0\.0\.1:\d+\/some\/path\/)/.test(url)), [], "requests");
  equal(browser.errors, [], "errors");
});
await browser.close();
suite.finish();
