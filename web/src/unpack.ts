// Runs the page's two programs, which the document carries packed: the engine's, then the page's. At once, not by a
// stream: what follows the document's loading finds everything in place. The policy names their hashes, so nothing
// else can be run this way.
import { trusted } from "./engine/trusted.ts";
import { unpacked } from "./engine/unpacked.ts";

// Only here is text made a program, where the browser knows of trusted types.
const program = trusted("mittari-program", { createScript: (text) => text });
const packed = document.getElementById("mittari-app")?.textContent ?? "";
for (const text of new TextDecoder().decode(unpacked(packed)).split("\0")) {
  const script = document.createElement("script");
  script.text = program ? program.createScript(text) as unknown as string : text;
  document.head.append(script);
  script.remove();
}
