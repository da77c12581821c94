// Ties the page together: the store's changes redraw it, the reader's hands (paste, drop, keys, address) reach the store.
import { render } from "lit";
import { fault } from "../engine/errors.ts";
import type { Engine } from "../engine/operations.ts";
import { direction, isolate, messagesFor } from "../i18n/index.ts";
import { awaitedFor, newDocument, type Document as Work, type InputEntry, type SampleId } from "../model/document.ts";
import { keepHabits, languageFrom, readHabits } from "../model/keep.ts";
import { readRoute, type Route } from "../model/route.ts";
import { Drafts, type Draft } from "../model/draft.ts";
import { findCalculator } from "../model/calculators.ts";
import { blank, emptySheet, writeSheet } from "../model/sheet.ts";
import { Store } from "../model/store.ts";
import { drawAll } from "../report/sheets.ts";
import { makeSample, sampleSelection } from "../samples/index.ts";
import { isLink } from "../save/link.ts";
import { newGoal } from "./goals.ts";
import { takeOver } from "./arrived.ts";
import { copyText } from "./copy.ts";
import { emptyHands, formatsFor, makeNames, showValue, shownPlace, type Actions, type Context, type Hands } from "./context.ts";
import { Keeper } from "./keeper.ts";
import { openOwn } from "./own.ts";
import { openEmbed } from "./embed.ts";
import { tellHeight } from "./height.ts";
import { listen } from "./listen.ts";
import { page } from "./page.ts";
import { trail } from "./trail.ts";
import { afterPaint } from "./parts.ts";

export class Hub {
  readonly #root: HTMLElement;
  readonly #store: Store;
  #hands: Hands = emptyHands;
  #waiting = false;
  readonly #keeper: Keeper;
  readonly #files = document.createElement("input");
  #shownPlace = "";
  readonly #trail = trail((place) => void this.#store.run({ do: "place", place }));
  #heard: { readonly doc: Work; readonly total: Context["live"]["total"] } | undefined;

