// How one number was made: the sentence, the formula, this reader's numbers in it, the rows, the cautions.
import { html, nothing, type TemplateResult } from "lit";
import type { Passport } from "../engine/operations.ts";
import { formulaInWords, valuesInWords } from "../i18n/format.ts";
import { fileName, saveFile } from "../export/save.ts";
import { toCsv } from "../export/table.ts";
import { isolate } from "../i18n/index.ts";
import { wantedOf } from "../model/behind.ts";
import { isGrain } from "../model/document.ts";
import { sourcesOf } from "../model/live.ts";
import { flagText, reasonText, type Context } from "./context.ts";
import { afterPaint, icon, iso, showing } from "./parts.ts";
import { issueText } from "./repairs.ts";

interface Told {
  readonly title: string;
  readonly value: string;
  readonly reason: string;
  readonly definition: string;
  readonly formula: string;
  readonly values: string;
  readonly selection: string;
  readonly period: string;
  readonly rows: string;
  readonly left: readonly string[];
  readonly cautions: readonly string[];
  readonly proxies: readonly string[];
  readonly interval: string;
  readonly parts: readonly string[];
}

// The same text for the screen and for copying.
export const tell = (c: Context, passport: Passport): Told => {
  const { m, f, names, live, doc } = c;
  const info = live.catalogue?.metrics.find((each) => each.id === passport.metric);
  const of = { unit: passport.unit, currency: passport.currency ?? null };
  const coverage = passport.coverage
    ? f.percent(passport.coverage.selected > 0 ? passport.coverage.used / passport.coverage.selected : 0)
    : undefined;
  const keys = Object.entries(passport.selection.key).map(([id, value]) =>
    isGrain(id) ? f.period(value) : `${names.dimension(id)}: ${isolate(value === "" ? m.board.blankKey : value)}`);
  const where = Object.entries(passport.selection.where).map(([id, values]) => `${names.dimension(id)}: ${f.list(values.map(isolate))}`);
  return {
    title: names.metric(passport.metric),
    value: f.metric(passport.value, of),
    reason: passport.value === null ? reasonText(c, passport) : "",
    definition: [info?.descriptions[doc.language] ?? "", m.passport.direction[passport.direction]].filter((text) => text !== "").join(" "),
    formula: formulaInWords(passport.formula, (kind, id) =>
      kind === "parameter" ? names.parameter(id) : kind === "metric" ? names.plain(id) : names.measure(id), (value) => f.number(value)),
    // A plain sum has nothing to work out.
    values: passport.formula_values && /[-+*/]/.test(passport.formula_values.replace(/^-/, ""))
      ? valuesInWords(passport.formula_values, (value) => f.number(value, 6), isolate(f.metric(passport.value, of)))
      : "",
    selection: [...keys, ...where].join(m.chart.separator) || m.passport.everything,
    period: passport.period ? f.range(passport.period.from, passport.period.to) : "",
    rows: m.passport.rowsSelected(f.count(passport.rows.selected), f.count(passport.rows.used)),
    left: passport.rows.excluded.map((issue) => (issue.source && sourcesOf(live).length > 1 ? `${issueText(c, issue)} (${isolate(issue.source)})` : issueText(c, issue))),
    cautions: [...passport.flags.filter((flag) => !flag.startsWith("proxy:")).map((flag) => flagText(c, flag, coverage)), ...lopsided(c, passport)],
    proxies: passport.proxies.map((proxy) => m.passport.proxy(isolate(names.role(proxy.measure)), isolate(names.role(proxy.stands_in)))),
    interval: passport.interval && passport.value !== null
      ? m.chart.between(isolate(f.metric(passport.interval.low, of)), isolate(f.metric(passport.interval.high, of)))
      : "",
    parts: passport.parts.map((part) => {
      const from = f.list([...new Set(sourcesIn(part).map((source) => isolate(`${source.name} · ${source.column}`)))]);
      return `${partName(c, part)}: ${isolate(partText(c, passport, part))}${from === "" ? "" : ` (${from})`}`;
    }),
  };
};

