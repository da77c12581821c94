// Saving and opening: the page as a file, as a link, and a saved page beside this one. Answers to the reader's hands;
// what a saved page is made of is the save room's matter.
import { createEngine } from "../engine/client.ts";
import { asMittariError } from "../engine/errors.ts";
import type { Engine } from "../engine/operations.ts";
import { fileName } from "../export/save.ts";
import { messagesFor } from "../i18n/index.ts";
import type { Document as Work } from "../model/document.ts";
import { worthKeeping } from "../model/draft.ts";
import type { Live } from "../model/live.ts";
import type { Store } from "../model/store.ts";
import { compare, savedSnapshot, snapshot } from "../save/compare.ts";
import { chooseFile, download, writeFile, type FileHandle } from "../save/file.ts";
import { blocksOf, packData, readBlocks, readHead, writeBlocks, type Packed, type Saved, type Written } from "../save/format.ts";
import { isLink, mostLink, readLink, writeLink } from "../save/link.ts";
import { blocksOfFile, ownBlocks, pageWith, programPage, writeOwnBlocks } from "../save/program.ts";
import { makeSums } from "../save/sums.ts";
import { version } from "../save/version.ts";
import type { Actions, Hands, SaveChoice } from "./context.ts";

/** Larger tables are not written into the page's own text while it is used. */
const mostHeld = 4 << 20;
/** Beyond this no link is tried: packing it would only be waited for. */
const mostLinked = 1 << 20;

/** A file that holds everything, how it was written, and what the page then said of it. */
interface WrittenFile { readonly choice: SaveChoice; readonly handle: FileHandle | null; readonly saved: Live["saved"] }

