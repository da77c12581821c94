// The elements that show tables: each has a document, an engine and a store of its own, and draws the page's views over
// them. Nothing is kept between visits.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { createEngine } from "../engine/client.ts";
import type { Engine, Input, Settings } from "../engine/operations.ts";
import type { Connect } from "../engine/port.ts";
import { messagesFor } from "../i18n/index.ts";
import type { Command } from "../model/commands.ts";
import { emptySelection, newDocument, sampleIds, type InputEntry, type Selection } from "../model/document.ts";
import { Store } from "../model/store.ts";
import { makeSample, sampleSelection } from "../samples/index.ts";
import { partStyles } from "../style/index.ts";
import { sheetOf, shadowStyles } from "../style/shadow.ts";
import { tokens } from "../style/tokens.ts";
import { copyText } from "../view/copy.ts";
import { emptyHands, formatsFor, makeNames, type Actions, type Context, type Hands } from "../view/context.ts";
import { newGoal } from "../view/goals.ts";
import { failure, progress } from "../view/notices.ts";
import { paperOf } from "../view/report.ts";
import { Shell } from "./shell.ts";

const alone = `
.still :is(.doors, .swap, .set-goal, .small-button) { display: none !important; }
.stage { position: relative; }
.stage .report-pages { max-block-size: none; overflow: visible; position: static; }
.stage .bare { padding-block: calc(var(--u) * 3); display: flex; flex-wrap: wrap; gap: 12px 24px; align-items: center; color: var(--ink-2); }
.stage .panel:first-child, .stage .score:first-child { margin-block-start: 0; }
`;
const sheet = sheetOf(shadowStyles(tokens, partStyles + alone));

let connect: (() => Connect) | undefined;
export const provideConnect = (make: () => Connect): void => {
  connect = make;
};

// What a reader may do to an element that is only to be looked at.
const looking = new Set<Command["do"]>(["sort", "place"]);

class StageStore extends Store {
  still = false;
  override run(...commands: readonly Command[]): Promise<boolean> {
    return this.still && !commands.every((each) => looking.has(each.do)) ? Promise.resolve(false) : super.run(...commands);
  }
  // What the element's own attributes ask for.
  set(...commands: readonly Command[]): Promise<boolean> {
    return super.run(...commands);
  }
}

// What attributes decide, one or several together.
type Decided = "kpis" | "by" | "days" | "compare" | "goal" | "report";
const decides: Readonly<Record<string, Decided>> = {
  metric: "kpis", set: "kpis", by: "by", from: "days", to: "days", compare: "compare", goal: "goal", paper: "report", heading: "report", author: "report",
};
const everything: ReadonlySet<Decided> = new Set(Object.values(decides));

export type StageData = Input | readonly Input[];

export abstract class Stage extends Shell {
  static override readonly observedAttributes = [...Shell.observedAttributes, "set", "by", "from", "to", "compare", "with", "paper", "heading", "author"];

  #engine: Engine | undefined;
  #store: StageStore | undefined;
  #hands: Hands = emptyHands;
  #given: StageData | null = null;
  #files: HTMLInputElement | undefined;
  #told: { total: unknown; failure: unknown } = { total: null, failure: null };
  #reading: Promise<void> = Promise.resolve();
  // What is looked at where no attribute says anything.
  #undecided: Selection = emptySelection;

  constructor() {
    super(sheet());
  }

  // Tables as a script has them; they take the place of the attribute's.
  get data(): StageData | null {
    return this.#given;
  }
  set data(value: StageData | null) {
    this.#given = value;
    this.#read();
  }

  override connectedCallback(): void {
    const { language } = this;
    if (!this.#store && connect) {
      this.#engine = createEngine(connect());
      this.#store = new StageStore(this.#engine, { ...newDocument(language), place: "board" }, () => this.#heard());
      void this.#store.start().then(() => this.#read());
    }
    super.connectedCallback();
  }

