// Elements, frames and the hosted folder, as other people's pages meet them.
import fs from "node:fs";
import path from "node:path";
import { build, check, chromium, commandLine, equal, firefox, require, settled, site, Suite } from "./harness.mjs";

const suite = new Suite("embed");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const table = "Date,Channel,Spend,Leads\n2025-01-05,Search,100,10\n2025-02-05,Search,121,11\n2025-01-07,Social,90,3\n2025-02-09,Social,80,4\n";
const hostile = `
  html { font-size: 50%; } body { direction: rtl; }
  * { letter-spacing: 7px !important; font: italic 9px cursive !important; color: lime !important; line-height: 3 !important; text-transform: uppercase !important;
      padding: 9px !important; border: 3px dotted blue !important; text-align: right !important; word-spacing: 9px !important; box-sizing: content-box !important;
      opacity: .4 !important; float: left !important; text-indent: 3em !important; white-space: nowrap !important; visibility: visible !important; }
  button, input, svg, table, h2, p, section, article, div { background: red !important; display: inline !important; width: 9px !important; transform: rotate(9deg) !important; }
  mittari-calculator, mittari-scorecard, mittari-report { display: block !important; width: auto !important; float: none !important; transform: none; }
  :root { --paper: red; --ink: red; --accent: red; --u: 40px; --s1: 90px; }`;
