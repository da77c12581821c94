// The only file that touches the heap of the core. The heap moves when it grows, so a view on it is taken
// afresh for every write.
import createModule, { type MittariModule, type SessionDoors } from "mittari-glue";
import { fault } from "./errors.ts";
import { inflated, isInflated } from "./inflated.ts";
import { MittariError } from "./operations.ts";
import { unpacked } from "./unpacked.ts";

/** The core: its bytes, packed (unpacked.ts, inflated.ts), or what a browser has already made of them. */
export type Wasm = string | WebAssembly.Module;

export async function compile(wasm: Wasm): Promise<WebAssembly.Module> {
  if (typeof wasm !== "string") return wasm;
  if (!isInflated(wasm)) return WebAssembly.compile(unpacked(wasm));
  return WebAssembly.compileStreaming(inflated(wasm)).catch(async () => WebAssembly.compile(await inflated(wasm).arrayBuffer()));
}

const pieceBytes = 8 << 20;

export class Core {
  #module: MittariModule;
  #session: SessionDoors;
  #rows = 0;
  #dead = false;

  private constructor(module: MittariModule) {
    this.#module = module;
    this.#session = new module.Session();
  }

  static async load(compiled: WebAssembly.Module): Promise<Core> {
    const silent = () => {};
    const module = await new Promise<MittariModule>((resolve, reject) => {
      createModule({
        instantiateWasm: (imports, receive) => {
          WebAssembly.instantiate(compiled, imports).then(receive, reject);
          return {};
        },
        print: silent, printErr: silent,
      }).then(resolve, reject);
    });
    return new Core(module);
  }

  /** True after a trap or where memory ran out: the instance is not used again. */
  get dead(): boolean {
    return this.#dead;
  }

  /** The core's answer as JSON text. A call without an answer throws engine.stopped or input.out_of_memory. */
  call(operation: string, json: string): string {
    return this.#enter(() => this.#session.call(operation, json));
  }

  /** The answer to `report`, packed: see packed-report.ts. */
  report(json: string): Uint8Array {
    return this.#enter(() => this.#session.report(json));
  }

  /** Feeds the bytes; the answer to the last piece of them, or to the first that failed. */
  feed(bytes: Uint8Array): string {
    let answer = `{"ok":true,"rows":${this.#rows},"bytes":0}`;
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      const piece = bytes.subarray(from, from + pieceBytes);
      this.#write(piece);
      answer = this.#enter(() => this.#session.feed(piece.length));
      const { ok, rows } = JSON.parse(answer) as { ok: boolean; rows?: number };
      if (!ok) return answer;
      this.#rows = rows ?? this.#rows;
    }
    return answer;
  }

  /** Joins another session's state(). */
  merge(state: Uint8Array): string {
    this.#write(state);
    return this.#enter(() => this.#session.merge(state.length));
  }

  state(): Uint8Array {
    return this.#enter(() => this.#session.state());
  }

  #write(bytes: Uint8Array): void {
    const address = this.#enter(() => this.#session.reserve(bytes.length));
    if (address === 0) throw fault("input.out_of_memory", { at: { row: this.#rows } });
    this.#module.HEAPU8.set(bytes, address);
  }

  #enter<T>(door: () => T): T {
    if (this.#dead) throw fault("engine.stopped");
    try {
      return door();
    } catch (thrown) {
      this.#dead = true;
      if (thrown instanceof MittariError) throw thrown;
      const error = thrown as Error;
      if (error?.name === "OutOfMemory") throw fault("input.out_of_memory", { at: { row: this.#rows } });
      throw fault("engine.stopped", { args: { detail: String(error?.message ?? error) } });
    }
  }
}
