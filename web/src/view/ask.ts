// The worksheet's questions and the six things to fix, each with its answer and the number behind.
import { html, nothing, type TemplateResult } from "lit";
import { isolate } from "../i18n/index.ts";
import { eightQuestions, fixQuestions, type Answered, type Because } from "../model/ask.ts";
import { formatOf, showValue, type Context } from "./context.ts";

const because = (c: Context, each: Because): string => {
  const w = c.m.work.ask.because;
  const peers = (a: number | null, b: number | null): readonly number[] => [a ?? 0, b ?? 0];
  const channel = (name: string): string =>
    isolate(c.live.catalogue?.channels.find((one) => one.id === name)?.names[c.doc.language] ?? (name === "" ? c.m.board.blankKey : name));
  switch (each.kind) {
    case "missing":
      return w.missing(c.f.list(each.metrics.map((id) => isolate(c.live.catalogue?.channels.find((one) => one.id === id)?.names[c.doc.language] ?? c.names.plain(id)))));
    case "value":
      return w.value(c.names.plain(each.metric), isolate(showValue(c, each.value, each.info)));
    case "goal":
      return w.goal(isolate(c.f.metric(each.target, formatOf(each.info))));
    case "change": {
      const both = peers(each.now.value, each.was.value);
      return w.change(c.names.plain(each.metric), isolate(showValue(c, each.now, each.info, both)), isolate(showValue(c, each.was, each.info, both)));
    }
    case "best":
    case "pair": {
      const both = peers(each.a.value.value, each.b.value.value);
      return `${c.names.plain(each.metric)}: ${w[each.kind](channel(each.a.name), isolate(showValue(c, each.a.value, each.info, both)),
        channel(each.b.name), isolate(showValue(c, each.b.value, each.info, both)))}`;
    }
    default:
      return w[each.kind];
  }
};

const list = (c: Context, title: string, answers: readonly Answered[]): TemplateResult => html`<section><h3>${title}</h3><ul class="smart">
  ${answers.map((each) => html`<li class=${each.answer}><b>${c.m.work.ask.questions[each.id]} <em>${c.m.work.goal.answers[each.answer]}</em></b>
    <span>${each.because.map((one) => because(c, one)).join(" ")}</span></li>`)}</ul></section>`;

export const ask = (c: Context): TemplateResult | typeof nothing => {
  const { live, m, store, doc } = c;
  if (!live.inspection?.sources.some((source) => source.table === "channel_performance") || c.plan.kpis.length === 0) return nothing;
  const answers = live.answers;
  const of = (ids: readonly string[]): readonly Answered[] => (answers ?? []).filter((each) => ids.includes(each.id));
  return html`<section class="panel ask"><details ?open=${doc.sheet !== null} @toggle=${(event: Event) => store.watchAnswers((event.target as HTMLDetailsElement).open)}>
    <summary><h2>${m.work.ask.title}</h2></summary>
    <p class="small">${m.work.ask.lead}</p>
    ${answers ? html`<div class="two">${list(c, m.work.ask.eight, of(eightQuestions))}${list(c, m.work.ask.fix, of(fixQuestions))}</div>` : nothing}
  </details></section>`;
};
