// Pictures of what only some tables tell: what is spent against what it brings, recurring revenue and its movements,
// cohorts, deals by stage. Every number in them is the engine's.
import { html, nothing, type TemplateResult } from "lit";
import type { ChartValue, CohortModel, FunnelModel, PipelineModel, ScatterModel, StackModel, WaterfallModel } from "../chart/index.ts";
import { isolate } from "../i18n/index.ts";
import { closedSince } from "../model/board.ts";
import { flagText, formatOf, reasonText, showValue, type Context } from "./context.ts";
import { sorted } from "./channels.ts";
import { begunKey, chartWords, grainOf, series } from "./trend.ts";

export interface Drawn {
  readonly id: string;
  readonly name: string;
  // On paper it is without buttons, and no wider than the paper.
  readonly chart: (paper: boolean) => TemplateResult;
}

const number = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);
const record = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const unitOf = (c: Context, name: string, sign: string): string => (sign === "" ? name : `${name}${c.m.chart.separator.trimEnd()}\u00a0${isolate(sign)}`);

// Sums split by a dimension, as stacked columns: only where all rows of the dimension are drawn, so that the
// columns are as tall as the whole.
export const splitStack = (c: Context, id: string): StackModel | null => {
  const { live, f, m, plan } = c;
  const report = live.split;
  const info = report?.metrics[id];
  if (!report || !info || !live.trend || !/^sum\(\w+\)$/.test(info.formula)) return null;
  const grain = grainOf(report, plan.grain);
  const dimension = report.by.find((each) => each !== grain);
  const lines = series(c, report, id);
  if (!dimension || lines.length < 2 || new Set(report.groups.map((group) => group.key[dimension])).size > lines.length) return null;
  if (live.trend.by[0] !== grain) return null;
  const sign = f.unitSign(formatOf(info));
  const begun = begunKey(c, live.trend);
  return {
    title: unitOf(c, c.names.plain(id), sign), unit: sign, totalLabel: m.board.total,
    series: lines.map(({ id: key, label }) => ({ id: key, label })),
    columns: live.trend.groups.filter((group) => report.groups.some((each) => each.key[grain] === group.key[grain])).map((group) => {
      const key = group.key[grain] ?? "";
      const total = group.metrics[id];
      return {
        key, short: f.period(key, "short"), context: f.period(key, "context"), full: f.period(key),
        ...(total?.flags?.includes("partial_period") ? { partial: true } : key === begun ? { partial: "begun" as const } : {}),
        cells: lines.map((line): ChartValue => line.points.find((point) => point.key === key) ?? { value: null, text: f.blank }),
        total: { value: total?.value ?? null, text: showValue(c, total, info) },
      };
    }),
    format: (value) => f.metric(value, formatOf(info)), formatTick: (value, most) => f.tick(value, formatOf(info), most),
    ...(c.doc.timeReversed ? { reverseTime: true } : {}),
  };
};

const scatter = (c: Context): Drawn | null => {
  const { live, plan, f, names, m } = c;
  const report = live.table;
  const dimension = report?.by[0];
  const across = ["spend", "impressions", "sessions", "emails_delivered"].find((id) => report?.metrics[id]);
  const up = plan.kpis.find((id) => id !== across && report?.metrics[id] && !/^sum\(\w+\)$/.test(report.metrics[id].formula));
  if (!report || !dimension || !across || !up) return null;
  const axis = (id: string, total: boolean): ScatterModel["x"] => {
    const of = formatOf(report.metrics[id]);
    const value = report.total.metrics[id];
    return {
      label: unitOf(c, names.plain(id), f.unitSign(of)), name: names.plain(id), format: (each) => f.metric(each, of), formatTick: (each, most) => f.tick(each, of, most),
      ...(total && value && value.value !== null ? { line: { value: value.value, text: showValue(c, value, report.metrics[id]), label: m.board.total } } : {}),
    };
  };
  const groups = sorted(report.groups, dimension, { column: across, descending: true }, f.locale);
  const value = (id: string, group: (typeof groups)[number]): ChartValue => {
    const found = group.metrics[id];
    const flags = (found?.flags ?? []).filter((flag) => flag === "small_sample").map((flag) => flagText(c, flag));
    return {
      value: found?.value ?? null, text: showValue(c, found, report.metrics[id]),
      ...(found && found.value === null ? { reason: reasonText(c, found) } : {}), ...(flags.length > 0 ? { caution: flags.join(" ") } : {}),
    };
  };
  const points = groups.map((group) => {
    const key = group.key[dimension] ?? "";
    return { id: key, label: key === "" ? m.board.blankKey : key, x: value(across, group), y: value(up, group) };
  });
  // Two or three points are better read in the table.
  if (points.filter((point) => point.x.value !== null && point.y.value !== null).length < 4) return null;
  const name = m.paper.against(names.plain(up), names.plain(across));
  const model: ScatterModel = { title: name, x: axis(across, false), y: axis(up, true), points, rowHeading: names.dimension(dimension) };
  return { id: "scatter", name, chart: (paper) => html`<mittari-scatter ?plain=${paper} .titled=${false} .model=${model} .words=${chartWords(c)}></mittari-scatter>` };
};