const blog = (css, body, script = "mittari-elements.js") => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Blog</title><style>body{margin:0}${css}</style></head><body>
  <script type="module" src="${script}"></script>${body}</body></html>`;
const one = (width) => `<div id="place" style="all:initial;display:block!important;width:${width}px!important;padding:0!important;border:0!important;background:none!important;transform:none!important;float:none!important;opacity:1!important;position:absolute;top:0;left:0">`;
const three = (width, lang = "en") => `${one(width)}<mittari-calculator metric="cac" lang="${lang}" data="spend=1000&new_customers=40" goal="30" currency="EUR"></mittari-calculator>
  <mittari-scorecard lang="${lang}" data="#t"></mittari-scorecard></div><script type="text/csv" id="t">${table}</script>`;

/** Waits until every element has drawn its numbers. */
const drawn = (count) => new Promise((resolve, reject) => {
  const began = performance.now();
  let before = "";
  let since = 0;
  const look = () => {
    const all = [...document.querySelectorAll("mittari-calculator,mittari-scorecard,mittari-report")].map((each) => each.shadowRoot?.textContent ?? "");
    const text = all.join("|");
    const now = performance.now();
    const busy = [...document.querySelectorAll("mittari-scorecard,mittari-report")].some((each) => each.shadowRoot?.querySelector(".computing, [aria-busy=true]"));
    if (text !== before || busy) [before, since] = [text, now];
    if (all.length >= count && all.every((each) => /[\d۰-۹]/.test(each)) && now - since > 500) resolve(all);
    else if (now - began > 20000) reject(new Error(`not drawn: ${text.slice(0, 300)}`));
    else setTimeout(look, 40);
  };
  look();
});

/** What an element looks like: of everything in it, the styles that a host could have touched, and its place. */
const look = () => {
  const wanted = ["color", "backgroundColor", "fontFamily", "fontSize", "fontStyle", "fontWeight", "letterSpacing", "lineHeight", "textTransform", "textAlign", "wordSpacing",
    "display", "padding", "borderTopWidth", "opacity", "float", "transform", "whiteSpace", "textIndent", "direction", "boxSizing"];
  const out = [];
  const walk = (root, host) => {
    const zero = host.getBoundingClientRect();
    for (const each of root.querySelectorAll("*")) {
      const style = getComputedStyle(each);
      const box = each.getBoundingClientRect();
      out.push([each.localName, ...wanted.map((name) => style[name]), ...[box.left - zero.left, box.top - zero.top, box.width, box.height].map((x) => Math.round(x * 10) / 10)].join(" "));
      if (each.shadowRoot) walk(each.shadowRoot, host);
    }
  };
  for (const host of document.querySelectorAll("mittari-calculator,mittari-scorecard")) {
    out.push([host.localName, host.offsetWidth, host.offsetHeight].join(" "));
    walk(host.shadowRoot, host);
  }
  return out;
};

const browser = await chromium();
const { page } = browser;
const pages = {};
const home = await site(pages);

for (const width of [320, 600, 1200]) {
  await suite.case(`a hostile page leaves the elements as they are, ${width} px wide`, async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    pages["plain.html"] = blog("", three(width));
    pages["hostile.html"] = blog(hostile, three(width));
    const looks = [];
    for (const name of ["plain.html", "hostile.html"]) {
      await browser.goto(home.url + name);
      await browser.ev(drawn, 2);
      looks.push(await browser.ev(look));
    }
    check(looks[0].length > 100, "nothing was drawn");
    equal(looks[1].length, looks[0].length, "count of elements");
    looks[0].forEach((want, at) => equal(looks[1][at], want, `element ${at}`));
    // What only ears are meant for stands on a pixel of its own, anywhere; a button's ground reaches 8 px over its text.
    const out = await browser.ev(() => [...document.querySelectorAll("mittari-calculator,mittari-scorecard")].flatMap((host) => {
      const { left, right } = host.getBoundingClientRect();
      return [...host.shadowRoot.querySelectorAll(".frame *")].filter((each) => {
        const box = each.getBoundingClientRect();
        return !each.closest(".unseen, .scroll") && box.width > 1 && (box.right > right + 8 || box.left < left - 8);
      }).map((each) => `${each.localName}.${each.getAttribute("class")}`);
    }));
    equal(out, [], "runs out of its place");
  });
}

for (const lang of ["en", "tr", "fi", "fa"]) {
  await suite.case(`elements in ${lang}: axe finds nothing`, async () => {
    pages["axe.html"] = blog("", `<main><h1>Blog</h1>${three(800, lang)}</main>`);
    await browser.goto(`${home.url}axe.html`);
    const texts = await browser.ev(drawn, 2);
    check(texts[0].includes(lang === "fa" ? "۲۵" : "25"), texts[0].slice(0, 200));
    await browser.ev(axe);
    const found = await browser.ev(async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.flat().join(" ")}`.slice(0, 240))));
    equal(found, [], "violations");
    equal(await browser.ev(() => document.querySelector("mittari-calculator").shadowRoot.querySelector(".frame").dir), lang === "fa" ? "rtl" : "ltr");
  });
}

await suite.case("typed numbers give events, and the same result as the command line", async () => {
  pages["calc.html"] = blog("", `<mittari-calculator metric="cost_per_lead" lang="tr"></mittari-calculator>`, "mittari-calculator.js");
  await browser.goto(`${home.url}calc.html`);
  const [change, error] = await browser.ev(async () => {
    const element = document.querySelector("mittari-calculator");
    const seen = [];
    for (const name of ["mittari-change", "mittari-error"]) document.addEventListener(name, (event) => seen.push([name, event.detail]));
    const ready = async (test) => { for (let i = 0; i < 400 && !test(); i++) await new Promise((done) => setTimeout(done, 20)); };
    await ready(() => element.shadowRoot.querySelectorAll("input").length === 2);
    const type = (at, text) => {
      const field = element.shadowRoot.querySelectorAll("input")[at];
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    };
    type(0, "1.234,5");
    type(1, "7");
    await ready(() => seen.length > 0);
    element.setAttribute("metric", "no_such_metric");
    await ready(() => seen.some(([name]) => name === "mittari-error"));
    return [seen.find(([name]) => name === "mittari-change")[1], seen.find(([name]) => name === "mittari-error")[1]];
  });
  const want = JSON.parse(commandLine("calc", "cost_per_lead", "spend=1234.5", "leads=7", "--json").out);
  equal([change.metric, change.value, change.inputs], [want.metric, want.value, want.inputs]);
  equal([error.code, error.args, error.at], ["metric.unknown", { metric: "no_such_metric" }, {}]);
});

