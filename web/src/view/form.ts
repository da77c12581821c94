// A calculator's form, for the page and for the element that stands alone: any field can be the unknown, and what was
// typed is echoed as it was read.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live as liveValue } from "lit/directives/live.js";
import type { CalcResult, Catalogue, NumberReading } from "../engine/operations.ts";
import type { CalculatorWords } from "../i18n/calc/index.ts";
import { valuesInWords, type Formats } from "../i18n/format.ts";
import { isolate, type Get, type Language } from "../i18n/types.ts";
import { unitOf, type Calculator, type CalculatorField } from "../model/calculators.ts";
import type { Failure } from "../model/failure.ts";

// Nothing of the form's is kept here: what is typed, and what the engine said to it.
export interface Form {
  readonly words: Pick<CalculatorWords, "calc">;
  readonly f: Formats;
  readonly calculator: Calculator;
  readonly unknown: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly readings: Readonly<Record<string, NumberReading | null>>;
  readonly answer: CalcResult | null;
  // Why there is no number.
  readonly why: string;
  readonly currency?: string | null;
  // Numbers to look at, not to change.
  readonly still?: boolean;
  name(field: CalculatorField): string;
  type(field: string, text: string): void;
  solve(field: string): void;
}

// A value the engine worked out, in the manner of its field.
export const fieldText = (f: Formats, field: Pick<CalculatorField, "kind">, value: number, currency: string | null = null): string =>
  field.kind === "share" ? f.percent(value, 1) : field.kind === "count" ? f.number(value, 2) : f.metric(value, { unit: unitOf(field.kind), currency });

// What was typed as it was read: "= 1 234.5".
export const echoText = (words: CalculatorWords["calc"], f: Formats, field: Pick<CalculatorField, "kind">, typed: string, reading: { value: number } | null | undefined): TemplateResult | typeof nothing => {
  if (typed === "" || reading === undefined) return nothing;
  if (reading === null) return html`${words.unread}`;
  const text = field.kind === "share"
    ? f.percent(/[%٪]/.test(typed) ? reading.value : reading.value / 100, 4)
    : f.number(reading.value, 6);
  return html`<bdi>${words.echo(text)}</bdi>`;
};

// Short words for the first calculators' fields, the catalogue's for all others.
export const fieldName = (
  catalogue: Catalogue | null, language: Language, words: Pick<CalculatorWords, "calc" | "ends">, { of: id, as }: Pick<CalculatorField, "of" | "as">,
): string => {
  const short = words.calc.fields as Readonly<Record<string, string>>;
  const of = (list: readonly { id: string; names: Record<string, string> }[] | undefined): string | undefined =>
    list?.find((each) => each.id === id)?.names[language];
  const name = short[id] ?? of(catalogue?.parameters) ?? of(catalogue?.measures)
    ?? (of(catalogue?.metrics) ?? of(catalogue?.helpers) ?? id.replaceAll("_", " ")).replace(/\s*\([^()]*\)\s*$/u, "");
  return as ? words.ends[as](name) : name;
};

// Why there is no number, in a sentence; "" where there is one. `role` names a measure.
export const whyText = (
  words: Omit<CalculatorWords, "ends">, answer: CalcResult | null, failure: Failure | null, role: (id: string) => string,
): string => {
  const args: Readonly<Record<string, unknown>> = { ...failure?.args, ...answer };
  const get: Get = (name) => {
    const value = args[name];
    if (value === undefined || value === null || value === "") return "";
    return isolate(name === "measure" || name === "input" ? role(String(value)) : String(value));
  };
  if (answer) return answer.value === null && answer.reason ? words.reasons[answer.reason]?.(get) ?? answer.reason : "";
  if (!failure) return words.calc.waiting;
  const error = (words.errors as Readonly<Record<string, ((get: Get) => readonly [string, string]) | undefined>>)[failure.code];
  return error ? error(get).join(" ") : failure.message;
};

const row = (d: Form, field: CalculatorField): TemplateResult => {
  const { calc: m } = d.words;
  const { f, calculator } = d;
  const name = d.name(field);
  const id = `field-${calculator.id}-${field.id}`;
  const solved = d.unknown === field.id;
  const found = solved ? (field.id === calculator.result.id ? d.answer?.value : d.answer?.inputs[field.id]) : undefined;
  return html`<div class="row ${solved ? "solved" : ""}">
    <label for=${id} part="label">${name}</label>
    <input class="field" part="field" id=${id} type="text" inputmode="decimal" autocomplete="off" ?disabled=${solved} ?readonly=${d.still === true}
      aria-describedby="${id}-echo"
      placeholder=${solved ? f.blank : m.example(field.kind === "share" ? f.percent(field.example / 100) : f.number(field.example))}
      .value=${liveValue(solved ? (typeof found === "number" ? fieldText(f, field, found, d.currency) : "") : d.typed[field.id] ?? "")}
      @input=${(event: Event) => d.type(field.id, (event.target as HTMLInputElement).value)}>
    <div class="line"><span class="echo" id="${id}-echo">${solved ? m.solving : echoText(m, f, field, (d.typed[field.id] ?? "").trim(), d.readings[field.id])}</span>
      ${solved || d.still
        ? nothing
        : html`<button type="button" class="link" @click=${() => d.solve(field.id)} aria-label=${`${m.solveThis}: ${name}`}>${m.solveThis}</button>`}</div>
  </div>`;
};

// The fields, and the result below them. `after` stands beneath the figure.
export const form = (d: Form, after: unknown = nothing): TemplateResult => {
  const { calc: m } = d.words;
  const { calculator: now, unknown, f, answer } = d;
  const reversed = unknown !== now.result.id;
  const shown = [...now.fields, ...(reversed ? [now.result] : [])];
  const target = [...now.fields, now.result].find((field) => field.id === unknown) ?? now.result;
  const value = answer ? (reversed ? answer.inputs[unknown] ?? null : answer.value) : null;
  return html`<div class="fields">${shown.map((field) => row(d, field))}</div>
    <div class="out" part="result" aria-live="polite">
      <div class="line"><span class="name" part="name">${d.name(target)}</span>
        ${reversed && !d.still ? html`<button type="button" class="link" @click=${() => d.solve(now.result.id)}>${m.solve(d.name(now.result))}</button>` : nothing}</div>
      <p class="figure" part="figure"><bdi>${value === null ? f.blank : fieldText(f, target, value, d.currency)}</bdi></p>
      ${after}
      <p class="steps" part="steps">${d.why !== "" ? d.why : html`<bdi>${valuesInWords(answer?.steps.at(-1) ?? "", (each) => f.number(each, 4))}</bdi>`}</p>
    </div>`;
};
