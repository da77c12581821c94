// What the browser suites share: three real browsers driven in one way, a counter of cases, servers that count.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const build = path.resolve(process.env.MITTARI_BUILD ?? path.join(root, "build"));
export const offlinePage = pathToFileURL(path.join(build, "mittari.html")).href;
export const require = createRequire(path.join(root, "web/package.json"));
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// ---- Cases --------------------------------------------------------------------------------------------------

export class Suite {
  constructor(name) {
    Object.assign(this, { name, passed: 0, failed: 0, skipped: 0 });
  }
  async case(title, check) {
    try {
      await check();
      this.passed++;
      console.log(`ok ${title}`);
    } catch (error) {
      this.failed++;
      console.log(`FAILED ${title}: ${error?.message ?? error}`);
    }
  }
  skip(title, why) {
    this.skipped++;
    console.log(`skipped ${title}: ${why}`);
  }
  finish() {
    console.log(`${this.name}: ${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`);
    process.exit(this.failed ? 1 : 0);
  }
}

export function equal(got, want, what = "value") {
  const [a, b] = [got, want].map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
  if (a === b) return;
  let at = 0;
  while (at < Math.min(a?.length ?? 0, b?.length ?? 0) && a[at] === b[at]) at++;
  throw new Error(`${what} differs at ${at}: got …${a?.slice(Math.max(0, at - 60), at + 100)}…, want …${b?.slice(Math.max(0, at - 60), at + 100)}…`);
}
export function check(condition, text) {
  if (!condition) throw new Error(typeof text === "string" ? text : JSON.stringify(text));
}

// ---- Browsers: {name, version, goto(url), ev(function or expression, argument), hands, requests, errors, close()} ----
// hands: {click(x, y), press(key, shift?), type(text)}, the browser's own mouse and keys; "\n" is the Enter key.

const expression = (code, argument) => (typeof code === "function" ? `(${code})(${argument === undefined ? "" : JSON.stringify(argument)})` : code);

/** As `equal`, for what comes in its own time: looks until it is so, for up to 15 s. `look` may be asynchronous. */
export async function soon(look, want, what = "value") {
  const end = Date.now() + 15_000;
  let got = await look();
  while (JSON.stringify(got) !== JSON.stringify(want) && Date.now() < end) {
    await sleep(50);
    got = await look();
  }
  equal(got, want, what);
}

export async function chromium() {
  const browser = await require("playwright-core").chromium.launch({
    executablePath: "/usr/bin/chromium", headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  return { name: "chromium", version: browser.version(), ...watch(page), hands: handsOf(page), page, goto: (url) => page.goto(url), ev: (code, argument) => page.evaluate(expression(code, argument)), close: () => browser.close() };
}

export async function firefox() {
  const browser = await require("puppeteer-core").launch({
    browser: "firefox", executablePath: "/usr/bin/firefox-esr", headless: true,
    extraPrefsFirefox: { "security.fileuri.strict_origin_policy": true },  // puppeteer relaxes it
  });
  const page = await browser.newPage();
  return { name: "firefox", version: await browser.version(), ...watch(page), hands: handsOf(page), page, goto: (url) => page.goto(url), ev: (code, argument) => page.evaluate(expression(code, argument)), close: () => browser.close() };
}

function handsOf({ mouse, keyboard }) {
  const press = async (key, shift = false) => {
    if (shift) await keyboard.down("Shift");
    await keyboard.press(key);
    if (shift) await keyboard.up("Shift");
  };
  return {
    click: (x, y) => mouse.click(x, y),
    press,
    type: async (text) => {
      for (const [n, line] of text.split("\n").entries()) {
        if (n > 0) await press("Enter");
        await keyboard.type(line);
      }
    },
  };
}

// The same by WebDriver's actions, whose keys without a letter have code points of their own.
const codePoints = { Tab: "\ue004", Enter: "\ue007", Shift: "\ue008", Escape: "\ue00c", Space: " ", ArrowUp: "\ue013", ArrowDown: "\ue015", Backspace: "\ue003" };
function handsByDriver(act) {
  const strokes = (keys) => act([{ type: "key", id: "keys", actions: keys.flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]) }]);
  return {
    click: (x, y) => act([{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions: [
      { type: "pointerMove", duration: 0, origin: "viewport", x: Math.round(x), y: Math.round(y) }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }] }]),
    press: (key, shift = false) => {
      const value = codePoints[key] ?? key;
      const held = shift ? [{ type: "keyDown", value: codePoints.Shift }] : [];
      return act([{ type: "key", id: "keys", actions: [...held, { type: "keyDown", value }, { type: "keyUp", value }, ...held.map((each) => ({ ...each, type: "keyUp" }))] }]);
    },
    type: (text) => strokes([...text].map((letter) => (letter === "\n" ? codePoints.Enter : letter))),
  };
}

