// Goals: each with its bullet, its pace, its months and its SMART list; and the form they are set in.
import { html, nothing, type TemplateResult } from "lit";
import type { BulletModel } from "../chart/index.ts";
import { isolate, latinDigits, quoted } from "../i18n/index.ts";
import { jalaliMonth } from "../i18n/jalali.ts";
import { kindOf } from "../model/calculators.ts";
import type { Goal, GoalPlan } from "../model/document.ts";
import { isFlow, monthsOf, smart, spanOfMonth, type GoalState } from "../model/goals.ts";
import { dataSpan, dimensionsOf, inJalaliMonths, measuresOf } from "../model/live.ts";
import { dayField } from "./day.ts";
import { formatOf, reasonText, showValue, type Context } from "./context.ts";
import { afterPaint, choose, icon, iso, showing } from "./parts.ts";
import { chartWords } from "./trend.ts";

const format = (c: Context, state: GoalState): { unit: string; currency: string | null } =>
  state.info ? formatOf(state.info) : { unit: c.live.catalogue?.metrics.find((each) => each.id === state.goal.metric)?.unit ?? "count", currency: null };

const amount = (c: Context, state: GoalState, value: number | null): string => isolate(c.f.metric(value, format(c, state)));

const segmentName = (c: Context, goal: Goal): string =>
  goal.segment === undefined ? c.m.work.goal.everything : isolate(goal.segment === "" ? c.m.board.blankKey : goal.segment);

// Half a lead is not asked for: what a month must bring is counted in wholes.
const wholes = (c: Context, state: GoalState, value: number | null): string =>
  value !== null && format(c, state).unit === "count" ? isolate(c.f.count(Math.ceil(value - 1e-9))) : amount(c, state, value);

export const bullet = (c: Context, state: GoalState): TemplateResult | typeof nothing => {
  const { goal, target } = state;
  if (target === null || !state.actual) return nothing;
  const edge = goal.direction === "atLeast" ? target * (1 - goal.band / 100) : target * (1 + goal.band / 100);
  const v = c.m.work.goal.verdicts;
  const low = { upTo: Math.min(edge, target), label: goal.direction === "atLeast" ? v.behind : v.met };
  const middle = { upTo: Math.max(edge, target), label: v.close };
  const model: BulletModel = {
    label: c.names.plain(goal.metric), value: state.actual.value, text: showValue(c, state.actual, state.info),
    ...(state.actual.value === null ? { reason: reasonText(c, state.actual) } : {}),
    target: { value: target, text: c.f.metric(target, format(c, state)), label: c.m.work.goal.value },
    direction: goal.direction === "atLeast" ? "higher" : "lower", bands: [low, middle],
    ...(state.verdict === "met" || state.verdict === "on" ? { tone: "good" } : state.verdict === "behind" ? { tone: "bad" } : {}),
  };
  return html`<mittari-bullet .model=${model} .words=${chartWords(c)}></mittari-bullet>`;
};

// "On course. The plan asks for … by …. What is left takes … a month."
export const pace = (c: Context, state: GoalState): string => {
  const g = c.m.work.goal;
  return [
    ...(state.due !== null && state.through !== null && state.verdict !== "met" ? [g.due(wholes(c, state, state.due), isolate(c.f.day(state.through)))] : []),
    ...(state.required !== null && state.required > 0 ? [g.required(wholes(c, state, state.required))] : []),
  ].join(" ");
};

export const verdict = (c: Context, state: GoalState): TemplateResult => html`<b class="verdict ${state.verdict}"><i aria-hidden="true"></i>${c.m.work.goal.verdicts[state.verdict]}</b>`;

// The goal of a number on the card: one for the same part of the business.
export const goalFor = (c: Context, metric: string): GoalState | undefined => {
  const where = Object.entries(c.doc.selection.where).filter(([, values]) => values.length > 0);
  return c.live.goals.find(({ goal }) => goal.metric === metric &&
    (goal.dimension === undefined ? where.length === 0 : where.length === 1 && where[0]![0] === goal.dimension && where[0]![1].length === 1 && where[0]![1][0] === goal.segment));
};

// No forecast is certain: the ends of the scale are left open.
const chanceText = (c: Context, chance: number): string =>
  chance < 0.01 ? `< ${c.f.percent(0.01, 0)}` : chance > 0.99 ? `> ${c.f.percent(0.99, 0)}` : c.f.percent(chance, 0);