await suite.case("the scorecard's numbers are the command line's, and readonly keeps them", async () => {
  pages["card.html"] = blog("", "");
  await browser.goto(`${home.url}card.html`);
  const [told, buttons, image] = await browser.ev(async (table) => {
    // Listened to before it is on the page: its first answer is not missed.
    const element = document.createElement("mittari-scorecard");
    element.setAttribute("metric", "cost_per_lead");
    element.setAttribute("readonly", "");
    const data = document.createElement("script");
    data.type = "text/csv";
    data.textContent = table;
    element.append(data);
    const change = new Promise((done) => element.addEventListener("mittari-change", (event) => done(event.detail)));
    document.body.append(element);
    const told = await change;
    for (let i = 0; i < 300 && !element.shadowRoot.querySelector("svg, mittari-trend"); i++) await new Promise((done) => setTimeout(done, 40));
    return [told, [...element.shadowRoot.querySelectorAll(".swap, .set-goal")].filter((each) => each.checkVisibility()).length, element.shadowRoot.querySelectorAll("svg, mittari-trend").length];
  }, table);
  const file = path.join(build, "embed-test.csv");
  fs.writeFileSync(file, table);
  const want = JSON.parse(commandLine("report", file, "--json", "--metrics", "cost_per_lead").out);
  fs.rmSync(file);
  equal(told.metrics.cost_per_lead.value, want.total.metrics.cost_per_lead.value);
  equal(buttons, 0, "buttons that change");
  check(image > 0, "no picture");
});

const until = async (test, what) => {
  for (let i = 0; i < 300; i++) {
    if (await test()) return;
    await new Promise((done) => setTimeout(done, 40));
  }
  throw new Error(`never: ${what}`);
};
const wait = (milliseconds) => browser.ev((time) => new Promise((done) => setTimeout(done, time)), milliseconds);
await suite.case("an attribute decides its own matter alone, and one that is gone leaves nothing behind", async () => {
  const two = table.replaceAll(/^(\d.*)$/gm, "$1,Spring").replace("Leads\n", "Leads,Campaign\n");
  pages["change.html"] = blog("", `<mittari-scorecard metric="cost_per_lead" lang="en" from="2025-02-01"><script type="text/csv">${two}</script></mittari-scorecard>`);
  await browser.goto(`${home.url}change.html`);
  await browser.ev(drawn, 1);
  const set = async (name, value) => {
    await browser.ev(([name, value]) => (value === null ? document.querySelector("mittari-scorecard").removeAttribute(name) : document.querySelector("mittari-scorecard").setAttribute(name, value)), [name, value]);
    await wait(100);
    await browser.ev(drawn, 1);
  };
  const inside = (selector) => browser.ev((selector) => [...document.querySelector("mittari-scorecard").shadowRoot.querySelectorAll(selector)].map((each) => each.innerText.replace(/\s+/g, " ").trim()), selector);
  const kpis = () => browser.ev(() => [...document.querySelector("mittari-scorecard").shadowRoot.querySelectorAll(".kpi")].map((each) => each.dataset.metric));
  equal([await kpis(), (await inside(".kpi .figure"))[0]], [["cost_per_lead"], "13.40"]);
  // The reader asks for another number; the host then changes the look, and the rows.
  await browser.ev(() => document.querySelector("mittari-scorecard").shadowRoot.querySelector(".kpi .swap").click());
  await wait(200);
  await browser.ev(() => [...document.querySelector("mittari-scorecard").shadowRoot.querySelectorAll("dialog.picker li button:not(:disabled)")].find((each) => each.getAttribute("aria-current") !== "true").click());
  await wait(100);
  await browser.ev(drawn, 1);
  const chosen = await kpis();
  check(chosen.length === 1 && chosen[0] !== "cost_per_lead", `${chosen}`);
  for (const [name, value] of [["theme", "dark"], ["digits", "latn"], ["with", "table"], ["by", "campaign"]]) await set(name, value);
  equal(await kpis(), chosen, "what the reader chose");
  check((await inside("thead"))[0].includes("Campaign"), `${await inside("thead")}`);
  await set("by", null);
  check((await inside("thead"))[0].includes("Channel"), `${await inside("thead")}`);
  await set("metric", "cost_per_lead");
  await set("metric", "cost_per_lead spend_share");
  await set("metric", "cost_per_lead");
  await set("from", null);
  equal((await inside(".kpi .figure"))[0], "13.96");
  await set("goal", "12");
  equal((await inside(".kpi .aim > .link")).map((text) => text.replace(/\u00a0/g, " ")), ["Goal 12.00"]);
  await set("goal", null);
  equal(await inside(".kpi .aim"), []);
});

