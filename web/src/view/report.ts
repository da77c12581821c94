// The report: what the author chooses on one side, the very pages on the other.
import { html, nothing, type TemplateResult } from "lit";
import { live as liveValue } from "lit/directives/live.js";
import { isolate } from "../i18n/index.ts";
import type { ReportPlan, SectionChoice } from "../model/document.ts";
import { sourcesOf } from "../model/live.ts";
import type { Block, Paper } from "../report/sheets.ts";
import { programLine } from "./about.ts";
import { sorted } from "./channels.ts";
import type { Context } from "./context.ts";
import { outMenu } from "./out.ts";
import { choose, iso } from "./parts.ts";
import { fingerprint } from "./print.ts";
import { sectionsOf, type Section } from "./report-sections.ts";

// Letter is the paper of North America and a few more.
export const paperOf = ({ report, language }: Pick<Context["doc"], "report" | "language">): Paper =>
  report.paper ?? (language === "en" && /-(US|CA|MX|PH|CL|CO)\b/.test(navigator.language) ? "letter" : "a4");

const cover = (c: Context, title: string): Block => {
  const { doc, live, m, f } = c;
  const period = live.total?.period ?? c.plan.span;
  const sources = sourcesOf(live);
  const read = sources.reduce((sum, source) => sum + source.rows.read, 0);
  const used = sources.reduce((sum, source) => sum + source.rows.used, 0);
  const filters = Object.entries(doc.selection.where).filter(([, values]) => values.length > 0)
    .map(([id, values]) => m.board.filtered(c.names.dimension(id), f.list(values.map(isolate))));
  return {
    content: html`<header class="paper-cover"><h1>${title}</h1>
      ${period ? html`<p class="period"><bdi>${f.range(period.from, period.to)}</bdi></p>` : nothing}
      ${doc.inputs.some((input) => input.sums) ? html`<p>${m.save.sumsLine}</p>` : nothing}
      ${filters.length > 0 ? html`<p>${filters.join(" · ")}</p>` : nothing}
      ${(doc.report.author ?? "").trim() === "" ? nothing : html`<p>${m.paper.by(isolate(doc.report.author!.trim()))}</p>`}
      <p class="small"><bdi>${f.list(doc.inputs.map((input) => isolate(input.name)))}</bdi> · ${used === read ? m.check.allUsed(used, f.count(used)) : m.check.used(f.count(used), f.count(read), read)}</p>
    </header>`,
  };
};

// The numbers' making comes last of all answers, and is printed too; what is there is drawn when the browser asks for it.
const printWhole = async ({ store }: Context): Promise<void> => {
  for (let waited = 0; !store.live.whole && waited < 10_000; waited += 50) await new Promise((resolve) => setTimeout(resolve, 50));
  window.print();
};

// What the sections show is worked out anew only when the data or the selection change: while the author types, the
// charts stay as they are. The same goes for the whole until something on it changes, for dealing pages is dear.
const remember = <Value>(): ((key: readonly unknown[], make: () => Value) => Value) => {
  let before: { readonly key: readonly unknown[]; readonly value: Value } | undefined;
  return (key, make) => {
    if (!before || key.length !== before.key.length || key.some((each, i) => each !== before?.key[i])) before = { key, value: make() };
    return before.value;
  };
};
const contents = remember<ReadonlyMap<string, readonly Block[]>>();
const whole = remember<readonly Block[]>();

const blocksOf = (c: Context, title: string, sections: readonly Section[]): readonly Block[] => {
  const { doc, live } = c;
  const data = [
    doc.language, doc.selection, doc.sort, doc.kpis, doc.inputs, doc.events, doc.timeReversed, doc.place, c.plan.columns.join(),
    live.total, live.table, live.trend, live.before, live.split, live.appendix, live.inspection, live.analyses, live.stages, live.extra, live.goals, c.hands.comparison,
  ];
  const made = contents(data, () => new Map(sections.map(({ id, blocks }) => [id, blocks(c)])));
  return whole([...data, title, doc.report], () => [
    cover(c, title),
    ...sections.flatMap(({ id, name }): Block[] => {
      const choice = doc.report.sections[id] ?? {};
      const inner = made.get(id) ?? [];
      if (choice.off || inner.length === 0) return [];
      const note = (choice.note ?? "").trim();
      return [
        { keep: true, ...(choice.fresh ? { fresh: true } : {}), content: html`<h2 class="paper-head">${name}</h2>` },
        ...(note === "" ? [] : [{ keep: true, content: html`<p class="paper-note" dir="auto">${note}</p>` }]),
        ...inner,
      ];
    }),
  ]);
};

const today = (): string => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

