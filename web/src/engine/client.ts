// The engine as the page holds it: keeps the inputs, reads them through its hosts, and settles every promise even
// where a host dies.
import { Crew } from "./crew.ts";
import { asMittariError, fault, parseAnswer } from "./errors.ts";
import type { Link } from "./link.ts";
import {
  type Engine, type Input, type Inspection, type OpenOptions, type Operation, type Operations, type Progress,
  type Settings, type SourceInfo,
} from "./operations.ts";
import { unpackReport } from "./packed-report.ts";
import { type Connect, embedded } from "./port.ts";
import { partsOf, Reading } from "./reading.ts";

const progressEvery = 200;
const patience = 300;
/** Below this a file is read by one host: several take longer to agree than it takes to read. */
const worthParts = 4 << 20;
/** Beyond this the states of several hosts would stand in memory beside the joined one. */
const mostInParts = 768 << 20;

/** An input, and how each source that it gave is read. An archive gives several. */
interface Kept {
  name: string;
  data: Blob;
  settings: Settings;
  /** The source's name in the archive, where it is one. */
  member?: string;
}

const needsSources = new Set<Operation>(["inspect", "rows", "report", "explain", "analyse", "sql"]);

export function createEngine(connect: Connect = embedded()): Engine {
  return new Client(connect);
}

class Client implements Engine {
  #crew: Crew;
  #kept: Kept[] = [];
  #restored = true;
  #reading = false;
  #restoring: Promise<void> | undefined;

  constructor(connect: Connect) {
    this.#crew = new Crew(connect, () => (this.#restored = this.#kept.length === 0));
    whenAtRest(() => this.#crew.prepare(usualWorkers() > 1 ? 1 : 0).catch(() => {}));
  }

  async open(inputs: readonly Input[], options: OpenOptions = {}): Promise<Inspection> {
    return this.#exclusive(async () => {
      if (options.append) await this.#restore();
      else if (!this.#restored) this.#crew.dismissHome();
      const before = this.#restored ? this.#kept.length : 0;
      const added: Kept[] = [];
      try {
        const fresh = inputs.map(keep);
        const progress = new ProgressBeat(fresh.reduce((sum, input) => sum + input.data.size, 0), options);
        try {
          for (const input of fresh) {
            const place = before + added.length;
            const alone = !options.append && before > 0 && added.length === 0;
            added.push(...named(input, await this.#read(input, place, progress, options, { alone })));
          }
        } finally {
          progress.end();
        }
      } catch (thrown) {
        // The workspace is as it was: what was added before the failure goes again.
        if (this.#crew.home) for (let i = added.length; i-- > 0;) await this.call("drop", { source: before + i });
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
        await this.#read(changed, this.#kept.length, progress, options, { replace: source });
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
    // Formulas of one's own may name measures of what was read.
    if ((needsSources.has(operation) || "formulas" in args) && !this.#restored) {
      this.#restoring ??= this.#exclusive(() => this.#restore()).finally(() => (this.#restoring = undefined));
      await this.#restoring;
    }
    const json = JSON.stringify(operation === "report" || operation === "explain" ? { today: today(), ...args } : args);
    const home = await this.#crew.needHome();
    const answer = await home.ask({ type: "call", operation, json }) as string | Uint8Array;
    return typeof answer === "string" ? parseAnswer(answer) : unpackReport(answer) as Operations[K]["result"];
  }

  async close(): Promise<void> {
    this.#kept = [];
    this.#crew.dismiss();
    this.#restored = true;
  }

  end(): void {
    this.#kept = [];
    this.#crew.end();
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
    this.#crew.dismissHome();
    const silent = new ProgressBeat(0, {});
    try {
      for (const [place, input] of this.#kept.entries()) await this.#read(input, place, silent, {});
      this.#restored = true;
    } finally {
      silent.end();
    }
  }

  /** `place`: how many sources stand before it. */
  async #read(input: Kept, place: number, progress: ProgressBeat, options: OpenOptions, how: { replace?: number; alone?: boolean } = {}): Promise<SourceInfo[]> {
    const { name, data, settings, member } = input;
    const { signal } = options;
    const request = { name, settings, ...(member === undefined ? {} : { member }), ...how };
    const links = new Set<Link>();
    const stop = abortable(signal, () => links.forEach((link) => link.hurry(patience)));
    progress.next();
    let home: Link | undefined;
    try {
      stop.check();
      home = await this.#crew.needHome();
      links.add(home);
      const others = async (count: number) => {
        const ready = await this.#crew.needOthers(count);
        ready.forEach((link) => links.add(link));
        return ready;
      };
      const parts = partsFor(data.size, options.workers);
      const done = (link: Link) => this.#crew.relieve([link], data.size / parts);
      const reading = new Reading(data, request, { home, others, done }, {
        check: stop.check, took: (bytes, rows) => progress.took(bytes, rows), again: () => progress.again(),
      }, options.pieceBytes);
      const sources = await reading.run(parts, place);
      this.#crew.relieve(reading.helpers, data.size / parts);
      return sources;
    } catch (thrown) {
      if (home?.alive) await home.ask({ type: "cancel" }).catch(() => {});
      throw signal?.aborted ? fault("engine.cancelled", { file: name }) : asMittariError(thrown, name);
    } finally {
      stop.end();
    }
  }
}

/** As many hosts as there are cores to run them, up to four. */
function usualWorkers(): number {
  return Math.min(4, Math.max(1, globalThis.navigator?.hardwareConcurrency || 1));
}

function partsFor(size: number, workers: number | undefined): number {
  if (workers !== undefined) return partsOf(size, workers);
  return size < worthParts || size > mostInParts ? 1 : partsOf(size, usualWorkers());
}

/** Once the page has loaded and has nothing else to do; never outside of a page. */
function whenAtRest(work: () => void): void {
  if (typeof document === "undefined" || typeof requestAnimationFrame === "undefined") return;
  const idle = () => ("requestIdleCallback" in globalThis ? requestIdleCallback(work, { timeout: 500 }) : setTimeout(work, 50));
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
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
  #before: Progress;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(total: number, private readonly options: OpenOptions) {
    this.#now = this.#before = { bytes: 0, total, rows: 0 };
    if (options.onProgress) {
      this.#tell();
      this.#timer = setInterval(() => this.#tell(), progressEvery);
    }
  }

  /** Another input, or the same once more. */
  next(): void {
    this.#before = this.#now;
  }

  /** The input is read from its start again. */
  again(): void {
    this.#now = this.#before;
  }

  /** `rows` of this input so far. */
  took(bytes: number, rows: number): void {
    this.#now = { ...this.#now, bytes: this.#now.bytes + bytes, rows: this.#before.rows + rows };
    this.#tell();
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #tell(): void {
    this.options.onProgress?.(this.#now);
  }
}