const smartLine = (c: Context, state: GoalState, place: number): string => {
  const w = c.m.work.goal.why;
  const { goal, history } = state;
  if (place === 0) return goal.segment === undefined ? w.noSegment : w.segment(segmentName(c, goal));
  if (place === 1) return state.target === null ? w.noValue : state.actual?.value === null || !state.actual ? w.notMeasured : w.measured(amount(c, state, state.actual.value));
  if (place === 2) {
    const chance = state.chance === null ? [] : [w.chance(isolate(chanceText(c, state.chance)))];
    return state.verdict === "met" ? w.reached : history && history.of >= 3
      ? [w.history(c.f.count(history.reached), c.f.count(history.of), wholes(c, state, state.required ?? state.target)), ...chance].join(" ") : chance[0] ?? w.noHistory;
  }
  if (place === 3) {
    const currency = c.live.total?.metrics[c.plan.kpis[0] ?? ""]?.currency ?? state.info?.currency ?? null;
    const money = (value: number): string => isolate(c.f.metric(value, { unit: "currency", currency }));
    return state.verdict === "met" ? w.reached
      : [state.needed === null ? w.noPrice : w.needed(money(state.needed)), state.budget === null ? w.noBudget : w.budget(money(state.budget))].join(" ");
  }
  return goal.from <= goal.to ? w.dates(isolate(c.f.range(goal.from, goal.to))) : w.noDates;
};

const one = (c: Context, state: GoalState): TemplateResult => {
  const { m, f, names, act } = c;
  const g = m.work.goal;
  const { goal } = state;
  const part = state.target !== null && state.target !== 0 && typeof state.actual?.value === "number" && state.due !== null ? state.actual.value / state.target : null;
  const flow = state.months.some((month) => month.planned !== null);
  return html`<article class="goal" aria-labelledby="goal-${goal.id}">
    <header><h3 id="goal-${goal.id}">${names.metric(goal.metric)}</h3>
      <button type="button" class="link" aria-label=${`${g.edit}: ${names.plain(goal.metric)}`} @click=${() => act.hold({ dialog: "goal", goal })}>${g.edit}</button></header>
    <p class="small">${goal.direction === "atLeast" ? g.atLeast : g.atMost} <b>${iso(amount(c, state, state.target))}</b>${m.chart.separator}<bdi>${segmentName(c, goal)}</bdi>${
      m.chart.separator}<bdi>${goal.from <= goal.to ? f.range(goal.from, goal.to) : ""}</bdi>${goal.owner === "" ? nothing : html`${m.chart.separator}<bdi>${goal.owner}</bdi>`}</p>
    <p class="now">${iso(showValue(c, state.actual ?? undefined, state.info))} ${verdict(c, state)} ${part === null ? nothing : html`<span class="quiet">${g.of(f.percent(part, 0))}</span>`}</p>
    ${bullet(c, state)}
    <p class="small">${pace(c, state)}</p>
    <details><summary>${g.check} <span class="quiet">${smart(state).filter((each) => each === "yes").length === 5 ? g.answers.yes : ""}</span></summary>
      <ul class="smart">${smart(state).map((answer, place) => html`<li class=${answer}><b>${g.smart[place]} <em>${g.answers[answer]}</em></b><span>${smartLine(c, state, place)}</span></li>`)}</ul></details>
    ${flow && state.months.length > 1
      ? html`<details><summary>${g.months}</summary><table class="table"><thead><tr><th scope="col">${g.month}</th><th scope="col">${g.reached}</th><th scope="col">${g.planned}</th></tr></thead>
          <tbody>${state.months.map((month) => html`<tr><th scope="row">${f.period(month.key)}${month.partial ? html` <small>${m.chart.soFar}</small>` : nothing}</th>
            <td>${iso(amount(c, state, month.value))}</td><td>${iso(wholes(c, state, month.planned))}</td></tr>`)}</tbody></table></details>`
      : nothing}
  </article>`;
};

export const goals = (c: Context): TemplateResult => {
  const { live, m, act, doc } = c;
  const g = m.work.goal;
  return html`<section class="goals" aria-labelledby="goals-title">
    <header><h2 id="goals-title">${g.title}</h2>
      <button type="button" class="button" @click=${() => act.hold({ dialog: "goal", goal: newGoal(c, c.plan.kpis[0]) })}>${g.add}</button></header>
    ${doc.goals.length === 0 ? html`<p class="nothing">${g.none}</p>` : html`<div class="list">${live.goals.map((state) => one(c, state))}</div>`}
  </section>`;
};