const movementIds = ["new_mrr", "expansion_mrr", "reactivation_mrr", "contraction_mrr", "churned_mrr"] as const;

// Where each bar floats follows from the amounts; whether they add up is the engine's to prove.
export const movementSteps = (found: Readonly<Record<string, unknown>>): readonly { id: string; kind: "start" | "change" | "end"; value: number; from: number; to: number }[] => {
  const opening = number(found["opening_mrr"]);
  const closing = number(found["closing_mrr"]);
  if (opening === null || closing === null) return [];
  let at = opening;
  const changes = movementIds.map((id) => {
    const amount = number(found[id]) ?? 0;
    const value = amount !== 0 && (id === "contraction_mrr" || id === "churned_mrr") ? -amount : amount;
    const from = at;
    at += value;
    return { id, kind: "change" as const, value, from, to: at };
  });
  return [
    { id: "opening", kind: "start", value: opening, from: 0, to: opening }, ...changes, { id: "closing", kind: "end", value: closing, from: 0, to: closing },
  ];
};

const movements = (c: Context): Drawn | null => {
  const { f, m, names, live } = c;
  const found = live.analyses["mrr_movements"];
  const steps = movementSteps(found ?? {});
  if (!found || steps.length === 0) return null;
  const of = { unit: "currency", currency: typeof found["currency"] === "string" ? found["currency"] : null };
  const peers = steps.map(({ value }) => value);
  const name = m.paper.movements;
  const model: WaterfallModel = {
    title: unitOf(c, name, f.unitSign(of)), unit: f.unitSign(of), format: (value) => f.metric(value, of), formatTick: (value, most) => f.tick(value, of, most), stepHeading: m.paper.movement,
    steps: steps.map((step) => ({
      ...step, text: f.metric(step.value, of, peers),
      label: step.kind === "start" ? m.paper.opening : step.kind === "end" ? m.paper.closing : names.plain(step.id),
      ...(step.kind === "change" ? { tone: step.value < 0 ? ("bad" as const) : ("good" as const) } : {}),
    })),
  };
  return { id: "movements", name, chart: (paper) => html`<mittari-waterfall ?plain=${paper} .titled=${false} .model=${model} .words=${chartWords(c)}></mittari-waterfall>` };
};

const cohorts = (c: Context): Drawn | null => {
  const { f, m, live } = c;
  const found = live.analyses["cohort_retention"];
  const months = Object.keys(found ?? {}).filter((key) => /^\d{4}-\d{2}$/.test(key)).sort();
  if (!found || months.length < 2) return null;
  const name = m.paper.cohorts;
  const share = (value: unknown, interval: unknown): ChartValue => {
    const kept = number(value);
    const { low, high } = record(interval);
    const [from, to] = [number(low), number(high)];
    return {
      value: kept, text: kept === null ? f.blank : f.percent(kept, 0),
      ...(from !== null && to !== null ? { intervalText: m.chart.between(f.percent(from, 0), f.percent(to, 0)) } : {}),
    };
  };
  const model = (most: number, rows: number): CohortModel => {
    const shown = months.slice(-rows);
    const columns = Math.min(most, Math.max(...shown.map((month) => list(record(found[month])["retention"]).length)));
    return {
      title: name, unit: "%", columns: Array.from({ length: columns }, (_, age) => f.count(age)), columnHeading: m.paper.age, rowHeading: m.paper.start,
      sizeHeading: m.paper.customers, domain: [0, 1], domainText: [f.percent(0), f.percent(1)],
      rows: shown.map((month) => {
        const cohort = record(found[month]);
        const kept = list(cohort["retention"]);
        const intervals = list(cohort["intervals"]);
        return {
          id: month, label: f.period(month), size: f.count(number(cohort["size"]) ?? 0),
          cells: Array.from({ length: columns }, (_, age) => (age < kept.length ? share(kept[age], intervals[age]) : undefined)),
        };
      }),
    };
  };
  return {
    id: "cohorts", name,
    chart: (paper) => html`<mittari-cohort ?plain=${paper} .titled=${false} .model=${paper ? model(11, 24) : model(37, 60)} .words=${chartWords(c)}></mittari-cohort>`,
  };
};

