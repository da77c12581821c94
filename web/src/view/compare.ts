// Two documents beside one another: as a dialogue, and as a section of the report.
import { html, nothing, type TemplateResult } from "lit";
import type { IssueCode, MetricInfo, MetricValue } from "../engine/operations.ts";
import { isolate, quoted, type QuestionWords } from "../i18n/index.ts";
import type { Block } from "../report/sheets.ts";
import type { Comparison, Definition, Figure, Snapshot } from "../save/compare.ts";
import { shortPrint } from "../save/sha256.ts";
import { formatOf, reasonText, showValue, type Context } from "./context.ts";
import { icon, iso, showing } from "./parts.ts";
import { choiceName } from "./questions.ts";
import { issueText } from "./repairs.ts";

interface Line { readonly name: TemplateResult | string; readonly cells: readonly (TemplateResult | string)[] }
interface Part { readonly title: string; readonly heads: readonly string[]; readonly lines: readonly Line[]; readonly note?: string }

const value = (c: Context, of: MetricValue | undefined, info: MetricInfo | undefined): TemplateResult | string =>
  of === undefined ? c.f.blank : of.value === null ? html`${c.f.blank} <small>${reasonText(c, of)}</small>` : iso(showValue(c, of, info));

const change = (c: Context, { state, change, info }: Figure): TemplateResult | string => {
  if (state === "new" || state === "gone" || !change) return c.m.save.compare.states[state];
  const said = c.f.change(change, formatOf(info));
  return !said || said.sign === 0 ? c.m.save.compare.states.same : iso(`${said.sign > 0 ? "+" : "−"}${said.points ? c.m.board.points(said.text) : said.text}`);
};

const facts = (c: Context, { before, now }: Comparison): Part => {
  const { m, f } = c;
  const w = m.save.compare;
  const line = (name: string, tell: (of: Snapshot) => string): Line => ({ name, cells: [before, now].map((of) => iso(tell(of) || f.blank)) });
  return {
    title: w.data, heads: [w.what, w.before, w.now],
    lines: [
      line(w.tables, ({ document }) => f.list(document.inputs.map((input) => isolate(input.name)))),
      line(w.period, ({ span }) => (span ? f.range(span.from, span.to) : "")),
      line(w.read, ({ read }) => f.count(read)), line(w.used, ({ used }) => f.count(used)),
      line(w.print, ({ print }) => shortPrint(print)), line(w.version, ({ version }) => version),
    ],
    ...(before.print !== "" && before.print === now.print ? { note: w.sameData } : {}),
  };
};

const figures = (c: Context, title: string, first: string, list: readonly Figure[], name: (id: string) => string, note = ""): Part => {
  const w = c.m.save.compare;
  return {
    title, heads: [first, w.before, w.now, w.change], note,
    lines: list.map((each) => ({ name: html`<bdi>${name(each.id)}</bdi>`, cells: [value(c, each.before, each.info), value(c, each.now, each.info), change(c, each)] })),
  };
};

// How a table is read: a question that was answered, a repair that was undone, or a setting.
const readingName = (c: Context, name: string): string => {
  const { m } = c;
  const colon = name.indexOf(":");
  const question = (m.codes.questions as Readonly<Record<string, QuestionWords | undefined>>)[colon < 0 ? name : name.slice(0, colon)];
  if (question) return question.ask(isolate(name.slice(colon + 1)));
  const settings: Readonly<Record<string, string>> = { ...m.save.compare.settings, currency: m.check.currency, channel: m.check.channel, table: m.check.kind };
  return settings[name] ?? issueText(c, { code: name as IssueCode, count: 1 });
};
const readingValue = (c: Context, name: string, value: string): string => {
  const w = c.m.save.compare;
  if (value === "off") return w.undone;
  if (name === "delimiter") return value === "\t" ? w.tab : quoted(value, c.doc.language);
  return ["header_row", "table_index"].includes(name) ? c.f.count(Number(value)) : choiceName(c, value);
};

// What a document decides, in the reader's words.
const told = (c: Context, { subject, name }: Definition, value: string): string => {
  const { m, f, names } = c;
  const w = m.save.compare;
  if (value === "" && subject !== "column") return w.none;
  switch (subject) {
    case "kpi": return names.plain(value);
    case "column": return value === "" ? w.unused : names.role(value) === value.replaceAll("_", " ") ? names.plain(value) : names.role(value);
    case "parameter": return f.number(Number(value), 4);
    case "period": {
      if (name === "compare") return value === "custom" ? m.work.calendar.custom : m.board.compares[value as "none"] ?? value;
      const [from = "", to = ""] = value.split("/");
      return value.includes("/") ? (from && to ? f.range(from, to) : m.board.presets.custom) : m.board.presets[value as "all"] ?? value;
    }
    case "calendar": {
      const [start = "0", month = "1", months = "auto"] = value.split(" ");
      return [m.work.calendar.days[Number(start) as 0] ?? start, f.monthName(Number(month), false), m.work.calendar.kinds[months as "auto"] ?? months].join(", ");
    }
    case "goal": {
      const [direction, amount = "", segment = "", range = "", owner = ""] = value.split("\n");
      const [from = "", to = ""] = range.split("/");
      return [`${direction === "atMost" ? m.work.goal.atMost : m.work.goal.atLeast} ${isolate(amount)}`, segment && isolate(segment),
        from && to && from <= to ? isolate(f.range(from, to)) : "", owner && isolate(owner)].filter((part) => part !== "").join(m.chart.separator);
    }
    case "scenario": return name;
    case "reading": return readingValue(c, name, value);
    default: return value;
  }
};

