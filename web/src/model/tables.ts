// The bytes behind the document's tables, and what of them the engine holds.
import type { Engine, Input, Inspection, Settings } from "../engine/operations.ts";
import type { InputEntry } from "./document.ts";
import type { Reading } from "./live.ts";

const sameSettings = (a: Settings, b: Settings): boolean => JSON.stringify(a) === JSON.stringify(b);
export const sameInputs = (a: readonly InputEntry[], b: readonly InputEntry[]): boolean =>
  a.length === b.length && a.every((each, place) => each.id === b[place]!.id && sameSettings(each.settings, b[place]!.settings));

export class Tables {
  readonly #engine: Engine;
  readonly #reading: (reading: Reading | null) => void;
  // Removed inputs stay until the page goes, so that undo works.
  readonly #vault = new Map<string, Blob | string>();
  #loaded: { entry: InputEntry; sources: number }[] = [];
  #abort: AbortController | null = null;
  #next = 1;

  constructor(engine: Engine, reading: (reading: Reading | null) => void) {
    this.#engine = engine;
    this.#reading = reading;
  }

  // Keeps the bytes and returns the entry for the document.
  keep(name: string, data: Blob | string, extra: Partial<InputEntry> = {}): InputEntry {
    const id = `input-${this.#next++}`;
    this.#vault.set(id, data);
    return { id, name, size: typeof data === "string" ? data.length : data.size, settings: {}, ...extra };
  }

  // Bytes under an id that was given before, by a draft.
  put(id: string, data: Blob | string): void {
    this.#vault.set(id, data);
    this.#next = Math.max(this.#next, Number(id.replace(/\D/g, "")) + 1);
  }

  bytes(id: string): Blob | string | undefined {
    return this.#vault.get(id);
  }

  // The document's input of each source, by the source's index.
  get owners(): readonly string[] {
    return this.#loaded.flatMap((each) => Array.from({ length: each.sources }, () => each.entry.id));
  }

  cancel(): void {
    this.#abort?.abort();
  }

  // Brings the engine's workspace to `inputs` in as few readings as that takes; null where that is none.
  async load(inputs: readonly InputEntry[]): Promise<Inspection | null> {
    const had = this.#loaded;
    const ids = inputs.map((input) => input.id);
    const kept = had.filter((each) => ids.includes(each.entry.id));
    if (inputs.length === 0) {
      await this.#engine.close();
      this.#loaded = [];
      return null;
    }
    const ordered = kept.every((each, place) => each.entry.id === ids[place]);
    if (kept.length > 0 && ordered) {
      for (let place = had.length; place-- > 0;) {
        if (ids.includes(had[place]!.entry.id)) continue;
        const first = had.slice(0, place).reduce((sum, each) => sum + each.sources, 0);
        for (let count = had[place]!.sources; count-- > 0;) await this.#engine.remove(first + count);
      }
      this.#loaded = kept;
      let first = 0;
      for (const each of kept) {
        const wanted = inputs.find((input) => input.id === each.entry.id)!;
        if (!sameSettings(wanted.settings, each.entry.settings))
          for (let place = 0; place < each.sources; place++)
            await this.#follow(wanted, (options) => this.#engine.reopen(first + place, wanted.settings, options));
        each.entry = wanted;
        first += each.sources;
      }
      for (const input of inputs.slice(kept.length)) await this.#open(input, true);
    } else {
      // Failing half-way must leave what was there: read all anew in one call.
      const before = this.#loaded;
      this.#loaded = [];
      try {
        await this.#open(inputs[0]!, false);
        for (const input of inputs.slice(1)) await this.#open(input, true);
      } catch (thrown) {
        if (this.#loaded.length === 0) this.#loaded = before;
        throw thrown;
      }
    }
    return this.#engine.call("inspect", {});
  }

  // After a reading that ended half-way: the workspace as it is to be, where it is not.
  async restore(inputs: readonly InputEntry[]): Promise<void> {
    if (!sameInputs(this.#loaded.map((each) => each.entry), inputs)) await this.load(inputs);
  }

  async #open(entry: InputEntry, append: boolean): Promise<void> {
    const data = this.#vault.get(entry.id) ?? "";
    const before = append ? this.#loaded.reduce((sum, each) => sum + each.sources, 0) : 0;
    const input: Input = { name: entry.name, data, settings: entry.settings };
    await this.#follow(entry, async (options) => {
      const inspection = await this.#engine.open([input], { ...options, append });
      this.#loaded.push({ entry, sources: inspection.sources.length - before });
    });
  }

  // Tells how far the work is; cancel() ends it.
  async #follow<T>(
    entry: InputEntry, work: (options: { signal: AbortSignal; onProgress: (p: { bytes: number; total: number; rows: number }) => void }) => Promise<T>,
  ): Promise<T> {
    const abort = new AbortController();
    this.#abort = abort;
    const began = performance.now();
    let last = { bytes: 0, total: entry.size, rows: 0 };
    const seen = (progress: typeof last): void => {
      last = progress;
      this.#reading({ name: entry.name, ...progress, since: performance.now() - began });
    };
    seen(last);
    // Without progress from the engine the clock alone decides when the line appears.
    const timer = setTimeout(() => seen(last), 450);
    try {
      return await work({ signal: abort.signal, onProgress: seen });
    } finally {
      clearTimeout(timer);
      this.#abort = null;
      this.#reading(null);
    }
  }
}