const pipeline = (c: Context): Drawn | null => {
  const { f, m, names, live } = c;
  const report = live.stages;
  const info = report?.metrics["open_pipeline"];
  // In the order in which deals pass them, where that is known.
  const order = list(live.analyses["stage_conversion"]?.["stages"]).map((stage) => String(record(stage)["stage"]));
  const rank = (group: { readonly key: Readonly<Record<string, string>> }): number => {
    const at = order.indexOf(group.key["stage"] ?? "");
    return at < 0 ? order.length : at;
  };
  const groups = (report?.groups ?? []).filter((group) => (group.metrics["open_pipeline"]?.value ?? 0) > 0).sort((a, b) => rank(a) - rank(b));
  if (!report || !info || groups.length === 0) return null;
  const sign = f.unitSign(formatOf(info));
  const name = m.board.table(names.dimension("stage"));
  const peers = groups.map((group) => group.metrics["open_pipeline"]?.value ?? 0);
  const row = (label: string, values: (typeof groups)[number]["metrics"], total: boolean): PipelineModel["stages"][number] => ({
    id: label, label, total, value: values["open_pipeline"]?.value ?? null, text: showValue(c, values["open_pipeline"], info, peers),
    ...(typeof values["open_deals"]?.value === "number" ? { count: m.paper.deals(values["open_deals"].value, f.count(values["open_deals"].value)) } : {}),
  });
  const model: PipelineModel = {
    title: unitOf(c, `${names.plain("open_pipeline")} · ${name}`, sign), unit: sign, stageHeading: names.dimension("stage"), countHeading: names.measure("open_deals"),
    format: (value) => f.metric(value, formatOf(info)),
    stages: [
      ...groups.map((group) => row(group.key["stage"] === closedSince ? m.paper.closedSince : group.key["stage"] || m.board.blankKey, group.metrics, false)),
      row(m.board.total, report.total.metrics, true),
    ],
  };
  return { id: "pipeline", name: names.plain("open_pipeline"), chart: (paper) => html`<mittari-pipeline ?plain=${paper} .titled=${false} .model=${model} .words=${chartWords(c)}></mittari-pipeline>` };
};

const stages = (c: Context): Drawn | null => {
  const { f, names, live } = c;
  const found = list(live.analyses["stage_conversion"]?.["stages"]).map(record);
  if (found.length < 2) return null;
  const name = names.plain("stage_conversion_rate");
  // The lowest share of advanced among those with deals enough to tell.
  const rates = found.slice(0, -1).map((stage) => ((number(stage["entered"]) ?? 0) >= 10 ? number(stage["rate"]) : null));
  const known = rates.filter((rate): rate is number => rate !== null);
  const weakest = known.length > 1 ? rates.indexOf(Math.min(...known)) + 1 : -1;
  const model: FunnelModel = {
    title: name, unit: "", stageHeading: names.dimension("stage"),
    stages: found.map((stage, i) => {
      const rate = i > 0 ? number(found[i - 1]?.["rate"]) : null;
      return {
        id: String(stage["stage"]), label: String(stage["stage"]), value: number(stage["entered"]), text: f.count(number(stage["entered"]) ?? 0),
        ...(rate === null ? {} : { rateText: f.percent(rate, 0) }), ...(i === weakest ? { weakest: true } : {}),
      };
    }),
  };
  return { id: "stages", name, chart: (paper) => html`<mittari-funnel ?plain=${paper} .titled=${false} .model=${model} .words=${chartWords(c)}></mittari-funnel>` };
};

export const picturesOf = (c: Context): readonly Drawn[] =>
  [movements(c), cohorts(c), pipeline(c), stages(c), scatter(c)].filter((each): each is Drawn => each !== null);

export const pictures = (c: Context): readonly (TemplateResult | typeof nothing)[] =>
  picturesOf(c).map(({ id, name, chart }) => html`<section class="panel drawn" aria-labelledby="picture-${id}">
    <header><h2 id="picture-${id}">${name}</h2></header>${chart(false)}</section>`);