export class Keeper {
  readonly #engine: Engine;
  readonly #store: Store;
  readonly #act: Pick<Actions, "hold" | "copy">;
  readonly #hands: () => Hands;
  #last: WrittenFile | null = null;
  #released: Live["saved"] = null;
  #linked = 0;
  #held: Work | undefined;
  // Whether what stands in this page is a document that was opened, or written here.
  #sound = false;
  #tables: { readonly inputs: Work["inputs"]; readonly packed: Promise<Packed> } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(engine: Engine, store: Store, act: Pick<Actions, "hold" | "copy">, hands: () => Hands) {
    this.#engine = engine;
    this.#store = store;
    this.#act = act;
    this.#hands = hands;
  }

  get #words() {
    return messagesFor(this.#store.document.language).save;
  }

  // ---- Opening -----------------------------------------------------------------------------------------

  /** The language of the document that this page holds, before it is read. */
  static language(): Work["language"] | undefined {
    const own = ownBlocks();
    try {
      return own ? readHead(own.json).saved.document.language : undefined;
    } catch {
      return undefined;  // said when it is opened
    }
  }

  /** Whether the page or its address brings a document. */
  static brings(): boolean {
    return isLink(location.hash) || ownBlocks() !== undefined;
  }

  /** Shows the document that the page or its address brings. */
  async openOwn(): Promise<void> {
    this.#act.hold({ opening: true });
    try {
      const own = ownBlocks();
      if (isLink(location.hash)) await this.#open(await readLink(location.hash), this.#words.link.from);
      else if (own) {
        await this.#open(await readBlocks(own), placeName());
        this.#sound = true;
      }
    } catch (thrown) {
      this.#store.fail(thrown);
    }
    this.#act.hold({ opening: false });
  }

  async followLink(): Promise<void> {
    try {
      await this.#meet(this.#words.link.from, await readLink(location.hash));
    } catch (thrown) {
      this.#store.fail(thrown);
    }
  }

  /** True where the file is a saved page: then it is dealt with here. */
  async take(file: File, comparing = false): Promise<boolean> {
    try {
      const blocks = await blocksOfFile(file);
      if (!blocks) return false;
      const saved = await readBlocks(blocks);
      if (comparing) await this.#compare(file.name, saved);
      else await this.#meet(file.name, saved);
    } catch (thrown) {
      this.#store.fail(asMittariError(thrown, file.name));
    }
    return true;
  }

  async #meet(name: string, saved: Saved): Promise<void> {
    if (this.#store.document.inputs.length === 0 && !worthKeeping(this.#store.document)) await this.#open(saved, name);
    else this.#act.hold({ dialog: "arrived", arrived: { name, saved } });
  }

  async openArrived(): Promise<void> {
    const { arrived } = this.#hands();
    this.#act.hold({ dialog: null, arrived: null });
    if (arrived) await this.#open(arrived.saved, arrived.name);
  }

  async compareArrived(): Promise<void> {
    const { arrived } = this.#hands();
    this.#act.hold({ dialog: null, arrived: null });
    if (arrived) await this.#compare(arrived.name, arrived.saved);
  }

  async #open({ document, data }: Saved, name: string): Promise<void> {
    this.release();
    if (await this.#store.open(document, data.map((bytes) => new Blob([bytes])), name)) this.#act.hold({ comparison: null });
  }

  async #compare(name: string, saved: Saved): Promise<void> {
    const { live, document } = this.#store;
    if (!live.catalogue) return;
    this.#act.hold({ busy: this.#words.compare.busy });
    try {
      const kpis = [...new Set([...this.#store.plan.kpis, ...document.kpis, ...saved.document.kpis])];
      const before = await savedSnapshot(() => createEngine(), live.catalogue, name, saved, kpis);
      const present = { name: live.saved?.name ?? this.#words.compare.present, document, print: await this.#print(document), version };
      const now = await snapshot(this.#engine, live.catalogue, live.inspection, live.owners, present, kpis);
      this.#act.hold({ comparison: compare(before, now), dialog: "compare" });
    } catch (thrown) {
      this.#store.fail(asMittariError(thrown, name));
    } finally {
      this.#act.hold({ busy: "" });
    }
  }

  // ---- Saving ------------------------------------------------------------------------------------------

  /** Opens the dialogue with what was chosen last. */
  ask(): void {
    const { document, live: { saved } } = this.#store;
    const name = saved?.name.endsWith(".html") && this.#holds(saved) ? saved.name
      : fileName((document.report.title ?? "").trim() || document.inputs.map((input) => input.name.replace(/\.\w{1,5}$/, "")).join(", ") || "mittari", "html");
    this.#choose({ kind: "whole", readOnly: document.readOnly, ...this.#file?.choice, name: this.#file?.choice.name ?? name });
    this.#act.hold({ dialog: "save" });
  }

  /** One thing chosen in the dialogue, beside what was chosen a moment ago and may not be drawn yet. */
  change(change: Partial<SaveChoice>): void {
    const { saving } = this.#hands();
    if (saving) this.#choose({ ...saving, ...change });
  }

  /** The choice in the dialogue; the link that it would give is made ready. */
  #choose(choice: SaveChoice): void {
    const { kind, readOnly } = this.#hands().saving ?? {};
    const same = kind === choice.kind && readOnly === choice.readOnly && this.#hands().dialog === "save";
    this.#act.hold({ saving: choice, ...(same ? {} : { link: null }) });
    // Another name makes no other link.
    if (same) return;
    const turn = ++this.#linked;
    void (async () => {
      try {
        const size = this.#store.document.inputs.reduce((sum, input) => sum + input.size, 0);
        const hash = choice.kind === "whole" && size > mostLinked ? "" : await writeLink(await this.#parts(choice));
        const url = `${location.href.replace(/#.*$/s, "")}${hash}`;
        if (turn === this.#linked) this.#act.hold({ link: { url: hash === "" || url.length > mostLink ? "" : url, length: hash === "" ? size : url.length } });
      } catch {
        if (turn === this.#linked) this.#act.hold({ link: null });  // said when it is saved
      }
    })();
  }

  copyLink(): void {
    const { link } = this.#hands();
    if (link && link.url !== "") this.#act.copy("state-link", link.url);
  }

  /** Ctrl+S: into the same file again, or by the dialogue. */
  async again(): Promise<void> {
    const file = this.#file;
    if (file) await this.#write(file.choice, file.handle);
    else this.ask();
  }

  /** The file that was written last, as long as it is this work's: another one that was opened, or come back to, and
      tables none of which stands in the file, are written where the reader says. */
  get #file(): WrittenFile | null {
    const { saved } = this.#store.live;
    return this.#last?.saved === saved && (!saved || this.#holds(saved)) ? this.#last : null;
  }

  /** Whether this file is of the work at hand: a table of it stands in both, or it had none and nothing was begun anew. */
  #holds(saved: NonNullable<Live["saved"]>): boolean {
    const had = saved.document.inputs;
    return had.length === 0 ? saved !== this.#released
      : had.some(({ id, typed }) => this.#store.document.inputs.some((each) => each.id === id || (typed && each.typed)));
  }

  /** No file is this work's any more. */
  release(): void {
    this.#last = null;
    this.#released = this.#store.live.saved;
  }

  /** What the dialogue's button does. */
  async save(): Promise<void> {
    const { saving: choice } = this.#hands();
    if (!choice) return;
    const name = fileName(choice.name.replace(/\.html?$/i, ""), "html");
    const handle = await chooseFile(name);
    if (handle === null) return;
    this.#act.hold({ dialog: null });
    await this.#write({ ...choice, name: handle?.name ?? name }, handle ?? null);
  }

  async #write(choice: SaveChoice, handle: FileHandle | null): Promise<void> {
    const { document } = this.#store;
    this.#act.hold({ busy: this.#words.saving });
    try {
      const blocks = choice.kind === "whole" ? blocksOf({ ...document, readOnly: choice.readOnly }, version, await this.#pack(document))
        : await writeBlocks(await this.#parts(choice));
      const text = pageWith(await programPage(), blocks);
      if (handle) await writeFile(handle, text);
      else download(choice.name, text);
      // Only a file that holds everything is the document's own; another one is a copy.
      const whole = choice.kind === "whole" && choice.readOnly === document.readOnly;
      if (whole) {
        this.#store.savedAs(choice.name, document);
        this.#last = { choice, handle, saved: this.#store.live.saved };
      }
      this.#store.say(whole ? this.#words.saved(choice.name) : this.#words.copied(choice.name));
    } catch (thrown) {
      this.#store.fail(thrown);
    } finally {
      this.#act.hold({ busy: "" });
    }
  }

  async #parts({ kind, readOnly }: Pick<SaveChoice, "kind" | "readOnly">): Promise<Written> {
    const { document, live } = this.#store;
    if (kind === "recipe") {
      const awaited = [...document.awaited, ...document.inputs.map(({ name, settings }) => ({ name, settings }))];
      return { document: { ...document, inputs: [], awaited, readOnly: false }, data: [], version };
    }
    if (kind === "sums") {
      const { tables, selection } = await makeSums(this.#engine, document, live, (names) => this.#words.sumsOf(names));
      const data = tables.map((table) => new TextEncoder().encode(table.text));
      const inputs = tables.map(({ name, settings }, place) => ({ id: "", name, settings, size: data[place]!.length, sums: true }));
      return { document: { ...document, inputs, selection, readOnly }, data, version };
    }
    return { document: { ...document, readOnly }, data: await this.#bytes(document.inputs), version };
  }

  async #bytes(inputs: Work["inputs"]): Promise<Uint8Array<ArrayBuffer>[]> {
    return Promise.all(inputs.map(async (input) => new Uint8Array(await new Blob([this.#store.bytes(input.id) ?? ""]).arrayBuffer())));
  }

  /** Packed once for as long as the tables are the same. */
  async #pack({ inputs }: Work): Promise<Packed> {
    if (this.#tables?.inputs !== inputs) this.#tables = { inputs, packed: packData(await this.#bytes(inputs)) };
    const { packed } = this.#tables;
    packed.catch(() => (this.#tables = undefined));
    return packed;
  }

  async #print(document: Work): Promise<string> {
    return (await this.#pack(document)).print;
  }

  /** Keeps the page's own text abreast of the work, so that the browser's "save page as" takes it along. */
  follow(): void {
    const { document, live } = this.#store;
    if (document === this.#held || live.reading || this.#hands().opening) return;
    this.#held = document;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void (async () => {
      const size = document.inputs.reduce((sum, input) => sum + input.size, 0);
      if (size > mostHeld || document !== this.#store.document) return;
      // A document that could not be read stays where it is until there is another.
      if (document.inputs.length === 0 && !worthKeeping(document) && !this.#sound) return;
      try {
        writeOwnBlocks(blocksOf(document, version, await this.#pack(document)));
        this.#sound = true;
      } catch {
        // The page's own text stays as it was.
      }
    })(), 1000);
  }
}

/** What this page's file is called. */
function placeName(): string {
  try {
    return decodeURIComponent(location.pathname.split("/").pop() ?? "") || document.title;
  } catch {
    return document.title;
  }
}
