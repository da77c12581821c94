// build/page/: a folder to put on any server, under any path. Its index.html shows the first screen at once; the program and
// the engine stand beside it under names made of their content, which the page's policy knows by their hashes. Besides it has a
// manifest, and the right to start the service worker that keeps the page for times without a network.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { firstScreens } from "./first.mjs";
import { icon, iconSvg } from "./icons.mjs";

export async function hosted({ out, web, html, core, version, service, write, calculator, inline, hash, script, transform, engine, app, parts }) {
  const folder = path.join(out, "page");
  // In one file as well: frames and disks show that one, for either may run only what stands in the document itself.
  write(path.join(folder, "mittari.html"), html);
  const named = {};
  const byPrint = (name, content) => {
    const file = `${name}-${createHash("sha256").update(content).digest("hex").slice(0, 16)}.js`;
    named[file] = content;
    return file;
  };
  const appFile = byPrint("app", app);
  const early = await script("src/early.ts", { define: { MITTARI_PROGRAM: "mittariProgram", MITTARI_WASM: JSON.stringify(core) } });
  const engineText = `(()=>{const mittariProgram=function(){${engine}\n};${early}})();`;
  const engineFile = byPrint("engine", engineText);
  // What a page that saves itself writes, the core packed as in one file: fetched once the page is at rest.
  const program = `globalThis.mittariProgram=${JSON.stringify({ scripts: parts.scripts, unpack: parts.unpack, app: parts.app, wasm: parts.wasm })};`;
  const programFile = byPrint("program", program);
  const first = inline(await script("src/first.ts"));
  const policyWith = (style) => [
    "default-src 'none'", "connect-src 'none'", "base-uri 'none'", "form-action 'none'", "img-src 'self' data: blob:", `style-src ${style}`,
    `script-src ${[first, engineText, app, program].map(hash).join(" ")} 'wasm-unsafe-eval'`, "worker-src 'self' blob:", "manifest-src 'self'",
    "require-trusted-types-for 'script'", "trusted-types lit-html mittari-program mittari-worker mittari-offline",
  ].join("; ");
  const { screens, style: shown } = await firstScreens(script, policyWith("'sha256-…'"));
  const single = fs.readFileSync(path.join(web, "index.html"), "utf8");
  const style = (/<style>([^<]*)<\/style>/.exec(single)[1] + await transform(shown, "css")).trim();
  const page = {
    // What both heads say stands in one place: all before the icon, which is a file of its own here.
    head: single.slice(0, single.indexOf('<link rel="icon"')).replace("{{policy}}", policyWith(hash(style))), style, first, engine: engineFile, engineHash: hash(engineText).slice(1, -1), app: appFile, appHash: hash(app).slice(1, -1),
    program: `${programFile} ${hash(program).slice(1, -1)}`, noscript: /<noscript>[\s\S]*<\/noscript>/.exec(single)[0],
    screens: screens.map(({ language, title, html }) => `<template data-first="${language}" title="${title}">${html}</template>`).join("\n"),
  };
  const index = fs.readFileSync(path.join(web, "hosted.html"), "utf8").replace(/\{\{(\w+)\}\}/g, (_, name) => page[name]);
  if (calculator === undefined) {
    for (const [name, content] of Object.entries({ "index.html": index, ...named })) write(path.join(folder, name), content);
    return;
  }
  const policy = ["default-src 'none'", "connect-src 'none'", "base-uri 'none'", "form-action 'none'", "style-src 'none'", `script-src ${hash(inline(calculator))} 'wasm-unsafe-eval'`,
    "require-trusted-types-for 'script'", "trusted-types lit-html"].join("; ");
  const embed = fs.readFileSync(path.join(web, "embed.html"), "utf8").replace("{{policy}}", policy).replace("{{script}}", () => inline(calculator));
  const manifest = {
    id: "./", name: "Mittari", short_name: "Mittari", start_url: "./", scope: "./", display: "standalone", lang: "en",
    background_color: "#ffffff", theme_color: "#0a6b5e",
    icons: [
      { src: "icon.svg", type: "image/svg+xml", sizes: "any" },
      { src: "icon-192.png", type: "image/png", sizes: "192x192" },
      { src: "icon-512.png", type: "image/png", sizes: "512x512" },
      { src: "icon-512.png", type: "image/png", sizes: "512x512", purpose: "maskable" },
    ],
  };
  const files = {
    "index.html": index, ...named, "embed.html": embed, "manifest.webmanifest": JSON.stringify(manifest), "icon.svg": iconSvg(),
    "icon-192.png": icon(192), "icon-512.png": icon(512),
  };
  // A name of its own for every content: an update is another cache, filled before it is used.
  const print = createHash("sha256");
  for (const [name, content] of Object.entries(files)) print.update(`${name}\0`).update(content);
  files["sw.js"] = service.replace("__CACHE__", `mittari-${version}-${print.digest("hex").slice(0, 16)}`).replace("__FILES__", Object.keys(files).join(" "));
  for (const [name, content] of Object.entries(files)) write(path.join(folder, name), content);
  // Of another build; who holds the page of then has it in a cache.
  for (const name of fs.readdirSync(folder)) if (/^(app|engine|program)-[0-9a-f]{16}\.js$/.test(name) && !(name in named)) fs.rmSync(path.join(folder, name));
  // What other pages embed stands beside the page; it is fetched by them alone.
  for (const name of ["mittari-calculator.js", "mittari-elements.js", "mittari-frame.js"]) fs.copyFileSync(path.join(out, "elements", name), path.join(folder, name));
}