await suite.case("an element that is taken out leaves no worker; moved, it stays as it was; put back, it begins anew", async () => {
  pages["gone.html"] = blog("", `<mittari-scorecard metric="cost_per_lead" lang="en"><script type="text/csv">${table}</script></mittari-scorecard>`);
  await browser.goto(`${home.url}gone.html`);
  await browser.ev(drawn, 1);
  check(page.workers().length > 0, "no worker");
  const figures = () => browser.ev(() => [...element.shadowRoot.querySelectorAll(".kpi .figure")].map((each) => each.innerText));
  await browser.ev(() => {
    window.element = document.querySelector("mittari-scorecard");
    element.addEventListener("mittari-change", () => { window.changes = (window.changes ?? 0) + 1; });
    document.body.prepend(element);
  });
  await wait(300);
  equal([await browser.ev(() => window.changes ?? 0), await figures()], [0, ["13.96"]], "moved");
  await browser.ev(() => element.remove());
  await until(() => page.workers().length === 0, "the workers' end");
  await browser.ev(() => document.body.append(element));
  await browser.ev(drawn, 1);
  await until(() => browser.ev(() => window.changes > 0), "its numbers");
  equal(await figures(), ["13.96"], "put back");
  // Taken out while all of it is still starting.
  await browser.ev(() => {
    element.remove();
    for (let count = 0; count < 3; count++) {
      const other = document.createElement("mittari-scorecard");
      document.body.append(other);
      setTimeout(() => other.remove(), count * 20);
    }
  });
  await wait(1500);
  await until(() => page.workers().length === 0, "the workers' end");
});

await suite.case("the same file may be chosen twice", async () => {
  pages["choose.html"] = blog("", `<mittari-scorecard lang="en"></mittari-scorecard>`);
  await browser.goto(`${home.url}choose.html`);
  // The browser's window, which gives the same file each time; a field that still holds it tells of no change.
  equal(await browser.ev(async (table) => {
    const element = document.querySelector("mittari-scorecard");
    const ready = async (test) => { for (let i = 0; i < 400 && !test(); i++) await new Promise((done) => setTimeout(done, 20)); };
    const counts = [];
    HTMLInputElement.prototype.click = function () {
      const same = this.value !== "";
      const data = new DataTransfer();
      data.items.add(new File([table], "ads.csv"));
      this.files = data.files;
      if (!same) this.dispatchEvent(new Event("change"));
    };
    for (let time = 0; time < 2; time++) {
      await ready(() => element.shadowRoot.querySelector(".bare .button"));
      element.shadowRoot.querySelector(".bare .button").click();
      await ready(() => element.shadowRoot.querySelector(".kpi .figure"));
      counts.push(element.shadowRoot.querySelectorAll(".kpi .figure").length);
      element.data = [];
    }
    return counts.map((count) => count > 0);
  }, table), [true, true]);
});

