// One primary and two secondary numbers, each a door to how it was made.
import { html, nothing, type TemplateResult } from "lit";
import type { MetricInfo, MetricValue } from "../engine/operations.ts";
import { breakable, isolate } from "../i18n/index.ts";
import { against, flagText, formatOf, reasonText, showValue, type Context } from "./context.ts";
import { arrow, icon, iso } from "./parts.ts";
import { bullet, goalFor, pace, verdict } from "./goals.ts";
import { withKpi } from "./picker.ts";
import { lopsided } from "./passport.ts";
import { spark } from "./trend.ts";
import { mostSigns } from "../style/board.ts";

// Flags that change how a number may be read; the others stand in its passport.
export const loud = (flag: string): boolean => /^(incomplete_inputs|partial_period|small_sample|proxy|rate_above_100pct|length_mismatch|lower_bound|partial:|inconsistent)/.test(flag);

const blankKey = (c: Context, text: string): string => isolate(text === "" ? c.m.board.blankKey : text);

export const toneOf = (info: MetricInfo | undefined, sign: number): "good" | "bad" | "" =>
  sign === 0 || !info || (info.direction !== "higher" && info.direction !== "lower")
    ? ""
    : (info.direction === "higher") === (sign > 0) ? "good" : "bad";

// "12 %" or "1.4 pp", with the word for its direction. A period that is not over is compared by as many of its days as
// the data reach: where that makes another number than the one shown (`alike`), it is said.
export const changeOf = (c: Context, id: string): { text: string; sign: -1 | 0 | 1; info: MetricInfo | undefined; was: string; alike: string } | null => {
  const compare = c.live.total?.compare;
  const before = compare?.total.metrics[id];
  const info = c.live.total?.metrics[id];
  if (!before?.change || !info) return null;
  const change = c.f.change(before.change, formatOf(info));
  if (!change) return null;
  const now = typeof before.current === "number" ? c.f.metric(before.current, formatOf(info)) : "";
  const alike = now === "" || now === showValue(c, c.live.total?.total.metrics[id], info) ? "" : c.m.board.alike(isolate(now));
  return {
    text: isolate(change.points ? c.m.board.points(change.text) : change.text), sign: change.sign, info, alike,
    was: [c.m.board.was(isolate(showValue(c, before, info))), alike].filter((text) => text !== "").join(c.m.chart.separator),
  };
};

const delta = (c: Context, id: string): TemplateResult | typeof nothing => {
  const which = c.doc.selection.compare;
  if (!which || !c.live.total?.compare) return nothing;
  const change = changeOf(c, id);
  if (!change) return html`<p class="delta quiet">${c.m.board.noChange}</p>`;
  const tone = toneOf(change.info, change.sign);
  const { m } = c;
  return html`<p class="delta"><b class=${tone}>${change.sign === 0
      ? m.board.same
      : html`${arrow(change.sign > 0)} ${change.sign > 0 ? m.board.up(change.text) : m.board.down(change.text)}`}</b>
    <span class="quiet"><span class="vs">${against(c).vs}</span>${change.sign === 0 ? nothing : html` (${change.was})`}${tone === "" ? nothing : html`<span class="unseen">, ${tone === "good" ? m.board.better : m.board.worse}</span>`}</span></p>`;
};

// The finding and its caution, in a sentence.
// How far chance could have moved it; nothing where that is less than the digits shown.
export const chance = ({ m, f }: Context, value: MetricValue, info: MetricInfo | undefined): TemplateResult | typeof nothing => {
  if (!value.interval) return nothing;
  const [low, high] = [value.interval.low, value.interval.high].map((end) => isolate(f.metric(end, formatOf(info)))) as [string, string];
  return low === high ? nothing : html`<p class="small">${m.board.interval(low, high)}</p>`;
};

export const finding = (c: Context, id: string, value: MetricValue, info: MetricInfo | undefined): string => {
  const { m, names, live, plan, doc } = c;
  const name = names.plain(id);
  const text = isolate(showValue(c, value, info));
  const sentences: string[] = [];
  const change = doc.selection.compare ? changeOf(c, id) : null;
  const than = against(c).than;
  if (change && doc.selection.compare)
    sentences.push(change.sign > 0
      ? m.board.rose(name, change.text, change.alike || text, than)
      : change.sign < 0 ? m.board.fell(name, change.text, change.alike || text, than) : m.board.stayed(name, change.alike || text, than));
  const rows = (live.table?.groups ?? [])
    .map((group) => ({ at: group.key[plan.dimension ?? ""] ?? "", metric: group.metrics[id] }))
    .filter((row): row is { at: string; metric: MetricValue & { value: number } } =>
      typeof row.metric?.value === "number" && !(row.metric.flags ?? []).includes("small_sample"))
    .sort((a, b) => a.metric.value - b.metric.value);
  const low = rows[0];
  const high = rows.at(-1);
  if (low && high && rows.length > 1 && low.metric.value < high.metric.value) {
    const peers = [low.metric.value, high.metric.value];
    sentences.push(m.board.isRange(names.dimension(live.table?.by[0] ?? plan.dimension ?? ""),
      isolate(showValue(c, low.metric, info, peers)), blankKey(c, low.at), isolate(showValue(c, high.metric, info, peers)), blankKey(c, high.at)));
  }
  return sentences.join(" ");
};

const coverageOf = (c: Context, value: MetricValue | undefined): string | undefined =>
  value?.coverage === undefined ? undefined : c.f.percent(value.coverage, 0);

