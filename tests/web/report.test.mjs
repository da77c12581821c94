// The report as it is printed, and the numbers and charts as they leave the page: four languages, two papers, light
// from dark, hostile cells through every way out.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { apart as onItsOwn, check, chromium, equal, firefox, noWebkit, require, servePage, soon, Suite, webkit } from "./harness.mjs";

const suite = new Suite("report");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mittari-"));
process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
const server = await servePage();
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const { unzipSync, strFromU8 } = require("fflate");

const browser = await chromium();
const { page } = browser;
const apart = (look, text) => onItsOwn(page, look, text);
await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);

const open = async (lang, sample = "local_service") => {
  await page.goto("about:blank");
  await page.goto(`${server.url}#sample=${sample}&lang=${lang}`);
  await page.waitForSelector(".score .figure");
};

/** Waits until nothing changes any more between two looks. */
const still = async (code) => {
  let before = "";
  for (let same = 0, n = 0; same < 3; n++) {
    if (n > 120) throw new Error("does not come to rest");
    await page.waitForTimeout(120);
    const now = JSON.stringify(await page.evaluate(code));
    same = now === before ? same + 1 : 0;
    before = now;
  }
};
const dealt = () => still(() => [document.querySelectorAll(".page").length, document.querySelector("mittari-sheets")?.textContent.length,
  [...document.querySelectorAll(".page .block")].map((each) => Math.round(each.getBoundingClientRect().height))]);
const reportPlace = /^(Report|Rapor|Raportti|گزارش)$/;
const toReport = async () => {
  await page.locator(".places button").filter({ hasText: reportPlace }).click();
  await page.waitForSelector(".page .block");
  await dealt();
};
const paste = async (text) => {
  await page.goto("about:blank");
  await page.goto(`${server.url}#lang=en`);
  await page.waitForSelector("textarea");
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
  await page.waitForSelector(".places button[aria-current]");
  await page.waitForSelector(".columns-table, .score .figure");
  await page.locator(".places button").filter({ hasText: "Scorecard" }).click();
  await page.waitForSelector(".score .figure");
};

