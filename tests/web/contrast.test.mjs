// Every text in a picture against what is painted under it, measured on the pixels: 4.5:1, or 3:1 where it is large. Marks
// against the paper: 3:1. On the screen in both lights, and on the report's pages in colour and in black and white.
import { check, chromium, servePage, Suite, rest as settled } from "./harness.mjs";

const suite = new Suite("contrast");
const server = await servePage();
const browser = await chromium();
const { page } = browser;
const easel = await page.context().newPage();

const day = (n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
const deals = "Deal ID,Owner,Source,Stage,Created date,Close date,Amount (EUR)\n" + Array.from({ length: 120 }, (_, n) => {
  const stage = ["Lead", "Qualified", "Proposal", "Won", "Lost"][(n * 7 + (n >> 3)) % 5];
  const made = (n * 37) % 330;
  return [`D${n + 1}`, ["Aino", "Deniz"][n % 2], ["Search", "Referral", "Events"][(n * 5) % 3], stage, day(made), /Won|Lost/.test(stage) ? day(made + 25) : "", 900 + ((n * 641) % 9100)].join(",");
}).join("\n");
const subscriptions = "subscription_id,customer_id,start_date,end_date,monthly_amount\n" + Array.from({ length: 90 }, (_, n) => {
  const month = (at) => `${day(at).slice(0, 7)}-01`;
  const start = (n * 23) % 330;
  const end = start + 40 + ((n * 59) % 300);
  return [n + 1, 1 + (n % 70), month(start), end > 330 ? "" : month(end), 19 + (n % 5) * 20].join(",");
}).join("\n");

// Until nothing is asked, drawn or moved any more.
const rest = () => settled(page);
const open = async (hash) => {
  await page.goto("about:blank");
  await page.goto(`${server.url}${hash}`);
  await rest();
};
const paste = (text) => async () => {
  await open("#lang=en");
  await page.locator("textarea").first().fill(text);
  await page.locator(".paste .button.main").click();
  await rest();
  await page.locator(".places button").nth(2).click();
  await rest();
};
const sample = (id, lang = "en") => async () => {
  await open(`#sample=${id}&lang=${lang}`);
  await page.waitForFunction(() => document.querySelector("mittari-trend")?.shadowRoot?.querySelector("svg") && document.querySelector(".signs"));
  await rest();
};

// Runs in the page: every text of every picture with its colour and its place, and every mark.
const texts = () => page.evaluate(() => {
  const found = [];
  const marks = [];
  const walk = (root) => {
    for (const each of root.querySelectorAll("*")) {
      if (each.shadowRoot) walk(each.shadowRoot);
      if (!(each instanceof SVGElement) || each.closest("defs, .icon, .wordmark, .mark") || !each.checkVisibility?.()) continue;
      const style = getComputedStyle(each);
      let opacity = 1;
      for (let up = each; up instanceof Element; up = up.parentElement) opacity *= Number(getComputedStyle(up).opacity);
      const box = each.getBoundingClientRect();
      if (box.width < 1 || box.height < 1 || style.visibility === "hidden") continue;
      const owner = each.getRootNode().host?.localName ?? "";
      const own = [...each.childNodes].filter((node) => node.nodeType === 3 && node.data.trim() !== "");
      if (/^(text|tspan)$/.test(each.localName) && own.length > 0)
        found.push({ owner, text: own.map((node) => node.data.trim()).join(" ").slice(0, 30), fill: style.fill, opacity: opacity * Number(style.fillOpacity), size: parseFloat(style.fontSize), bold: Number(style.fontWeight) >= 600,
          box: [box.left + scrollX, box.top + scrollY, box.width, box.height] });
      const role = ["line", "bar", "column", "dot", "target", "compare", "stage", "whisker", "annotation"].find((name) => each.classList.contains(name));
      if (role && /^(path|rect|circle|line|polyline)$/.test(each.localName)) {
        // What is hatched is told by its edge.
        const filled = ["bar", "column", "dot", "stage"].includes(role) && !each.classList.contains("open") && !style.fill.startsWith("url") && style.fill !== "none";
        const color = filled ? style.fill : style.stroke;
        if (color !== "none") marks.push({ owner, role, color, opacity: opacity * (color === style.fill ? Number(style.fillOpacity) : Number(style.strokeOpacity)), ground: getComputedStyle(each.closest("svg").getRootNode().host ?? document.body).getPropertyValue("--paper").trim() });
      }
    }
  };
  walk(document);
  return { found, marks };
});

// Texts as glass, so that the ground under them is seen; and back.
const glass = (on) => page.evaluate((on) => {
  const walk = (root) => {
    for (const each of root.querySelectorAll("*")) {
      if (each.shadowRoot) walk(each.shadowRoot);
      if (!(each instanceof SVGElement) || !/^(text|tspan)$/.test(each.localName)) continue;
      if (on) each.style.setProperty("fill", "transparent", "important");
      else each.style.removeProperty("fill");
    }
  };
  walk(document);
}, on);

// Runs on a page of its own, which may draw: contrast of each text with the pixels under it, those nine in ten keep to.
const measure = (source, found, marks) => easel.evaluate(async ([source, found, marks]) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  const ink = canvas.getContext("2d", { willReadFrequently: true });
  ink.drawImage(image, 0, 0);
  const one = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (color) => {
    one.clearRect(0, 0, 1, 1);
    one.fillStyle = color;
    one.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = one.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const mixed = (over, share, under) => over.slice(0, 3).map((value, at) => value * share + under[at] * (1 - share));
  const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const bad = [];
  let counted = 0;
  for (const { owner, text, fill, opacity, size, bold, box: [x, y, w, h] } of found) {
    if (x < 0 || y < 0 || x + w > canvas.width || y + h > canvas.height) continue;
    const color = rgb(fill);
    const { data } = ink.getImageData(Math.floor(x), Math.floor(y), Math.max(1, Math.ceil(w)), Math.max(1, Math.ceil(h)));
    const seen = [];
    for (let at = 0; at < data.length; at += 4 * 3) {
      const under = [data[at], data[at + 1], data[at + 2]];
      seen.push(contrast(mixed(color, color[3] * opacity, under), under));
    }
    seen.sort((a, b) => a - b);
    const worst = seen[Math.floor(seen.length * 0.1)];
    const least = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
    counted++;
    if (worst < least - 0.01) bad.push(`${owner} “${text}” ${worst.toFixed(2)}`);
  }
  for (const { owner, role, color, opacity, ground } of marks) {
    const paper = rgb(ground || "#fff");
    const own = rgb(color);
    const value = contrast(mixed(own, own[3] * opacity, paper), paper);
    if (value < 2.99) bad.push(`${owner} .${role} ${color} ${value.toFixed(2)}`);
  }
  return { bad: [...new Set(bad)], counted };
}, [source, found, marks]);

const look = async (title, least) => {
  // Taken when nothing moves: the texts stand after the picture where they stood before it.
  let taken;
  for (let n = 0; n < 12; n++) {
    await glass(false);
    const before = await texts();
    await glass(true);
    const picture = await page.screenshot({ fullPage: true });
    const after = await texts();
    const places = ({ found }) => JSON.stringify(found.map(({ text, box }) => [text, box.map(Math.round)]));
    taken = { ...before, picture };
    if (before.found.length >= least && places(before) === places(after)) break;
    await page.waitForTimeout(200);
  }
  await glass(false);
  const { bad, counted } = await measure(`data:image/png;base64,${taken.picture.toString("base64")}`, taken.found, taken.marks);
  check(counted >= least, `${title}: only ${counted} of ${taken.found.length} texts were measured`);
  check(bad.length === 0, `${title}: ${bad.length} too faint: ${bad.slice(0, 12).join("; ")}`);
};

const split = (id) => async () => {
  await sample(id)();
  await page.locator(".panel .set select").nth(2).selectOption("1");
  await rest();
};
const boards = [
  ["channels", sample("local_service"), 40], ["channels, Persian", sample("online_shop", "fa"), 40],
  ["subscriptions", paste(subscriptions), 60], ["deals", paste(deals), 25], ["lines by channel", split("local_service"), 40],
];
for (const [title, go, least] of boards)
  await suite.case(title, async () => {
    await page.emulateMedia({ colorScheme: "light" });
    await go();
    await look(`${title}, light`, least);
    // The same board with the lights out.
    await page.emulateMedia({ colorScheme: "dark" });
    await look(`${title}, dark`, least);
  });
// Paper is white, though the lights are out.
await suite.case("the report's pages, in colour and in black and white", async () => {
  await sample("local_service")();
  await page.locator(".places button").nth(3).click();
  await page.waitForFunction(() => document.querySelector(".page mittari-trend")?.shadowRoot?.querySelector("text"));
  await page.evaluate(() => { for (const each of document.querySelectorAll(".report-pages")) Object.assign(each.style, { maxBlockSize: "none", position: "static" }); });
  await rest();
  await look("in colour", 60);
  await page.locator(".report-choices .pair input[type=checkbox]").check();
  await rest();
  await look("in black and white", 60);
});
await browser.close();
suite.finish();
