// The page's one state: the document's history, and what the engine answered. Commands go in, a redraw comes out.
import type { Catalogue, Engine, FormulaInfo, NumberReading, OwnFormula, Report, SqlDialect, SqlText } from "../engine/operations.ts";
import { apply, isLooking, sameWork, type Command } from "./commands.ts";
import { type Document, type InputEntry } from "./document.ts";
import * as log from "./history.ts";
import { Drafts, worthKeeping, type Draft } from "./draft.ts";
import { toFailure } from "./failure.ts";
import { Planner } from "./planner.ts";
import { soundOf, withOwn } from "./own.ts";
import type { Wanted } from "./behind.ts";
import { Board } from "./board.ts";
import { sameInputs, Tables } from "./tables.ts";
import { emptyLive, openQuestions, type Live, type PassportRequest } from "./live.ts";
import { ownWords, planFor, type Plan } from "./query.ts";
import { asBefore, Keeping } from "./keeping.ts";
import { Lookups } from "./lookups.ts";
import { steady, type Asker } from "./steady.ts";
import { retyped } from "./typed.ts";
import { Workings } from "./workings.ts";

export class Store {
  history: log.History;
  live: Live = emptyLive;
  // Asked again where an asking came to nothing, once the tables are read.
  readonly #engine: Asker;
  readonly #changed: () => void;
  readonly #tables: Tables;
  readonly #board: Board;
  readonly #lookups: Lookups;
  readonly #workings: Workings;
  // Which file held the document before another was opened, and which one after.
  readonly #opened = new Map<Command | undefined, { readonly before: Live["saved"]; readonly now: Live["saved"] }>();
  #queue: Promise<unknown> = Promise.resolve();
  // Whether the last asking of all that the tables give came to nothing.
  #unweighed = false;
  // Without what the reader added.
  #catalogue: Catalogue | null = null;
  readonly #planner: Planner;
  readonly #drafts: Drafts | null;
  readonly #keeping: Keeping;

  // Without `drafts` nothing is kept between visits.
  constructor(engine: Engine, document: Document, changed: () => void, drafts: Drafts | null = null) {
    const set = (change: Partial<Live>): void => this.#set(change);
    this.#engine = steady(engine, () => this.#queue);
    this.#planner = new Planner(this.#engine);
    this.#lookups = new Lookups(this.#engine, this, set);
    this.#workings = new Workings(this.#engine, this.#planner, this, set);
    this.#board = new Board(this.#engine, this, set, () => this.#workings.answers());
    this.#tables = new Tables(engine, (reading) => this.#set({ reading }));
    this.#drafts = drafts;
    this.#keeping = new Keeping(drafts, this, set);
    this.#changed = changed;
    this.history = log.startHistory(document);
  }

  // The draft of another day, if there is one: shown, and taken up only when the reader says so.
  async findDraft(): Promise<void> {
    const draft = await this.#drafts?.load() ?? null;
    if (draft && !worthKeeping(this.document)) this.#set({ draft });
  }

