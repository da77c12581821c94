// From report groups to what the charts draw. Nothing is added up here: each point is one group of the engine.
import { html, nothing, type TemplateResult } from "lit";
import { kPickEvent, type ChartPick, type ChartWords, type MenuItem, type SparkModel, type TrendModel, type TrendPoint, type TrendSeries } from "../chart/index.ts";
import type { Group, MetricInfo, Report } from "../engine/operations.ts";
import { isolate } from "../i18n/index.ts";
import { grains, isGrain, type Grain } from "../model/document.ts";
import { dataSpan, hasDates } from "../model/live.ts";
import { against, flagText, formatOf, peersOf, reasonText, showValue, type Context } from "./context.ts";
import { events } from "./events.ts";
import { goalFor } from "./goals.ts";
import { splitStack } from "./pictures.ts";
import { choose } from "./parts.ts";

// The same object while the language and its formats are: charts take other words for a reason to measure again.
let spoken: { readonly m: Context["m"]; readonly f: Context["f"]; readonly words: ChartWords } | undefined;
export const chartWords = ({ m, f }: Pick<Context, "m" | "f">): ChartWords => {
  if (spoken?.m === m && spoken.f === f) return spoken.words;
  const { separator, other: _other, ...words } = m.chart;
  spoken = { m, f, words: { ...words, join: (parts) => parts.filter((part) => part !== "").join(separator), count: (value) => f.count(value) } };
  return spoken.words;
};

// The first period, where its first days are not in it: the days chosen begin later, or the data do and have every day.
export const begunKey = ({ live, f }: Pick<Context, "live" | "f">, report: Report): string | null => {
  const key = report.periods?.[0];
  const from = report.period?.from;
  const start = key === undefined ? null : f.start(key);
  if (key === undefined || !start || from === undefined || start.toISOString().slice(0, 10) >= from) return null;
  const data = dataSpan(live);
  return live.daily || (data !== null && data.from < from) ? key : null;
};

const point = (c: Context, group: Group, grain: Grain, id: string, info: MetricInfo | undefined, peers: readonly number[], begun: string | null): TrendPoint | null => {
  const key = group.key[grain] ?? "";
  const date = c.f.start(key);
  const value = group.metrics[id];
  if (!date || !value) return null;
  const flags = value.flags ?? [];
  const interval = value.interval;
  const cautions = flags.filter((flag) => flag !== "partial_period").map((flag) => flagText(c, flag));
  return {
    key, date, value: value.value, text: showValue(c, value, info, peers),
    ...(value.value === null ? { reason: reasonText(c, value) } : {}),
    ...(flags.includes("partial_period") ? { partial: true } : key === begun ? { partial: "begun" as const } : {}),
    ...(interval && value.value !== null
      ? {
          low: interval.low, high: interval.high,
          intervalText: c.m.chart.between(c.f.metric(interval.low, formatOf(info)), c.f.metric(interval.high, formatOf(info))),
        }
      : {}),
    ...(cautions.length > 0 ? { caution: cautions.join(" ") } : {}),
  };
};

const pointsOf = (c: Context, groups: readonly Group[], grain: Grain, id: string, info: MetricInfo | undefined, begun: string | null = null): TrendPoint[] => {
  const peers = peersOf(groups.map((group) => group.metrics[id]?.value));
  return groups.map((group) => point(c, group, grain, id, info, peers, begun)).filter((each): each is TrendPoint => each !== null);
};

// The step the report was asked for: the plan may already be ahead of it.
export const grainOf = (report: Report, fallback: Grain): Grain =>
  report.by.find(isGrain) ?? fallback;

export const series = (c: Context, report: Report, id: string): TrendSeries[] => {
  const grain = grainOf(report, c.plan.grain);
  const info = report.metrics[id];
  const dimension = report.by.find((each) => each !== grain);
  const begun = begunKey(c, report);
  if (!dimension) return [{ id, label: c.names.plain(id), points: pointsOf(c, report.groups, grain, id, info, begun) }];
  // The groups of the table in the table's order, at most eight.
  const first = c.plan.columns[0] ?? id;
  const size = new Map((c.live.table?.groups ?? []).map((group) => [group.key[dimension] ?? "", group.metrics[first]?.value ?? 0]));
  const labels = [...new Set(report.groups.map((group) => group.key[dimension] ?? ""))]
    .sort((a, b) => (size.get(b) ?? 0) - (size.get(a) ?? 0)).slice(0, 8);
  return labels.map((label) => ({
    id: label, label: label === "" ? c.m.board.blankKey : label,
    points: pointsOf(c, report.groups.filter((group) => (group.key[dimension] ?? "") === label), grain, id, info, begun),
  }));
};

// The compared period laid on the dates of this one, place by place.
const beforeLine = (
  c: Context, before: Report, periods: readonly string[], grain: Grain, id: string, info: MetricInfo, points: readonly TrendPoint[],
): TrendSeries | undefined => {
  const which = c.doc.selection.compare;
  const own = before.periods ?? [];
  if (!which || before.by[0] !== grain) return undefined;
  const moved = pointsOf(c, before.groups, grain, id, info).flatMap((each): TrendPoint[] => {
    const key = periods[own.indexOf(each.key)];
    const now = points.find((point) => point.key === key);
    if (key === undefined || !now || each.value === null) return [];
    return [{ key, date: now.date, value: each.value, text: each.text }];
  });
  return moved.length > 1 ? { id: "before", label: against(c).name, points: moved } : undefined;
};

