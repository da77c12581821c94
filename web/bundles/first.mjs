// The first screen of the hosted page, drawn beforehand by the page's own program in every language, with the part of the
// style sheet that it needs: it is seen before any program has come.
import { pathToFileURL } from "node:url";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Window } from "happy-dom";

const languages = ["en", "tr", "fi", "fa"];

export async function firstScreens(script, policy) {
  const code = await script("src/first-screen.ts", { format: "esm", minify: false, define: { MITTARI_PAGE: '""', MITTARI_LICENCES: '""' } });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mittari-first-"));
  const file = path.join(folder, "first.mjs");
  fs.writeFileSync(file, code);
  const window = new Window({ url: "http://localhost/" });
  const give = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  const before = Object.keys(globalThis);
  for (const name of ["document", "customElements", "Node", "NodeFilter", "Element", "HTMLElement", "HTMLInputElement", "HTMLTextAreaElement", "CSSStyleSheet", "Event", "SVGElement"])
    give(name, window[name]);
  give("window", globalThis);
  give("parent", globalThis);
  give("addEventListener", () => {});
  give("requestAnimationFrame", () => 0);
  try {
    const { draw, styles } = await import(pathToFileURL(file).href);
    const screens = languages.map((language) => {
      window.document.head.innerHTML = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
      window.document.body.innerHTML = '<div id="mittari"></div>';
      give("location", { hash: `#lang=${language}`, href: "http://localhost/", protocol: "http:" });
      const mount = window.document.getElementById("mittari");
      const title = draw(mount);
      const classes = mount.className;
      return { language, title, classes, html: tidy(mount.innerHTML), root: window.document.documentElement.cloneNode(true) };
    });
    return { screens, style: needed(styles, screens.map(({ root }) => root)) };
  } finally {
    fs.rmSync(folder, { recursive: true });
    for (const name of Object.keys(globalThis)) if (!before.includes(name)) delete globalThis[name];
    await window.happyDOM.close();
  }
}

/** Without the marks of the templates, and without what is folded away. */
const tidy = (html) => html.replace(/<!--[\s\S]*?-->/g, "").replace(/<div class="why">[\s\S]*?<\/code><\/div><\/div>/, "<div class=\"why\"></div>").replace(/\s*\n\s*/g, " ").replace(/> </g, "> <");

/** Top-level rules of a style sheet: [head, body] of each. */
function rulesOf(css) {
  const rules = [];
  for (let at = 0; at < css.length; ) {
    const open = css.indexOf("{", at);
    if (open < 0) break;
    let depth = 1;
    let end = open + 1;
    for (; depth > 0 && end < css.length; end++) depth += css[end] === "{" ? 1 : css[end] === "}" ? -1 : 0;
    rules.push([css.slice(at, open).replace(/^[\s\S]*;(?=[^;]*$)/, "").trim(), css.slice(open + 1, end - 1)]);
    at = end;
  }
  return rules;
}

// What an element is at a time, rather than what it is.
const moods = /::?(?:hover|focus-visible|focus-within|focus|active|disabled|enabled|checked|before|after|marker|placeholder|selection|backdrop|target|open|lang|dir|-[\w-]+|autofill)(?:\([^()]*\))?/g;

function needed(css, roots) {
  const seen = (selector) => {
    const plain = selector.replace(moods, "").replace(/:root/g, "html").trim() || "*";
    if (/(^|[\s,>+~])$/.test(plain)) return true;
    // A theme is a mark on the root that the screens here do not wear.
    const bare = plain.replace(/\[data-theme[^\]]*\]/g, "").replace(/:not\(\)/g, "");
    try {
      return roots.some((root) => root.matches(bare) || root.querySelector(bare) !== null);
    } catch {
      return true;
    }
  };
  const keep = (rules) => rules.map(([head, body]) => {
    if (/^@(media print|page|font-face|keyframes)/.test(head)) return "";
    if (/^@(media|supports|layer|container)/.test(head)) {
      const inner = keep(rulesOf(body));
      return inner === "" ? "" : `${head}{${inner}}`;
    }
    return head.startsWith("@") || head.split(/,(?![^(]*\))/).some(seen) ? `${head}{${body}}` : "";
  }).join("");
  return keep(rulesOf(css));
}