async function faults() {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary.split("\n")[1] ?? ""}`.slice(0, 260)));
  });
  equal(found, [], "violations");
}

/** What the printed file says of itself. */
const print = async () => {
  const bytes = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
  return {
    pages: (bytes.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length,
    boxes: [...new Set([...bytes.matchAll(/\/MediaBox\s*\[([^\]]*)\]/g)].map((match) => match[1].trim().split(/\s+/).slice(2).map((size) => Math.round(size)).join("x")))],
    images: (bytes.match(/\/Subtype\s*\/Image/g) ?? []).length,
  };
};

/** Pages whose content reaches into the foot, or beyond the sides. */
const spills = () => page.evaluate(() => [...document.querySelectorAll(".page")].flatMap((sheet, n) => {
  const foot = sheet.querySelector(".page-foot").getBoundingClientRect().top;
  const box = sheet.getBoundingClientRect();
  return [...sheet.querySelectorAll(".block")].flatMap((block) => {
    const at = block.getBoundingClientRect();
    const inner = [...block.querySelectorAll("*")].map((each) => each.getBoundingClientRect());
    const wide = inner.some((each) => each.width > 1 && (each.left < box.left - 1 || each.right > box.right + 1));
    return at.bottom > foot + 1 || wide ? [`page ${n + 1}: ${block.textContent.trim().slice(0, 40)} ${Math.round(at.bottom - foot)}`] : [];
  });
}));

for (const lang of ["en", "tr", "fi", "fa"]) {
  for (const scheme of ["light", "dark"]) {
    await suite.case(`${lang}, ${scheme}: the report, its charts' menus open, without an accessibility fault`, async () => {
      await page.emulateMedia({ colorScheme: scheme });
      await open(lang);
      await page.locator("mittari-trend mittari-menu button").first().click();
      await faults();
      await toReport();
      await page.locator(".report-choices mittari-menu button").first().click();
      await faults();
    });
    await suite.case(`${lang}, ${scheme}: paper is light, and nothing spills`, async () => {
      equal(await page.evaluate(() => [...new Set([...document.querySelectorAll(".page")].map((each) => getComputedStyle(each).backgroundColor))]), ["rgb(255, 255, 255)"]);
      const ink = await page.evaluate(() => getComputedStyle(document.querySelector(".page h1")).color.match(/\d+/g).map(Number));
      check(Math.max(...ink) < 80, ink);
      equal(await spills(), []);
    });
  }
  await page.emulateMedia({ colorScheme: "dark" });
  for (const [paper, box] of [["a4", "595x842"], ["letter", "612x792"]]) {
    await suite.case(`${lang}: printed on ${paper}, as many pages as shown, all of them vectors`, async () => {
      await page.locator(".report-choices select").selectOption(paper);
      await dealt();
      const shown = await page.evaluate(() => document.querySelectorAll(".page").length);
      equal(await spills(), []);
      const made = await print();
      equal(made.pages, shown, "pages");
      equal(made.boxes, [box], "paper");
      equal(made.images, 0, "pictures of dots");
    });
  }
  await page.emulateMedia({ colorScheme: "light" });
  for (const width of [320, 768]) {
    await suite.case(`${lang}: nothing runs out of the page at ${width} px`, async () => {
      await page.setViewportSize({ width, height: 844 });
      await dealt();
      const [wide, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      check(wide <= inner, `${wide} px wide`);
      await faults();
    });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

await suite.case("Persian pages are mirrored", async () => {
  const [label, value] = await page.evaluate(() => ["th", "td"].map((name) => document.querySelector(`.page .paper-told tbody ${name}`).getBoundingClientRect().left));
  check(label > value, [label, value]);
});

await suite.case("printed the moment it is opened: all charts are drawn, on as many pages as there will be", async () => {
  await open("en");
  const drawn = () => {
    const charts = [...document.querySelectorAll(".page :is(mittari-trend, mittari-bars, mittari-funnel, mittari-bullet, mittari-spark)")];
    return { pages: document.querySelectorAll(".page").length, charts: charts.length, empty: charts.filter((each) => each.shadowRoot.querySelector("svg .column, svg .line, svg .bar, svg rect, svg path") === null).length };
  };
  await page.locator(".places button").filter({ hasText: reportPlace }).evaluate((button) => button.click());
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const now = await page.evaluate(drawn);
  check(now.charts > 2 && now.empty === 0, now);
  await dealt();
  const later = await page.evaluate(drawn);
  equal([now.pages, now.charts], [later.pages, later.charts], "pages and charts");
});

await suite.case("the author's title, notes, breaks and choice of sections are on the pages, and can be undone", async () => {
  await open("en");
  await toReport();
  const before = await page.evaluate(() => document.querySelectorAll(".page").length);
  await page.getByLabel("Title", { exact: true }).fill("Spring <b>review</b>");
  for (const each of await page.locator(".report-choices summary").all()) await each.click();
  await page.getByLabel("Your note: Over time").fill("We changed agency in March.");
  await dealt();
  const text = () => page.evaluate(() => [...document.querySelectorAll(".page")].map((each) => each.innerText).join("\f"));
  let now = await text();
  check(now.includes("Spring <b>review</b>") && now.includes("We changed agency in March."), now.slice(0, 300));
  await page.getByLabel("Start on a new page: Over time").check();
  await dealt();
  now = await text();
  check(now.split("\f").some((each) => each.trim().startsWith("Over time")), "no page begins with the section");
  await page.locator(".report-choices li").filter({ hasText: "How each number was made" }).locator("input").first().uncheck();
  await dealt();
  check(!(await text()).includes("How each number was made"), "the section is still there");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await dealt();
  now = await text();
  check(now.includes("How each number was made") && !now.split("\f").some((each) => each.trim().startsWith("Over time")), "undo brings back");
  check(before > 0);
});

await suite.case("the appendix tells how each number was made, and what was changed in the data", async () => {
  await open("en");
  await toReport();
  const text = await page.evaluate(() => [...document.querySelectorAll(".page")].map((each) => each.innerText).join("\n"));
  for (const part of ["With your numbers", "÷", "What was changed in the data", "total row", "Page 1 of", "data "]) check(text.includes(part), part);
});

const names = Array.from({ length: 200 }, (_, i) => `Channel ${String(i + 1).padStart(3, "0")}`);
await suite.case("a table of 200 channels runs over pages, its head on each, and each row once", async () => {
  await paste(["Channel\tSpend\tLeads", ...names.map((name, i) => `${name}\t${1000 + i}\t${10 + i}`)].join("\n"));
  await toReport();
  equal(await spills(), []);
  const [heads, rows] = await page.evaluate(() => {
    const tables = [...document.querySelectorAll(".page .paper-table:not(.paper-told, .paper-did)")];
    return [tables.map((each) => each.querySelectorAll("thead th").length), tables.flatMap((each) => [...each.querySelectorAll("tbody th")].map((cell) => cell.innerText.trim()))];
  });
  check(heads.length > 3 && heads.every((each) => each === heads[0] && each > 2), heads);
  equal(rows.filter((name) => name.startsWith("Channel")).sort(), names);
  equal(new Set(rows.slice(-1)).size, 1);
  equal((await print()).pages, await page.evaluate(() => document.querySelectorAll(".page").length));
});

// ---- Ways out -------------------------------------------------------------------------------------------------

const hostile = ['=HYPERLINK("http://127.0.0.1:9/x";"click")', "@SUM(1+1)", "+1+cmd|' /C calc'!A0", "\u202egpj.exe", "</script><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>", "javascript:alert(1)", "a|b", "plain"];
const sheet = ["Channel\tSpend\tLeads\tRevenue", ...hostile.map((name, i) => `"${name.replaceAll('"', '""')}"\t${100 + i * 10}\t${i === 4 ? "" : i + 1}\t${50 + i * 40}`)].join("\n");

/** Presses an item of the table's menu; -> the file's bytes. */
const take = async (menu, item) => {
  await menu.locator("button").first().click();
  const [file] = await Promise.all([page.waitForEvent("download"), menu.locator(".list button").filter({ hasText: item }).click()]);
  const at = path.join(folder, file.suggestedFilename());
  await file.saveAs(at);
  return { name: file.suggestedFilename(), bytes: fs.readFileSync(at) };
};
const clip = async (menu, item) => {
  await page.evaluate(() => navigator.clipboard.writeText("nothing yet"));
  await menu.locator("button").first().click();
  await menu.locator(".list button").filter({ hasText: item }).click();
  // Null while the clipboard is being written.
  const look = () => page.evaluate(async () => {
    const forms = {};
    try {
      for (const each of await navigator.clipboard.read()) for (const type of each.types) forms[type] = type.startsWith("text/") ? await (await each.getType(type)).text() : (await each.getType(type)).size;
    } catch {
      return null;
    }
    return forms;
  });
  await soon(async () => ["nothing yet", undefined].includes((await look() ?? {})["text/plain"]), false, "still what was there");
  return look();
};

await paste(sheet);
const menu = page.locator(".panel > header mittari-menu").last();
const truth = await browser.ev(async () => mittari.report({ by: ["channel"], metrics: ["marketing_roi", "cost_per_lead", "spend", "revenue", "roas"] }));
const spend = Object.fromEntries(truth.groups.map((group) => [group.key.channel, group.metrics]));

await suite.case("CSV: numbers as the engine gave them, blanks blank, no cell that a spreadsheet would run", async () => {
  const { bytes, name } = await take(menu, "CSV");
  check(name.endsWith(".csv"), name);
  const text = bytes.toString("utf8");
  const [head, ...lines] = text.replace(/^\ufeff/, "").trimEnd().split("\r\n");
  const cells = lines.map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) => match[1].replace(/^"([^]*)"$/, "$1").replaceAll('""', '"')));
  equal(lines.length, hostile.length + 1, "rows");
  for (const [first] of cells) check(!/^[\s\u202e]*[=+\-@]/.test(first), first);
  const column = head.split(",").indexOf("Cost per lead");
  check(column > 0, head);
  for (const name of ["plain", "a|b"]) {
    const row = cells.find(([first]) => first === name);
    equal(Number(row[column]), spend[name].cost_per_lead.value, name);
  }
  equal(cells.find(([first]) => first.startsWith("</script>"))[column], "", "a blank");
});

