// <mittari-calculator metric="cac">: one number from typed ones.
//
//   metric    a calculator or a metric of the catalogue: "cac", "cost_per_lead"; without it, cost per lead
//   data      what the fields hold at first, as typed: "spend=1000&leads=40"
//   solve     the field that is worked out; without it, the metric
//   goal      a number to compare the result with, as typed
//   currency, digits, lang, dir, theme, readonly
//
// mittari-change: {metric, value, reason?, inputs, solved?} after every answer. mittari-error: {code, message, …}.
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Catalogue, CalcResult } from "../engine/operations.ts";
import { calculatorWordsFor } from "../i18n/calc/index.ts";
import { makeFormats, type Formats } from "../i18n/format.ts";
import type { Language } from "../i18n/types.ts";
import { findCalculator, firstCalculators, valueOfField, type Calculator } from "../model/calculators.ts";
import { reckon, type CalculatorEngine, type Reckoned } from "../model/reckon.ts";
import { numbersOf, retype } from "../model/typed.ts";
import { base } from "../style/base.ts";
import { calc } from "../style/calc.ts";
import { sheetOf, shadowStyles } from "../style/shadow.ts";
import { tokens } from "../style/tokens.ts";
import { fieldName, fieldText, form, whyText, type Form } from "../view/form.ts";
import { Shell } from "./shell.ts";

const alone = `
.calc h2 { margin-block-end: 4px; }
.calc .about:empty { display: none; }
.calc .goal { display: flex; flex-wrap: wrap; gap: 4px 12px; margin-block-start: 4px; font-size: var(--s0); }
`;
const sheet = sheetOf(shadowStyles(tokens, base + calc + alone));

// Where the calculators of this page get their answers from, and the catalogue, asked for once.
let engine: (() => CalculatorEngine) | undefined;
let asked: Promise<Catalogue> | undefined;
export const provideEngine = (make: () => CalculatorEngine): void => {
  let made: CalculatorEngine | undefined;
  engine = () => (made ??= make());
  asked = undefined;
};

const nothingYet: Reckoned = { readings: {}, calc: null, calcFailure: null };

export class MittariCalculator extends Shell {
  static override readonly observedAttributes = [...Shell.observedAttributes, "solve"];

  #catalogue: Catalogue | null = null;
  #typed: Readonly<Record<string, string>> = {};
  // The language it was typed in.
  #spoken: Language | undefined;
  #solve: string | undefined;
  #reckoned = nothingYet;
  #goal: number | null = null;
  #turn = 0;
  #formats: { key: string; made: Formats } | undefined;

  constructor() {
    super(sheet());
  }

  // The last answer; null while fields are empty.
  get result(): CalcResult | null {
    return this.#reckoned.calc;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#start();
  }

  protected changed(attribute: string): void {
    if (attribute === "data") this.#typed = Object.fromEntries(new URLSearchParams(this.getAttribute("data") ?? ""));
    const { language } = this;
    const spoken = this.#spoken ?? language;
    this.#spoken = language;
    if (spoken !== language) this.#typed = Object.fromEntries(Object.entries(this.#typed).map(([id, text]) => [id, retype(text, spoken, language)]));
    if (attribute === "solve" || attribute === "metric") this.#solve = this.getAttribute("solve") ?? undefined;
    if (this.#catalogue) void this.#ask();
  }

  async #start(): Promise<void> {
    if (this.#catalogue || !engine) return;
    try {
      asked ??= engine().call("metrics", {});
      this.#catalogue = await asked;
    } catch (thrown) {
      asked = undefined;
      this.tellError(thrown);
      return;
    }
    this.redraw();
    await this.#ask();
  }

  get #calculator(): Calculator {
    const id = this.getAttribute("metric") ?? "";
    return findCalculator(this.#catalogue, id) ?? firstCalculators[0]!;
  }

  get #solved(): string | undefined {
    return this.#calculator.fields.find((field) => field.id === this.#solve)?.id;
  }

