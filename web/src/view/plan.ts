// The Plan place: what if, scenarios side by side, goals.
import { html, nothing, type TemplateResult } from "lit";
import { live as liveValue } from "lit/directives/live.js";
import { isolate } from "../i18n/index.ts";
import { hasCalculator, unitOf, type CalculatorField } from "../model/calculators.ts";
import type { Scenario } from "../model/document.ts";
import { dataSpan, measuresOf } from "../model/live.ts";
import type { WhatIfState } from "../model/planner.ts";
import { chainIds, give, solveFor, subjectFor, subjectOf } from "../model/whatif.ts";
import { echo } from "./calculator.ts";
import { reasonText, type Context } from "./context.ts";
import { goals } from "./goals.ts";
import { fieldText, icon, iso } from "./parts.ts";

const show = (c: Context, field: Pick<CalculatorField, "kind">, value: number | null | undefined, currency: string | null): string =>
  value === null || value === undefined ? c.f.blank
    : field.kind === "share" ? c.f.percent(value, Math.abs(value) < 0.1 ? 2 : 1)
      : field.kind === "count" ? c.f.number(value, Math.abs(value) >= 100 ? 0 : 1) : c.f.metric(value, { unit: unitOf(field.kind), currency });

// How a value is written into its field: a text that the engine reads back without doubt.
const written = (c: Context, field: Pick<CalculatorField, "kind">, value: number): string => {
  const shown = field.kind === "share" ? value * 100 : value;
  return c.f.plain(shown, Math.abs(shown) < 1 ? 4 : 2);
};

// The slider under the hand, and its end, which stays where it is for so long.
let sliding: { readonly id: string; readonly most: number } | null = null;