await suite.case("XLSX: a package whose numbers are numbers, and whose texts are never formulas", async () => {
  const { bytes, name } = await take(menu, "XLSX");
  check(name.endsWith(".xlsx"), name);
  const sheet = strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"]);
  check(!/<f[ >]/.test(sheet) && !sheet.includes("<script"), "a formula or a script");
  check(sheet.includes(`<v>${spend["plain"].cost_per_lead.value}</v>`), "the number is not there");
  const again = await browser.ev(async (data) => {
    await mittari.open([{ name: "again.xlsx", data: new Blob([Uint8Array.from(data)]) }]);
    const report = await mittari.report({ by: ["channel"], metrics: ["spend"] });
    return report.groups.map((group) => [group.key.channel, group.metrics.spend.value]);
  }, [...bytes]);
  equal(Object.fromEntries(again.filter(([key]) => key in spend)), Object.fromEntries(Object.entries(spend).map(([key, metrics]) => [key, metrics.spend.value])), "read again");
});

await paste(sheet);
await suite.case("JSON: the engine's answer, digit for digit", async () => {
  const { bytes } = await take(page.locator(".panel > header mittari-menu").last(), "JSON");
  const saved = JSON.parse(bytes.toString("utf8"));
  const asked = await browser.ev(async (query) => mittari.report(query), { by: saved.by, metrics: Object.keys(saved.metrics) });
  equal(saved.groups, asked.groups, "groups");
  equal(saved.total, asked.total, "total");
});