  async takeDraft(draft: Draft): Promise<boolean> {
    this.#set({ draft: null });
    this.#drafts?.take(draft);
    for (const input of draft.document.inputs) {
      const key = draft.bytes[input.id];
      const bytes = key === undefined ? null : await this.#drafts?.bytes(key);
      if (key === undefined || !bytes) continue;
      this.#tables.put(input.id, bytes);
      this.#drafts?.claim(input.id, key);
    }
    const inputs = draft.document.inputs.filter((input) => this.#tables.bytes(input.id) !== undefined);
    // A table whose bytes are gone is waited for, and read as it was.
    const gone = draft.document.inputs.filter((input) => !inputs.includes(input)).map(({ name, settings }) => ({ name, settings }));
    const awaited = [...draft.document.awaited ?? [], ...gone];
    const { language, theme, singleKeys } = this.document;
    return this.rewrite((now) => ({ ...now, ...retyped(draft.document, language), inputs, awaited, language, theme, singleKeys }));
  }

  async dropDraft(): Promise<void> {
    const { draft } = this.live;
    this.#set({ draft: null });
    if (!draft) return;
    await this.#drafts?.forget(draft);
    // There may be an older one.
    await this.findDraft();
  }

  keepNow(): void {
    this.#keeping.atOnce();
  }

  // Whether closing the page would lose data that is neither here nor a sample.
  get unsaved(): boolean {
    return !this.isSaved && worthKeeping(this.document) && (this.live.keeping === "refused" || this.live.keeping === "keeping");
  }

  // Whether the file holds all of it.
  get isSaved(): boolean {
    return this.live.saved !== null && (this.document.readOnly || sameWork(this.live.saved.document, this.document));
  }

  // The file or link of this name holds `document` from now on.
  savedAs(name: string, document: Document): void {
    this.#set({ saved: { name, document } });
  }

  // A document from a file or a link, with the bytes of its inputs in their order; it can be undone.
  async open(document: Document, data: readonly Blob[], from: string): Promise<boolean> {
    const { saved } = this.live;
    const inputs = document.inputs.map((input, place) => ({ ...input, ...this.keep(input.name, data[place] ?? new Blob([])), settings: input.settings }));
    const opened = { ...document, inputs };
    const { theme, singleKeys } = this.document;
    const now = { name: from, document: { ...opened, theme, singleKeys } };
    this.#set({ draft: null });
    const command: Command = { do: "open", document: opened };
    this.#opened.set(command, { before: saved, now });
    // Where there was nothing before, there is nothing to go back to.
    const fresh = this.document.inputs.length === 0 && !worthKeeping(this.document);
    return this.#go((history) => (fresh ? { ...history, now: apply(history.now, command) } : log.run(history, command)), now);
  }

  forgetRecipe(id: string): void {
    this.#keeping.forgetRecipe(id);
  }

  read(text: string): Promise<number | null> {
    return this.#planner.read(text, this.document.language);
  }

  reading(text: string): Promise<NumberReading | null> {
    return this.#planner.reading(text, this.document.language);
  }

  get document(): Document {
    return this.history.now;
  }

  get plan(): Plan {
    return planFor(this.document, this.live);
  }

  async start(): Promise<void> {
    try {
      this.#catalogue = await this.#engine.call("metrics", {});
      await this.#weighOwn();
    } catch (thrown) {
      this.#set({ broken: toFailure(thrown) });
    }
    this.#workings.calculator();
    if (this.document.place === "plan") this.#workings.plan();
  }

  // Keeps the bytes and returns the entry for the document.
  keep(name: string, data: Blob | string, extra: Partial<InputEntry> = {}): InputEntry {
    return this.#tables.keep(name, data, extra);
  }

  // The bytes behind one of the document's inputs.
  bytes(id: string): Blob | string | undefined {
    return this.#tables.bytes(id);
  }

  // Runs commands as one go; true when they took effect, false when the engine refused them or the
  // document is for reading and they would change it.
  run(...commands: readonly Command[]): Promise<boolean> {
    const allowed = this.document.readOnly ? commands.filter(isLooking) : commands;
    if (allowed.length === 0) return Promise.resolve(false);
    return this.#go((history) => allowed.map((each) => asBefore(each, history.now, this.live)).reduce(log.run, history));
  }

  undo(): Promise<boolean> {
    const step = this.history.past.at(-1);
    return this.#go((history) => (history.past.at(-1) === step ? log.undo(history) : history), this.#opened.get(step?.command)?.before);
  }

  redo(): Promise<boolean> {
    const step = this.history.future.at(-1);
    return this.#go((history) => (history.future.at(-1) === step ? log.redo(history) : history), this.#opened.get(step?.command)?.now);
  }

  // Changes the document without a step: the sample follows the reader's language.
  rewrite(change: (document: Document) => Document): Promise<boolean> {
    return this.#go((history) => ({ ...history, now: change(history.now) }));
  }

  preview(command: Command): Document {
    return apply(this.document, command);
  }

  cancel(): void {
    this.#tables.cancel();
  }

  dismiss(): void {
    this.#set({ failure: null });
  }

  fail(thrown: unknown): void {
    this.#set({ failure: toFailure(thrown) });
  }

  say(notice: string): void {
    this.#set({ notice });
  }

  #set(change: Partial<Live>): void {
    this.live = { ...this.live, ...change };
    this.#changed();
  }

