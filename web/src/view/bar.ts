// One line that is always there: what was read, and what was done to it.
import { html, nothing, type TemplateResult } from "lit";
import { isolate } from "../i18n/index.ts";
import { dataSpan, isCopy, openQuestions, sourcesOf, usedIn } from "../model/live.ts";
import type { Context } from "./context.ts";

export const doneCount = (c: Context): number =>
  sourcesOf(c.live).reduce((count, source) => count + source.repairs.length + source.excluded.length, 0);

export const bar = (c: Context): TemplateResult | typeof nothing => {
  const { doc, live, m, f, act, store } = c;
  const sources = sourcesOf(live);
  if (sources.length === 0) return nothing;
  const read = sources.reduce((sum, source) => sum + source.rows.read, 0);
  const used = usedIn(sources);
  const span = dataSpan(live);
  const currencies = [...new Set(sources.map((source) => source.currency).filter((each) => each !== null))];
  const questions = openQuestions(live);
  const done = doneCount(c);
  const copies = sources.some((source) => source.questions.some(isCopy));
  const sample = doc.inputs.some((input) => input.sample);
  return html`<section class="bar" aria-label=${m.check.source}>
    <span class="name"><bdi>${f.list(doc.inputs.map((input) => isolate(input.name)))}</bdi>
      ${sample ? html` <span class="tag sample">${m.start.sampleMark}</span>` : nothing}</span>
    <span class="what">
      <span>${used === read ? m.check.allUsed(used, f.count(used)) : m.check.used(f.count(used), f.count(read), read)}</span>
      <span>${span ? html`<bdi>${f.range(span.from, span.to)}</bdi>` : m.check.noDates}</span>
      ${currencies.length > 0 ? html`<span><bdi>${f.list(currencies.map((currency) => doc.language === "fa" ? f.unitSign({ unit: "currency", currency }) : currency))}</bdi></span>` : nothing}
      ${done > 0 ? html`<span>${m.check.did(done, f.count(done))}</span>` : nothing}
      ${questions > 0
        ? html`<span class="ask">${m.check.questions(questions, f.count(questions))}</span>`
        : copies ? html`<span>${m.check.copies}</span>`
        : done === 0 && live.available.length > 0 ? html`<span>${m.check.certain}</span>` : nothing}
    </span>
    <span class="acts">
      ${doc.place === "check"
        ? nothing
        : html`<button type="button" class="link" @click=${() => void store.run({ do: "place", place: "check" })}>${m.check.open}</button>`}
      <button type="button" class="link" aria-haspopup="dialog" @click=${() => act.embed(c, "scorecard")}>${m.embed.open}</button>
      <button type="button" class="link" @click=${() => act.clear()}>${m.start.clear}</button>
    </span>
  </section>`;
};
