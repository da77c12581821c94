// The side of the engine that holds the core: answers messages one after another. It runs in a worker, in the
// page where workers are refused, and inside the command line.
import { asMittariError, parseAnswer } from "./errors.ts";
import { Intake, type ReadRequest } from "./intake.ts";
import type { ErrorBody, Inspection, Look, SourceInfo } from "./operations.ts";
import { warm, type WarmStep } from "./warm.ts";
import { compile, Core, type Wasm } from "./wasm.ts";

export type Ask =
  | { type: "start"; wasm: Wasm; lock?: string }
  /** Before the start: gets the core ready, and then everything that a first file needs. */
  | { type: "prepare"; wasm: string }
  | { type: "warm"; step: WarmStep }
  /** Answered in JSON; a report as its packed bytes. */
  | { type: "call"; operation: string; json: string }
  | { type: "begin"; request: ReadRequest }
  | { type: "bytes"; bytes: Uint8Array; last: boolean }
  | { type: "cancel" }
  /** How other hosts are to read parts of the file being read: `Look`, or null where they can't. */
  | { type: "look" }
  /** The state of the source read last, which is forgotten. */
  | { type: "state" }
  | { type: "merge"; bytes: Uint8Array }
  /** Forgets all sources. */
  | { type: "reset" };

export interface Taken { rows: number; sources: SourceInfo[] }

/** `fatal`: the core is gone, and with it everything that was read. */
export type Reply = { ok: true; answer?: unknown } | { ok: false; error: ErrorBody; fatal: boolean };

export class Host {
  #core: Core | undefined;
  #intake: Intake | undefined;
  #compiled: Promise<WebAssembly.Module> | undefined;
  readonly #warm = new Set<WarmStep>();

  /** The compiled core, once it was asked for. */
  get compiled(): Promise<WebAssembly.Module> | undefined {
    return this.#compiled;
  }

  async answer(ask: Ask): Promise<Reply> {
    try {
      return { ok: true, answer: await this.#do(ask) };
    } catch (thrown) {
      if (ask.type === "bytes" || ask.type === "begin") this.#cancel();
      // Early readiness is a gain, not a need: whoever starts tries again.
      if (ask.type === "prepare") this.#compiled = this.#core = undefined;
      const fatal = ask.type === "start" || this.#core === undefined || this.#core.dead;
      return { ok: false, error: asMittariError(thrown).toBody(), fatal };
    }
  }

  async #do(ask: Ask): Promise<unknown> {
    if (ask.type === "start" || ask.type === "prepare") {
      // Granted before the page hears that we started: else its own request may come first and read as our death.
      if (ask.type === "start" && ask.lock !== undefined) await holdLock(ask.lock);
      this.#compiled ??= compile(ask.wasm);
      this.#core ??= await Core.load(await this.#compiled);
      return undefined;
    }
    const core = this.#core;
    if (!core) throw new Error("not started");
    switch (ask.type) {
      case "call":
        return ask.operation === "report" ? core.report(ask.json) : core.call(ask.operation, ask.json);
      case "begin":
        this.#cancel();
        // A real one does what a trial would.
        this.#warm.add("words").add("read").add("report");
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
      case "warm":
        if (!this.#warm.has(ask.step)) warm(core, ask.step);
        this.#warm.add(ask.step);
        return undefined;
      case "look":
        return parseAnswer<{ look: Look | null }>(core.call("look", "{}")).look;
      case "state": {
        const state = core.state();
        this.#reset(core);
        return state;
      }
      case "merge":
        parseAnswer(core.merge(ask.bytes));
        return undefined;
      case "reset":
        this.#cancel();
        this.#reset(core);
        return undefined;
    }
  }

  #reset(core: Core): void {
    const { sources } = parseAnswer<Inspection>(core.call("inspect", "{}"));
    for (const _ of sources) core.call("drop", '{"source":0}');
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

/** A new host, that answers one after another. */
export function host(made = new Host()): (ask: Ask) => Promise<Reply> {
  let queue: Promise<unknown> = Promise.resolve();
  return (ask) => {
    const answer = queue.then(() => made.answer(ask));
    queue = answer;
    return answer;
  };
}

interface MessageEnd {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown, owned: Transferable[]): void;
}

/** Answers what comes in at `end`. */
export function serve(end: MessageEnd): void {
  const made = new Host();
  const answer = host(made);
  // One step after another, so that what is asked meanwhile goes in between.
  const steps: WarmStep[] = ["catalogue", "words", "read", "report"];
  const warmUp = (): void => {
    const step = steps.shift();
    if (step) void answer({ type: "warm", step }).then(() => setTimeout(warmUp));
  };
  end.onmessage = async (event) => {
    const { id, ask } = event.data as { id: number; ask: Ask };
    const reply = await answer(ask);
    if (ask.type === "prepare") warmUp();
    // Before the answer: the hosts that come after are given it.
    if (ask.type === "start" && reply.ok && typeof ask.wasm === "string") end.postMessage({ module: await made.compiled }, []);
    const owned = reply.ok && reply.answer instanceof Uint8Array ? [reply.answer.buffer] : [];
    end.postMessage({ id, reply }, owned);
  };
}