await suite.case("the clipboard: Markdown and a table without markup from the data", async () => {
  const menu = page.locator(".panel > header mittari-menu").last();
  const markdown = (await clip(menu, "Markdown"))["text/plain"].trim().split("\n");
  equal(markdown.length, hostile.length + 3, "lines");
  check(markdown.every((line) => (line.match(/(?<!\\)\|/g) ?? []).length === (markdown[0].match(/(?<!\\)\|/g) ?? []).length), markdown.join("\n"));
  check(!markdown.join("").includes("<img"), "markup");
  const forms = await clip(menu, "Copy as a table");
  const found = await apart((html) => {
    const body = new DOMParser().parseFromString(html, "text/html").body;
    return [[...new Set([...body.querySelectorAll("*")].map((each) => each.localName))].sort(), body.querySelectorAll("tbody tr").length];
  }, forms["text/html"]);
  equal(found[0].filter((name) => !["table", "caption", "thead", "tbody", "tr", "th", "td", "bdi", "b", "meta"].includes(name)), [], "elements");
  equal(found[1], hostile.length + 1, "rows");
  check(forms["text/plain"].split("\n").every((line) => !/^[=+@]/.test(line)), forms["text/plain"]);
});

await suite.case("the report of hostile cells prints them as text", async () => {
  await toReport();
  const text = await page.evaluate(() => [document.querySelectorAll(".page img, .page script").length, document.querySelector("mittari-sheets").innerText]);
  equal(text[0], 0, "elements from data");
  check(text[1].includes("<img src=x onerror=alert(1)>"), "the cell is not there");
});

