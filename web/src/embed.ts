// The entry of build/page/embed.html: one calculator in a frame of its own, told by the address what it is to show:
// #metric=cac&lang=fi&theme=dark&currency=EUR&goal=30&data=spend%3D1000&readonly&frame=a1
import "./calculator.ts";
import { tellHeight } from "./view/height.ts";

const asked = new URLSearchParams(location.hash.slice(1));
const sheet = new CSSStyleSheet();
sheet.replaceSync("body { margin: 0; padding: 8px; } :root { color-scheme: light dark; }");
document.adoptedStyleSheets = [sheet];
const calculator = document.createElement("mittari-calculator");
for (const name of ["metric", "lang", "dir", "theme", "currency", "digits", "goal", "data", "solve", "readonly"])
  if (asked.has(name)) calculator.setAttribute(name, asked.get(name) ?? "");
const lang = asked.get("lang") ?? "";
if (/^[a-z]{2}$/.test(lang)) document.documentElement.lang = lang;
const theme = asked.get("theme");
if (theme === "light" || theme === "dark") sheet.insertRule(`:root { color-scheme: ${theme} !important; }`, 2);
document.body.append(calculator);
const frame = asked.get("frame") ?? "";
if (/^[\w-]{1,40}$/.test(frame)) tellHeight(frame, document.body);
