// build/elements/: custom elements for other people's pages, each a module that carries its engine.
import fs from "node:fs";
import path from "node:path";

export async function elements({ out, web, script, transform, pack, gzip, read, write, engine }) {
  const module = (entry, parts) => script(entry, {
    format: "esm", define: Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, JSON.stringify(text)])),
  });
  const desk = { MITTARI_CALC: gzip(read("mittari-calc.wasm")) };
  const calculator = await module("src/calculator.ts", desk);
  const all = await module("src/elements.ts", { MITTARI_WASM: pack(read("mittari.wasm")), MITTARI_ENGINE: pack(Buffer.from(engine)) });
  write(path.join(out, "elements/mittari-calculator.js"), calculator);
  write(path.join(out, "elements/mittari-elements.js"), all);
  // For the page around a frame: plain text that a person may read and paste.
  write(path.join(out, "elements/mittari-frame.js"), (await transform(fs.readFileSync(path.join(web, "src/frame-host.js"), "utf8"))));
  return { framed: await module("src/embed.ts", desk) };
}