await suite.case("each chart as SVG: well-formed, complete by itself, light from dark", async () => {
  await page.emulateMedia({ colorScheme: "dark" });
  for (const lang of ["en", "fa"]) {
    await open(lang);
    const { name, bytes } = await take(page.locator("mittari-trend mittari-menu"), "SVG");
    check(name.endsWith(".svg"), name);
    const svg = bytes.toString("utf8");
    const found = await apart((svg) => {
      const read = new DOMParser().parseFromString(svg, "image/svg+xml");
      const root = read.documentElement;
      return {
        error: read.querySelector("parsererror")?.textContent ?? "", title: root.querySelector("title")?.textContent, desc: root.querySelector("desc")?.textContent.length,
        classes: root.querySelectorAll("[class], style, script, image, foreignObject, a").length, texts: root.querySelectorAll("text").length,
        paper: root.querySelector("rect").getAttribute("fill"), fonts: root.getAttribute("font-family"), direction: root.getAttribute("direction"),
        far: [...read.querySelectorAll("*")].flatMap((each) => [...each.attributes]).filter(({ name, value }) => !name.startsWith("xmlns") && /https?:|url\((?!"?#)/.test(value)).map(({ value }) => value),
      };
    }, svg);
    equal([found.error, found.classes, found.far], ["", 0, []], "the file");
    check(found.title.length > 3 && found.desc > 50 && found.texts > 10 && /serif/.test(found.fonts), found);
    equal([found.paper, found.direction], ["#ffffff", lang === "fa" ? "rtl" : "ltr"]);
    fs.writeFileSync(path.join(folder, `${lang}.svg`), svg);
    // Alone in a browser it is as large as it says, and asks for nothing.
    const other = await page.context().newPage();
    const asked = [];
    other.on("request", (request) => asked.push(request.url()));
    await other.goto(`file://${path.join(folder, `${lang}.svg`)}`);
    equal(asked.length, 1, "requests");
    await other.close();
  }
});

await suite.case("each chart as PNG at twice its size, and on the clipboard", async () => {
  const menu = page.locator("mittari-trend mittari-menu");
  const { bytes } = await take(menu, "PNG");
  equal(bytes.subarray(1, 4).toString("latin1"), "PNG");
  equal(bytes.readUInt32BE(16), 2 * (720 + 32), "width");
  const size = await page.evaluate(async (data) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(data)]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data: dots } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const seen = new Set();
    for (let i = 0; i < dots.length; i += 4 * 97) seen.add(`${dots[i]},${dots[i + 1]},${dots[i + 2]}`);
    return [seen.size, dots[0], dots[3]];
  }, [...bytes]);
  check(size[0] > 10 && size[1] === 255 && size[2] === 255, size);
  await menu.locator("button").first().click();
  await menu.locator(".list button").nth(2).click();
  let types = [];
  for (let n = 0; n < 50 && types[0] !== "image/png"; n++) {
    await page.waitForTimeout(100);
    types = await page.evaluate(async () => (await navigator.clipboard.read())[0]?.types ?? []);
  }
  equal(types, ["image/png"]);
});

await suite.case("the menu by keyboard: opens, moves, closes, and gives the focus back", async () => {
  await open("en");
  const place = () => page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.textContent.trim();
  });
  await page.locator("mittari-trend mittari-menu button").first().focus();
  await page.keyboard.press("Enter");
  await soon(async () => /SVG/.exec(await place())?.[0], "SVG");
  await page.keyboard.press("ArrowDown");
  await soon(async () => /PNG/.exec(await place())?.[0], "PNG");
  await page.keyboard.press("Escape");
  await soon(async () => /^Save/.exec(await place())?.[0], "Save");
  equal(await page.locator("mittari-trend mittari-menu .list").count(), 0);
});