function watch(page) {
  const requests = [];
  const errors = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => errors.push(String(error?.message ?? error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  return { requests, errors };
}

const miniBrowser = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/** Why WebKit can't be driven here; "" where it can. */
export function noWebkit() {
  for (const file of ["/usr/bin/WebKitWebDriver", miniBrowser, "/usr/bin/xvfb-run"]) if (!fs.existsSync(file)) return `${file} is missing`;
  return "";
}

export async function webkit() {
  const port = 4570 + (process.pid % 400);
  const driver = spawn("xvfb-run", ["-a", "/usr/bin/WebKitWebDriver", `--port=${port}`], { stdio: "ignore", detached: true });
  const stop = () => {
    try {
      process.kill(-driver.pid);
    } catch { /* it has ended */ }
  };
  process.once("exit", stop);  // the driver outlives its parent
  const call = async (method, where, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${where}`, { method, headers: { "content-type": "application/json" }, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  for (let i = 0; i < 100; i++) {
    try {
      await call("GET", "/status");
      break;
    } catch {
      await sleep(100);
    }
  }
  const session = await call("POST", "/session", { capabilities: { alwaysMatch: { browserName: "MiniBrowser", "webkitgtk:browserOptions": { binary: miniBrowser, args: ["--automation"] } } } });
  const base = `/session/${session.sessionId}`;
  await call("POST", `${base}/timeouts`, { script: 120000, pageLoad: 120000 });
  return {
    name: "webkit", version: session.capabilities.browserVersion, requests: null, errors: [],
    hands: handsByDriver((actions) => call("POST", `${base}/actions`, { actions })),
    goto: (url) => call("POST", `${base}/url`, { url }),
    ev: async (code, argument) => {
      const script = `const done = arguments[0]; (async () => (${expression(code, argument)}))().then((v) => done({ v }), (e) => done({ e: String(e) }));`;
      const result = await call("POST", `${base}/execute/async`, { script, args: [] });
      if (result.e) throw new Error(result.e);
      return result.v;
    },
    close: async () => {
      await call("DELETE", base).catch(() => {});
      stop();
    },
  };
}

// ---- The page in a browser ------------------------------------------------------------------------------------

/** Once the numbers stand there, nothing is being asked, and nothing has changed for so many milliseconds. */
export const settled = (quiet = 400) => new Promise((resolve, reject) => {
  const began = performance.now();
  let before = "";
  let since = began;
  const look = () => {
    const now = performance.now();
    const text = document.getElementById("mittari")?.innerText ?? "";
    const awaited = location.hash.includes("sample=") && document.querySelector(".bar, .alert") === null;
    const busy = awaited || document.querySelector("[aria-busy=true], .progress") !== null || text.length < 50 || document.title === "";
    if (text !== before || busy) [before, since] = [text, now];
    if (now - since > quiet) resolve(text);
    else if (now - began > 25000) reject(new Error(`the page does not settle: ${text.slice(0, 200)}`));
    else setTimeout(look, 40);
  };
  look();
});
export const open = async (browser, url, quiet) => {
  await browser.goto("about:blank");
  await browser.goto(url);
  return browser.ev(settled, quiet);
};

// ---- Servers ------------------------------------------------------------------------------------------------

/** A page that is served, or one of the files that it is made of. */
export const isOwnFile = (url) => /^http:\/\/127\.0\.0\.1:\d+\/((app|engine|program)-[0-9a-f]{16}\.js|icon\.svg|manifest\.webmanifest|sw\.js)?(#.*)?$/.test(url);

/** Serves build/page by scripts/serve; -> {url, close}. */
export async function servePage() {
  const child = spawn(process.execPath, [path.join(root, "scripts/serve"), path.join(build, "page"), "18137"], { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise((resolve) => child.stdout.once("data", (data) => resolve(String(data))));
  process.once("exit", () => child.kill());
  return { url: /http:\S+/.exec(line)[0], close: () => child.kill() };
}

/** Waits until nothing on the page has changed for a while: three looks in a row that find it the same. */
export async function rest(page, pause = 80) {
  let before = "";
  for (let same = 0, n = 0; same < 3 && n < 60; n++) {
    await page.waitForTimeout(pause);
    const now = await page.evaluate(() => `${document.getElementById("mittari").innerHTML.length} ${document.documentElement.scrollHeight} ${document.querySelectorAll(".computing").length}`);
    same = now === before ? same + 1 : 0;
    before = now;
  }
}

/** Looks at text on a page of its own: the policy of ours lets nothing be parsed from text. */
export async function apart(page, look, text) {
  const bare = await page.context().newPage();
  try {
    return await bare.evaluate(look, text);
  } finally {
    await bare.close();
  }
}

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png", ".webmanifest": "application/manifest+json" };

/** Serves `pages`, then build/page and build/elements, under /some/path/; every request is counted in `seen`; `headers`
    are those of single pages, beside the ones given for all. */
export async function site(pages = {}, headers = {}) {
  const seen = [];
  const own = {};
  const sockets = new Set();
  const server = http.createServer((request, response) => {
    const url = decodeURIComponent(new URL(request.url, "http://x").pathname);
    seen.push(url);
    const name = url.replace(/^\/some\/path\//, "") || "index.html";
    const send = (content, type) => response.writeHead(200, { "content-type": type, "cache-control": "no-cache", ...headers, ...own[name] }).end(content);
    if (pages[name] !== undefined) return send(pages[name], types[path.extname(name)]);
    for (const folder of ["page", "elements"]) {
      const file = path.join(build, folder, name);
      if (url.startsWith("/some/path/") && !name.includes("..") && fs.existsSync(file)) return send(fs.readFileSync(file), types[path.extname(file)]);
    }
    response.writeHead(404, { "content-type": "text/plain" }).end("not found");
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return {
    seen, headers: own, origin: `http://127.0.0.1:${port}`, other: `http://localhost:${port}`, url: `http://127.0.0.1:${port}/some/path/`,
    stop: () => new Promise((resolve) => {
      server.close(resolve);
      for (const socket of sockets) socket.destroy();
    }),
  };
}

/** A server that answers everything, to everyone, and counts: `hits` and open `sockets`. */
export async function lure(html = "") {
  const seen = { hits: [], url: "", close: () => server.close() };
  const server = http.createServer((request, response) => {
    if (request.url !== "/page") seen.hits.push(`${request.method} ${request.url}`);
    response.writeHead(200, { "content-type": request.url === "/page" ? "text/html" : "text/plain", "access-control-allow-origin": "*" }).end(request.url === "/page" ? html : "x");
  });
  server.on("upgrade", (request, socket) => {
    seen.hits.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  seen.url = `http://127.0.0.1:${server.address().port}`;
  server.unref();
  return seen;
}

/** Every way out that a page has; the worker tries from inside. Runs in the page. */
export async function attack(target) {
  const tries = [
    () => fetch(`${target}/fetch`, { mode: "no-cors" }),
    () => new Promise((done) => {
      const image = new Image();
      image.onload = image.onerror = done;
      image.src = `${target}/image`;
    }),
    () => navigator.sendBeacon(`${target}/beacon`, "x"),
    () => new Promise((done) => {
      const socket = new WebSocket(`${target.replace("http", "ws")}/socket`);
      socket.onopen = socket.onerror = socket.onclose = done;
    }),
    () => new Promise((done) => {
      const request = new XMLHttpRequest();
      request.onloadend = done;
      request.open("GET", `${target}/xhr`);
      request.send();
    }),
    () => {
      new EventSource(`${target}/events`);
    },
    () => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = `${target}/style`;
      document.head.append(link);
    },
    () => {
      const frame = document.createElement("iframe");
      frame.src = `${target}/frame`;
      document.body.append(frame);
    },
    () => {
      const script = document.createElement("script");
      script.src = `${target}/script`;
      document.head.append(script);
    },
    () => new Promise((done) => {
      const code = `fetch(${JSON.stringify(`${target}/worker`)}, {mode:"no-cors"}).then(() => postMessage(1), () => postMessage(0));`;
      const worker = new Worker(URL.createObjectURL(new Blob([code])));
      worker.onmessage = worker.onerror = done;
    }),
  ];
  for (const go of tries) {
    try {
      await Promise.race([go(), new Promise((done) => setTimeout(done, 800))]);
    } catch { /* refused */ }
  }
  await new Promise((done) => setTimeout(done, 300));
  return true;
}

// ---- The command line -----------------------------------------------------------------------------------------

export function commandLine(...args) {
  const done = spawnSync(process.execPath, [path.join(build, "cli/mittari.mjs"), ...args], { encoding: "utf8", maxBuffer: 1 << 28 });
  return { status: done.status, out: done.stdout, err: done.stderr };
}
