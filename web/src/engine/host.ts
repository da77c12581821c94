// The side of the engine that holds the core: answers messages one after another. It runs in a worker, in the
// page where workers are refused, and inside the command line.
import { asMittariError } from "./errors.ts";
import { Intake, type ReadRequest } from "./intake.ts";
import type { ErrorBody, SourceInfo } from "./operations.ts";
import { Core } from "./wasm.ts";

export type Ask =
  | { type: "start"; wasm: Uint8Array; lock?: string }
  | { type: "call"; operation: string; json: string }
  | { type: "begin"; request: ReadRequest }
  | { type: "bytes"; bytes: Uint8Array; last: boolean }
  | { type: "cancel" };

export interface Taken { rows: number; sources: SourceInfo[] }

/** `fatal`: the core is gone, and with it everything that was read. */
export type Reply = { ok: true; answer?: unknown } | { ok: false; error: ErrorBody; fatal: boolean };

export class Host {
  #core: Core | undefined;
  #intake: Intake | undefined;

  async answer(ask: Ask): Promise<Reply> {
    try {
      return { ok: true, answer: await this.#do(ask) };
    } catch (thrown) {
      if (ask.type === "bytes" || ask.type === "begin") this.#cancel();
      const fatal = ask.type === "start" || this.#core === undefined || this.#core.dead;
      return { ok: false, error: asMittariError(thrown).toBody(), fatal };
    }
  }

  async #do(ask: Ask): Promise<unknown> {
    if (ask.type === "start") {
      // Granted before the page hears that we started: else its own request may come first and read as our death.
      if (ask.lock !== undefined) await holdLock(ask.lock);
      this.#core = await Core.load(ask.wasm);
      return undefined;
    }
    const core = this.#core;
    if (!core) throw new Error("not started");
    switch (ask.type) {
      case "call":
        return core.call(ask.operation, ask.json);
      case "begin":
        this.#cancel();
        this.#intake = new Intake(core, ask.request);
        return undefined;
      case "bytes": {
        const intake = this.#intake;
        if (!intake) throw new Error("nothing is being read");
        const sources = intake.push(ask.bytes, ask.last);
        if (ask.last) this.#intake = undefined;
        return { rows: intake.rows, sources } satisfies Taken;
      }
      case "cancel":
        this.#cancel();
        return undefined;
    }
  }

  #cancel(): void {
    const intake = this.#intake;
    this.#intake = undefined;
    intake?.cancel();
  }
}

/** Held as long as this worker lives: the page that waits for it learns of any death, the silent ones too. */
function holdLock(name: string): Promise<void> {
  return new Promise((held) => {
    navigator.locks.request(name, () => {
      held();
      return new Promise(() => {});
    }).catch(() => held());
  });
}

interface MessageEnd {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
}

/** Answers what comes in at `end`, in order. */
export function serve(end: MessageEnd): void {
  const host = new Host();
  let queue = Promise.resolve();
  end.onmessage = (event) => {
    const { id, ask } = event.data as { id: number; ask: Ask };
    queue = queue.then(async () => end.postMessage({ id, reply: await host.answer(ask) }));
  };
}