await suite.case("an event note stands on the time axis, is said with its period, printed, and undone", async () => {
  await open("en");
  await page.getByRole("button", { name: "Event notes" }).click();
  await page.locator(".events input[type=date]").fill("2026-02-10");
  await page.locator(".events input[type=text]").fill("New landing page");
  await page.locator(".events button.button").click();
  const said = () => page.evaluate(() => [...document.querySelector("mittari-trend").shadowRoot.querySelectorAll(".node")].filter((each) => each.getAttribute("aria-label").includes("New landing page")).length);
  await soon(said, 1);
  await toReport();
  const drawn = await page.evaluate(() => [...document.querySelectorAll(".page mittari-trend")].map((each) => each.shadowRoot.querySelectorAll(".annotation").length));
  check(drawn.length > 0 && drawn.every((each) => each === 1), drawn);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.locator(".places button").filter({ hasText: "Scorecard" }).click();
  await page.waitForSelector("mittari-trend");
  await soon(said, 0);
});

await suite.case("in Persian the value axis stands at the reading edge; time turns round only when asked", async () => {
  await open("fa");
  const look = () => page.evaluate(() => {
    const root = document.querySelector("mittari-trend").shadowRoot;
    const box = root.querySelector(".stage svg").getBoundingClientRect();
    const marks = [...root.querySelectorAll(".node")].map((each) => each.getBoundingClientRect().left);
    const ticks = [...root.querySelectorAll("text.tick:not(.context)")].map((each) => each.getBoundingClientRect()).filter((each) => each.right > box.right - 3);
    return [marks[0] < marks.at(-1), ticks.length > 2];
  });
  equal(await look(), [true, true]);
  await page.locator("mittari-trend mittari-menu button").first().click();
  await page.locator("mittari-trend mittari-menu .list button").last().click();
  await soon(look, [false, true]);
});

await suite.case("no request but the page's own, no error, no breach of the policy", async () => {
  equal(browser.requests.filter((url) => !url.startsWith(server.url) && !/^(blob|data|about|file):/.test(url)), [], "requests");
  equal(browser.errors, []);
});
await browser.close();

// In the other two: the pages are dealt, nothing spills, and a chart becomes SVG and PNG.
const elsewhere = async () => {
  const until = async (look) => {
    for (let n = 0; n < 300; n++) {
      const at = look();
      if (at) return at;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error("never came");
  };
  const chart = await until(() => document.querySelector("mittari-trend"));
  await until(() => chart.shadowRoot.querySelector(".stage svg"));
  const svg = await chart.toSvg();
  let file;
  // Nothing is really saved here: the bytes are what counts.
  const [made, click] = [URL.createObjectURL, HTMLAnchorElement.prototype.click];
  URL.createObjectURL = (blob) => {
    file = blob;
    return made.call(URL, blob);
  };
  HTMLAnchorElement.prototype.click = () => {};
  await chart.shadowRoot.querySelector("mittari-menu").items[1].act();
  [URL.createObjectURL, HTMLAnchorElement.prototype.click] = [made, click];
  const head = new Uint8Array(await file.slice(0, 24).arrayBuffer());
  [...document.querySelectorAll(".places button")].find((each) => each.textContent.trim() === "Raportti").click();
  await until(() => document.querySelectorAll(".page .block").length > 6);
  await new Promise((done) => setTimeout(done, 2500));
  const spills = [...document.querySelectorAll(".page")].filter((page) => [...page.querySelectorAll(".block")].some((block) =>
    block.getBoundingClientRect().bottom > page.querySelector(".page-foot").getBoundingClientRect().top + 1)).length;
  return [svg.startsWith("<svg") && svg.includes("<title>"), file.type, String.fromCharCode(...head.slice(1, 4)), new DataView(head.buffer).getUint32(16), document.querySelectorAll(".page").length > 2, spills];
};
for (const [name, start, why] of [["firefox", firefox, ""], ["webkit", webkit, noWebkit()]]) {
  const title = `${name}: the report has its pages, and its charts become SVG and PNG`;
  if (why !== "") {
    suite.skip(title, why);
    continue;
  }
  const other = await start();
  await suite.case(title, async () => {
    await other.goto(`${server.url}#sample=local_service&lang=fi`);
    equal(await other.ev(elsewhere), [true, "image/png", "PNG", 2 * (720 + 32), true, 0]);
    equal(other.errors, []);
  });
  await other.close();
}
suite.finish();