const variable = (c: Context, state: WhatIfState, field: CalculatorField): TemplateResult => {
  const { m, doc, store } = c;
  const { subject } = state;
  // What the reader has decided, which the answers may still be behind of.
  const given = doc.whatif.given.length > 0 ? doc.whatif.given : subject.given;
  const { typed } = doc.whatif;
  const w = m.work.plan;
  const name = c.names.field(field);
  const id = `whatif-${field.id}`;
  const set = given.includes(field.id);
  const base = state.base[field.id] ?? null;
  const value = state.now.values[field.id] ?? null;
  const text = typed[field.id] ?? "";
  const put = (written: string, key: string): void => {
    // As it is by now: two fields may be filled within one drawing.
    const { whatif } = store.document;
    const given = whatif.given.length > 0 ? whatif.given : subject.given;
    const next = give(subject, given, field.id);
    const kept = Object.fromEntries(Object.entries(whatif.typed).filter(([each]) => next.includes(each)));
    // Another variable that begins to follow leaves the others where they are.
    for (const each of next) {
      const now = state.now.values[each];
      const other = subject.fields.find((one) => one.id === each);
      if (each !== field.id && !given.includes(each) && other && typeof now === "number") kept[each] = writtenOf(other, now);
    }
    void store.run({ do: "whatif", change: { subject: subject.id, given: next, typed: { ...kept, [field.id]: written } }, field: key });
  };
  const writtenOf = (of: CalculatorField, at: number): string => written(c, of, at);
  const follow = (): void => {
    const next = solveFor(subject, given, field.id);
    const kept: Record<string, string> = {};
    for (const each of next) {
      const now = state.now.values[each];
      const other = subject.fields.find((one) => one.id === each);
      if (typed[each] !== undefined) kept[each] = typed[each];
      else if (!given.includes(each) && other && typeof now === "number") kept[each] = writtenOf(other, now);
    }
    void store.run({ do: "whatif", change: { subject: subject.id, given: next, typed: kept } });
  };
  const middle = Math.abs(base ?? 0) > 0 ? Math.abs(base!) : 0;
  // The slider's end does not move under the hand: it is set by today's value, or by what was typed before.
  const most = sliding?.id === field.id ? sliding.most
    : Math.max(middle * 2, value !== null && value > middle * 2 ? value : 0) || field.example * (field.kind === "share" ? 0.02 : 2);
  const change = base !== null && value !== null ? c.f.change({ absolute: value - base, relative: base > 0 ? value / base - 1 : null }, { unit: unitOf(field.kind) }) : null;
  const reason = state.now.reasons[field.id];
  // What follows has no value while one of those it follows from has none.
  const waits = set || value !== null || reason ? [] : given.filter((each) => (state.now.values[each] ?? null) === null)
    .flatMap((each) => subject.fields.filter((one) => one.id === each)).map((each) => c.names.field(each));
  return html`<div class="var ${set ? "" : "solved"}">
    <label for=${id}>${name}</label>
    <span class="was"><span class="unseen">${w.now}: </span>${iso(show(c, field, base, state.currency))}</span>
    <div class="in"><input class="field" id=${id} type="text" inputmode="decimal" autocomplete="off" aria-describedby="${id}-echo"
      placeholder=${set && base === null ? m.calc.example(field.kind === "share" ? c.f.percent(field.example / 100) : c.f.number(field.example)) : c.f.blank}
      ${fieldText(set ? (text !== "" ? text : base === null ? "" : written(c, field, base)) : value === null ? "" : show(c, field, value, state.currency))}
      @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
      @input=${(event: Event) => put((event.target as HTMLInputElement).value, field.id)}>
      <span class="echo" id="${id}-echo">${reason ? reasonText(c, reason as Parameters<typeof reasonText>[1])
        : waits.length > 0 ? m.board.needs(c.f.list(waits.map(isolate))) : set ? echo(c, field, text.trim(), text.trim() === "" ? undefined : state.readings[field.id]) : nothing}</span></div>
    ${set
      ? html`<input class="slide" type="range" min="0" max=${most} step=${most / 400} aria-label=${w.slide(name)} aria-valuetext=${show(c, field, value, state.currency)}
          .value=${liveValue(String(value ?? 0))} @input=${(event: Event) => {
            sliding = { id: field.id, most };
            put(written(c, field, Number((event.target as HTMLInputElement).value)), field.id);
          }} @change=${() => { sliding = null; }}>`
      : html`<span class="slide"></span>`}
    <span class="delta">${change && change.sign !== 0 ? html`${iso(`${change.sign > 0 ? "+" : "−"}${change.points ? m.board.points(change.text) : change.text}`)}` : nothing}</span>
    ${set
      ? html`<button type="button" class="link" aria-label=${`${w.workOut}: ${name}`} @click=${follow}>${w.workOut}</button>`
      : html`<span class="tag">${w.follows}</span>`}
  </div>`;
};

const scenarios = (c: Context, state: WhatIfState): TemplateResult | typeof nothing => {
  const { doc, m, store } = c;
  const w = m.work.plan;
  const own = doc.scenarios.filter((each) => each.subject === state.subject.id);
  if (own.length === 0) return nothing;
  const rename = (scenario: Scenario, name: string): void => void store.run({
    do: "scenarios", scenarios: doc.scenarios.map((each) => (each.id === scenario.id ? { ...each, name } : each)), field: scenario.id,
  });
  return html`<div class="scenarios"><h3 id="scenarios-title">${w.scenarios}</h3>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="scenarios-title"><table class="table">
      <thead><tr><td></td><th scope="col">${w.now}</th><th scope="col">${w.then}</th>${own.map((scenario) => html`<th scope="col">
        <input class="field" aria-label=${w.name} .value=${liveValue(scenario.name)} @input=${(event: Event) => rename(scenario, (event.target as HTMLInputElement).value)}></th>`)}</tr></thead>
      <tbody>${state.subject.fields.map((field) => html`<tr><th scope="row">${c.names.field(field)}</th>
        ${[state.base, state.now.values, ...own.map((each) => each.values)].map((values) => html`<td>${iso(show(c, field, values[field.id], state.currency))}</td>`)}</tr>`)}</tbody>
      <tfoot><tr><td></td><td></td><td></td>${own.map((scenario) => html`<td>
        <button type="button" class="link" aria-label=${`${w.use}: ${scenario.name}`}
          @click=${() => void store.run({ do: "whatif", change: { subject: scenario.subject, given: scenario.given, typed: scenario.typed } })}>${w.use}</button>
        <button type="button" class="link" aria-label=${`${w.remove}: ${scenario.name}`}
          @click=${() => void store.run({ do: "scenarios", scenarios: doc.scenarios.filter((each) => each.id !== scenario.id) })}>${w.remove}</button></td>`)}</tr></tfoot>
    </table></div></div>`;
};

