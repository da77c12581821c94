// One number from typed fields. Any field can be the unknown; what was typed is echoed as it was read.
import { html, nothing, type TemplateResult } from "lit";
import { live as liveValue } from "lit/directives/live.js";
import { valuesInWords } from "../i18n/format.ts";
import type { Messages } from "../i18n/index.ts";
import { calculators, type CalculatorField } from "../model/calculators.ts";
import { calculatorIds } from "../model/document.ts";
import { writeRoute } from "../model/route.ts";
import { getter, reasonText, type Context } from "./context.ts";
import { iso } from "./parts.ts";

const fieldName = (m: Messages, id: string): string =>
  (m.calc.fields as Readonly<Record<string, string>>)[id] ?? id;

// A value the engine worked out, in the manner of its field.
const fieldText = (c: Context, field: CalculatorField, value: number): string =>
  field.kind === "share"
    ? c.f.percent(value, 1)
    : field.kind === "ratio"
      ? c.f.metric(value, { unit: "ratio" })
      : field.kind === "money"
        ? c.f.metric(value, { unit: "currency" })
        : c.f.number(value, 2);

const echo = (c: Context, field: CalculatorField): TemplateResult | typeof nothing => {
  const typed = (c.doc.fields[field.id] ?? "").trim();
  if (typed === "") return nothing;
  const reading = c.live.readings[field.id];
  if (reading === undefined) return nothing;
  if (reading === null) return html`${c.m.calc.unread}`;
  const text = field.kind === "share"
    ? c.f.percent(/[%٪]/.test(typed) ? reading.value : reading.value / 100, 4)
    : c.f.number(reading.value, 6);
  return html`${iso(c.m.calc.echo(text))}`;
};

const row = (c: Context, field: CalculatorField, unknown: string): TemplateResult => {
  const { m, f, doc, live, store } = c;
  const calculator = calculators[doc.calculator];
  const name = fieldName(m, field.id);
  const id = `field-${doc.calculator}-${field.id}`;
  const solved = unknown === field.id;
  const found = solved ? (field.id === calculator.result.id ? live.calc?.value : live.calc?.inputs[field.id]) : undefined;
  return html`<div class="row ${solved ? "solved" : ""}">
    <label for=${id}>${name}</label>
    <input class="field" id=${id} type="text" inputmode="decimal" autocomplete="off" ?disabled=${solved}
      aria-describedby="${id}-echo"
      placeholder=${solved ? f.blank : m.calc.example(field.kind === "share" ? f.percent(field.example / 100) : f.number(field.example))}
      .value=${liveValue(solved ? (typeof found === "number" ? fieldText(c, field, found) : "") : doc.fields[field.id] ?? "")}
      @input=${(event: Event) => void store.run({ do: "field", field: field.id, text: (event.target as HTMLInputElement).value })}>
    <div class="line"><span class="echo" id="${id}-echo">${solved ? m.calc.solving : echo(c, field)}</span>
      ${solved
        ? nothing
        : html`<button type="button" class="link" @click=${() => void store.run({ do: "solve", calculator: doc.calculator, field: field.id })}
            aria-label=${`${m.calc.solveThis}: ${name}`}>${m.calc.solveThis}</button>`}</div>
  </div>`;
};

export const calculator = (c: Context): TemplateResult => {
  const { m, f, doc, live, store, act, hands } = c;
  const now = calculators[doc.calculator];
  const unknown = doc.solve[now.id] ?? now.result.id;
  const reversed = unknown !== now.result.id;
  const shown = [...now.fields, ...(reversed ? [now.result] : [])];
  const target = [...now.fields, now.result].find((field) => field.id === unknown) ?? now.result;
  const answer = live.calc ? (reversed ? live.calc.inputs[unknown] ?? null : live.calc.value) : null;
  const failed = live.calcFailure
    ? (m.codes.errors as Readonly<Record<string, ((get: (name: string) => string) => readonly [string, string]) | undefined>>)[live.calcFailure.code]
    : undefined;
  const why = live.calc && live.calc.value === null
    ? reasonText(c, live.calc)
    : failed ? failed(getter(c, live.calcFailure?.args)).join(" ") : live.calc ? "" : m.calc.waiting;
  return html`<section class="calc" aria-labelledby="calc-title" id="calculators">
    <h2 id="calc-title">${m.calc.title}</h2>
    <div class="choose" role="group" aria-label=${m.calc.choose}>
      ${calculatorIds.map((id) => html`<button type="button" aria-pressed=${id === now.id ? "true" : "false"} title=${m.calc.titles[id]}
        @click=${() => void store.run({ do: "calculator", calculator: id })}>${m.calc.names[id]}</button>`)}
    </div>
    <p class="about">${m.calc.about[now.id]}</p>
    <div class="fields">${shown.map((field) => row(c, field, unknown))}</div>
    <div class="out" aria-live="polite">
      <div class="line"><span class="name">${fieldName(m, target.id)}</span>
        ${reversed ? html`<button type="button" class="link" @click=${() => void store.run({ do: "solve", calculator: now.id, field: now.result.id })}>${m.calc.solve(fieldName(m, now.result.id))}</button>` : nothing}</div>
      <p class="figure">${iso(answer === null ? f.blank : fieldText(c, target, answer))}</p>
      <p class="steps">${why !== "" ? why : html`${iso(valuesInWords(live.calc?.steps.at(-1) ?? "", (value) => f.number(value, 4)))}`}</p>
    </div>
    <div class="more"><button type="button" class="link" @click=${() => act.copy("link", location.href.split("#")[0] + writeRoute({ calculator: now.id, language: doc.language }))}>
      ${hands.copied === "link" ? m.calc.copied : m.calc.copyLink}</button></div>
  </section>`;
};