type Part = Passport["parts"][number];

// A parameter stands in no table.
const sourcesIn = (part: Part): NonNullable<Part["sources"]> => part.sources ?? [];
const partName = (c: Context, part: Part): string => (part.parameter === undefined ? c.names.measure(part.measure ?? "") : c.names.parameter(part.parameter));

// To the cent: here the number is checked.
const partText = (c: Context, passport: Passport, part: Part): string => {
  if (part.value === null) return c.f.blank;
  const money = c.live.catalogue?.measures.find((each) => each.id === part.measure)?.unit === "currency";
  return money ? c.f.amount(part.value, passport.currency ?? null) : c.f.number(part.value);
};

// An input that only some of the tables of another input have: said, for spend without its leads makes a ratio
// look dear. Inputs of quite different tables (spend there, deals here) are as it should be.
export const lopsided = (c: Context, passport: Passport): readonly string[] => {
  const files = passport.parts.map((part) => [...new Set(sourcesIn(part).map((source) => source.name))]);
  return passport.parts.flatMap((part, place) => {
    const own = files[place] ?? [];
    return own.length > 0 && files.some((other) => other.length > own.length && own.every((name) => other.includes(name)))
      ? [c.m.passport.only(isolate(partName(c, part)), c.f.list(own.map(isolate)))] : [];
  });
};

const plainText = (c: Context, passport: Passport, told: Told): string =>
  [
    `${told.title}: ${told.value}`, told.reason, told.definition,
    `${c.m.passport.formula}: ${told.formula}`,
    told.values === "" ? "" : `${c.m.passport.values}: ${told.values}`,
    told.period === "" ? "" : `${c.m.passport.period}: ${told.period}`,
    `${c.m.passport.selection}: ${told.selection}`, told.rows, ...told.left, ...told.cautions, ...told.proxies,
    told.interval === "" ? "" : `${c.m.passport.interval}: ${told.interval}`,
    ...passport.parts.flatMap((part) => sourcesIn(part).map((source) => `${partName(c, part)}: ${source.name}, ${source.column}`)),
  ].filter((line) => line !== "").join("\n").replace(/[\u2066-\u2069]/g, "");

const parts = (c: Context, passport: Passport): TemplateResult | typeof nothing => {
  const { m, f } = c;
  if (passport.parts.length === 0) return nothing;
  // What is worked out of whole histories stands in no single rows.
  const count = (rows: number | undefined): string => (rows === undefined ? "" : f.count(rows));
  return html`<section><h3>${m.passport.parts}</h3><table class="table">
    <thead><tr><th scope="col">${m.passport.part}</th><th scope="col">${m.passport.value}</th><th scope="col">${m.passport.rowsWord}</th><th scope="col">${m.passport.blank}</th></tr></thead>
    <tbody>${passport.parts.map((part) => html`<tr><th scope="row">${partName(c, part)}
      ${sourcesIn(part).map((source) => html`<small><bdi>${source.name}</bdi> · <bdi>${source.column}</bdi></small>`)}</th>
      <td>${part.value === null
        ? html`${f.blank}${part.reason && part.measure ? html`<small>${reasonText(c, { reason: part.reason, measure: part.measure })}</small>` : nothing}`
        : iso(partText(c, passport, part))}</td>
      <td>${count(part.rows)}</td><td>${count(part.blank)}</td></tr>`)}</tbody></table></section>`;
};

// The rows themselves, where they stand.
const showRows = (c: Context, passport: Passport, told: Told): void => {
  const { store, m } = c;
  const title = told.selection === m.passport.everything ? told.title : `${told.title}${m.chart.separator}${told.selection}`;
  const at = Math.max(0, sourcesOf(c.live).findIndex((source) => passport.parts.some((part) => sourcesIn(part).some(({ name }) => name === source.name))));
  void store.explain(null);
  void store.run({ do: "place", place: "check" });
  void store.showRows(wantedOf(passport, title)).then(() => afterPaint(() => {
    const rows = document.getElementById(`rows-${at}`);
    rows?.scrollIntoView({ block: "start" });
    rows?.querySelector<HTMLElement>(".scroll")?.focus({ preventScroll: true });
  }));
};