const whatif = (c: Context): TemplateResult => {
  const { doc, live, m, f, names, store, plan } = c;
  const w = m.work.plan;
  const state = live.whatif;
  const catalogue = live.catalogue;
  const calculators = (catalogue?.metrics ?? []).filter(hasCalculator);
  const near = calculators.filter((metric) => live.available.includes(metric.id));
  const far = calculators.filter((metric) => !live.available.includes(metric.id));
  const wanted = subjectFor(doc.whatif, [...measuresOf(live), ...live.available]);
  const subject = catalogue ? subjectOf(catalogue, wanted).id : wanted;
  const untouched = Object.keys(doc.whatif.typed).length === 0 && (doc.whatif.given.length === 0 || doc.whatif.given.join() === state?.subject.given.join());
  const option = (id: string, name: string): TemplateResult => html`<option value=${id} ?selected=${id === subject}>${name}</option>`;
  const span = plan.span ?? dataSpan(live);
  const based = state && Object.values(state.base).some((value) => value !== null);
  const keep = (): void => {
    if (!state) return;
    const name = w.scenario(f.count(doc.scenarios.length + 1));
    void store.run({
      do: "scenarios",
      scenarios: [...doc.scenarios, {
        id: `s${Date.now().toString(36)}`, name, subject: state.subject.id, given: state.given, typed: doc.whatif.typed, values: state.now.values,
      }],
    });
    store.say(w.kept(name));
  };
  return html`<section class="whatif" aria-labelledby="whatif-title">
    <header><div><h2 id="whatif-title">${w.whatif}</h2><p class="small">${w.lead}</p></div>
      <label class="small">${w.subject}<span class="pull"><select class="select" .value=${subject}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          // What is chosen is no longer what the tables suggest.
          void store.run({ do: "whatif", change: { subject: value, ...(catalogue ? { given: subjectOf(catalogue, value).given } : {}) } });
        }}>
        ${chainIds.map((id) => option(id, w.chains[id]))}
        ${near.length > 0 ? html`<optgroup label=${m.board.pickAvailable}>${near.map((metric) => option(metric.id, names.metric(metric.id)))}</optgroup>` : nothing}
        <optgroup label=${w.metrics}>${far.map((metric) => option(metric.id, names.metric(metric.id)))}</optgroup></select></span></label></header>
    <p class="small quiet">${based ? w.basis(span ? isolate(f.range(span.from, span.to)) : m.board.presets.all) : w.noBasis}</p>
    ${state && state.subject.id === subject
      ? html`<div class="vars"><div class="var heads" aria-hidden="true"><span></span><span>${w.now}</span><span>${w.then}</span><span></span><span>${w.change}</span><span></span></div>
          ${state.subject.fields.map((field) => variable(c, state, field))}</div>
        <p class="acts"><button type="button" class="button main" @click=${keep}>${w.keep}</button>
          <button type="button" class="button plain" ?disabled=${untouched}
            @click=${() => void store.run({ do: "whatif", change: { subject, given: state.subject.given, typed: {} } })}>${icon("undo", true)}${w.reset}</button></p>
        ${scenarios(c, state)}`
      : nothing}
  </section>`;
};

export const planPlace = (c: Context): TemplateResult => html`<h1 class="unseen">${c.m.work.plan.title}</h1>${whatif(c)}${goals(c)}`;
