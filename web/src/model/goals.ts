// Goals: how far along, how far along they should be, and what the rest of the time must bring. Sums of the past are
// the engine's; here a plan is laid beside them, in days.
import type { CatalogueMetric, MetricValue, Query, Report } from "../engine/operations.ts";
import { jalaliMonth, jalaliStart } from "../i18n/jalali.ts";
import { isoDay, type Span } from "./days.ts";
import type { Goal } from "./document.ts";

const dayLength = 86_400_000;

// "2026-01" … of every month the span touches; "1405-01" … where months are those of the solar Hijri calendar.
export const monthsOf = (span: Span, jalali = false): readonly string[] => {
  const months: string[] = [];
  if (jalali) {
    const [first, last] = [span.from, span.to].map((day) => jalaliMonth(new Date(day))).map(([year, month]) => year * 12 + month - 1) as [number, number];
    for (let at = first; at <= last && months.length < 240; at++) months.push(`${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`);
    return months;
  }
  let [year = 0, month = 1] = span.from.split("-").map(Number);
  for (; `${year}-${String(month).padStart(2, "0")}` <= span.to.slice(0, 7) && months.length < 240;) {
    months.push(`${year}-${String(month).padStart(2, "0")}`);
    month = (month % 12) + 1;
    if (month === 1) year++;
  }
  return months;
};

export const spanOfMonth = (key: string): Span => {
  const [year = 0, month = 1] = key.split("-").map(Number);
  if (year < 1700) return { from: isoDay(jalaliStart(year, month).getTime()), to: isoDay(jalaliStart(year, month + 1).getTime() - dayLength) };
  return { from: `${key}-01`, to: isoDay(Date.UTC(year, month, 0)) };
};

// Days of `a` that lie in `b`, both inclusive.
export const shared = (a: Span, b: Span): number => {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return from > to ? 0 : Math.round((Date.parse(to) - Date.parse(from)) / dayLength) + 1;
};

