// The engine as the page holds it: keeps the inputs, reads them through a host, and settles every promise even
// where the host dies.
import { asMittariError, fault, parseAnswer } from "./errors.ts";
import type { Ask, Reply, Taken } from "./host.ts";
import {
  type Engine, type Input, type Inspection, MittariError, type OpenOptions, type Operation, type Operations, type Progress,
  type Settings, type SourceInfo,
} from "./operations.ts";
import { type Connect, embedded, type Port } from "./port.ts";

const chunkBytes = 2 << 20;
const progressEvery = 200;
const patience = 300;

/** An input, and how each source that it gave is read. An archive gives several. */
interface Kept {
  name: string;
  data: Blob;
  settings: Settings;
  /** The source's name in the archive, where it is one. */
  member?: string;
}

const needsSources = new Set<Operation>(["inspect", "rows", "report", "explain"]);

export function createEngine(connect: Connect = embedded()): Engine {
  return new Client(connect);
}

class Client implements Engine {
  #port: Port | undefined;
  #connecting: Promise<Port> | undefined;
  #pending = new Map<number, { resolve: (answer: unknown) => void; reject: (error: MittariError) => void }>();
  #next = 1;
  #kept: Kept[] = [];
  #restored = true;
  #reading = false;
  #restoring: Promise<void> | undefined;

  constructor(private readonly connect: Connect) {}

  async open(inputs: readonly Input[], options: OpenOptions = {}): Promise<Inspection> {
    return this.#exclusive(async () => {
      if (options.append) await this.#restore();
      else if (!this.#restored) this.#discard();
      const before = this.#restored ? this.#kept.length : 0;
      const added: Kept[] = [];
      try {
        const fresh = inputs.map(keep);
        const progress = new ProgressBeat(fresh.reduce((sum, input) => sum + input.data.size, 0), options);
        try {
          for (const input of fresh) added.push(...named(input, await this.#read(input, progress, options.signal)));
        } finally {
          progress.end();
        }
      } catch (thrown) {
        // The workspace is as it was: what was added before the failure goes again.
        if (this.#port) for (let i = added.length; i-- > 0;) await this.call("drop", { source: before + i });
        throw thrown;
      }
      if (options.append) {
        this.#kept.push(...added);
      } else {
        for (let i = 0; i < before; i++) await this.call("drop", { source: 0 });
        this.#kept = added;
      }
      this.#restored = true;
      return this.#inspect();
    });
  }

  async reopen(source: number, settings: Settings, options: OpenOptions = {}): Promise<Inspection> {
    return this.#exclusive(async () => {
      await this.#restore();
      const kept = this.#kept[source];
      if (!kept) throw fault("call.bad_argument", { args: { argument: "source", given: source } });
      const changed = { ...kept, settings };
      const progress = new ProgressBeat(kept.data.size, options);
      try {
        await this.#read(changed, progress, options.signal, source);
      } finally {
        progress.end();
      }
      this.#kept[source] = changed;
      return this.#inspect();
    });
  }

