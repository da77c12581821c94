// The entry of build/elements/mittari-calculator.js: calculators alone, their engine inside.
import { createDesk } from "./engine/desk.ts";
import { bytesOf } from "./engine/packed.ts";
import { defineCalculator, provideEngine } from "./element/calculator.ts";

declare const MITTARI_CALC: string;  // the module, packed

provideEngine(() => createDesk(async () => {
  const unpacked = new Blob([bytesOf(MITTARI_CALC)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(unpacked).arrayBuffer());
}));
defineCalculator();

export { MittariCalculator } from "./element/calculator.ts";