await suite.case("the report stands in a host's page as it will be printed, and leaves the host's paper alone", async () => {
  pages["report.html"] = blog("@page { margin: 3cm; }", `<mittari-report lang="fi" paper="a4" heading="Kesäkuu &lt;1&gt;" data="sample:local_service"></mittari-report>`);
  await browser.goto(`${home.url}report.html`);
  const [text] = await browser.ev(drawn, 1);
  check(text.includes("Kesäkuu <1>"), text.slice(0, 200));
  equal(await browser.ev(() => {
    const pages = [...document.querySelector("mittari-report").shadowRoot.querySelectorAll("mittari-sheets .page")].map((each) => each.offsetWidth / each.offsetHeight);
    return [pages.length > 1, pages.every((each) => Math.abs(each - 210 / 297) < 0.01), document.adoptedStyleSheets.length];
  }), [true, true, 0], "pages of A4");
});

await suite.case("custom properties and parts reach inside", async () => {
  pages["theme.html"] = blog("mittari-calculator { --mittari-accent: rgb(1, 2, 3); } mittari-calculator::part(title) { color: rgb(4, 5, 6); }", `<mittari-calculator data="spend=1&leads=2"></mittari-calculator>`, "mittari-calculator.js");
  await browser.goto(`${home.url}theme.html`);
  await browser.ev(drawn, 1);
  equal(await browser.ev(() => {
    const root = document.querySelector("mittari-calculator").shadowRoot;
    return [getComputedStyle(root.querySelector(".link")).color, getComputedStyle(root.querySelector("h2")).color];
  }), ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]);
});

await suite.case("under a strict policy without workers the elements work in the page's own thread", async () => {
  const strict = await site(pages, { "content-security-policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'; style-src 'none'; require-trusted-types-for 'script'; trusted-types lit-html mittari-worker" });
  pages["strict.html"] = `<!doctype html><html lang="en"><title>x</title><script type="module" src="mittari-elements.js"></script><mittari-calculator metric="cac" data="spend=90&new_customers=3"></mittari-calculator><mittari-scorecard data="#t"></mittari-scorecard><script type="text/csv" id="t">${table}</script>`;
  await browser.goto(`${strict.url}strict.html`);
  const [calculator, card] = await browser.ev(drawn, 2);
  check(calculator.includes("30.00") && card.includes("13.96"), `${calculator.slice(0, 200)} ${card.slice(0, 200)}`);
  equal(strict.seen.filter((one) => !/strict\.html|mittari-elements\.js|favicon/.test(one)), [], "requests");
  await strict.stop();
});

// ---- Frames -------------------------------------------------------------------------------------------------

const frameText = async () => (await Promise.all(page.frames().slice(1).map((frame) => frame.evaluate(() => document.body.innerText + (document.querySelector("mittari-calculator")?.shadowRoot.textContent ?? "")).catch(() => "")))).join("|");

for (const width of [320, 600, 1200]) {
  await suite.case(`a sandboxed frame ${width} px wide gets the height of what is inside`, async () => {
    pages["frame.html"] = `<!doctype html><title>x</title><body style="margin:0"><div style="width:${width}px"><iframe data-mittari="a1" sandbox="allow-scripts" width="100%" height="40" frameborder="0" title="c"
      src="${home.other}/some/path/embed.html#metric=cac&lang=fi&frame=a1"></iframe></div><script src="mittari-frame.js"></script>`;
    await browser.goto(`${home.url}frame.html`);
    await until(async () => (await frameText()).includes("Uudet asiakkaat"), "the calculator");
    const frame = page.frames()[1];
    await until(async () => {
      const inner = await frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
      return inner > 200 && inner === await browser.ev(() => document.querySelector("iframe").clientHeight);
    }, "the right height");
    equal(await frame.evaluate(() => [origin, document.documentElement.scrollWidth <= innerWidth]), ["null", true]);
  });
}