  async remove(source: number): Promise<Inspection> {
    return this.#exclusive(async () => {
      await this.#restore();
      await this.call("drop", { source });
      this.#kept.splice(source, 1);
      return this.#inspect();
    });
  }

  async call<K extends Operation>(operation: K, args: Operations[K]["args"]): Promise<Operations[K]["result"]> {
    if (needsSources.has(operation) && !this.#restored) {
      this.#restoring ??= this.#exclusive(() => this.#restore()).finally(() => (this.#restoring = undefined));
      await this.#restoring;
    }
    const json = JSON.stringify(operation === "report" || operation === "explain" ? { today: today(), ...args } : args);
    return parseAnswer(await this.#ask({ type: "call", operation, json }) as string);
  }

  async close(): Promise<void> {
    this.#kept = [];
    this.#died(fault("engine.cancelled"));
    this.#restored = true;
  }

  /** One reading at a time: two would share the core's one open source. */
  async #exclusive<T>(work: () => Promise<T>): Promise<T> {
    if (this.#reading) throw fault("engine.busy");
    this.#reading = true;
    try {
      return await work();
    } catch (thrown) {
      throw asMittariError(thrown);
    } finally {
      this.#reading = false;
    }
  }

  #inspect(): Promise<Inspection> {
    return this.call("inspect", {});
  }

  /** After a death: a new host, and the inputs read again. */
  async #restore(): Promise<void> {
    if (this.#restored) return;
    this.#discard();
    const silent = new ProgressBeat(0, {});
    try {
      for (const input of this.#kept) await this.#read(input, silent);
      this.#restored = true;
    } finally {
      silent.end();
    }
  }

  /** A new host in place of one that may hold a part of the inputs. */
  #discard(): void {
    this.#port?.close();
    this.#port = undefined;
  }

  async #read(input: Kept, progress: ProgressBeat, signal?: AbortSignal, replace?: number): Promise<SourceInfo[]> {
    const { name, data, settings, member } = input;
    const request = { name, settings, ...(member === undefined ? {} : { member }), ...(replace === undefined ? {} : { replace }) };
    const stop = abortable(signal, () => this.#abandon());
    try {
      stop.check();
      await this.#ask({ type: "begin", request });
      let next = slice(data, 0);
      for (let from = 0; ; from += chunkBytes) {
        const bytes = await next.catch(() => {
          throw fault("input.unreadable", { file: name });
        });
        stop.check();
        const last = from + chunkBytes >= data.size;
        const size = bytes.length;
        const reply = this.#ask({ type: "bytes", bytes, last }) as Promise<Taken>;
        if (!last) {
          next = slice(data, from + chunkBytes);
          next.catch(() => {});
        }
        const { rows, sources } = await reply;
        stop.check();
        progress.took(size, rows);
        if (last) return sources;
      }
    } catch (thrown) {
      if (this.#port) await this.#ask({ type: "cancel" }).catch(() => {});
      throw signal?.aborted ? fault("engine.cancelled", { file: name }) : asMittariError(thrown, name);
    } finally {
      stop.end();
    }
  }

  /** A host that is deep in one piece of work can't hear a cancel: it is ended instead. */
  #abandon(): void {
    const waiting = [...this.#pending.keys()];
    setTimeout(() => {
      if (waiting.some((id) => this.#pending.has(id))) this.#died(fault("engine.cancelled"));
    }, patience);
  }

  async #ask(ask: Ask): Promise<unknown> {
    const port = this.#port ?? await this.#open();
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      try {
        port.post(id, ask);
      } catch (thrown) {
        this.#pending.delete(id);
        reject(asMittariError(thrown));
      }
    });
  }

  #open(): Promise<Port> {
    this.#connecting ??= this.#connect().finally(() => (this.#connecting = undefined));
    return this.#connecting;
  }

  async #connect(): Promise<Port> {
    let current: Port | undefined;
    const port = await this.connect({
      reply: (id, reply) => this.#reply(id, reply),
      died: () => current === this.#port && this.#died(fault("engine.stopped")),
    });
    current = port;
    this.#port = port;
    return port;
  }

  #reply(id: number, reply: Reply): void {
    const waiting = this.#pending.get(id);
    if (!waiting) return;
    this.#pending.delete(id);
    if (reply.ok) waiting.resolve(reply.answer);
    else waiting.reject(new MittariError(reply.error));
    if (!reply.ok && reply.fatal) this.#died(fault("engine.stopped"));
  }

  #died(error: MittariError): void {
    this.#port?.close();
    this.#port = undefined;
    this.#restored = this.#kept.length === 0;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(error);
  }
}

function keep(input: Input, index: number): Kept {
  if (typeof input === "string") return { name: `pasted-${index + 1}`, data: new Blob([input]), settings: {} };
  if (input instanceof Blob) return { name: "name" in input ? input.name : `input-${index + 1}`, data: input, settings: {} };
  const { name, data, settings = {} } = input;
  return { name, data: data instanceof Blob ? data : new Blob([data]), settings };
}

/** What an input gave: each source is kept by itself, so that it can be read again by itself. */
function named(input: Kept, sources: readonly SourceInfo[]): Kept[] {
  return sources.map((source) => source.name.startsWith(`${input.name}/`) ? { ...input, member: source.name } : input);
}

/** The main thread reads and hands over: on file:// WebKit's workers can't read files. */
async function slice(data: Blob, from: number): Promise<Uint8Array> {
  return new Uint8Array(await data.slice(from, from + chunkBytes).arrayBuffer());
}

/** The reader's own calendar day. */
export function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

function abortable(signal: AbortSignal | undefined, onAbort: () => void): { check(): void; end(): void } {
  signal?.addEventListener("abort", onAbort, { once: true });
  return {
    check: () => {
      if (signal?.aborted) throw fault("engine.cancelled");
    },
    end: () => signal?.removeEventListener("abort", onAbort),
  };
}

/** Tells the progress at every piece, and at least five times a second while a piece takes long. */
class ProgressBeat {
  #now: Progress;
  #rowsBefore = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(total: number, private readonly options: OpenOptions) {
    this.#now = { bytes: 0, total, rows: 0 };
    if (options.onProgress) {
      this.#tell();
      this.#timer = setInterval(() => this.#tell(), progressEvery);
    }
  }

  took(bytes: number, rows: number): void {
    if (rows < this.#now.rows - this.#rowsBefore) this.#rowsBefore = this.#now.rows;
    this.#now = { ...this.#now, bytes: this.#now.bytes + bytes, rows: this.#rowsBefore + rows };
    this.#tell();
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #tell(): void {
    this.options.onProgress?.(this.#now);
  }
}
