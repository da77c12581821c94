// The funnel with its weakest step, and the two rows of signs ahead and results.
import { html, nothing, type TemplateResult } from "lit";
import type { FunnelModel } from "../chart/index.ts";
import { breakable, isolate } from "../i18n/index.ts";
import { weakestStep } from "../model/funnel.ts";
import { pathOf } from "../model/query.ts";
import { flagText, formatOf, peersOf, reasonText, showValue, type Context } from "./context.ts";
import { arrow, iso } from "./parts.ts";
import { chartWords } from "./trend.ts";

export const funnelModel = (c: Context): FunnelModel | null => {
  const { live, m, names } = c;
  const report = live.extra;
  const path = pathOf(live);
  if (!path || !report || path.some(([from]) => !report.metrics[from])) return null;
  const weakest = weakestStep(path, report);
  const show = (id: string): string => showValue(c, report.total.metrics[id], report.metrics[id]);
  const stages = [path[0]![0], ...path.map(([, to]) => to)];
  return {
    title: m.work.card.funnel, unit: "",
    ...(weakest ? { sentence: m.work.card.funnelSays(names.plain(weakest), isolate(show(weakest))) } : {}),
    stages: stages.map((id, place) => {
      const rate = path[place - 1]?.[2];
      const value = report.total.metrics[id];
      return {
        id, label: names.measure(id), value: value?.value ?? null, text: show(id),
        ...(value && value.value === null ? { reason: reasonText(c, value) } : {}),
        ...(rate ? { rateText: show(rate) } : {}),
        ...(rate && rate === weakest ? { weakest: true } : {}),
      };
    }),
  };
};

export const funnel = (c: Context): TemplateResult | typeof nothing => {
  const { m, store } = c;
  const model = funnelModel(c);
  return model === null ? nothing : html`<section class="panel" aria-label=${m.work.card.funnel}><mittari-funnel pickable .model=${model} .words=${chartWords(c)}
    @mittari-pick=${((event: CustomEvent<{ id: string }>) => void store.explain({ metric: event.detail.id })) as (event: Event) => void}></mittari-funnel></section>`;
};

const signs = (c: Context, title: string, note: string, ids: readonly string[]): TemplateResult | typeof nothing => {
  const { live, m, f, names, store } = c;
  const report = live.extra;
  if (!report || ids.length === 0) return nothing;
  // Money is written with the same decimals all down the list.
  const peers = peersOf(ids.map((id) => (report.metrics[id]?.unit === "currency" ? report.total.metrics[id]?.value : null)));
  return html`<div class="signs"><h3>${title} <small>${note}</small></h3><ul>${ids.map((id) => {
    const value = report.total.metrics[id];
    const info = report.metrics[id];
    const text = showValue(c, value, info, info?.unit === "currency" ? peers : undefined);
    const before = report.compare?.total.metrics[id]?.change;
    const change = before && info ? f.change(before, formatOf(info)) : null;
    const good = change && info && change.sign !== 0 && (info.direction === "higher" || info.direction === "lower") ? ((info.direction === "higher") === (change.sign > 0) ? "good" : "bad") : "";
    const said = change && change.sign !== 0 ? (change.points ? m.board.points(change.text) : change.text) : "";
    const flags = (value?.flags ?? []).filter((flag) => /^(small_sample|proxy)/.test(flag)).map((flag) => flagText(c, flag)).join(" ");
    return html`<li><span>${breakable(names.plain(id), c.doc.language)}</span><button type="button" class="num" data-number aria-haspopup="dialog" aria-label=${m.board.explain(names.plain(id), text)}
        title=${flags === "" ? nothing : flags} @click=${() => void store.explain({ metric: id })}>${iso(text)}</button>
      ${said === "" ? html`<span></span>` : html`<span class="nowrap ${good}">${arrow(change!.sign > 0)} <span class="unseen">${change!.sign > 0 ? m.board.up(said) : m.board.down(said)}</span><span aria-hidden="true">${iso(said)}</span></span>`}</li>`;
  })}</ul></div>`;
};

export const ahead = (c: Context): TemplateResult | typeof nothing => {
  const { plan, m } = c;
  if (!c.live.extra || plan.leading.length + plan.lagging.length === 0) return nothing;
  return html`<section class="panel ahead" aria-label=${`${m.work.card.leading}${m.chart.separator}${m.work.card.lagging}`}>
    ${signs(c, m.work.card.leading, m.work.card.leadingNote, plan.leading)}${signs(c, m.work.card.lagging, m.work.card.laggingNote, plan.lagging)}</section>`;
};