// The pages as they will be printed.
export const reportPages = (c: Context): TemplateResult => {
  const { doc, m, f } = c;
  const words = m.paper;
  const title = (doc.report.title ?? "").trim() || words.unnamed;
  const sections = sectionsOf(c);
  const print = fingerprint(c);
  const paper = paperOf(doc);
  return html`<section class="report-pages" aria-label=${words.preview} tabindex="0"><mittari-sheets .blocks=${blocksOf(c, title, sections)} .paper=${paper} .mono=${doc.report.mono === true}
        .name=${(n: number, total: number) => words.page(f.count(n), f.count(total))}
        .foot=${(n: number, total: number) => html`<span><bdi>${title}</bdi> · ${words.made(f.day(today()))}</span><span dir="ltr">${`${m.app.name} ${programLine(c)}`}${print === "" ? nothing : html` · <bdi>${m.save.data(print)}</bdi>`}</span><span>${iso(words.page(f.count(n), f.count(total)))}</span>`}></mittari-sheets></section>`;
};

export const report = (c: Context): TemplateResult => {
  const { doc, live, m, f, store, plan } = c;
  const words = m.paper;
  const title = (doc.report.title ?? "").trim() || words.unnamed;
  const sections = sectionsOf(c);
  const change = (part: Partial<Omit<ReportPlan, "sections">>): void => void store.run({ do: "report", change: part });
  const decide = (section: string, part: SectionChoice): void => void store.run({ do: "section", section, change: part });
  const typed = (event: Event): string => (event.target as HTMLInputElement).value;
  const ticked = (event: Event): boolean => (event.target as HTMLInputElement).checked;
  const paper = paperOf(doc);
  const row = ({ id, name }: Section): TemplateResult => {
    const choice = doc.report.sections[id] ?? {};
    return html`<li><label class="tick"><input type="checkbox" .checked=${liveValue(!choice.off)} @change=${(event: Event) => decide(id, { off: !ticked(event) })}><span>${name}</span></label>
      ${choice.off ? nothing : html`<details class="more" ?open=${choice.fresh === true || (choice.note ?? "") !== ""}><summary aria-label=${words.moreFor(name)}><span class="link">${words.more}</span></summary>
        <label class="tick"><input type="checkbox" aria-label=${words.freshFor(name)} .checked=${liveValue(choice.fresh === true)} @change=${(event: Event) => decide(id, { fresh: ticked(event) })}><span>${words.fresh}</span></label>
        <textarea class="field" rows="1" dir="auto" aria-label=${words.noteFor(name)} placeholder=${words.note} .value=${liveValue(choice.note ?? "")}
          @input=${(event: Event) => decide(id, { note: typed(event) })}></textarea></details>`}</li>`;
  };
  const groups = live.table ? sorted(live.table.groups, live.table.by[0] ?? "", doc.sort ?? { column: plan.columns[0] ?? "", descending: true }, f.locale) : [];
  return html`<h1 class="unseen">${words.place}</h1>
    ${plan.kpis.length === 0 ? html`<p class="nothing">${words.nothing}</p>` : html`<div class="reporting">
      <section class="report-choices" aria-label=${words.settings}>
        <h2>${words.settings}</h2>
        <label>${words.name}<input class="field" type="text" dir="auto" maxlength="120" placeholder=${words.unnamed} .value=${liveValue(doc.report.title ?? "")}
          @input=${(event: Event) => change({ title: typed(event) })}></label>
        <label>${words.author}<input class="field" type="text" dir="auto" maxlength="120" autocomplete="name" .value=${liveValue(doc.report.author ?? "")}
          @input=${(event: Event) => change({ author: typed(event) })}></label>
        <div class="pair">${choose(words.paper, [{ id: "a4", name: "A4" }, { id: "letter", name: "Letter" }], paper, (id) => change({ paper: id === "letter" ? "letter" : "a4" }))}
          <label class="tick"><input type="checkbox" .checked=${liveValue(doc.report.mono === true)} @change=${(event: Event) => change({ mono: ticked(event) })}><span>${words.mono}</span></label></div>
        <div class="pair"><button type="button" class="button main" @click=${() => void printWhole(c)}>${words.print}</button>
          ${live.table ? outMenu(c, live.table, groups, title, plan.columns.filter((id) => live.table?.metrics[id])) : nothing}
          </div><div class="pair"><button type="button" class="link" aria-haspopup="dialog" @click=${() => c.act.embed(c, "report")}>${m.embed.open}</button>
          <button type="button" class="link" aria-haspopup="dialog" @click=${() => (c.hands.comparison ? c.act.hold({ dialog: "compare" }) : c.act.compareWith())}>${
            c.hands.comparison ? m.save.compare.title : m.save.compare.choose}</button></div>
        <p class="small">${words.printHint}</p>
        <h3>${words.sections}</h3><ul>${sections.map(row)}</ul>
      </section>
      ${reportPages(c)}
    </div>`}`;
};
