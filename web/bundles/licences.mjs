// What others have written that is inside of what we give away, with its licences: build/licences.txt.
import fs from "node:fs";
import path from "node:path";

// Of the core; their texts are where Debian keeps them.
const inCore = [
  ["nlohmann/json", "MIT", "nlohmann-json3-dev"], ["fast_float", "MIT or Apache-2.0 or BSL-1.0", "libfast-float-dev"],
  ["Emscripten's musl, libc++, libc++abi and compiler-rt", "MIT; Apache-2.0 with LLVM exception", "emscripten"],
];

function partsOf(web, inputs) {
  const names = new Set();
  for (const file of inputs) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll("\\", "/"));
    if (found) names.add(found[1]);
  }
  const parts = [...names].sort().map((name) => {
    const folder = path.join(web, "node_modules", name);
    const { version, license, author } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
    const file = fs.readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    if (!file) throw new Error(`${name} has no licence file`);
    const who = typeof author === "string" ? author : author?.name;
    return { title: `${name} ${version}`, licence: license, who, text: fs.readFileSync(path.join(folder, file), "utf8") };
  });
  for (const [title, licence, deb] of inCore) {
    const file = `/usr/share/doc/${deb}/copyright`;
    parts.push({ title, licence, text: fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "" });
  }
  return parts;
}

/** A line for each: what the page itself says of them. `inputs`: the files that esbuild put into the bundles. */
export const licencesList = (web, inputs) =>
  partsOf(web, inputs).map(({ title, licence, who }) => `${title}: ${licence}${who ? `, ${who.replace(/ <.*/, "")}` : ""}`).join("\n");

/** The same with the texts of the licences. */
export function licencesText(web, inputs) {
  const parts = partsOf(web, inputs);
  const line = "-".repeat(100);
  return [
    "Mittari is MIT licensed. Inside of it are parts of:", "",
    ...parts.map(({ title, licence, who }) => `  ${title}: ${licence}${who ? `, ${who}` : ""}`), "",
    ...parts.filter(({ text }) => text !== "").flatMap(({ title, text }) => [line, title, line, "", text.trim(), ""]),
  ].join("\n");
}