  // Reading takes a while, in which other steps are taken: `step` is asked anew when its tables are
  // there. `saved`: the file that holds the document gone to, where that is another.
  async #go(step: (history: log.History) => log.History, saved?: Live["saved"]): Promise<boolean> {
    const next = step(this.history);
    if (next === this.history) return true;
    if (next.now.inputs === this.document.inputs) {
      this.#take(next, saved);
      return true;
    }
    const work = this.#queue.then(async () => {
      let taken = step(this.history);
      for (let read: readonly InputEntry[] | null = null; !read || !sameInputs(read, taken.now.inputs); taken = step(this.history)) {
        read = taken.now.inputs;
        await this.#load(read).catch(async (thrown: unknown) => {
          // Some of it may have been done by then: what the document says holds.
          await this.#tables.restore(this.document.inputs).catch(() => undefined);
          throw thrown;
        });
      }
      const before = this.#settle(taken, saved);
      this.#set({ failure: null });
      return before;
    });
    this.#queue = work.catch(() => undefined);
    try {
      const before = await work;
      await this.#overview();
      this.#after(before, this.document);
      return true;
    } catch (thrown) {
      const failure = toFailure(thrown);
      this.#set({ reading: null, ...(failure.code === "engine.cancelled" ? {} : { failure }) });
      return false;
    }
  }

  #settle(next: log.History, saved?: Live["saved"]): Document {
    const before = this.document;
    this.history = next;
    if (saved !== undefined) this.live = { ...this.live, saved };
    // At once: until it is kept again, nothing may say that it is.
    if (!sameWork(before, this.document)) this.#keeping.soon();
    return before;
  }

  #take(next: log.History, saved?: Live["saved"]): void {
    const before = this.#settle(next, saved);
    this.#changed();
    this.#after(before, next.now);
  }

  async #load(inputs: readonly InputEntry[]): Promise<void> {
    const inspection = await this.#tables.load(inputs);
    if (!inspection) {
      this.#set({ inspection: null, owners: [], rows: {}, values: {} });
      return;
    }
    const { owners } = this.#tables;
    const seen = { ...this.live.seen };
    inspection.sources.forEach((source, place) => {
      for (const issue of [...source.excluded, ...source.repairs]) seen[`${owners[place]}:${issue.code}`] = issue;
    });
    this.#set({ inspection, rows: {}, wanted: null, found: {}, values: {}, reading: null, owners, seen });
  }

  // Which metrics the tables give at all.
  async #overview(): Promise<void> {
    if (this.document.inputs.length === 0) {
      await this.#weighOwn().catch((thrown: unknown) => this.fail(thrown));
      this.#set({ overview: null, available: [], total: null, trend: null, before: null, split: null, table: null, extra: null, appendix: [] });
      return;
    }
    const { inputs } = this.document;
    try {
      await this.#weighOwn();
      const overview = await this.#engine.call("report", { params: { ...this.document.selection.params }, ...ownWords(this.document, this.live) });
      const order = new Map((this.live.catalogue?.metrics ?? []).map((each, place) => [each.id, place]));
      const available = Object.entries(overview.total.metrics)
        .filter(([, metric]) => metric.value !== null || metric.reason === "currency_mixed")
        .map(([id]) => id)
        .sort((a, b) => (order.get(a) ?? 999) - (order.get(b) ?? 999));
      this.#unweighed = false;
      if (inputs === this.document.inputs) this.#set({ overview, available });
    } catch (thrown) {
      this.#unweighed = true;
      this.#set({ failure: toFailure(thrown), available: [], overview: null });
    }
  }

  // What the reader's own formulas and columns come to with these tables.
  async #weighOwn(): Promise<void> {
    const own = await soundOf(this.#engine, this.document.formulas);
    this.#set({ own, catalogue: this.#catalogue && withOwn(this.#catalogue, own.infos, this.live) });
  }

  // What the engine makes of a formula beside those that are there; throws where it is not sound, with the place.
  async formula(formula: OwnFormula): Promise<{ info: FormulaInfo; total: Report | null }> {
    const formulas = [...this.live.own.sound.filter((each) => typeof each === "string" || each.id !== formula.id), formula];
    const info = (await this.#engine.call("formulas", { formulas })).formulas.at(-1)!;
    const total = this.document.inputs.length === 0 ? null : await this.#engine.call("report", { ...ownWords(this.document, this.live), formulas, metrics: [info.id] });
    return { info, total };
  }

  #after(before: Document, now: Document): void {
    if (before.inputs !== now.inputs) void this.#keeping.recall();
    const changed = (...parts: readonly (keyof Document)[]): boolean => parts.some((part) => before[part] !== now[part]);
    const filled = now.inputs.length > 0;
    this.#lookups.again();
    this.#workings.again();
    if (before.aliases !== now.aliases) this.#set({ values: {} });
    if (changed("fields", "solve", "calculator")) this.#workings.calculator();
    if (!filled && changed("formulas")) void this.#weighOwn().catch((thrown: unknown) => this.fail(thrown));
    // What the tables give at all hangs on these; all else is asked once that is known.
    const weigh = filled && (this.#unweighed || changed("formulas", "aliases") || before.selection.params !== now.selection.params);
    const ask = (): void => {
      if (now.place === "plan" && changed("place", "whatif", "inputs", "selection", "calendar", "formulas", "aliases")) this.#workings.plan();
      if (changed("goals") || (now.goals.length > 0 && (changed("inputs", "calendar", "formulas", "aliases") || before.selection.params !== now.selection.params))) this.#workings.goals();
      if (filled && (weigh || this.#board.missed || changed("inputs", "selection", "kpis", "columns", "calendar", "formulas", "aliases"))) void this.#board.ask();
    };
    if (!weigh) return ask();
    this.#board.hold();
    void this.#overview().then(ask);
  }

  get uncertain(): boolean {
    return openQuestions(this.live) > 0 || this.live.available.length === 0;
  }

  // ---- What is looked up, and what is worked out ------------------------------------------------------

  loadValues(dimension: string): Promise<void> {
    return this.#lookups.values(dimension);
  }

  loadRows(source: number): Promise<void> {
    return this.#lookups.rows(source);
  }

  showRows(wanted: Wanted | null): Promise<void> {
    return this.#lookups.behind(wanted);
  }

  explain(request: PassportRequest | null): Promise<void> {
    return this.#lookups.passport(request);
  }

  listed(): ReturnType<Lookups["listed"]> {
    return this.#lookups.listed();
  }

  // The table's question for a warehouse, without the metrics that can't go there.
  sql(dialect: SqlDialect): Promise<SqlText> {
    return this.#engine.call("sql", { ...(this.plan.table ?? this.plan.total), dialect, skip_refused: true });
  }

  watchAnswers(watching: boolean): void {
    this.#workings.watch(watching);
  }
}