const subjectName = (c: Context, { subject, name }: Definition): string => {
  const { m, names } = c;
  const word = m.save.compare.subjects[subject];
  const of = subject === "goal" ? names.plain(name) : subject === "parameter" ? names.parameter(name) : subject === "filter" ? names.dimension(name)
    : subject === "reading" ? readingName(c, name) : subject === "kpi" || subject === "calendar" ? "" : subject === "period" ? (name === "" ? "" : m.board.compare) : name;
  return of === "" ? word : `${word}: ${subject === "reading" ? of : isolate(of)}`;
};

const definitions = (c: Context, { definitions: list }: Comparison): Part => {
  const w = c.m.save.compare;
  return {
    title: w.definitions, heads: [w.what, w.before, w.now, w.change], ...(list.length === 0 ? { note: w.sameDefinitions } : {}),
    lines: list.map((each) => ({
      name: subjectName(c, each),
      cells: [each.state === "new" ? c.f.blank : html`<bdi>${told(c, each, each.before)}</bdi>`, each.state === "gone" ? c.f.blank : html`<bdi>${told(c, each, each.now)}</bdi>`, w.states[each.state]],
    })),
  };
};

const partsOf = (c: Context, all: Comparison): readonly Part[] => {
  const { m, f, names } = c;
  const w = m.save.compare;
  const key = (id: string): string => (id === "" ? m.board.blankKey : id);
  const parts = (state: Figure["state"]): string => f.list(all.groups.filter((each) => each.state === state).map((each) => isolate(key(each.id))));
  const note = [...(parts("new") ? [w.newParts(parts("new"))] : []), ...(parts("gone") ? [w.goneParts(parts("gone"))] : [])].join(". ");
  return [
    facts(c, all),
    ...(all.totals.length > 0 ? [figures(c, w.measures, w.what, all.totals, names.plain)] : []),
    ...(all.groups.length > 0 && all.dimension && all.lead
      ? [figures(c, `${names.dimension(all.dimension)}${m.chart.separator}${names.plain(all.lead)}`, names.dimension(all.dimension), all.groups, key, note)] : []),
    definitions(c, all),
  ];
};

const row = (line: Line): TemplateResult =>
  html`<tr><th scope="row">${line.name}</th>${line.cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;

// On a narrow screen each row is a card of its own; the roles keep it a table.
const table = ({ title, heads, lines }: Part): TemplateResult => html`<div class="scroll"><table class="table stack" role="table" aria-label=${title}>
  <thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
  <tbody role="rowgroup">${lines.map((line) => html`<tr role="row"><th role="rowheader" scope="row">${line.name}</th>${line.cells.map((cell, i) =>
    html`<td role="cell" data-name=${heads[i + 1] ?? ""}>${cell}</td>`)}</tr>`)}</tbody></table></div>`;

export const compareDialog = (c: Context): TemplateResult => {
  const { hands, m, act } = c;
  const w = m.save.compare;
  const all = hands.comparison;
  const open = hands.dialog === "compare" && all !== null;
  const close = (): void => act.hold({ dialog: null });
  return html`<dialog class="comparing" aria-labelledby="compare-title" ${showing(open)} @close=${() => hands.dialog === "compare" && close()}>${open
    ? html`<header><h2 id="compare-title">${w.title}</h2><button type="button" class="square" aria-label=${m.passport.close} @click=${close}>${icon("close")}</button></header>
      <div class="body" tabindex="0" role="region" aria-labelledby="compare-title"><p>${w.lead(isolate(all.before.name), isolate(all.now.name))}</p>
        ${partsOf(c, all).map((part) => html`<h3>${part.title}</h3>${part.note ? html`<p class="small">${part.note}</p>` : nothing}
          ${part.lines.length === 0 ? nothing : table(part)}`)}
        <p class="small quiet">${w.report}</p></div>
      <footer><button type="button" class="button main" @click=${close}>${m.board.done}</button>
        <button type="button" class="button plain" @click=${() => act.hold({ dialog: null, comparison: null })}>${w.close}</button></footer>`
    : nothing}</dialog>`;
};

export const comparisonBlocks = (c: Context): readonly Block[] => {
  const all = c.hands.comparison;
  return all === null ? [] : [
    { content: html`<p>${c.m.save.compare.lead(isolate(all.before.name), isolate(all.now.name))}</p>` },
    ...partsOf(c, all).flatMap((part): Block[] => [
      { keep: true, content: html`<p class="paper-note"><b>${part.title}</b>${part.note ? html` ${part.note}` : nothing}</p>` },
      ...(part.lines.length === 0 ? [] : [{
        table: { head: html`<tr>${part.heads.map((head) => html`<th scope="col">${head}</th>`)}</tr>`, rows: part.lines.map((line) => row(line)) },
      }]),
    ]),
  ];
};
