// The entry of build/elements/mittari-elements.js: all elements and the API, the engine inside. Workers are made of the
// engine's text; where a page's policy forbids that, the same engine works in the page's own thread.
import { defineBoards } from "./element/board.ts";
import { defineCalculator, provideEngine } from "./element/calculator.ts";
import { provideConnect } from "./element/stage.ts";
import { createApi, publishApi } from "./engine/api.ts";
import { createEngine } from "./engine/client.ts";
import { host } from "./engine/host.ts";
import { unpacked } from "./engine/unpacked.ts";
import { portTo, type Connect, type Standby } from "./engine/port.ts";

declare const MITTARI_WASM: string;  // both packed
declare const MITTARI_ENGINE: string;

let standby: Standby | undefined;
let shared: Connect | undefined;
// Compiled once, for all elements.
const connect = (): Connect =>
  (shared ??= portTo(
    () => (standby ??= { host, script: new TextDecoder().decode(unpacked(MITTARI_ENGINE)) }), () => MITTARI_WASM));

provideConnect(connect);
provideEngine(() => createEngine(connect()));
defineCalculator();
defineBoards();

// globalThis.mittari, made when it is first asked for; a page that stands by itself has its own.
if (!("mittari" in globalThis))
  Object.defineProperty(globalThis, "mittari", {
    configurable: true, enumerable: true, get: () => {
      publishApi(createEngine(connect()));
      return (globalThis as Record<string, unknown>)["mittari"];
    },
  });

// Another workspace of its own.
export const createMittari = () => createApi(createEngine(connect()));
export { MittariCalculator } from "./element/calculator.ts";
export { MittariReport, MittariScorecard } from "./element/board.ts";
export { MittariError } from "./engine/operations.ts";
