// Builds the page and the command line from what CMake left in build/wasm:
//   build/page/             the hosted page: a folder for any server and any path; its embed.html is one calculator
//   build/mittari.html      the page in one file, to keep and to open from disk
//   build/elements/         custom elements for other pages, and the script around a frame
//   build/package/          the npm package; build/licences.txt
//   build/cli/              mittari.mjs, mittari.wasm and the page that it writes documents into (alone with `cli`)
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";
import esbuild from "esbuild";
import { elements } from "./bundles/elements.mjs";
import { hosted } from "./bundles/hosted.mjs";
import { licencesList, licencesText } from "./bundles/licences.mjs";
import { npmPackage } from "./bundles/package.mjs";
import { asText } from "./pack.mjs";

const web = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.env.MITTARI_BUILD ?? path.join(web, "../build"));
const core = path.resolve(process.env.MITTARI_CORE ?? path.join(out, "wasm/wasm"));
const cmake = fs.readFileSync(path.join(web, "../CMakeLists.txt"), "utf8");
const version = /project\(mittari VERSION ([\d.]+)/.exec(cmake)?.[1] ?? "0";

// Templates of markup and styles need no indentation; taken away line by line, code keeps its meaning.
const flat = {
  name: "flat",
  setup: (build) => build.onLoad({ filter: /src[/\\](chart|element|report|style|view)[/\\].*\.ts$/ }, (file) => ({
    contents: fs.readFileSync(file.path, "utf8").replace(/\n[ \t]+/g, "\n"), loader: "ts",
  })),
};

const common = {
  absWorkingDir: web,
  bundle: true,
  minify: true,
  write: false,
  logLevel: "error",
  charset: "utf8",
  legalComments: "none",
  tsconfig: path.join(web, "tsconfig.base.json"),
  alias: { "mittari-glue": path.join(core, "mittari.mjs") },
  plugins: [flat],
  define: { MITTARI_VERSION: JSON.stringify(version) },
};

const packer = (program, ...words) => (bytes) => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "mittari-")), "bytes");
  try {
    fs.writeFileSync(file, bytes);
    return asText(execFileSync(program, [...words, "-c", file], { maxBuffer: 1 << 26 }));
  } finally {
    fs.rmSync(path.dirname(file), { recursive: true });
  }
};
// Zstandard sees back over the whole program, gzip over its last 32 kB: an eighth smaller, and as quickly unpacked. What
// browsers unpack themselves is gzip; zopfli writes it a twentieth smaller than others.
const pack = packer("zstd", "--ultra", "-22", "--no-check", "--quiet");
const gzip = packer("zopfli", "--i10");
const inflatable = (bytes) => zlib.gzipSync(bytes, { level: 9 }).toString("base64");
const read = (name) => fs.readFileSync(path.join(core, name));

const bundled = new Set();
async function script(entry, options = {}) {
  const define = { ...common.define, ...options.define };
  const built = await esbuild.build({ ...common, entryPoints: [entry], format: "iife", target: "es2022", metafile: true, ...options, define });
  for (const file of Object.keys(built.metafile.inputs)) bundled.add(file);
  return built.outputFiles[0].text;
}

const transform = async (text, loader = "js") => (await esbuild.transform(text, { loader, minify: true, target: "es2022", legalComments: "none" })).code;

// Inline scripts end at the first "</script"; "<!--" changes how the rest is read. Both stand in strings only.
const inline = (text) => text.trim().replaceAll("</script", "\\x3c/script").replaceAll("<!--", "\\x3c!--");
const hash = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;

function write(file, content) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const bytes = Buffer.from(content);
  if (fs.existsSync(file) && fs.readFileSync(file).equals(bytes)) fs.utimesSync(file, new Date(), new Date());
  else fs.writeFileSync(file, bytes);
}

async function page(wasm) {
  const engine = inline(await script("src/engine/worker.ts"));
  const unpack = inline(await script("src/unpack.ts"));
  const index = fs.readFileSync(path.join(web, "index.html"), "utf8");
  const style = /<style>([^<]*)<\/style>/.exec(index)[1];
  const policyOf = (scripts) => [
    "default-src 'none'", "connect-src 'none'", "base-uri 'none'", "form-action 'none'", "img-src data: blob:",
    `style-src ${hash(style)}`, `script-src ${scripts} 'wasm-unsafe-eval'`, "worker-src blob:",
    "require-trusted-types-for 'script'", "trusted-types lit-html mittari-program mittari-worker",
  ].join("; ");
  // The program carries the page that it stands in, but for its own parts: so it can save itself.
  const template = index.replace("{{policy}}", policyOf("{{scripts}}"));
  // What is in the program is known once it is put together; then it is told there.
  const unsaid = '"%licences%"';
  const main = await script("src/main.ts", { define: { MITTARI_PAGE: JSON.stringify(template), MITTARI_LICENCES: unsaid } });
  const app = inline(main.replace(unsaid, () => JSON.stringify(licencesList(web, bundled))));
  const scripts = [engine, unpack, app].map(hash).join(" ");
  const parts = { scripts, unpack, app: pack(`${engine}\0${app}`), wasm: pack(wasm), document: "", data: "" };
  const html = template.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
  // The command line writes documents into it.
  write(path.join(out, "cli/mittari.html"), html);
  return { engine, app, html, parts };
}

async function commandLine(wasm) {
  const built = await esbuild.build({
    ...common, entryPoints: ["src/cli/main.ts"], format: "esm", platform: "node", target: "node20", minifyIdentifiers: false,
  });
  write(path.join(out, "cli/mittari.wasm"), wasm);
  write(path.join(out, "cli/mittari.mjs"), built.outputFiles[0].text);
}

async function all() {
  const wasm = read("mittari.wasm");
  const [{ engine, app, html, parts }] = await Promise.all([page(wasm), commandLine(wasm)]);
  if (process.argv.includes("cli")) return;
  write(path.join(out, "mittari.html"), html);
  write(path.join(out, "page-script.txt"), engine + app);  // weighed by scripts/size
  if (!fs.existsSync(path.join(core, "mittari-calc.wasm"))) {
    // Someone who works on the page alone may have built only that.
    await hosted({ out, web, html, core: inflatable(wasm), version, write, inline, hash, script, transform, engine, app, parts });
    return console.error("mittari-calc.wasm has not been built (target mittari_calc): no elements, no embed.html, no package");
  }
  const { framed } = await elements({ out, web, script, transform, pack, gzip, read, write, engine });
  const worker = await transform(fs.readFileSync(path.join(web, "src/offline/service-worker.js"), "utf8"));
  await hosted({ out, web, html, core: inflatable(wasm), version, service: worker, write, calculator: framed, inline, hash, script, transform, engine, app, parts });
  const node = await script("src/node.ts", { format: "esm", platform: "node", target: "node20" });
  const licences = licencesText(web, bundled);
  write(path.join(out, "licences.txt"), licences);
  npmPackage({ out, web, version, node, write, licences });
}

await all();
if (process.argv.includes("--watch")) {
  let timer;
  fs.watch(path.join(web, "src"), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => all().then(() => console.log("built"), (error) => console.error(error.message)), 100);
  });
  console.log("watching web/src");
}
