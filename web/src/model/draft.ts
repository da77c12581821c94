// The draft on this computer: the document and the bytes of its tables, so that closing the page loses nothing. Kept in
// the browser's database, which may be refused (a sandboxed frame, a private window): then the page works without.
import { createStore, del, get, keys, set, type UseStore } from "idb-keyval";
import type { Settings } from "../engine/operations.ts";
import type { Document } from "./document.ts";

// Larger tables are not kept twice: the file itself is still where it was.
export const mostBytes = 64_000_000;

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

export class Drafts {
  #store: UseStore | undefined;
  readonly #session = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  readonly #written = new Map<string, string>();

  #open(): UseStore {
    return (this.#store ??= createStore("mittari", "work"));
  }

  async load(): Promise<Draft | null> {
    try {
      const found: unknown = await get("draft", this.#open());
      return isDraft(found) ? found : null;
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

  // Bytes are written once; those of no input in the draft any more go.
  async save(document: Document, data: (id: string) => Blob | string | undefined): Promise<Keeping> {
    const store = (): UseStore => this.#open();
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
      await set("draft", { version: 1, saved: Date.now(), document, bytes } satisfies Draft, store());
      const used = new Set(Object.values(bytes));
      for (const key of await keys<string>(store())) if (key.startsWith("data:") && !used.has(key)) await this.#drop(key);
      return size <= mostBytes ? "kept" : "large";
    } catch {
      return "refused";
    }
  }

  async #drop(key: string): Promise<void> {
    await del(key, this.#open());
    for (const [id, written] of this.#written) if (written === key) this.#written.delete(id);
  }

  // The bytes under `key` are those of `id` from now on: a restored draft is not written again.
  claim(id: string, key: string): void {
    this.#written.set(id, key);
  }

  async forget(): Promise<void> {
    try {
      for (const key of await keys<string>(this.#open())) if (key === "draft" || key.startsWith("data:")) await this.#drop(key);
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
