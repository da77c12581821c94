// One number from typed fields. Any field can be the unknown; what was typed is echoed as it was read. Below, the
// index of all calculators.
import { html, nothing, type TemplateResult } from "lit";
import { live as liveValue } from "lit/directives/live.js";
import type { CatalogueMetric } from "../engine/operations.ts";
import { valuesInWords } from "../i18n/format.ts";
import { calculatorGroups, calculatorOf, firstCalculators, unitOf, type Calculator, type CalculatorField } from "../model/calculators.ts";
import { writeRoute } from "../model/route.ts";
import { getter, reasonText, type Context } from "./context.ts";
import { iso } from "./parts.ts";
import { matches } from "./picker.ts";

// A value the engine worked out, in the manner of its field.
export const fieldText = (c: Context, field: Pick<CalculatorField, "kind">, value: number): string =>
  field.kind === "share" ? c.f.percent(value, 1) : field.kind === "count" ? c.f.number(value, 2) : c.f.metric(value, { unit: unitOf(field.kind) });

// What was typed as it was read: "= 1 234.5".
export const echo = (c: Context, field: Pick<CalculatorField, "kind">, typed: string, reading: { value: number } | null | undefined): TemplateResult | typeof nothing => {
  if (typed === "" || reading === undefined) return nothing;
  if (reading === null) return html`${c.m.calc.unread}`;
  const text = field.kind === "share"
    ? c.f.percent(/[%٪]/.test(typed) ? reading.value : reading.value / 100, 4)
    : c.f.number(reading.value, 6);
  return html`${iso(c.m.calc.echo(text))}`;
};

const row = (c: Context, calculator: Calculator, field: CalculatorField, unknown: string): TemplateResult => {
  const { m, f, doc, live, store } = c;
  const name = c.names.field(field);
  const id = `field-${calculator.id}-${field.id}`;
  const solved = unknown === field.id;
  const typed = (doc.fields[field.id] ?? "").trim();
  const found = solved ? (field.id === calculator.result.id ? live.calc?.value : live.calc?.inputs[field.id]) : undefined;
  return html`<div class="row ${solved ? "solved" : ""}">
    <label for=${id}>${name}</label>
    <input class="field" id=${id} type="text" inputmode="decimal" autocomplete="off" ?disabled=${solved}
      aria-describedby="${id}-echo"
      placeholder=${solved ? f.blank : m.calc.example(field.kind === "share" ? f.percent(field.example / 100) : f.number(field.example))}
      .value=${liveValue(solved ? (typeof found === "number" ? fieldText(c, field, found) : "") : doc.fields[field.id] ?? "")}
      @input=${(event: Event) => void store.run({ do: "field", field: field.id, text: (event.target as HTMLInputElement).value })}>
    <div class="line"><span class="echo" id="${id}-echo">${solved ? m.calc.solving : echo(c, field, typed, live.readings[field.id])}</span>
      ${solved
        ? nothing
        : html`<button type="button" class="link" @click=${() => void store.run({ do: "solve", calculator: calculator.id, field: field.id })}
            aria-label=${`${m.calc.solveThis}: ${name}`}>${m.calc.solveThis}</button>`}</div>
  </div>`;
};

export const calculator = (c: Context): TemplateResult => {
  const { m, f, doc, live, store, act, hands } = c;
  const now = calculatorOf(live.catalogue, doc.calculator);
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
    <div class="fields">${shown.map((field) => row(c, now, field, unknown))}</div>
    <div class="out" aria-live="polite">
      <div class="line"><span class="name">${c.names.field(target)}</span>
        ${reversed ? html`<button type="button" class="link" @click=${() => void store.run({ do: "solve", calculator: now.id, field: now.result.id })}>${m.calc.solve(c.names.field(now.result))}</button>` : nothing}</div>
      <p class="figure">${iso(answer === null ? f.blank : fieldText(c, target, answer))}</p>
      <p class="steps">${why !== "" ? why : html`${iso(valuesInWords(live.calc?.steps.at(-1) ?? "", (value) => f.number(value, 4)))}`}</p>
    </div>
    <div class="more"><button type="button" class="link" @click=${() => act.copy("link", location.href.split("#")[0] + writeRoute({ calculator: now.id, language: doc.language }))}>
      ${hands.copied === "link" ? m.calc.copied : m.calc.copyLink}</button>
      <button type="button" class="link" @click=${() => void store.run({ do: "whatif", change: { subject: now.metric } }, { do: "place", place: "plan" })}>${m.work.plan.open}</button></div>
  </section>`;
};

// Every calculator by name: searched, or by group.
export const calculatorIndex = (c: Context): TemplateResult | typeof nothing => {
  const { live, m, f, names, hands, act, doc } = c;
  if (!live.catalogue) return nothing;
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