// A sum over the days, which can be planned by the month; a rate or a stock can only be compared with its goal.
export const isFlow = (metric: CatalogueMetric | undefined): boolean =>
  metric !== undefined && (metric.unit === "count" || metric.unit === "currency") && !/[/]|last\(|open\(|metric\(|prior\(/.test(metric.formula);

export type Verdict = "met" | "on" | "close" | "behind" | "none";

export interface GoalState {
  readonly goal: Goal;
  readonly target: number | null;
  readonly actual: MetricValue | null;
  readonly info: Report["metrics"][string] | undefined;
  // Month by month: what was reached and what was planned.
  readonly months: readonly { readonly key: string; readonly value: number | null; readonly planned: number | null; readonly partial: boolean }[];
  // The last day that has data, within the goal's days; null before its first day.
  readonly through: string | null;
  // What the plan asks for up to that day.
  readonly due: number | null;
  // What each month left must bring, and how many are left.
  readonly required: number | null;
  readonly left: number;
  readonly verdict: Verdict;
  // Past months before the goal began that reached what is required, of how many.
  readonly history: { readonly reached: number; readonly of: number } | null;
  // The chance that the whole months left bring what is missing, if they are like those before; sums only.
  readonly chance: number | null;
  readonly needed: number | null;
  readonly budget: number | null;
  readonly failure?: string;
}

export const goalWhere = (goal: Goal): Record<string, string[]> =>
  goal.dimension && goal.segment !== undefined ? { [goal.dimension]: [goal.segment] } : {};

export const goalQuery = (goal: Goal, params: Readonly<Record<string, number>>, words: Query = {}, jalali = false): Query => ({
  ...words,
  ...(jalali ? { calendar: { months: "jalali" as const } } : {}),
  metrics: [goal.metric], from: goal.from, to: goal.to,
  ...(goal.dimension && goal.segment !== undefined ? { where: goalWhere(goal) } : {}),
  ...(Object.keys(params).length > 0 ? { params: { ...params } } : {}),
});

// The plan of each month: even by days, typed, or from a column.
export const planOf = (
  goal: Goal, target: number, months: readonly string[], typed: Readonly<Record<string, number | null>>, column: Readonly<Record<string, number | null>>,
): readonly (number | null)[] => {
  const all = shared(goal, goal);
  return months.map((key) =>
    goal.plan === "months" ? typed[key] ?? null
      : goal.plan === "column" ? column[key] ?? null
        : (target * shared(spanOfMonth(key), goal)) / all);
};

// What the plan asks for up to `through`: whole months whole, the month under way by its days.
export const dueBy = (goal: Goal, months: readonly string[], plan: readonly (number | null)[], through: string): number | null =>
  months.reduce<number | null>((sum, key, place) => {
    const month = spanOfMonth(key);
    const days = shared(month, goal);
    const gone = shared(month, { from: goal.from, to: through < goal.to ? through : goal.to });
    const planned = plan[place] ?? null;
    return gone === 0 || sum === null ? sum : planned === null ? null : sum + (planned * gone) / days;
  }, 0);

// Months left after `through`, a part of one by its days.
export const monthsLeft = (goal: Goal, months: readonly string[], through: string | null): number =>
  months.reduce((sum, key) => {
    const month = spanOfMonth(key);
    const gone = through === null ? 0 : shared(month, { from: goal.from, to: through });
    return sum + (shared(month, goal) - gone) / shared(month, month);
  }, 0);

export const verdictOf = (goal: Goal, target: number | null, actual: number | null, due: number | null, flow: boolean, over: boolean): Verdict => {
  if (target === null || actual === null) return "none";
  const least = goal.direction === "atLeast";
  const margin = goal.band / 100;
  // A ceiling on a sum is only met once the time is over.
  if (least ? actual >= target : actual <= target && (!flow || over)) return "met";
  const measure = flow && due !== null && !over ? due : target;
  if (least ? actual >= measure : actual <= measure) return "on";
  return (least ? actual >= measure * (1 - margin) : actual <= measure * (1 + margin)) && !(flow && over) ? "close" : "behind";
};

// The last day up to `through` that ends a month of the goal, and how many whole months are left after it; null where the
// goal does not run from a month's first day to another's last.
export const wholeMonths = (goal: Goal, months: readonly string[], through: string): { readonly to: string; readonly left: number } | null => {
  const ends = months.map((key) => spanOfMonth(key).to);
  if (months[0] === undefined || spanOfMonth(months[0]).from !== goal.from || ends.at(-1) !== goal.to) return null;
  const gone = ends.filter((end) => end <= through);
  return gone.length < ends.length ? { to: gone.at(-1) ?? isoDay(Date.parse(goal.from) - dayLength), left: ends.length - gone.length } : null;
};

// What one more of it costs today, where the catalogue knows such a price.
export const priceOf: Readonly<Record<string, { readonly metric: string; readonly count: string }>> = {
  leads: { metric: "cost_per_lead", count: "leads" },
  new_customers: { metric: "cac", count: "new_customers" },
  mqls: { metric: "cost_per_mql", count: "mqls" },
  opportunities_created: { metric: "cost_per_opportunity", count: "opportunities" },
  new_sales_revenue: { metric: "mer", count: "revenue" },
  revenue: { metric: "mer", count: "revenue" },
};

export type Answer = "yes" | "no" | "unsure";

// S M A R T, in that order. `required` is the spend the rest takes at today's price.
export const smart = (state: GoalState): readonly Answer[] => {
  const { goal, history, needed, budget } = state;
  return [
    goal.dimension && goal.segment !== undefined ? "yes" : "no",
    state.target !== null && state.actual !== null && state.actual.value !== null ? "yes" : state.target === null ? "no" : "unsure",
    state.verdict === "met" ? "yes" : state.chance !== null ? (state.chance >= 0.5 ? "yes" : state.chance < 0.2 ? "no" : "unsure") : !history || history.of < 3 ? "unsure" : history.reached === 0 ? "no" : history.reached * 2 >= history.of ? "yes" : "unsure",
    state.verdict === "met" ? "yes" : needed === null || budget === null ? "unsure" : needed <= budget ? "yes" : "no",
    goal.to !== "" && goal.from <= goal.to ? "yes" : "no",
  ];
};