const mostListed = 25;

// All of them, with the columns that the command line gives.
const saveListed = async (c: Context, title: string): Promise<void> => {
  const list = await c.store.listed();
  if (!list) return;
  const names = [...new Set(list.rows.flatMap((row) => Object.keys(row)))];
  saveFile(fileName(title, "csv"), toCsv({
    title, total: false, rtl: false, columns: names.map((name) => ({ name, kind: list.rows.some((row) => typeof row[name] === "number") ? "number" : "text" })),
    rows: list.rows.map((row) => names.map((name) => ({ value: row[name] ?? null, text: String(row[name] ?? "") }))),
  }), "text/csv");
  c.store.say(c.m.chart.saved);
};

// The deals, orders or customers behind the number, largest first.
const listed = (c: Context, { list, currency }: Passport, title: string): TemplateResult | typeof nothing => {
  if (!list || list.rows.length === 0) return nothing;
  const { m, f } = c;
  const w = m.work.behind;
  const money = (value: unknown): string => (typeof value === "number" ? f.amount(value, currency ?? null) : f.blank);
  const day = (value: unknown): string => (typeof value === "string" && value !== "" ? f.day(value) : "");
  const answers = list.kind === "answers" ? c.names.measure("responses") : undefined;
  const deals = list.kind !== "customers";
  const orders = list.kind === "orders" ? c.names.measure("orders") : undefined;
  const rows = list.rows.slice(0, mostListed);
  const heads = answers ? [answers, c.names.dimension("date")] : deals ? [orders ?? w.deal, w.amount, orders ? c.names.dimension("order_date") : w.closed] : [w.customer, w.before, w.after];
  return html`<section><h3>${answers ?? orders ?? (deals ? w.deals : w.customers)}</h3><table class="table">
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => {
      const state = String(row[deals ? "outcome" : "movement"] ?? "");
      return html`<tr><th scope="row"><bdi>${row["name"] ?? row["id"] ?? row["customer"] ?? row["said"] ?? f.blank}</bdi><small>${w.states[state as keyof typeof w.states] ?? state}${
          typeof row["line"] === "number" ? html`${m.chart.separator}${m.check.place.row(f.count(row["line"]))}` : nothing}</small></th>
        ${answers ? html`<td><bdi>${day(row["date"])}</bdi></td>` : html`<td>${iso(money(row[orders ? "value" : deals ? "amount" : "opening"]))}</td><td>${deals ? html`<bdi>${day(row[orders ? "date" : "closed"])}</bdi>` : iso(money(row["closing"]))}</td>`}</tr>`;
    })}</tbody></table>
    ${list.total > rows.length ? html`<p class="small">${m.chart.shown(f.count(rows.length), f.count(list.total))}</p>` : nothing}
    <p><button type="button" class="link" @click=${() => void saveListed(c, title)}>${m.paper.csv}</button></p></section>`;
};

