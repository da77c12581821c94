// The hosted page's engine, a script by itself: the engine's program and the core, packed. It starts a worker at once,
// which gets ready while the page's own program still comes.
import { workerOf } from "./engine/trusted.ts";
import type { Standby } from "./engine/port.ts";

declare const MITTARI_PROGRAM: () => void;  // worker.ts, as a function
declare const MITTARI_WASM: string;

const shared = globalThis as unknown as { mittariEngine?: Standby };
const script = `(${MITTARI_PROGRAM})()`;
const parts = { core: MITTARI_WASM };
let early: Worker | undefined;
try {
  early = workerOf(script);
  early.onerror = (event) => {
    event.preventDefault();
    early = undefined;
  };
  early.postMessage({ id: -1, ask: { type: "prepare", wasm: parts.core } });
} catch {
  // Whoever asks for the engine tries once more, and then does without workers.
}

const standby: Standby = {
  script,
  core: parts.core,
  host: () => {
    // The program, run in the page, leaves its host in the place of this.
    MITTARI_PROGRAM();
    const { host } = shared.mittariEngine as Standby;
    shared.mittariEngine = standby;
    return host();
  },
  early: () => {
    const given = early;
    early = undefined;
    return given;
  },
};
shared.mittariEngine = standby;