// The rest of the data's year, as most goals run.
export const newGoal = (c: Context, metric: string | undefined): Goal => {
  const span = dataSpan(c.live);
  const last = span?.to ?? new Date().toISOString();
  const year = last.slice(0, 4);
  const own = inJalaliMonths(c.doc, c.live) ? jalaliMonth(new Date(last))[0] : null;
  const id = metric ?? c.live.available[0] ?? "leads";
  const where = Object.entries(c.doc.selection.where).find(([, values]) => values.length === 1);
  return {
    id: `g${Date.now().toString(36)}`, metric: id, value: "", ...(own === null ? { from: `${year}-01-01`, to: `${year}-12-31` } : { from: spanOfMonth(`${own}-01`).from, to: spanOfMonth(`${own}-12`).to }), owner: "",
    direction: c.live.catalogue?.metrics.find((each) => each.id === id)?.direction === "lower" ? "atMost" : "atLeast",
    ...(where ? { dimension: where[0], segment: where[1][0]! } : {}),
    plan: "even", months: {}, band: 10, budget: "",
  };
};

export const goalDialog = (c: Context): TemplateResult => {
  const { hands, live, m, f, names, act, store, doc } = c;
  const g = m.work.goal;
  const goal = hands.goal;
  const open = hands.dialog === "goal" && goal !== null;
  const close = (): void => act.hold({ dialog: null, goal: null });
  const content = (now: Goal): TemplateResult => {
    const put = (change: Partial<Goal>): void => act.editGoal((goal) => ({ ...goal, ...change }));
    const metrics = [...(live.catalogue?.metrics ?? [])].sort((a, b) => Number(live.available.includes(b.id)) - Number(live.available.includes(a.id)));
    const metric = metrics.find((each) => each.id === now.metric);
    const flow = isFlow(metric);
    const dimensions = dimensionsOf(live);
    for (const dimension of dimensions) if (!live.values[dimension]) void store.loadValues(dimension);
    const segments = dimensions.flatMap((dimension) => (live.values[dimension] ?? []).slice(0, 200).map((value) => ({ dimension, value })));
    const plans = measuresOf(live).filter((id) => live.catalogue?.measures.find((each) => each.id === id)?.unit === metric?.unit && id !== now.metric);
    const text = (caption: string, value: string, change: (text: string) => Partial<Goal>, numeric = true, first = false): TemplateResult => html`<label>${caption}
      <input class="field" type="text" ?autofocus=${first} ?required=${first && !(flow && now.plan !== "even")} aria-invalid=${numeric && wrong(value) ? "true" : nothing} inputmode=${numeric ? "decimal" : "text"} autocomplete="off" .value=${value} @input=${(event: Event) => put(change((event.target as HTMLInputElement).value))}></label>`;
    const day = (caption: string, value: string, change: (text: string) => Partial<Goal>): TemplateResult => html`<label>${caption}
      ${dayField(c, value, (day) => put(change(day)), { required: true })}</label>`;
    const wrong = (text: string): boolean => text.trim() !== "" && hands.unread.includes(text.trim());
    const amounts = (goal: Goal): readonly string[] =>
      [goal.value, goal.budget, ...(flow && goal.plan === "months" ? Object.values(goal.months) : [])].map((text) => text.trim()).filter((text) => text !== "");
    const unread = amounts(now).filter(wrong);
    // What can't be read is mended first: kept, it would be a goal of nothing.
    const save = async (): Promise<void> => {
      let last = now;
      act.editGoal((goal) => (last = goal));
      const typed = amounts(last);
      const read = await Promise.all(typed.map((text) => store.read(text)));
      const failed = typed.filter((_, place) => read[place] === null);
      act.hold({ unread: failed });
      if (failed.length > 0) return afterPaint(() => document.querySelector<HTMLElement>("dialog.goal-form [aria-invalid=true]")?.focus());
      void store.run({ do: "goal", goal: last });
      close();
    };
    return html`<header><h2 id="goal-title">${doc.goals.some((each) => each.id === now.id) ? g.edit : g.add}</h2>
        <button type="button" class="square" aria-label=${m.passport.close} @click=${close}>${icon("close")}</button></header>
      <form class="body form" id="goal-form" @submit=${(event: Event) => { event.preventDefault(); void save(); }}>
        ${choose(g.metric, metrics.map((each) => ({ id: each.id, name: names.metric(each.id) })), now.metric, (id) => {
          const direction = metrics.find((each) => each.id === id)?.direction;
          put({ metric: id, direction: direction === "lower" ? "atMost" : "atLeast" });
        })}
        <div class="duo">${choose(g.direction, [{ id: "atLeast", name: g.atLeast }, { id: "atMost", name: g.atMost }], now.direction, (id) => put({ direction: id === "atMost" ? "atMost" : "atLeast" }))}
          ${text(kindOf(metric?.unit ?? "count") === "share" ? `${g.value}, %` : g.value, now.value, (value) => ({ value }), true, true)}</div>
        ${dimensions.length > 0
          ? html`<label>${g.segment}<span class="pull"><select class="select" @change=${(event: Event) => {
              const found = segments[Number((event.target as HTMLSelectElement).value)];
              act.editGoal(({ dimension: _dimension, segment: _segment, ...rest }) =>
                found ? { ...rest, dimension: found.dimension, segment: found.value } : rest);
            }}><option value="">${g.everything}</option>${dimensions.map((dimension) => html`<optgroup label=${names.dimension(dimension)}>${segments.map((each, place) =>
              each.dimension === dimension ? html`<option value=${place} ?selected=${now.dimension === dimension && now.segment === each.value}>${each.value === "" ? m.board.blankKey : each.value}</option>` : nothing)}</optgroup>`)}</select></span></label>`
          : nothing}
        <div class="duo">${day(g.from, now.from, (from) => ({ from }))}${day(g.to, now.to, (to) => ({ to }))}</div>
        <div class="duo">${text(g.owner, now.owner, (owner) => ({ owner }), false)}${text(g.budget, now.budget, (budget) => ({ budget }))}</div>
        <div class="duo">${flow
          ? choose(g.plan, (["even", "months", ...(plans.length > 0 ? ["column"] : [])] as GoalPlan[]).map((id) => ({ id, name: g.plans[id] })), now.plan, (id) => put({ plan: id as GoalPlan, ...(id === "column" && plans[0] ? { column: plans[0] } : {}) }))
          : nothing}
          ${text(g.band, f.plain(now.band, 1), (band) => ({ band: Math.min(100, Math.max(0, Number(latinDigits(band).replace(/[,٫]/g, ".").replace(/[^\d.]/g, "")) || 0)) }))}</div>
        ${flow && now.plan === "column" ? choose(g.column, plans.map((id) => ({ id, name: names.measure(id) })), now.column ?? plans[0] ?? "", (id) => put({ column: id })) : nothing}
        ${flow && now.plan === "months"
          ? html`<fieldset class="months"><legend>${g.months}</legend>${monthsOf(now, inJalaliMonths(doc, live)).slice(0, 36).map((key) => html`<label>${f.period(key)}
              <input class="field" type="text" inputmode="decimal" autocomplete="off" aria-invalid=${wrong(now.months[key] ?? "") ? "true" : nothing} .value=${now.months[key] ?? ""} @input=${(event: Event) => {
                const amount = (event.target as HTMLInputElement).value;
                act.editGoal((goal) => ({ ...goal, months: { ...goal.months, [key]: amount } }));
              }}></label>`)}</fieldset>`
          : nothing}
        ${unread.length > 0 ? html`<p class="caution" role="alert">${m.work.sheet.unread}: ${f.list(unread.map((text) => quoted(isolate(text), doc.language)))}</p>` : nothing}
      </form>
      <footer><button type="submit" form="goal-form" class="button main">${g.save}</button>
        <button type="button" class="button plain" @click=${close}>${g.cancel}</button>
        ${doc.goals.some((each) => each.id === now.id)
          ? html`<button type="button" class="button plain" @click=${() => { close(); void store.run({ do: "drop_goal", id: now.id }); }}>${g.remove}</button>` : nothing}</footer>`;
  };
  return html`<dialog class="goal-form" aria-labelledby="goal-title" ${showing(open)} @close=${() => hands.dialog === "goal" && close()}>${open && goal ? content(goal) : nothing}</dialog>`;
};
