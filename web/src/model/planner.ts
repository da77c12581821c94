// What the Plan place shows, worked out by the engine: the what-if of the subject, and how far the goals are.
import type { MetricValue, NumberReading, Query, Report } from "../engine/operations.ts";
import type { Language } from "../i18n/types.ts";
import { valueOfField } from "./calculators.ts";
import { isoDay } from "./days.ts";
import type { Document, Goal } from "./document.ts";
import {
  dueBy, goalQuery, isFlow, monthsLeft, monthsOf, planOf, wholeMonths, priceOf, verdictOf, type GoalState,
} from "./goals.ts";
import { dataSpan, inJalaliMonths, measuresOf, type Live } from "./live.ts";
import { ownWords, type Plan } from "./query.ts";
import { refused, type Asker } from "./steady.ts";
import { numbersOf } from "./typed.ts";
import { subjectFor, subjectOf, workOut, type Outcome, type Subject, type Values } from "./whatif.ts";

export interface WhatIfState {
  readonly subject: Subject;
  readonly given: readonly string[];
  // Today's values, from the tables and the period chosen.
  readonly base: Values;
  readonly now: Outcome;
  // What was typed, as read; null where it is no number.
  readonly readings: Readonly<Record<string, { readonly value: number } | null>>;
  readonly currency: string | null;
}

export class Planner {
  readonly #engine: Asker;
  readonly #numbers = new Map<string, NumberReading | null>();
  #baseOf: { inspection: Live["inspection"]; key: string; values: Values; currency: string | null } | undefined;

  constructor(engine: Asker) {
    this.#engine = engine;
  }

  // A typed number; null where it is none.
  async read(text: string, language: Language): Promise<number | null> {
    return (await this.reading(text, language))?.value ?? null;
  }