const figure = (c: Context, id: string, value: MetricValue | undefined, info: MetricInfo | undefined): TemplateResult => {
  // Not yet known is no blank.
  if (!value && c.live.computing) return html`<p class="awaited" aria-hidden="true">\u00a0</p>`;
  const text = showValue(c, value, info);
  // A long figure is set smaller, so that it never breaks: the card's width over its count of characters.
  return html`<button type="button" class="figure" data-signs=${Math.min(mostSigns, [...text].length)} data-number aria-haspopup="dialog"
    aria-label=${c.m.board.explain(c.names.plain(id), text)} @click=${() => void c.store.explain({ metric: id })}>${iso(text)}</button>`;
};

const head = (c: Context, id: string, place: number): TemplateResult => html`<div class="head">
  <h2 title=${c.names.metric(id)} aria-label=${place === 0 ? c.names.metric(id) : c.names.plain(id)}>${breakable(place === 0 ? c.names.metric(id) : c.names.plain(id), c.doc.language)}</h2>
  <span class="doors">${place === 0 ? nothing : html`<button type="button" class="link swap promote" title=${c.m.work.card.primary} aria-label=${c.m.board.makePrimary(c.names.plain(id))}
    @click=${() => {
      void c.store.run({ do: "kpis", kpis: withKpi(c.plan.kpis, 0, id) });
      c.store.say(c.m.say.primary(c.names.plain(id)));
    }}>${icon("up")}</button>`}${goalFor(c, id) ? nothing : html`<button type="button" class="link set-goal" aria-haspopup="dialog" aria-label=${`${c.m.work.goal.add}: ${c.names.plain(id)}`}
    @click=${() => c.act.setGoal(id)}>${icon("goal")}<span>${c.m.work.goal.value}</span></button>`}
  <button type="button" class="link swap" aria-haspopup="dialog" aria-label=${`${c.m.board.change}: ${c.names.plain(id)}`} title=${c.m.board.change}
    @click=${() => c.act.hold({ dialog: "picker", picking: place, search: "" })}>${icon("swap")}<span>${c.m.board.change}</span></button></span></div>`;

const currencies = (c: Context, value: MetricValue | undefined, info: MetricInfo | undefined): TemplateResult | typeof nothing =>
  // A ratio over one currency's part alone may have no value there either.
  Object.values(value?.by_currency ?? {}).some((amount) => amount !== null)
    ? html`<ul class="why">${Object.entries(value!.by_currency!).filter(([, amount]) => amount !== null).map(([currency, amount]) => html`<li>${iso(
        c.f.metric(amount, { unit: info?.unit ?? "currency", currency }))}</li>`)}</ul>`
    : nothing;

// A card dragged onto another trades places with it; the buttons do the same.
const dragged = "text/x-mittari-kpi";

const goalOf = (c: Context, id: string): TemplateResult | typeof nothing => {
  const state = goalFor(c, id);
  return state ? html`<div class="aim"><button type="button" class="link" aria-haspopup="dialog" @click=${() => c.act.setGoal(id)}>${c.m.work.goal.value}\u00a0${iso(
    c.f.metric(state.target, formatOf(state.info)))}</button> ${verdict(c, state)}${bullet(c, state)}
    <span class="small"><bdi>${c.f.range(state.goal.from, state.goal.to)}</bdi> ${pace(c, state)}</span></div>` : nothing;
};

const card = (c: Context, id: string, place: number): TemplateResult => {
  const { live } = c;
  const value = live.total?.total.metrics[id];
  const info = live.total?.metrics[id];
  const flags = (value?.flags ?? []).filter((flag) => loud(flag) && (value!.value !== null || flag !== "incomplete_inputs"));
  const told = live.appendix.find((each) => each.metric === id);
  const notes = [...flags.map((flag) => flagText(c, flag, coverageOf(c, value))), ...(told ? lopsided(c, told) : [])];
  const first = place === 0;
  return html`<article class="kpi ${first ? "first" : ""}" data-metric=${id} draggable="true"
      @dragstart=${(event: DragEvent) => event.dataTransfer?.setData(dragged, String(place))}
      @dragover=${(event: DragEvent) => { if (event.dataTransfer?.types.includes(dragged)) event.preventDefault(); }}
      @drop=${(event: DragEvent) => {
        const from = event.dataTransfer?.getData(dragged) ?? "";
        if (from === "" || Number(from) === place) return;
        event.preventDefault();
        void c.store.run({ do: "kpis", kpis: withKpi(c.plan.kpis, place, c.plan.kpis[Number(from)]!) });
      }}>
    ${head(c, id, place)}
    <div class="hold">${figure(c, id, value, info)}</div>
    ${value && value.value === null ? html`<p class="why">${reasonText(c, value)}</p>${currencies(c, value, info)}` : delta(c, id)}
    ${first && value && value.value !== null
      ? html`<p class="say">${finding(c, id, value, info)}</p>`
      : nothing}
    ${first && value ? chance(c, value, info) : nothing}
    ${goalOf(c, id)}
    ${notes.length > 0 ? html`<p class="notes">${notes.join(" ")}</p>` : nothing}
    ${spark(c, id)}
  </article>`;
};

export const scorecard = (c: Context): TemplateResult => {
  const { plan, m, live, store } = c;
  if (plan.kpis.length === 0)
    return live.overview
      ? html`<div class="nothing"><p><b>${m.board.noMetrics}</b></p><p>${m.board.noMetricsHint}</p>
          <p><button type="button" class="link" @click=${() => void store.run({ do: "place", place: "check" })}>${m.check.open}</button></p></div>`
      : html``;
  const [first, ...rest] = plan.kpis;
  return html`<section class="score" aria-label=${m.board.title}>
    ${card(c, first!, 0)}
    <div class="seconds">${rest.map((id, place) => card(c, id, place + 1))}</div>
  </section>`;
};
