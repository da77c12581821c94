// build/page/: a folder to put on any server, under any path. What index.html has more than the single file: a manifest, and
// the right to start the service worker that keeps the page for times without a network.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { icon, iconSvg } from "./icons.mjs";

export function hosted({ out, web, html, version, script, write, calculator, inline, hash }) {
  const folder = path.join(out, "page");
  if (calculator === undefined) return write(path.join(folder, "index.html"), html);
  const index = html.replace(/(?<=; ?)worker-src blob:/, "worker-src 'self' blob:; manifest-src 'self'").replace("mittari-worker", "mittari-worker mittari-offline")
    .replace('<link rel="icon"', '<link rel="manifest" href="manifest.webmanifest">\n<link rel="icon"');
  if (!index.includes("mittari-offline; ") && !index.includes('mittari-offline"') || !index.includes("manifest-src 'self'") || !index.includes('rel="manifest"')) throw new Error("index.html has no place for the manifest");
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
    "index.html": index, "embed.html": embed, "manifest.webmanifest": JSON.stringify(manifest), "icon.svg": iconSvg(),
    "icon-192.png": icon(192), "icon-512.png": icon(512),
  };
  // A name of its own for every content: an update is another cache, filled before it is used.
  const print = createHash("sha256");
  for (const [name, content] of Object.entries(files)) print.update(`${name}\0`).update(content);
  files["sw.js"] = script.replace("__CACHE__", `mittari-${version}-${print.digest("hex").slice(0, 16)}`).replace("__FILES__", Object.keys(files).join(" "));
  for (const [name, content] of Object.entries(files)) write(path.join(folder, name), content);
  // What other pages embed stands beside the page; it is fetched by them alone.
  for (const name of ["mittari-calculator.js", "mittari-elements.js", "mittari-frame.js"]) fs.copyFileSync(path.join(out, "elements", name), path.join(folder, name));
}
