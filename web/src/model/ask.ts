// The channel worksheet's questions, answered yes, no or cannot tell, each with the number behind. A comparison counts
// only where the likely ranges of its sides lie apart, where there are ranges.
import type { MetricInfo, MetricValue, Query, Report } from "../engine/operations.ts";
import { spanOf } from "./days.ts";
import { emptySelection, type Document } from "./document.ts";
import type { Answer, GoalState } from "./goals.ts";
import { dataSpan, dimensionsOf, hasDates, type Live } from "./live.ts";
import type { Plan } from "./query.ts";
import type { Asker } from "./steady.ts";

export const eightQuestions = ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8"] as const;
export const fixQuestions = ["f1", "f2", "f3", "f4", "f5", "f6"] as const;
export type QuestionId = (typeof eightQuestions)[number] | (typeof fixQuestions)[number];

export interface Side {
  readonly name: string;
  readonly value: MetricValue;
}

// What an answer rests on; the view says it in words.
export type Because =
  | { readonly kind: "missing"; readonly metrics: readonly string[] }
  | { readonly kind: "change"; readonly metric: string; readonly info: MetricInfo; readonly now: MetricValue; readonly was: MetricValue }
  | { readonly kind: "value"; readonly metric: string; readonly info: MetricInfo; readonly value: MetricValue }
  | { readonly kind: "goal"; readonly metric: string; readonly info: MetricInfo; readonly target: number }
  | { readonly kind: "best" | "pair"; readonly metric: string; readonly info: MetricInfo; readonly a: Side; readonly b: Side }
  | { readonly kind: "overlap" | "noBefore" | "oneChannel" };

export interface Answered {
  readonly id: QuestionId;
  readonly answer: Answer;
  readonly because: readonly Because[];
}

const wanted = [
  "sessions", "visitor_to_lead_rate", "leads", "lead_to_customer_rate", "cac", "marketing_roi", "revenue_roi", "sql_to_customer_rate",
  "lead_to_mql_rate", "organic_traffic_share", "clv_simple", "ltv",
] as const;

type Pair = { readonly now: MetricValue; readonly was: MetricValue | undefined; readonly info: MetricInfo };

const apart = (a: MetricValue, b: MetricValue): boolean | null =>
  a.interval && b.interval ? a.interval.low > b.interval.high || b.interval.low > a.interval.high
    // A compared value comes without its range: then it must at least lie outside the other's.
    : a.interval && b.value !== null ? b.value < a.interval.low || b.value > a.interval.high : null;

const and = (answers: readonly Answer[]): Answer => (answers.includes("no") ? "no" : answers.includes("unsure") || answers.length === 0 ? "unsure" : "yes");

export class Judge {
  constructor(
    private readonly total: Report, private readonly channels: Report | null, private readonly groups: Report | null,
    private readonly goals: readonly GoalState[], private readonly dimension: string,
  ) {}