  // One that is only moved within the document stays as it is; one that is put back later begins anew.
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#engine?.end();
      this.#engine = this.#store = undefined;
      this.#hands = emptyHands;
    });
  }

  protected changed(attribute: string): void {
    if (attribute === "data" || attribute === "currency") this.#read();
    else if (attribute === "lang") void this.#store?.set({ do: "language", language: this.language });
    else {
      const decided = decides[attribute];
      if (decided) void this.#choose(new Set([decided]));
    }
  }

  // ---- Data ---------------------------------------------------------------------------------------------

  // One reading after another: the last one asked for stays.
  #read(): void {
    this.#reading = this.#reading.then(() => this.#readNow()).catch((thrown: unknown) => this.tellError(thrown));
  }

  async #readNow(): Promise<void> {
    const store = this.#store;
    if (!store?.live.catalogue) return;
    const settings: Settings = this.currency === null ? {} : { currency: this.currency };
    const entries: InputEntry[] = [];
    let selection = emptySelection;
    const sample = sampleIds.find((id) => this.getAttribute("data") === `sample:${id}`);
    if (this.#given === null && sample) {
      const made = makeSample(sample, this.language);
      selection = { ...emptySelection, ...sampleSelection[sample] };
      entries.push(store.keep(made.name, made.text, { sample }));
    } else {
      for (const input of this.#inputs()) {
        if (typeof input === "string") entries.push(store.keep(messagesFor(this.language).start.pasted, input, { settings }));
        else if (input instanceof Blob) entries.push(store.keep(input instanceof File ? input.name : "data", input, { settings }));
        else {
          const data = typeof input.data === "string" || input.data instanceof Blob ? input.data : new Blob([input.data]);
          entries.push(store.keep(input.name, data, { settings: { ...settings, ...input.settings } }));
        }
      }
    }
    if (store.document.inputs.length > 0) await store.set({ do: "clear" });
    for (const input of entries) await store.set({ do: "add", input });
    await store.set({ do: "place", place: "board" }, { do: "select_all", selection });
    this.#undecided = selection;
    await this.#choose();
  }

  // The property, what the attribute names or holds, or what stands inside of the element.
  #inputs(): readonly Input[] {
    if (this.#given !== null) return Array.isArray(this.#given) ? this.#given as readonly Input[] : [this.#given as Input];
    const text = this.getAttribute("data") ?? "";
    if (text.startsWith("#")) {
      const found = document.getElementById(text.slice(1))?.textContent ?? "";
      return found.trim() === "" ? [] : [found.trim()];
    }
    if (text.trim() !== "") return [text];
    return [...this.querySelectorAll('script[type^="text/"]')].map((each) => (each.textContent ?? "").trim()).filter((each) => each !== "");
  }

  // What the attributes choose: numbers, rows, days, goals, paper. An attribute that is gone leaves nothing behind; what no
  // attribute has just changed stays as the reader has it.
  async #choose(decided = everything): Promise<void> {
    const store = this.#store;
    if (!store?.live.catalogue || store.document.inputs.length === 0) return;
    const word = (name: string): string => (this.getAttribute(name) ?? "").trim();
    const list = (text: string): string[] => text.split(/[\s,;]+/).filter((each) => each !== "");
    const commands: Command[] = [];
    if (decided.has("kpis")) {
      const set = store.live.catalogue.kpi_sets.find((each) => each.id === word("set"));
      commands.push({ do: "kpis", kpis: word("metric") !== "" ? list(word("metric")) : set ? [set.primary, ...set.secondary] : [] });
    }
    commands.push({ do: "select_all", selection: this.#selected(store.document.selection, decided, word) });
    if (decided.has("report")) {
      const paper = word("paper");
      commands.push({ do: "report", change: {
        title: word("heading"), author: word("author"), paper: paper === "letter" || paper === "a4" ? paper : paperOf({ language: this.language, report: { sections: {} } }),
      } });
    }
    await store.set(...commands);
    if (decided.has("goal")) await this.#setGoals(store, word("goal"));
  }

  #selected(now: Selection, decided: ReadonlySet<Decided>, word: (name: string) => string): Selection {
    const other = this.#undecided;
    const [by, from, to, compare] = [word("by"), word("from"), word("to"), word("compare")];
    const days = from === "" && to === "" ? { preset: other.preset, from: other.from, to: other.to }
      : { preset: "custom" as const, from: from || undefined, to: to || undefined };
    return {
      ...now,
      ...(decided.has("by") ? { by: by || other.by } : {}),
      ...(decided.has("days") ? days : {}),
      ...(decided.has("compare") ? { compare: compare === "previous" || compare === "year" ? compare : other.compare } : {}),
    };
  }

  // "cost_per_lead=10; roas=4", or a number for the first of them.
  async #setGoals(store: StageStore, text: string): Promise<void> {
    const goals = text.split(";").map((each) => each.trim()).filter((each) => each !== "").flatMap((part) => {
      const at = part.indexOf("=");
      const metric = at < 0 ? store.plan.kpis[0] : part.slice(0, at).trim();
      return metric ? [{ ...newGoal(this.context(store), metric), id: `attribute-${metric}`, value: part.slice(at + 1).trim() }] : [];
    });
    const gone = store.document.goals.filter(({ id }) => id.startsWith("attribute-") && !goals.some((goal) => goal.id === id));
    await store.set(...gone.map(({ id }) => ({ do: "drop_goal", id }) as const), ...goals.map((goal) => ({ do: "goal", goal }) as const));
  }

  // ---- Drawing ------------------------------------------------------------------------------------------

  #heard(): void {
    const store = this.#store;
    this.redraw();
    if (!store) return;
    const { total, computing } = store.live;
    const failed = store.live.broken ?? store.live.failure;
    if (failed && failed !== this.#told.failure) this.tellFailure(failed);
    if (total && !computing && total !== this.#told.total) {
      const values = Object.entries(total.total.metrics).map(([id, { value, reason }]) => [id, { value, ...(reason ? { reason } : {}) }]);
      this.#told = { total, failure: failed };
      this.tell("mittari-change", { metrics: Object.fromEntries(values), period: total.period ?? null });
    }
    this.#told = { ...this.#told, failure: failed };
  }

  protected context(store: Store): Context {
    const { language } = this;
    const { live } = store;
    const doc = store.document.language === language ? store.document : { ...store.document, language };
    return {
      doc, live, plan: store.plan, m: messagesFor(language), f: formatsFor(doc, live, this.digits), names: makeNames(doc, live), hands: this.#hands, act: this.#actions, store, arriving: false,
    };
  }

  readonly #actions: Actions = {
    hold: (change) => {
      this.#hands = { ...this.#hands, ...change };
      this.redraw();
    },
    readFiles: (files) => { this.data = files; },
    readText: (text) => { this.data = text; },
    chooseFiles: () => {
      if (!this.#files) {
        this.#files = document.createElement("input");
        this.#files.type = "file";
        this.#files.multiple = true;
        this.#files.addEventListener("change", () => { this.data = [...(this.#files?.files ?? [])]; });
      }
      // The same file once more is a choice as well.
      this.#files.value = "";
      this.#files.click();
    },
    sample: (id) => this.setAttribute("data", `sample:${id}`),
    copy: (what, text) => void copyText(text, this.shadowRoot!).then(() => {
      this.#actions.hold({ copied: what });
      setTimeout(() => this.#actions.hold({ copied: "" }), 2000);
    }),
    clear: () => { this.data = []; },
    remove: (id) => void this.#store?.run({ do: "remove", id }),
    setGoal: (metric) => {
      if (!this.#store || this.readOnly) return;
      const known = this.#store.live.goals.find((each) => each.goal.metric === metric)?.goal;
      this.#actions.hold({ dialog: "goal", goal: known ?? newGoal(this.context(this.#store), metric) });
    },
    editGoal: (change) => {
      if (this.#hands.goal) this.#actions.hold({ goal: change(this.#hands.goal) });
    },
    // The rest belongs to the page, and nothing here asks for it.
    ownMetric: null, openCalculator: () => {}, checkNumber: () => {}, showSheet: () => {}, takeDraft: () => {}, embed: () => {}, embedding: () => {},
    askSave: () => {}, chooseSave: () => {}, save: () => {}, copyLink: () => {}, openArrived: () => {}, compareArrived: () => {}, compareWith: () => {},
    undo: () => void this.#store?.undo(),
    redo: () => void this.#store?.redo(),
  };

  protected abstract body(c: Context): TemplateResult;

  protected draw(): TemplateResult | typeof nothing {
    const store = this.#store;
    if (!store) return nothing;
    store.still = this.readOnly;
    const c = this.context(store);
    const { live, doc, m } = c;
    const bare = doc.inputs.length === 0 && !live.reading;
    return html`<div class="stage ${this.readOnly ? "still" : ""}" part="stage" aria-busy=${live.computing ? "true" : "false"}>
      ${progress(c)}${failure(c)}
      ${!bare ? this.body(c) : live.catalogue
        ? html`<div class="bare"><span>${m.embed.noData}</span>${this.readOnly ? nothing : html`<button type="button" class="button" @click=${() => this.#actions.chooseFiles()}>${m.start.choose}</button>`}</div>`
        : nothing}
      <div class="unseen" role="status" aria-live="polite">${live.notice}</div></div>`;
  }
}