await suite.case("messages of others change no height", async () => {
  await browser.ev(() => {
    postMessage({ mittari: "a1", height: 4321 }, "*");  // the right words from the wrong window
    const other = document.createElement("iframe");
    other.src = "about:blank";
    document.body.append(other);
    const script = other.contentDocument.createElement("script");
    script.textContent = "parent.postMessage({ mittari: 'a1', height: 4321 }, '*')";
    other.contentDocument.body.append(script);
  });
  const inner = page.frames()[1];
  await inner.evaluate(() => parent.postMessage({ mittari: "b2", height: 4321 }, "*"));  // the right window, another name
  for (const height of [-5, 1e9, "x", null]) await inner.evaluate((each) => parent.postMessage({ mittari: "a1", height: each }, "*"), height);
  // The frame has gone elsewhere: the same window, another origin.
  await browser.ev(() => new Promise((done) => setTimeout(done, 200)));
  const before = await browser.ev(() => document.querySelector("iframe").clientHeight);
  check(before > 200 && before < 2000, `${before} px`);
  const heard = await browser.ev(() => new Promise((done) => {
    const frame = document.querySelector("iframe");
    frame.removeAttribute("sandbox");
    frame.onload = () => {
      addEventListener("message", (event) => setTimeout(() => done(event.source === frame.contentWindow && event.data.height), 200), { once: true });
      const script = frame.contentDocument.createElement("script");
      script.textContent = "parent.postMessage({ mittari: 'a1', height: 4321 }, '*')";
      frame.contentDocument.body.append(script);
    };
    frame.contentWindow.location = "about:blank";
  }));
  equal(heard, 4321, "the message");
  equal(await browser.ev(() => document.querySelector("iframe").clientHeight), before);
});

await suite.case("the whole page shows one part in a frame, and stores nothing", async () => {
  pages["part.html"] = `<!doctype html><title>x</title><body><iframe data-mittari="p" sandbox="allow-scripts" width="700" height="60" title="c" src="index.html#embed=scorecard&sample=local_service&lang=en&frame=p"></iframe><script src="mittari-frame.js"></script>`;
  await browser.goto(`${home.url}part.html`);
  await until(async () => (await frameText()).includes("Cost per lead"), "the scorecard");
  await until(() => browser.ev(() => document.querySelector("iframe").clientHeight > 600), "its height");
  equal(await page.frames()[1].evaluate(() => document.querySelectorAll("header.top, footer.foot").length), 0, "headers");
  // Without a sandbox it might store: a context of its own, where nothing else has.
  const context = await page.context().browser().newContext();
  const alone = await context.newPage();
  await alone.goto(`${home.url}index.html#embed=scorecard&sample=local_service&lang=en`);
  await alone.waitForFunction(() => document.querySelectorAll(".kpi .figure").length === 3);
  await new Promise((done) => setTimeout(done, 1000));
  equal(await alone.evaluate(async () => [localStorage.length, (await indexedDB.databases()).map(({ name }) => name)]), [0, []], "stored");
  await context.close();
});

// ---- The dialogue -------------------------------------------------------------------------------------------

