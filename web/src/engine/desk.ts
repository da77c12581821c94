// The calculators' own engine: a module of three exports without glue (wasm/calculator.cpp), in the same thread, for one
// answer takes microseconds. Its answers are those of the whole engine, digit for digit.
import { fault, parseAnswer } from "./errors.ts";
import type { Operations } from "./operations.ts";

interface Doors {
  memory: WebAssembly.Memory;
  _initialize(): void;
  reserve(bytes: number): number;
  call(operationBytes: number): number;
  answer_bytes(): number;
}

export interface Desk {
  call<K extends "calc" | "metrics" | "number">(operation: K, args: Operations[K]["args"]): Promise<Operations[K]["result"]>;
}

/** `compile` is called once, at the first question. Answers reject as a MittariError. */
export function createDesk(compile: () => Promise<WebAssembly.Module>): Desk {
  let doors: Promise<Doors> | undefined;
  const text = new TextEncoder();
  return {
    async call(operation, args) {
      doors ??= open(compile).catch((thrown: unknown) => {
        doors = undefined;
        throw fault("engine.unavailable", { args: { detail: String(thrown) } });
      });
      const now = await doors;
      const asked = text.encode(operation + JSON.stringify(args));
      try {
        const address = now.reserve(asked.length);
        // The memory moves when it grows: a view is made for one use.
        new Uint8Array(now.memory.buffer, address, asked.length).set(asked);
        const answer = now.call(operation.length);
        return parseAnswer(new TextDecoder().decode(new Uint8Array(now.memory.buffer, answer, now.answer_bytes())));
      } catch (thrown) {
        if (thrown instanceof WebAssembly.RuntimeError) {
          doors = undefined;
          throw fault("engine.stopped", { args: { detail: String(thrown) } });
        }
        throw thrown;
      }
    },
  };
}

async function open(compile: () => Promise<WebAssembly.Module>): Promise<Doors> {
  const compiled = await compile();
  // What the C library would tell a system: that memory has grown, and that it gives up.
  const none = () => 0;
  const imports: WebAssembly.Imports = {};
  for (const { module, name } of WebAssembly.Module.imports(compiled)) {
    (imports[module] ??= {})[name] = name === "proc_exit" ? () => { throw new WebAssembly.RuntimeError("ended"); } : none;
  }
  const instance = await WebAssembly.instantiate(compiled, imports);
  const doors = instance.exports as unknown as Doors;
  doors._initialize();
  return doors;
}