export const spark = (c: Context, id: string): TemplateResult | typeof nothing => {
  const report = c.live.trend;
  if (!report?.metrics[id]) return nothing;
  const points = pointsOf(c, report.groups, grainOf(report, c.plan.grain), id, report.metrics[id], begunKey(c, report));
  if (points.filter((each) => each.value !== null).length < 3) return nothing;
  const first = points.find((each) => each.value !== null);
  const last = points.filter((each) => each.value !== null).at(-1);
  const model: SparkModel = {
    label: [c.names.plain(id), first?.text, "→", last?.text].join(" "),
    points: points.map((each) => ({ key: each.key, value: each.value, ...(each.partial ? { partial: true } : {}) })),
    ...(c.doc.timeReversed ? { reverseTime: true } : {}),
  };
  return html`<mittari-spark .model=${model} .words=${chartWords(c)}></mittari-spark>`;
};

// One KPI over time, or one line per row of the dimension; null while there is nothing to draw.
export const trendModel = (c: Context, id: string, split: boolean): TrendModel | null => {
  const { doc, live, plan, m, f, names } = c;
  const goal = split ? undefined : goalFor(c, id);
  const report = split ? live.split : live.trend;
  const info = report?.metrics[id];
  const grain = report ? grainOf(report, plan.grain) : plan.grain;
  const lines = report && info ? series(c, report, id) : [];
  if (lines.length === 0) return null;
  const keys = new Map(lines.flatMap((line) => line.points.map((each) => [each.date.getTime(), each.key] as const)));
  const sign = info ? f.unitSign(formatOf(info)) : "";
  const compare = !split && live.before && info ? beforeLine(c, live.before, report?.periods ?? [], grain, id, info, lines[0]?.points ?? []) : undefined;
  return {
    title: sign === "" ? names.plain(id) : `${names.plain(id)}${m.chart.separator.trimEnd()}\u00a0${isolate(sign)}`,
    unit: sign,
    ...(!split && plan.span && report?.period && report.period.from < plan.span.from ? { sentence: m.board.wider } : {}),
    series: compare ? lines.map((line) => ({ ...line, label: m.board.now })) : lines,
    ...(compare ? { compare } : {}),
    format: (value) => f.metric(value, formatOf(info)),
    formatTick: (value, most) => f.tick(value, formatOf(info), most),
    formatDate: (date, style) => f.period(keys.get(date.getTime()) ?? date.toISOString().slice(0, grain === "year" ? 4 : grain === "month" ? 7 : 10), style),
    annotations: doc.events.flatMap(({ day, text }) => {
      const date = c.f.start(day);
      return date ? [{ date, label: text }] : [];
    }),
    // A sum's goal is for the whole of its time, not for one step of it.
    ...(goal && goal.target !== null && !/^sum\(\w+\)$/.test(info?.formula ?? "") ? { target: { value: goal.target, text: f.metric(goal.target, formatOf(info)) } } : {}),
    ...(doc.timeReversed ? { reverseTime: true } : {}),
    mark: info && ["count", "currency"].includes(info.unit) && !split ? "columns" : "line",
  };
};

export const trend = (c: Context): TemplateResult | typeof nothing => {
  const { doc, live, plan, m, names, store, hands } = c;
  if (!hasDates(live) || plan.kpis.length === 0) return nothing;
  const id = plan.kpis[Math.min(doc.selection.trend, plan.kpis.length - 1)]!;
  const split = doc.selection.split && plan.dimension !== undefined;
  const report = split ? live.split : live.trend;
  const grain = report ? grainOf(report, plan.grain) : plan.grain;
  const stack = split ? splitStack(c, id) : null;
  const model = trendModel(c, id, split === true);
  const pick = (event: CustomEvent<ChartPick>): void => {
    const key: Record<string, string> = {};
    if (event.detail.key) key[grain] = event.detail.key;
    if (split && plan.dimension) key[plan.dimension] = event.detail.id;
    void store.explain({ metric: id, key });
  };
  const extra: MenuItem[] = [
    ...(doc.language === "fa" || doc.timeReversed
      ? [{ label: doc.timeReversed ? m.paper.forward : m.paper.reverse, act: () => { void store.run({ do: "time_reversed", on: !doc.timeReversed }); return ""; } }]
      : []),
  ];
  return html`<section class="panel" aria-labelledby="trend-title">
    <header><h2 id="trend-title">${m.board.trend}</h2><div class="set">
      ${choose(m.board.trendMetric, plan.kpis.map((each, place) => ({ id: String(place), name: names.plain(each) })),
        String(Math.min(doc.selection.trend, plan.kpis.length - 1)),
        (place) => void store.run({ do: "select", change: { trend: Number(place) } }), { unseen: true })}
      ${choose(m.board.grain, grains.map((each) => ({ id: each, name: m.board.grains[each] })),
        grain, (each) => void store.run({ do: "select", change: { grain: each as Grain } }), { unseen: true })}
      ${plan.dimension === undefined
        ? nothing
        : choose(m.board.splitBy, [{ id: "0", name: m.board.together }, { id: "1", name: m.board.table(names.dimension(plan.dimension)) }],
            split ? "1" : "0", (each) => void store.run({ do: "select", change: { split: each === "1" } }), { unseen: true })}
    </div></header>
    ${stack
      ? html`<mittari-stack pickable .model=${stack} .words=${chartWords(c)} .extra=${extra} @mittari-pick=${pick as (event: Event) => void}></mittari-stack>`
      : model
      ? html`<mittari-trend pickable .model=${model} .words=${chartWords(c)} .extra=${extra} @mittari-pick=${pick as (event: Event) => void}></mittari-trend>`
      : nothing}
    ${model ? html`<p class="noting"><button type="button" class="link" aria-expanded=${hands.noting} @click=${() => c.act.hold({ noting: !hands.noting })}>${m.paper.events}</button></p>` : nothing}
    ${model && hands.noting ? events(c) : nothing}
  </section>`;
};

export const pickEvent = kPickEvent;