await suite.case("the embed dialogue shows three widths and code that works", async () => {
  for (const lang of ["en", "fa"]) {
    await browser.goto("about:blank");
    await browser.goto(`${home.url}index.html#sample=local_service&lang=${lang}`);
    await until(() => browser.ev(() => document.querySelectorAll(".kpi").length === 3), "the scorecard");
    await browser.ev(() => [...document.querySelectorAll(".bar .acts .link")].find((each) => each.getAttribute("aria-haspopup") === "dialog").click());
    await until(() => browser.ev(() => document.querySelectorAll("dialog.embed[open] mittari-preview").length === 3), "the previews");
    await until(() => browser.ev(() => [...document.querySelectorAll("dialog.embed figure")].every((each) => each.clientHeight > 500)), "the previews' heights");
    await browser.ev(() => new Promise((done) => setTimeout(done, 200)));
    const [code, heights, wide] = await browser.ev(() => [document.querySelector("dialog.embed textarea").value,
      [...document.querySelectorAll("dialog.embed figure")].map((each) => each.clientHeight), document.querySelector("dialog.embed .body").scrollWidth - document.querySelector("dialog.embed .body").clientWidth]);
    check(code.includes(`lang="${lang}"`) && code.includes(`${home.url}mittari-elements.js`) && code.includes("<mittari-scorecard"), code);
    check(heights.every((height) => height > 500) && heights[0] > heights[2] && wide <= 0, `${heights} ${wide}`);
    await browser.ev(axe);
    equal(await browser.ev(async () => (await axe.run(document.querySelector("dialog.embed"), { resultTypes: ["violations"] })).violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.flat().join(" ")}`.slice(0, 200)))), [], "violations");
    if (lang === "fa") continue;
    // Two choices before the page has drawn the first.
    await browser.ev(() => {
      const [, , language, theme] = document.querySelectorAll("dialog.embed .choices select");
      for (const [select, value] of [[language, "fi"], [theme, "dark"]]) {
        select.value = value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
    await until(() => browser.ev(() => ['lang="fi"', 'theme="dark"'].every((part) => document.querySelector("dialog.embed textarea").value.includes(part))), "both choices in the code");
    await browser.ev(() => document.querySelector("dialog.embed input[type=checkbox]").click());
    await until(() => browser.ev(() => document.querySelector("dialog.embed textarea").value.includes("text/csv\">\n")), "the table in the code");
    pages["pasted.html"] = `<!doctype html><html lang="en"><title>x</title><body>${await browser.ev(() => document.querySelector("dialog.embed textarea").value)}`;
    const shown = await browser.ev(() => document.querySelector(".kpi.first .figure").innerText);
    await browser.goto(`${home.url}pasted.html`);
    await browser.ev(drawn, 1);
    check(/\d/.test(shown) && (await browser.ev(() => document.querySelector("mittari-scorecard").shadowRoot.querySelectorAll(".kpi").length)) === 3, shown);
  }
});

await suite.case("the preview says days as the element does, where they are Persian", async () => {
  const rows = table.replaceAll("2025-01-0", "1403-10-1").replaceAll("2025-02-0", "1403-11-1");
  pages["days.html"] = blog("", `<mittari-scorecard lang="fa"><script type="text/csv">${rows}</script></mittari-scorecard>`);
  await browser.goto(`${home.url}days.html`);
  await browser.ev(drawn, 1);
  const days = (root) => [...new Set([...root.querySelectorAll(".kpi, .trend, mittari-trend")].flatMap((each) => (each.shadowRoot ?? each).textContent.match(/(دی|بهمن|ژانویه|فوریه)/g) ?? []))].sort().join();
  const want = await browser.ev(`(${days})(document.querySelector("mittari-scorecard").shadowRoot)`);
  check(/بهمن/.test(want), want);
  await browser.goto("about:blank");
  await browser.goto(`${home.url}index.html#lang=fa`);
  await browser.ev(async (text) => { for (let i = 0; i < 200 && !document.querySelector("#mittari .pick, #mittari textarea"); i++) await new Promise((done) => setTimeout(done, 40));
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, rows);
  await until(() => browser.ev(() => document.querySelectorAll(".kpi .figure").length > 0), "the scorecard");
  await browser.ev(() => document.querySelector(".bar .acts [aria-haspopup=dialog]").click());
  await until(() => browser.ev(() => document.querySelectorAll("dialog.embed[open] mittari-preview").length === 3), "the previews");
  await wait(400);
  equal(await browser.ev(`(${days})(document.querySelectorAll("mittari-preview")[1].shadowRoot)`), want);
});

await suite.case("no error, and no breach of a policy, was logged", async () =>
  equal(browser.errors.filter((each) => !/favicon|404|Creating a worker from .*blob|worker-src|Blocked autofocusing/.test(each)), []));
await browser.close();
await home.stop();

// ---- Hosted -------------------------------------------------------------------------------------------------

for (const start of [chromium, firefox]) {
  const other = await start();
  const own = { "blog.html": blog("", three(600)) };
  const host = await site(own);
  if (start === firefox) {
    await suite.case("firefox: the elements draw their numbers", async () => {
      await other.goto(`${host.url}blog.html`);
      const [calculator, card] = await other.ev(drawn, 2);
      check(calculator.includes("25.00") && card.includes("13.96"), `${calculator.slice(0, 200)} ${card.slice(0, 200)}`);
    });
  } else {
    await suite.case("a newer version is offered, and used when the reader wants it", async () => {
      await other.goto(host.url);
      await other.ev(async () => {
        await navigator.serviceWorker.ready;
        for (let i = 0; i < 200 && !navigator.serviceWorker.controller; i++) await new Promise((done) => setTimeout(done, 50));
      });
      own["index.html"] = fs.readFileSync(path.join(build, "page/index.html"), "utf8").replace("<title>Mittari</title>", '<title>Mittari</title><meta name="newer">');
      own["sw.js"] = fs.readFileSync(path.join(build, "page/sw.js"), "utf8").replace(/"mittari-[^"]+"/, '"mittari-newer"');
      await other.page.reload();
      const offered = () => new Promise((done) => {
        const look = (left) => (document.querySelector(".renewal button") || left === 0 ? done(document.querySelector(".renewal button") !== null) : setTimeout(look, 50, left - 1));
        look(200);
      });
      check(await other.ev(offered), "nothing was offered");
      equal(await other.ev(() => document.querySelector("meta[name=newer]") !== null), false, "used before it was wanted");
      await Promise.all([other.page.waitForNavigation(), other.ev(() => document.querySelector(".renewal button").click())]);
      equal(await other.ev(async () => [document.querySelector("meta[name=newer]") !== null, await caches.keys()]), [true, ["mittari-newer"]]);
      delete own["index.html"];
      delete own["sw.js"];
    });
    await other.ev(async () => (await navigator.serviceWorker.getRegistrations()).forEach((each) => each.unregister()));
  }
  await suite.case(`${other.name}: served once, the server stopped, it still opens`, async () => {
    await other.goto(host.url);
    await other.ev(async () => {
      await navigator.serviceWorker.ready;
      for (let i = 0; i < 200 && !navigator.serviceWorker.controller; i++) await new Promise((done) => setTimeout(done, 50));
    });
    const before = host.seen.length;
    await host.stop();
    await other.goto(`${host.url}#sample=local_service&lang=en`);
    await other.page.reload();
    // The page reads its sample by itself.
    await other.ev(settled, 400);
    const got = await other.ev(async () => {
      while (typeof globalThis.mittari?.open !== "function") await new Promise((resolve) => setTimeout(resolve, 20));
      await mittari.open(["Channel,Spend,Leads\nA,10,2\nB,21,3\n"]);
      return (await mittari.report({ metrics: ["cost_per_lead"], today: "2025-06-15" })).total.metrics.cost_per_lead.value;
    });
    equal(got, 6.2);
    equal(host.seen.length, before, "requests after the end");
    const kept = await other.ev(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((each) => new URL(each.url).pathname.split("/").at(-1))))).flat().sort());
    equal(kept.map((name) => name.replace(/-[0-9a-f]{16}\./, ".")), ["app.js", "embed.html", "engine.js", "icon-192.png", "icon-512.png", "icon.svg", "index.html", "manifest.webmanifest", "program.js"], "what is kept");
  });
  await other.close();
}
suite.finish();
