// One number from typed fields. Any field can be the unknown; what was typed is echoed as it was read. Below, the
// index of all calculators.
import { html, nothing, type TemplateResult } from "lit";
import type { CatalogueMetric } from "../engine/operations.ts";
import { calculatorGroups, calculatorOf, firstCalculators, type CalculatorField } from "../model/calculators.ts";
import { writeRoute } from "../model/route.ts";
import type { Context } from "./context.ts";
import { echoText, form, whyText, type Form } from "./form.ts";
import { matches } from "./picker.ts";

// What was typed as it was read: "= 1 234.5".
export const echo = (c: Context, field: Pick<CalculatorField, "kind">, typed: string, reading: { value: number } | null | undefined): ReturnType<typeof echoText> =>
  echoText(c.m.calc, c.f, field, typed, reading);

// The fields of the calculator that is chosen, over the page's own state.
export const calculatorForm = (c: Context, currency: string | null = null): TemplateResult => {
  const { m, f, doc, live, store } = c;
  const now = calculatorOf(live.catalogue, doc.calculator);
  const desk: Form = {
    words: m, f, calculator: now, unknown: doc.solve[now.id] ?? now.result.id, typed: doc.fields, readings: live.readings, answer: live.calc, currency,
    why: whyText({ calc: m.calc, errors: m.codes.errors, reasons: m.codes.reasons }, live.calc, live.calcFailure, c.names.role),
    name: (field) => c.names.field(field),
    type: (field, text) => void store.run({ do: "field", field, text }),
    solve: (field) => void store.run({ do: "solve", calculator: now.id, field }),
  };
  return form(desk);
};

export const calculator = (c: Context): TemplateResult => {
  const { m, doc, live, store, act, hands } = c;
  const now = calculatorOf(live.catalogue, doc.calculator);
  const metric = live.catalogue?.metrics.find((each) => each.id === now.metric);
  const first = firstCalculators.includes(now);
  return html`<section class="calc" aria-labelledby="calc-title" id="calculators">
    <h2 id="calc-title">${m.calc.title}</h2>
    <div class="choose" role="group" aria-label=${m.calc.choose}>
      ${firstCalculators.map(({ id }) => html`<button type="button" aria-pressed=${id === now.id ? "true" : "false"}
        @click=${() => void store.run({ do: "calculator", calculator: id })}>${(m.calc.names as Readonly<Record<string, string>>)[id]}</button>`)}
      <a class="link" href="#all-calculators" @click=${(event: Event) => {
        event.preventDefault();
        document.getElementById("calculator-search")?.focus();
      }}>${m.work.calc.all}</a>
    </div>
    ${first ? nothing : html`<h3 class="which">${c.names.metric(now.metric)}</h3>`}
    <p class="about">${metric?.descriptions[doc.language] ?? ""}</p>
    ${calculatorForm(c)}
    <div class="more"><button type="button" class="link" @click=${() => act.copy("link", location.href.split("#")[0] + writeRoute({ calculator: now.id, language: doc.language }))}>
      ${hands.copied === "link" ? m.calc.copied : m.calc.copyLink}</button>
      <button type="button" class="link" aria-haspopup="dialog" @click=${() => act.embed(c, "calculator")}>${m.embed.open}</button>
      <button type="button" class="link" @click=${() => void store.run({ do: "whatif", change: { subject: now.metric } }, { do: "place", place: "plan" })}>${m.work.plan.open}</button></div>
  </section>`;
};

// Every calculator by name: searched, or by group.
export const calculatorIndex = (c: Context): TemplateResult | typeof nothing => {
  const { live, m, f, names, hands, act, doc } = c;
  // Its room is kept until the catalogue is there, so that nothing moves.
  if (!live.catalogue) return html`<section class="index coming"></section>`;
  const groups = calculatorGroups(live.catalogue);
  const search = hands.calculatorSearch.trim();
  const first = (metric: CatalogueMetric): string => firstCalculators.find((each) => each.metric === metric.id)?.id ?? metric.id;
  const list = (metrics: readonly CatalogueMetric[]): TemplateResult => html`<ul>${metrics.map((metric) => html`<li><a href=${`#${first(metric)}`}
    aria-current=${calculatorOf(live.catalogue, doc.calculator).metric === metric.id ? "true" : nothing}
    @click=${(event: Event) => {
      event.preventDefault();
      act.openCalculator(first(metric));
    }}>${names.metric(metric.id)}</a></li>`)}</ul>`;
  const count = groups.reduce((sum, [, metrics]) => sum + metrics.length, 0);
  const found = search === "" ? [] : groups.flatMap(([, metrics]) => metrics).filter((metric) => matches(metric, search));
  const titles = m.work.calc.groups as Readonly<Record<string, string>>;
  return html`<section class="index" id="all-calculators" aria-labelledby="index-title">
    <header><h2 id="index-title">${m.work.calc.count(f.count(count))}</h2>
      <input class="field" id="calculator-search" type="search" aria-label=${m.board.pickSearch} placeholder=${m.board.pickSearch} .value=${hands.calculatorSearch}
        @input=${(event: Event) => act.hold({ calculatorSearch: (event.target as HTMLInputElement).value })}
        @keydown=${(event: KeyboardEvent) => { if (event.key === "Enter" && found[0]) act.openCalculator(first(found[0])); }}></header>
    ${search === ""
      ? html`<div class="groups">${groups.map(([id, metrics]) => html`<details><summary>${titles[id] ?? id} <span class="quiet">${f.count(metrics.length)}</span></summary>
          ${list(metrics)}</details>`)}</div>`
      : found.length === 0 ? html`<p class="nothing" role="status">${m.board.pickNone}</p>` : html`<div class="found">${list(found)}</div>`}
  </section>`;
};