  constructor(root: HTMLElement, engine: Engine) {
    this.#root = root;
    this.#files.type = "file";
    const habits = readHabits();
    const route = readRoute(location.hash);
    const fresh = newDocument(route.language ?? Keeper.language() ?? habits.language ?? languageFrom(navigator.languages), route.theme ?? habits.theme);
    this.#store = new Store(engine, {
      ...fresh, singleKeys: habits.singleKeys ?? true, ...(route.calculator ? { calculator: route.calculator } : {}),
    }, () => this.#redraw(), route.embed ? null : new Drafts());
    this.#keeper = new Keeper(engine, this.#store, this.#actions, () => this.#hands);
    const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute("content") ?? "";
    this.#hands = { ...emptyHands, embed: route.embed ?? null, policy: policy.replace(/'sha256-[^']+'/g, "'sha256-…'") };
    const brings = Keeper.brings();
    if (brings) this.#hands = { ...this.#hands, opening: true };
    listen({
      store: this.#store, act: this.#actions, again: () => void this.#keeper.again(),
      goTo: () => void (isLink(location.hash) ? this.#keeper.followLink() : this.#follow(readRoute(location.hash))),
    });
    // What is pressed acts on what is drawn: the last letter typed must be in it, however slow the drawing.
    const pressed = (event: Event): void => { if (!(event instanceof KeyboardEvent) || event.key === "Enter") this.#catchUp(); };
    for (const kind of ["click", "keydown", "submit"]) root.addEventListener(kind, pressed, { capture: true });
    takeOver(root, () => this.#draw(), this.#actions);
    addEventListener("beforeprint", () => {
      // Twice: what is drawn a frame later is drawn at once.
      this.#draw();
      this.#draw();
      drawAll(root);
    });
    if (route.embed) tellHeight(route.frame ?? "", root);
    if (!brings && !route.sample) void this.#store.findDraft();
    void this.#store.start().then(() => (brings ? this.#keeper.openOwn() : undefined)).then(() => this.#follow(route));
  }

  // A newer version of the hosted page is there.
  offer(renew: () => void): void {
    this.#actions.hold({ renew });
  }

  // ---- Drawing -----------------------------------------------------------------------------------------

  #redraw(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => this.#catchUp());
  }

  #catchUp(): void {
    if (!this.#waiting) return;
    this.#waiting = false;
    this.#draw();
  }

  #draw(): void {
    const doc = this.#store.document;
    const root = document.documentElement;
    if (root.lang !== doc.language) root.lang = doc.language;
    root.dir = direction(doc.language);
    if (doc.theme === "auto") delete root.dataset["theme"];
    else root.dataset["theme"] = doc.theme;
    this.#root.classList.toggle("has-places", doc.inputs.length > 0 || doc.place === "plan");
    this.#root.classList.toggle("embedded", this.#hands.embed !== null);
    this.#root.classList.toggle("dropping", this.#hands.dropping);
    this.#root.classList.toggle("read-only", doc.readOnly);
    const m = messagesFor(doc.language);
    document.title = doc.inputs.length > 0 ? `${doc.inputs.map((input) => input.name).join(", ")} · ${m.app.name}` : `${m.app.name} · ${m.app.tagline}`;
    const place = shownPlace(doc);
    const arriving = this.#shownPlace === place ? false : this.#shownPlace === "" ? "page" : "place";
    const context = this.#context(arriving);
    render(page(context), this.#root);
    this.#tell(context);
    if (!this.#hands.embed) keepHabits({ language: doc.language, theme: doc.theme, singleKeys: doc.singleKeys });
    if (arriving) {
      if (arriving === "place") scrollTo({ top: 0 });
      afterPaint(() => this.#redraw());
    }
    this.#shownPlace = place;
    // Work that is on its way in a file has no first screen to go back to.
    if (!this.#hands.opening) this.#trail(place);
    this.#keeper.follow();
    void this.#followLanguage(doc);
  }

  // What the main number became by another period, comparison or filter, for those who do not see it change.
  #tell(c: Context): void {
    const { doc, live: { computing, total } } = c;
    const heard = this.#heard;
    if (computing || !total || total === heard?.total) return;
    this.#heard = { doc, total };
    const id = c.plan.kpis[0] ?? "";
    const value = total.total.metrics[id];
    if (!value || !heard || heard.doc.inputs !== doc.inputs || heard.doc.selection === doc.selection || heard.doc.language !== doc.language) return;
    this.#store.say(`${c.m.board.is(c.names.plain(id), isolate(showValue(c, value, total.metrics[id])))} ${c.m.say.updated}`);
  }

  #context(arriving: Context["arriving"] = false): Context {
    const doc = this.#store.document;
    const m = messagesFor(doc.language);
    return {
      doc, live: this.#store.live, plan: this.#store.plan, m, f: formatsFor(doc, this.#store.live),
      names: makeNames(doc, this.#store.live), hands: this.#hands, act: this.#actions, store: this.#store, arriving,
    };
  }

  readonly #actions: Actions = {
    hold: (change) => {
      this.#hands = { ...this.#hands, ...change };
      this.#redraw();
    },
    readFiles: (files) => this.#readFiles(files),
    readText: (text, html) => this.#readText(text, html),
    chooseFiles: () => this.#chooseFiles(true, (files) => this.#readFiles(files)),
    sample: (id) => void this.#sample(id),
    copy: (what, text) => void this.#copy(what, text),
    clear: () => void this.#store.run({ do: "clear" }).then((done) => {
      if (!done) return;
      this.#keeper.release();
      this.#store.say(this.#words.say.cleared);
    }),
    remove: (id) => {
      const name = this.#store.document.inputs.find((input) => input.id === id)?.name ?? "";
      void this.#store.run({ do: "remove", id }).then((done) => done && this.#store.say(this.#words.say.removed(name)));
    },
    setGoal: (metric) => {
      const known = this.#store.live.goals.find((each) => each.goal.metric === metric)?.goal;
      this.#actions.hold({ dialog: "goal", goal: known ?? newGoal(this.#context(), metric) });
    },
    editGoal: (change) => {
      const { goal } = this.#hands;
      if (goal) this.#actions.hold({ goal: change(goal) });
    },
    openCalculator: (id) => void this.#openCalculator(id),
    checkNumber: (text) => {
      const typed = text.trim();
      if (!blank.test(typed)) void this.#store.read(typed).then((value) => {
        const rest = this.#hands.unread.filter((each) => each !== typed);
        this.#actions.hold({ unread: value === null ? [...rest, typed] : rest });
      }).catch((thrown: unknown) => this.#store.fail(thrown));
    },
    showSheet: () => void this.#showSheet().catch((thrown: unknown) => this.#store.fail(thrown)),
    takeDraft: (draft) => void this.#takeDraft(draft),
    askSave: () => this.#keeper.ask(),
    chooseSave: (change) => this.#keeper.change(change),
    save: () => void this.#keeper.save(),
    copyLink: () => this.#keeper.copyLink(),
    openArrived: () => void this.#keeper.openArrived(),
    compareArrived: () => void this.#keeper.compareArrived(),
    compareWith: () => this.#chooseFiles(false, (files) => void files.forEach((file) => void this.#compareWith(file))),
    embed: openEmbed, ownMetric: openOwn,
    embedding: (change) => {
      const { embedding } = this.#hands;
      if (embedding) this.#actions.hold({ embedding: { ...embedding, ...change } });
    },
    undo: () => void this.#store.undo().then(() => this.#store.say(this.#words.say.undone)),
    redo: () => void this.#store.redo().then(() => this.#store.say(this.#words.say.redone)),
  };

  get #words() {
    return messagesFor(this.#store.document.language);
  }

  #chooseFiles(several: boolean, take: (files: readonly File[]) => void): void {
    // One that is there as long as the page: some browsers forget an input that nobody holds.
    const input = this.#files;
    input.multiple = several;
    input.value = "";
    input.onchange = () => take([...(input.files ?? [])]);
    input.click();
  }

  async #compareWith(file: File): Promise<void> {
    if (!await this.#keeper.take(file, true)) this.#store.fail(fault("saved.broken", { file: file.name }));
  }

  // ---- Tables ------------------------------------------------------------------------------------------

  #readFiles(files: readonly File[]): void {
    void (async () => {
      for (const file of files) {
        if (await this.#keeper.take(file)) continue;
        const settings = awaitedFor(this.#store.document, file.name)?.settings;
        // A table that no longer fits what was decided for the one before is read as any other.
        if (settings && await this.#add(this.#store.keep(file.name, file, { settings }))) continue;
        await this.#add(this.#store.keep(file.name, file));
      }
    })();
  }

  #readText(text: string, html = ""): void {
    // A spreadsheet puts the cells on the clipboard twice; the plain form keeps what is shown.
    const table = text.includes("\t") || text.includes("\n") || html === "" ? text : html;
    this.#actions.hold({ pasted: "" });
    void this.#add(this.#store.keep(this.#words.start.pasted, table));
  }

  // False where it could not be read.
  async #add(input: InputEntry): Promise<boolean> {
    if (this.#store.document.readOnly) {
      this.#store.say(this.#words.save.readOnlySay);
      return true;
    }
    if (!await this.#store.run({ do: "add", input })) return false;
    this.#store.say(this.#words.say.read(input.name));
    return this.#store.run({ do: "place", place: this.#store.uncertain ? "check" : "board" });
  }

  async #sample(id: SampleId): Promise<void> {
    const made = makeSample(id, this.#store.document.language);
    const input = this.#store.keep(made.name, made.text, { sample: id });
    if (!await this.#store.run({ do: "replace_all", input, selection: sampleSelection[id] })) return;
    this.#sampleLanguage = this.#store.document.language;
    await this.#store.run({ do: "place", place: "board" });
  }

  async #showSheet(): Promise<void> {
    const context = makeNames(this.#store.document, this.#store.live);
    const { text, settings, rows, unread } = await writeSheet(this.#store.document.sheet ?? emptySheet, (role) => context.role(role), (typed) => this.#store.reading(typed));
    // A cell that can't be read is mended or emptied first: left out, it would be lost without a word.
    this.#actions.hold({ unread });
    if (unread.length > 0) return afterPaint(() => document.querySelector<HTMLElement>("dialog.sheet [aria-invalid=true]")?.focus());
    if (rows === 0) return;
    const input = this.#store.keep(this.#words.work.sheet.file, text, { typed: true, settings });
    this.#actions.hold({ dialog: null });
    if (!await this.#store.run({ do: "retype", input })) return;
    await this.#store.run({ do: "place", place: this.#store.live.available.length === 0 ? "check" : "board" });
  }

  async #takeDraft(draft: Draft): Promise<void> {
    if (!await this.#store.takeDraft(draft)) return;
    const { inputs } = this.#store.document;
    if (inputs.length > 0) this.#store.say(this.#words.say.read(inputs.map((input) => input.name).join(this.#words.chart.separator)));
  }

  async #openCalculator(id: string): Promise<void> {
    await this.#store.run({ do: "calculator", calculator: id }, { do: "place", place: "data" });
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const section = document.getElementById("calculators");
      section?.scrollIntoView({ block: "nearest" });
      section?.querySelector<HTMLInputElement>("input:not(:disabled)")?.focus({ preventScroll: true });
    }));
  }

  // A sample is written anew when the reader changes the language.
  #sampleLanguage = "";
  async #followLanguage(doc: Work): Promise<void> {
    const sample = doc.inputs.find((input) => input.sample);
    if (!sample?.sample || this.#sampleLanguage === "" || this.#sampleLanguage === doc.language || this.#store.live.reading) return;
    this.#sampleLanguage = doc.language;
    const made = makeSample(sample.sample, doc.language);
    const input = this.#store.keep(made.name, made.text, { sample: sample.sample });
    await this.#store.rewrite((now) => ({ ...now, inputs: [input], selection: { ...now.selection, where: {} } }));
  }

  async #follow(route: Route): Promise<void> {
    if (route.language && route.language !== this.#store.document.language)
      await this.#store.run({ do: "language", language: route.language });
    if (route.calculator && findCalculator(this.#store.live.catalogue, route.calculator)) await this.#openCalculator(route.calculator);
    if (route.sample) await this.#sample(route.sample);
  }

  async #copy(what: string, text: string): Promise<void> {
    await copyText(text, document);
    this.#actions.hold({ copied: what });
    setTimeout(() => this.#actions.hold({ copied: "" }), 2000);
  }
}