  // With the currency, where one is written; null for what can't be read.
  async reading(text: string, language: Language): Promise<NumberReading | null> {
    const key = `${language} ${text}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    // What can't be read has no value.
    const reading = await this.#engine.call("number", { text, numbers: numbersOf[language] }).catch((thrown: unknown) => refused(thrown, null));
    if (this.#numbers.size > 2000) this.#numbers.clear();
    this.#numbers.set(key, reading);
    return reading;
  }

  async whatIf(document: Document, live: Live, plan: Plan): Promise<WhatIfState | null> {
    if (!live.catalogue) return null;
    const { whatif } = document;
    const subject = subjectOf(live.catalogue, subjectFor(whatif, [...measuresOf(live), ...live.available]));
    const given = whatif.given.length > 0 ? whatif.given : subject.given;
    const { values: base, currency } = await this.#base(document, live, plan, subject);
    const known: Record<string, number | null> = {};
    const readings: Record<string, { value: number } | null> = {};
    for (const id of given) {
      const field = subject.fields.find((each) => each.id === id);
      const typed = (whatif.typed[id] ?? "").trim();
      if (!field) continue;
      if (typed === "") {
        known[id] = base[id] ?? null;
        continue;
      }
      const value = await this.read(typed, document.language);
      readings[id] = value === null ? null : { value };
      known[id] = value === null ? null : valueOfField(field, typed, value);
    }
    return { subject, given, base, now: await workOut(this.#engine, subject, known), readings, currency };
  }

  async #base(document: Document, live: Live, plan: Plan, subject: Subject): Promise<{ values: Values; currency: string | null }> {
    let values: Values = {};
    let currency: string | null = null;
    const has = new Set([...measuresOf(live), ...live.available]);
    const asked = new Map(Object.entries(subject.bases).flatMap(([id, from]) => {
      const found = from.find((each) => has.has(each));
      return found === undefined ? [] : [[id, found] as const];
    }));
    const { inspection } = live;
    const margin = document.selection.params["gross_margin"];
    const key = JSON.stringify([subject.id, [...asked], plan.selection, margin]);
    if (this.#baseOf?.inspection === inspection && this.#baseOf.key === key) return this.#baseOf;
    if (document.inputs.length > 0 && asked.size > 0) {
      try {
        const report = await this.#engine.call("report", { ...plan.selection, metrics: [...new Set(asked.values())] });
        const found: Record<string, number | null> = {};
        for (const [id, name] of asked) {
          found[id] = report.total.metrics[name]?.value ?? null;
          currency ??= report.metrics[name]?.currency ?? null;
        }
        values = (await workOut(this.#engine, subject, { ...found, ...(margin === undefined ? {} : { gross_margin: margin }) })).values;
      } catch (thrown) {
        // Where these tables give no values of today, the fields stand empty.
        values = refused(thrown, {});
      }
    }
    this.#baseOf = { inspection, key, values, currency };
    return this.#baseOf;
  }

  async goals(document: Document, live: Live): Promise<readonly GoalState[]> {
    const states: GoalState[] = [];
    for (const goal of document.goals) states.push(await this.#goal(goal, document, live));
    return states;
  }

  async #goal(goal: Goal, document: Document, live: Live): Promise<GoalState> {
    const target = await this.#amount(goal, goal.value, live, document);
    const jalali = inJalaliMonths(document, live);
    const months = monthsOf(goal, jalali);
    const metric = live.catalogue?.metrics.find((each) => each.id === goal.metric);
    const flow = isFlow(metric);
    const empty: GoalState = {
      goal, target, actual: null, info: undefined, months: months.map((key) => ({ key, value: null, planned: null, partial: false })), through: null,
      due: null, required: null, left: monthsLeft(goal, months, null), verdict: "none", history: null, chance: null, needed: null,
      budget: goal.budget.trim() === "" ? null : await this.read(goal.budget.trim(), document.language),
    };
    if (document.inputs.length === 0) return empty;
    const words = ownWords(document, live);
    try {
      const query = goalQuery(goal, document.selection.params, words, jalali);
      const total = await this.#engine.call("report", query);
      const actual: MetricValue | null = total.total.metrics[goal.metric] ?? null;
      const by = await this.#engine.call("report", { ...query, by: ["month"] });
      const span = dataSpan(live);
      const through = !span || span.to < goal.from ? null : span.to < goal.to ? span.to : goal.to;
      const column = goal.plan === "column" && goal.column ? await this.#column(goal, goal.column, words, jalali) : {};
      const typed: Record<string, number | null> = {};
      if (goal.plan === "months")
        for (const [key, text] of Object.entries(goal.months)) if (text.trim() !== "") typed[key] = await this.#amount(goal, text, live, document);
      const plan = flow && target !== null ? planOf(goal, target, months, typed, column) : months.map(() => null);
      const groups = new Map(by.groups.map((group) => [group.key["month"] ?? "", group.metrics[goal.metric]]));
      const due = flow && through !== null && target !== null ? dueBy(goal, months, plan, through) : null;
      const left = monthsLeft(goal, months, through);
      const value = actual?.value ?? null;
      const required = flow && target !== null && goal.direction === "atLeast" && left > 0 ? Math.max(0, target - (value ?? 0)) / left : null;
      const over = through === goal.to;
      const verdict = verdictOf(goal, target, value, due, flow, over);
      return {
        ...empty, actual, info: total.metrics[goal.metric], through, due, required, left, verdict,
        months: months.map((key, place) => ({
          key, value: groups.get(key)?.value ?? null, planned: plan[place] ?? null,
          partial: groups.get(key)?.flags?.includes("partial_period") ?? false,
        })),
        history: required === null && flow ? null : await this.#history(query, goal, span?.from, flow ? required! : target),
        chance: flow && target !== null && verdict !== "met" && through !== null ? await this.#chance(query, goal, span!.from, target, wholeMonths(goal, months, through)) : null,
        needed: verdict === "met" ? null : await this.#needed(query, goal, target, value),
      };
    } catch (thrown) {
      return { ...refused(thrown, empty), failure: thrown instanceof Error ? thrown.message : String(thrown) };
    }
  }

  // A goal for a share is typed in per cent.
  async #amount(goal: Goal, text: string, live: Live, document: Document): Promise<number | null> {
    const typed = text.trim();
    if (typed === "") return null;
    const value = await this.read(typed, document.language);
    const unit = live.catalogue?.metrics.find((each) => each.id === goal.metric)?.unit;
    return value === null ? null : valueOfField({ kind: unit === "percent" ? "share" : "count" }, typed, value);
  }

  async #column(goal: Goal, measure: string, words: Query, jalali: boolean): Promise<Record<string, number | null>> {
    const report = await this.#engine.call("report", { ...goalQuery(goal, {}, words, jalali), metrics: [measure], by: ["month"] });
    return Object.fromEntries(report.groups.map((group) => [group.key["month"] ?? "", group.metrics[measure]?.value ?? null]));
  }

  // Whole months before the goal began: how many of them reached what one month must bring.
  async #history(query: Query, goal: Goal, first: string | undefined, wanted: number | null): Promise<GoalState["history"]> {
    if (first === undefined || wanted === null || first >= goal.from) return null;
    const before = isoDay(Date.parse(goal.from) - 86_400_000);
    const report: Report = await this.#engine.call("report", { ...query, from: first, to: before, by: ["month"] });
    const values = report.groups.map((group) => group.metrics[goal.metric])
      .filter((each) => typeof each?.value === "number" && !(each.flags ?? []).includes("partial_period")).map((each) => each!.value!);
    const reached = values.filter((value) => (goal.direction === "atLeast" ? value >= wanted : value <= wanted)).length;
    return { reached, of: values.length };
  }

  // By the months that are over, in the goal's days and before them.
  async #chance(query: Query, goal: Goal, first: string, target: number, whole: ReturnType<typeof wholeMonths>): Promise<number | null> {
    if (!whole || first > whole.to) return null;
    try {
      const months = await this.#engine.call("report", { ...query, from: first, to: whole.to, by: ["month"] });
      const history = months.groups.flatMap((group) => {
        const month = group.metrics[goal.metric];
        return typeof month?.value === "number" && !(month.flags ?? []).includes("partial_period") ? [month.value] : [];
      });
      const done = whole.to < goal.from ? 0 : (await this.#engine.call("report", { ...query, to: whole.to })).total.metrics[goal.metric]?.value ?? 0;
      const { result } = await this.#engine.call("analyse", {
        subject: "target_probability",
        scalars: { history, target, to_date: done, periods_remaining: whole.left, direction: goal.direction === "atLeast" ? "at_least" : "at_most" },
      });
      return result["undefined"] === undefined && typeof result["probability"] === "number" ? result["probability"] : null;
    } catch (thrown) {
      // Without an answer the months before speak for themselves.
      return refused(thrown, null);
    }
  }

  // The spend that the rest takes at today's price, by the price's own formula.
  async #needed(query: Query, goal: Goal, target: number | null, actual: number | null): Promise<number | null> {
    const price = priceOf[goal.metric];
    if (!price || target === null || goal.direction !== "atLeast") return null;
    const rest = target - (actual ?? 0);
    if (rest <= 0) return null;
    try {
      const { from: _from, to: _to, ...always } = query;
      const report = await this.#engine.call("report", { ...always, metrics: [price.metric] });
      const now = report.total.metrics[price.metric]?.value;
      if (typeof now !== "number") return null;
      const solved = await this.#engine.call("calc", { metric: price.metric, inputs: { [price.metric]: now, [price.count]: rest }, solve: "spend" });
      return solved.inputs["spend"] ?? null;
    } catch (thrown) {
      return refused(thrown, null);
    }
  }
}
