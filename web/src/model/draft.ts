// The drafts on this computer: the document and the bytes of its tables, so that closing the page loses nothing. Each
// tab keeps its own, and offers none that another open tab is at work on. Kept in the browser's database, which may be
// refused (a sandboxed frame, a private window): then the page works without.
import { createStore, del, get, keys, set, type UseStore } from "idb-keyval";
import type { Settings } from "../engine/operations.ts";
import type { Document } from "./document.ts";

// Larger tables are not kept twice: the file itself is still where it was.
export const mostBytes = 64_000_000;
// Drafts of closed tabs beyond these are forgotten, the oldest first.
const mostDrafts = 5;

export interface Draft {
  readonly version: 1;
  readonly saved: number;
  readonly document: Document;
  // Where each input's bytes stand.
  readonly bytes: Readonly<Record<string, string>>;
}

export type Keeping = "nothing" | "keeping" | "kept" | "refused" | "large";

// Only what the reader made is worth keeping: a sample can be had again.
export const worthKeeping = (document: Document): boolean =>
  document.inputs.some((input) => !input.sample) || document.goals.length > 0 || document.scenarios.length > 0 ||
  document.sheet !== null;

const isDraft = (found: unknown): found is Draft =>
  typeof found === "object" && found !== null && (found as Draft).version === 1 && typeof (found as Draft).document === "object";

// "draft:SESSION", "data:SESSION:INPUT"
const sessionOf = (key: string): string => key.split(":")[1] ?? "";
const lockOf = (session: string): string => `mittari:${session}`;

interface Kept {
  readonly others: ReadonlySet<string>;
  readonly all: readonly string[];
  readonly drafts: Map<string, Draft>;
  readonly closed: readonly (readonly [string, Draft])[];
}

export class Drafts {
  #store: UseStore | undefined;
  readonly #session = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  readonly #written = new Map<string, string>();
  // Where each draft that was found stands; the one taken up, until it stands under this tab's own name.
  readonly #found = new Map<Draft, string>();
  #taken: string | undefined;
  #held = false;

  #open(): UseStore {
    return (this.#store ??= createStore("mittari", "work"));
  }

  // The sessions of tabs that are open now: each holds a lock, which the browser takes back when the tab goes. Where
  // there are no locks, none is known of.
  async #others(): Promise<ReadonlySet<string>> {
    try {
      const { held = [] } = await navigator.locks.query();
      return new Set(held.map((each) => (each.name ?? "").replace(/^mittari:/, "")).filter((each) => each !== this.#session));
    } catch {
      return new Set();
    }
  }

  #hold(): void {
    if (this.#held) return;
    this.#held = true;
    try {
      void navigator.locks.request(lockOf(this.#session), () => new Promise(() => {})).catch(() => undefined);
    } catch {
      // Then drafts of open tabs are offered as well; nothing is lost by that.
    }
  }

  // What stands there: all keys, every draft, and of these the ones of closed tabs, the latest first.
  async #look(): Promise<Kept> {
    const others = await this.#others();
    const all = await keys<string>(this.#open());
    const drafts = new Map<string, Draft>();
    for (const key of all) {
      const found: unknown = key.startsWith("draft:") ? await get(key, this.#open()) : undefined;
      if (isDraft(found)) drafts.set(key, found);
    }
    const closed = [...drafts].filter(([key]) => !others.has(sessionOf(key)) && sessionOf(key) !== this.#session).sort(([, a], [, b]) => b.saved - a.saved);
    return { others, all, drafts, closed };
  }

  async load(): Promise<Draft | null> {
    try {
      const [latest] = (await this.#look()).closed;
      if (!latest) return null;
      this.#found.set(latest[1], latest[0]);
      return latest[1];
    } catch {
      return null;
    }
  }

  async bytes(key: string): Promise<Blob | null> {
    try {
      const found: unknown = await get(key, this.#open());
      return found instanceof ArrayBuffer ? new Blob([found]) : null;
    } catch {
      return null;
    }
  }

  // Bytes are written once; those of no draft any more go.
  async save(document: Document, data: (id: string) => Blob | string | undefined): Promise<Keeping> {
    const store = (): UseStore => this.#open();
    this.#hold();
    try {
      const size = document.inputs.reduce((sum, input) => sum + input.size, 0);
      const bytes: Record<string, string> = {};
      if (size <= mostBytes)
        for (const input of document.inputs) {
          let key = this.#written.get(input.id);
          if (key === undefined) {
            key = `data:${this.#session}:${input.id}`;
            const held = data(input.id) ?? "";
            // Plain bytes: WebKit's database hangs on a Blob.
            await set(key, await new Blob([held]).arrayBuffer(), store());
            this.#written.set(input.id, key);
          }
          bytes[input.id] = key;
        }
      await set(`draft:${this.#session}`, { version: 1, saved: Date.now(), document, bytes } satisfies Draft, store());
      if (this.#taken !== undefined) await del(this.#taken, store());
      this.#taken = undefined;
      await this.#tidy();
      return size <= mostBytes ? "kept" : "large";
    } catch {
      // A database that could not be opened is opened anew the next time.
      this.#store = undefined;
      return "refused";
    }
  }

  // Forgets drafts beyond the number kept, and bytes that belong to no draft. What other open tabs have written is theirs.
  async #tidy(): Promise<void> {
    const { others, all, drafts, closed } = await this.#look();
    for (const [key] of closed.slice(mostDrafts)) {
      await del(key, this.#open());
      drafts.delete(key);
    }
    const used = new Set([...drafts.values()].flatMap(({ bytes }) => Object.values(bytes)));
    for (const key of all) if (key.startsWith("data:") && !used.has(key) && !others.has(sessionOf(key))) await this.#drop(key);
  }

  async #drop(key: string): Promise<void> {
    await del(key, this.#open());
    for (const [id, written] of this.#written) if (written === key) this.#written.delete(id);
  }

  // The bytes under `key` are those of `id` from now on: a restored draft is not written again.
  claim(id: string, key: string): void {
    this.#written.set(id, key);
  }

  // From now on the draft is this tab's.
  take(draft: Draft): void {
    this.#taken = this.#found.get(draft);
  }

  // Forgets the draft that was found, or without one what this tab has kept.
  async forget(draft: Draft | null): Promise<void> {
    try {
      await del((draft && this.#found.get(draft)) ?? `draft:${this.#session}`, this.#open());
      await this.#tidy();
    } catch {
      // Nothing could be kept, so there is nothing to forget.
    }
  }

  // How a table with these column names was read last time.
  async recipe(fingerprint: string): Promise<Settings | null> {
    try {
      return await get<Settings>(`recipe:${fingerprint}`, this.#open()) ?? null;
    } catch {
      return null;
    }
  }

  async keepRecipe(fingerprint: string, settings: Settings): Promise<void> {
    try {
      await set(`recipe:${fingerprint}`, settings, this.#open());
    } catch {
      // Next month's file will be asked about again.
    }
  }
}
