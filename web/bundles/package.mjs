// build/package/: what `npm pack` makes a package of. Everything is inside; it depends on nothing.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const apiTypes = `import type { MittariApi } from "./types/api.js";
export type * from "./types/operations.js";
export type { MittariApi } from "./types/api.js";
export { MittariError } from "./types/operations.js";
/** A workspace of its own: open, report, explain, calc, metrics, close. */
export declare function createMittari(): MittariApi;
`;
const elementTypes = (names) => `import type { CalcResult, Input } from "./types/operations.js";
${names.includes("MittariCalculator") ? `/** <mittari-calculator metric="cac">. Fires mittari-change and mittari-error. */
export declare class MittariCalculator extends HTMLElement { readonly result: CalcResult | null; readonly readOnly: boolean }
` : ""}${names.includes("MittariScorecard") ? `declare class Stage extends HTMLElement { data: Input | readonly Input[] | null; readonly readOnly: boolean }
export declare class MittariScorecard extends Stage {}
export declare class MittariReport extends Stage {}
` : ""}declare global {
  interface HTMLElementTagNameMap {
${names.map((name) => `    "mittari-${name.slice(7).toLowerCase()}": ${name};`).join("\n")}
  }
}
`;

export function npmPackage({ out, web, version, node, write, licences }) {
  const folder = path.join(out, "package");
  const put = (name, content) => write(path.join(folder, name), content);
  const copy = (from, name) => put(name, fs.readFileSync(path.join(out, from)));
  put("package.json", JSON.stringify({
    name: "mittari", version, description: "Marketing KPIs from your own tables: custom elements, an API for page and Node, and the whole page in one file.",
    license: "MIT", type: "module", engines: { node: ">=20" }, bin: { mittari: "./cli/mittari.mjs" },
    exports: {
      ".": { types: "./index.d.ts", node: "./node.js", default: "./elements.js" },
      "./elements": { types: "./elements.d.ts", default: "./elements.js" },
      "./calculator": { types: "./calculator.d.ts", default: "./calculator.js" },
      "./node": { types: "./index.d.ts", default: "./node.js" },
      "./frame": "./frame.js", "./page": "./mittari.html", "./package.json": "./package.json",
    },
    sideEffects: ["./elements.js", "./calculator.js", "./frame.js"],
  }, null, 2) + "\n");
  copy("elements/mittari-elements.js", "elements.js");
  copy("elements/mittari-calculator.js", "calculator.js");
  copy("elements/mittari-frame.js", "frame.js");
  copy("mittari.html", "mittari.html");
  put("cli/mittari.mjs", `#!/usr/bin/env node\n${fs.readFileSync(path.join(out, "cli/mittari.mjs"), "utf8")}`);
  copy("cli/mittari.wasm", "cli/mittari.wasm");
  put("node.js", node);
  put("index.d.ts", apiTypes);
  put("elements.d.ts", `export { createMittari, MittariError } from "./index.js";\n${elementTypes(["MittariCalculator", "MittariScorecard", "MittariReport"])}`);
  put("calculator.d.ts", elementTypes(["MittariCalculator"]));
  put("LICENSE", fs.readFileSync(path.join(web, "../LICENSE")));
  put("LICENCES.txt", licences);
  put("README.md", fs.readFileSync(path.join(web, "PACKAGE.md")));
  types(web, path.join(folder, "types"), write);
}

// The types of the API are those of its sources.
function types(web, folder, write) {
  const names = ["api", "operations", "codes.gen"];
  const sources = names.map((name) => path.join(web, `src/engine/${name}.ts`));
  const made = path.join(folder, "operations.d.ts");
  if (fs.existsSync(made) && sources.every((file) => fs.statSync(file).mtimeMs < fs.statSync(made).mtimeMs)) return;
  const draft = `${folder}-draft`;
  const done = spawnSync(process.execPath, [path.join(web, "node_modules/typescript/bin/tsc"), "--declaration", "--emitDeclarationOnly", "--outDir", draft,
    "--ignoreConfig", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "--strict", "--allowImportingTsExtensions", "--lib", "es2022,dom", "--types", "", sources[0]], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`types of the package: ${done.stdout}${done.stderr}`);
  for (const name of names) write(path.join(folder, `${name}.d.ts`), fs.readFileSync(path.join(draft, `${name}.d.ts`), "utf8").replace(/(["'])(\.\/[\w.-]+)\.ts\1/g, "$1$2.js$1"));
  fs.rmSync(draft, { recursive: true });
}