  async #ask(): Promise<void> {
    const turn = ++this.#turn;
    if (!engine || !this.isConnected) return;
    const metric = this.getAttribute("metric") ?? "";
    if (metric !== "" && !findCalculator(this.#catalogue, metric))
      this.tellFailure({ code: "metric.unknown", message: `No calculator is called '${metric}'.`, args: { metric } });
    const { language } = this;
    const reckoned = await reckon(engine(), this.#calculator, this.#typed, this.#solved, language);
    const goal = await this.#readGoal(language);
    if (turn !== this.#turn) return;
    const before = this.#reckoned.calc;
    this.#reckoned = reckoned;
    this.#goal = goal;
    this.redraw();
    const { calc: now, calcFailure } = reckoned;
    if (now && JSON.stringify(now) !== JSON.stringify(before)) {
      const { value, reason, inputs, solved } = now;
      this.tell("mittari-change", { metric: now.metric, value, inputs, ...(reason ? { reason } : {}), ...(solved ? { solved } : {}) });
    } else if (calcFailure) {
      this.tellFailure(calcFailure);
    }
  }

  async #readGoal(language: Language): Promise<number | null> {
    const text = (this.getAttribute("goal") ?? "").trim();
    if (text === "" || !engine) return null;
    try {
      const { value } = await engine().call("number", { text, numbers: numbersOf[language] });
      return valueOfField(this.#calculator.result, text, value);
    } catch {
      return null;
    }
  }

  get #f(): Formats {
    const key = `${this.language} ${this.digits}`;
    if (this.#formats?.key !== key) this.#formats = { key, made: makeFormats(this.language, this.digits) };
    return this.#formats.made;
  }

  #goalLine(now: Calculator): TemplateResult | typeof nothing {
    const { calc: m } = calculatorWordsFor(this.language);
    const { calc: answer } = this.#reckoned;
    if (this.#goal === null) return nothing;
    const direction = this.#catalogue?.metrics.find((each) => each.id === now.metric)?.direction;
    const value = answer?.value;
    const met = typeof value !== "number" || (direction !== "higher" && direction !== "lower") ? null
      : direction === "higher" ? value >= this.#goal : value <= this.#goal;
    return html`<p class="goal" part="goal"><span>${m.goal(fieldText(this.#f, now.result, this.#goal, this.currency))}</span>
      ${met === null ? nothing : html`<b class=${met ? "good" : "bad"}>${met ? m.goalMet : m.goalMissed}</b>`}</p>`;
  }

  protected draw(): TemplateResult {
    const { language, currency } = this;
    const words = calculatorWordsFor(language);
    const now = this.#calculator;
    const catalogue = this.#catalogue;
    const metric = catalogue?.metrics.find((each) => each.id === now.metric);
    const { readings, calc: answer, calcFailure } = this.#reckoned;
    const name = (id: string): string => catalogue?.measures.find((each) => each.id === id)?.names[language] ?? id.replaceAll("_", " ");
    const desk: Form = {
      words, f: this.#f, calculator: now, unknown: this.#solved ?? now.result.id, typed: this.#typed, readings, answer, currency, still: this.readOnly,
      why: whyText(words, answer, calcFailure, name),
      name: (field) => fieldName(catalogue, language, words, field),
      type: (field, text) => {
        this.#typed = { ...this.#typed, [field]: text };
        void this.#ask();
      },
      solve: (field) => {
        this.#solve = field;
        void this.#ask();
      },
    };
    return html`<section class="calc" aria-labelledby="title" part="calculator">
      <h2 id="title" part="title">${metric?.names[language] ?? name(now.metric)}</h2>
      <p class="about" part="about">${metric?.descriptions[language] ?? ""}</p>
      ${form(desk, this.#goalLine(now))}
    </section>`;
  }
}

export const defineCalculator = (): void => {
  if (customElements.get("mittari-calculator") === undefined) customElements.define("mittari-calculator", MittariCalculator);
};

declare global {
  interface HTMLElementTagNameMap { "mittari-calculator": MittariCalculator }
}