const body = (c: Context, passport: Passport, told: Told): TemplateResult => {
  const { m, f } = c;
  const list = (title: string, lines: readonly string[], look = ""): TemplateResult | typeof nothing =>
    lines.length === 0 ? nothing : html`<section><h3>${title}</h3><ul class="plain ${look}">${lines.map((text) => html`<li>${text}</li>`)}</ul></section>`;
  const out = passport.leave_out;
  return html`
    <section><p class="head-figure">${iso(told.value)}</p>
      ${told.reason === "" ? nothing : html`<p>${told.reason}</p>`}
      <p class="small">${told.definition}</p></section>
    <section><h3>${m.passport.formula}</h3><p class="formula">${told.formula}</p></section>
    ${told.values === "" ? nothing : html`<section><h3>${m.passport.values}</h3><p class="formula mine"><span dir="ltr">${told.values}</span></p></section>`}
    ${parts(c, passport)}
    ${told.period === "" ? nothing : html`<section><h3>${m.passport.period}</h3><p><bdi>${told.period}</bdi></p></section>`}
    <section><h3>${m.passport.selection}</h3><p>${told.selection}</p></section>
    <section><h3>${m.passport.rows}</h3><p>${told.rows} ${c.doc.readOnly ? nothing : html`<button type="button" class="link" @click=${() => showRows(c, passport, told)}>${m.work.behind.show}</button>`}</p>
      ${out && out.value !== passport.value
        ? html`<p class="small">${m.passport.leaveOut(isolate(f.metric(out.value, { unit: passport.unit, currency: passport.currency })))}</p>` : nothing}</section>
    ${listed(c, passport, told.title)}
    ${list(m.passport.rowsLeft, told.left)}
    ${told.interval === "" ? nothing : html`<section><h3>${m.passport.interval}</h3><p>${told.interval}</p><p class="small">${m.passport.intervalNote}</p></section>`}
    ${list(m.passport.proxies, told.proxies)}
    ${list(m.passport.cautions, told.cautions, "warn")}`;
};

// Printed after the tables: the same words as the passports, one block per number of the card.
export const appendix = (c: Context): TemplateResult | typeof nothing => {
  const { live, m } = c;
  if (live.appendix.length === 0) return nothing;
  const changed = sourcesOf(live).flatMap((source) => [...source.excluded, ...source.repairs].map((issue) => `${isolate(source.name)}: ${issueText(c, issue)}`));
  const line = (name: string, text: string): TemplateResult | typeof nothing => text === "" ? nothing : html`<dt>${name}</dt><dd>${text}</dd>`;
  return html`<section class="appendix" aria-hidden="true"><h2>${m.passport.appendix}</h2>
    ${live.appendix.map((each) => {
      const told = tell(c, each);
      return html`<article><h3>${told.title}: ${iso(told.value)}</h3><p>${[told.reason, told.definition].filter((text) => text !== "").join(" ")}</p><dl>
        ${line(m.passport.formula, told.formula)}
        ${told.values === "" ? nothing : html`<dt>${m.passport.values}</dt><dd><span dir="ltr">${told.values}</span></dd>`}
        ${told.parts.length > 0 ? html`<dt>${m.passport.parts}</dt>${told.parts.map((part) => html`<dd>${part}</dd>`)}` : nothing}
        ${line(m.passport.period, told.period)}${line(m.passport.selection, told.selection)}${line(m.passport.rows, told.rows)}
        ${line(m.passport.interval, told.interval)}${line(m.passport.cautions, [...told.proxies, ...told.cautions].join(" "))}</dl></article>`;
    })}
    ${changed.length > 0 ? html`<article><h3>${m.check.whatWeDid}</h3><ul>${changed.map((text) => html`<li>${text}</li>`)}</ul></article>` : nothing}
  </section>`;
};

export const passport = (c: Context): TemplateResult => {
  const { live, m, names, store, act, hands } = c;
  const asked = live.asked;
  const found = live.passport;
  const told = found ? tell(c, found) : null;
  return html`<dialog class="passport" aria-labelledby="passport-title" ${showing(asked !== null)} @close=${() => live.asked && void store.explain(null)}
      @click=${(event: MouseEvent) => { if (event.target === event.currentTarget) void store.explain(null); }}>
    ${asked
      ? html`<header><div><h2 id="passport-title">${names.metric(asked.metric)}</h2><p class="small">${m.passport.title}</p></div>
          <button type="button" class="square" aria-label=${m.passport.close} title=${m.passport.close} @click=${() => void store.explain(null)}>${icon("close")}</button></header>
        <div class="body" tabindex="0" role="region" aria-labelledby="passport-title">${found && told ? body(c, found, told) : nothing}</div>
        <footer><button type="button" class="button" ?disabled=${!found} @click=${() => found && told && act.copy("passport", plainText(c, found, told))}>
          ${hands.copied === "passport" ? m.passport.copied : m.passport.copy}</button></footer>`
      : nothing}
  </dialog>`;
};