  #pair(metric: string): Pair | null {
    const now = this.total.total.metrics[metric];
    const info = this.total.metrics[metric];
    return now && info && now.value !== null ? { now, info, was: this.total.compare?.total.metrics[metric] } : null;
  }

  // Better than its goal, or than the period before.
  #improving(id: QuestionId, metric: string): Answered {
    const pair = this.#pair(metric);
    if (!pair) return { id, answer: "unsure", because: [{ kind: "missing", metrics: [metric] }] };
    const { now, was, info } = pair;
    const goal = this.goals.find((each) => each.goal.metric === metric && each.goal.dimension === undefined && each.target !== null);
    if (goal && goal.target !== null) {
      const good = goal.goal.direction === "atLeast" ? now.value! >= (goal.due ?? goal.target) : now.value! <= goal.target;
      return { id, answer: good ? "yes" : "no", because: [{ kind: "value", metric, info, value: now }, { kind: "goal", metric, info, target: goal.due ?? goal.target }] };
    }
    if (!was || was.value === null) return { id, answer: "unsure", because: [{ kind: "value", metric, info, value: now }, { kind: "noBefore" }] };
    const change: Because = { kind: "change", metric, info, now, was };
    if (apart(now, was) === false) return { id, answer: "unsure", because: [change, { kind: "overlap" }] };
    const up = now.value! > was.value;
    return { id, answer: now.value === was.value ? "no" : (info.direction === "lower") !== up ? "yes" : "no", because: [change] };
  }

  // Whether one channel stands clear of the next best.
  #best(id: QuestionId, metrics: readonly string[]): Answered {
    const metric = metrics.find((each) => this.#pair(each));
    if (metric === undefined || !this.channels) return { id, answer: "unsure", because: [{ kind: "missing", metrics: metrics.slice(0, 1) }] };
    const info = this.channels.metrics[metric] ?? this.#pair(metric)!.info;
    const way = info.direction === "lower" ? 1 : -1;
    const sides = this.channels.groups.flatMap((group): Side[] => {
      const value = group.metrics[metric];
      return value && value.value !== null ? [{ name: group.key[this.dimension] ?? "", value }] : [];
    }).sort((a, b) => way * (a.value.value! - b.value.value!));
    const [a, b] = sides;
    if (!a || !b) return { id, answer: "unsure", because: [{ kind: "oneChannel" }] };
    const clear = apart(a.value, b.value);
    const because: Because = { kind: "best", metric, info, a, b };
    if (clear === false) return { id, answer: "unsure", because: [because, { kind: "overlap" }] };
    // Without ranges a lead of a quarter is called clear.
    const gap = Math.abs(a.value.value! - b.value.value!) / Math.max(Math.abs(a.value.value!), Math.abs(b.value.value!), Number.MIN_VALUE);
    return { id, answer: clear || gap >= 0.25 ? "yes" : "unsure", because: [because] };
  }

  #organicOverSocial(): Answered {
    const id = "q2";
    const metric = "visitor_to_lead_rate";
    const info = this.groups?.metrics[metric];
    const side = (names: readonly string[]): Side | undefined => {
      const group = this.groups?.groups.find((each) => names.includes(each.key["channel_group"] ?? "") && each.metrics[metric]?.value != null);
      return group ? { name: group.key["channel_group"] ?? "", value: group.metrics[metric]! } : undefined;
    };
    const a = side(["organic_search"]);
    const b = side(["social_organic", "paid_social"]);
    if (!info || !a || !b) return { id, answer: "unsure", because: [{ kind: "missing", metrics: [...(info ? [] : [metric]), ...(a ? [] : ["organic_search"]), ...(b ? [] : ["social_organic"])] }] };
    const because: Because = { kind: "pair", metric, info, a, b };
    if (apart(a.value, b.value) === false) return { id, answer: "unsure", because: [because, { kind: "overlap" }] };
    return { id, answer: a.value.value! > b.value.value! ? "yes" : "no", because: [because] };
  }

  #known(id: QuestionId, metric: string): Answered {
    const pair = this.#pair(metric);
    return pair
      ? { id, answer: "yes", because: [{ kind: "value", metric, info: pair.info, value: pair.now }] }
      : { id, answer: "unsure", because: [{ kind: "missing", metrics: [metric] }] };
  }

  #all(id: QuestionId, metrics: readonly string[]): Answered {
    const parts = metrics.map((metric) => this.#improving(id, metric)).filter((each) => each.because[0]?.kind !== "missing");
    return parts.length === 0
      ? { id, answer: "unsure", because: [{ kind: "missing", metrics }] }
      : {
          id, answer: and(parts.map((each) => each.answer)),
          // What is said of all parts is said once.
          because: parts.flatMap((each) => each.because).filter((each, place, all) =>
            (each.kind !== "noBefore" && each.kind !== "overlap") || all.findIndex((other) => other.kind === each.kind) === place),
        };
  }

  // A customer costs less than the gross profit they bring exactly where the return on marketing is above zero.
  #pays(): Answered {
    const metric = ["marketing_roi", "revenue_roi"].find((each) => this.#pair(each));
    const pair = metric ? this.#pair(metric) : null;
    if (!metric || !pair) return { id: "f5", answer: "unsure", because: [{ kind: "missing", metrics: ["marketing_roi"] }] };
    const low = pair.now.interval?.low;
    const high = pair.now.interval?.high;
    const answer: Answer = low !== undefined && high !== undefined && low < 0 && high > 0 ? "unsure"
      : pair.now.value! <= 0 ? "no" : metric === "marketing_roi" ? "yes" : "unsure";
    return { id: "f5", answer, because: [{ kind: "value", metric, info: pair.info, value: pair.now }, ...(metric === "revenue_roi" ? [{ kind: "missing" as const, metrics: ["gross_profit"] }] : [])] };
  }

  answers(): readonly Answered[] {
    return [
      this.#improving("q1", "sessions"), this.#organicOverSocial(), this.#improving("q3", "visitor_to_lead_rate"), this.#improving("q4", "leads"),
      this.#improving("q5", "cac"), this.#best("q6", ["marketing_roi", "revenue_roi", "cac"]), this.#known("q7", "sql_to_customer_rate"),
      this.#best("q8", ["lead_to_mql_rate"]),
      this.#all("f1", ["sessions", "visitor_to_lead_rate"]), this.#improving("f2", "organic_traffic_share"), this.#all("f3", ["leads", "lead_to_mql_rate"]),
      this.#all("f4", ["visitor_to_lead_rate", "lead_to_customer_rate"]), this.#pays(),
      this.#improving("f6", this.#pair("ltv") ? "ltv" : "clv_simple"),
    ];
  }
}

// Three reports: everything beside the period before, by channel, and by kind of channel.
export const askAll = async (engine: Asker, document: Document, live: Live, plan: Plan): Promise<readonly Answered[]> => {
  const known = new Set(live.catalogue?.metrics.map((each) => each.id) ?? []);
  const metrics = wanted.filter((id) => known.has(id) && live.available.includes(id));
  const span = plan.span ?? (hasDates(live) ? spanOf({ ...emptySelection, preset: "quarter" }, dataSpan(live)) : null);
  const base: Query = { ...plan.selection, ...(span ? { from: span.from, to: span.to } : {}), metrics: metrics.length > 0 ? [...metrics] : ["leads"] };
  const compare: Query = hasDates(live) ? { compare: document.selection.compare === "year" ? "year" : "previous" } : {};
  const total = await engine.call("report", { ...base, ...compare });
  const dimension = dimensionsOf(live).includes("channel") ? "channel" : plan.dimension ?? "";
  const channels = dimension === "" ? null : await engine.call("report", { ...base, by: [dimension] });
  const groups = dimension === "channel" && metrics.includes("visitor_to_lead_rate")
    ? await engine.call("report", { ...base, metrics: ["visitor_to_lead_rate"], by: ["channel_group"] }) : null;
  return new Judge(total, channels, groups, live.goals, dimension).answers();
};
