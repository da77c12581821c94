// What the scorecard asks of the engine, question by question; a newer asking ends the older.
import type { Analysis, Passport, Query, Report } from "../engine/operations.ts";
import { grains, type Document, type Grain } from "./document.ts";
import { toFailure } from "./failure.ts";
import { isoDay } from "./days.ts";
import { dataSpan, measuresOf, sourcesOf, type Live } from "./live.ts";
import { movementsOf } from "./movements.ts";
import { unmatchedOf } from "./own.ts";
import { ownWords, type Plan } from "./query.ts";
import { isPassing, type Asker } from "./steady.ts";

/** Deals that were open on a day and are closed by now stand at the stage of today: they are put together under this one. */
export const closedSince = "\u0000closed";
export const closedApart = (then: Report, now: Report): Report => {
  const isOpen = new Set(now.groups.filter((group) => (group.metrics["open_deals"]?.value ?? 0) > 0).map((group) => group.key["stage"]));
  const closed = then.groups.filter((group) => !isOpen.has(group.key["stage"]));
  if (closed.length === 0) return then;
  const sum = (id: string): number => closed.reduce((all, group) => all + (group.metrics[id]?.value ?? 0), 0);
  const metrics = Object.fromEntries(Object.keys(then.metrics).map((id) => [id, { value: sum(id) }]));
  return { ...then, groups: [...then.groups.filter((group) => isOpen.has(group.key["stage"])), { key: { stage: closedSince }, metrics }] };
};

export class Board {
  readonly #engine: Asker;
  readonly #of: { readonly document: Document; readonly live: Live; readonly plan: Plan };
  readonly #set: (change: Partial<Live>) => void;
  readonly #told: () => void;
  #asked = 0;
  #missed = false;
  #dense: { readonly inspection: Live["inspection"]; readonly daily: boolean } | undefined;

  // `told` is called when the numbers stand; pictures and passports follow.
  constructor(engine: Asker, of: { readonly document: Document; readonly live: Live; readonly plan: Plan }, set: (change: Partial<Live>) => void, told: () => void) {
    this.#engine = engine;
    this.#of = of;
    this.#set = set;
    this.#told = told;
  }

  // Whether the last asking came to nothing.
  get missed(): boolean {
    return this.#missed;
  }

  // Other answers are on their way: those of before count no more, and what is drawn stays until then.
  hold(): number {
    this.#missed = false;
    this.#set({ computing: true, whole: false });
    return ++this.#asked;
  }

  async ask(): Promise<void> {
    const turn = this.hold();
    const { plan } = this.#of;
    try {
      const empty = plan.kpis.length === 0;
      const total = empty ? null : await this.#engine.call("report", plan.total);
      if (turn !== this.#asked) return;
      this.#set({ total });
      const table = plan.table && !empty ? await this.#engine.call("report", plan.table) : null;
      if (turn !== this.#asked) return;
      const extra = plan.extra && !empty ? await this.#engine.call("report", plan.extra) : null;
      if (turn !== this.#asked) return;
      this.#set({ table, extra });
      const trend = plan.trend && !empty ? await this.#stepped(plan.trend, plan.grain) : null;
      if (turn !== this.#asked) return;
      const step = trend?.by[0] ?? plan.grain;
      const split = plan.split ? await this.#engine.call("report", { ...plan.split, by: [step, ...(plan.split.by ?? []).slice(1)] }) : null;
      if (turn !== this.#asked) return;
      const base = total?.compare?.period;
      const before = plan.trend && trend && base && !plan.split && trend.period?.from === plan.span?.from
        ? await this.#engine.call("report", { ...plan.trend, by: [step], from: base.from, to: base.to }) : null;
      if (turn !== this.#asked) return;
      const daily = trend !== null && await this.#isDaily();
      if (turn !== this.#asked) return;
      this.#set({ trend, before, split, daily, computing: false });
      this.#told();
      const kinds = unmatchedOf(this.#of.live).length === 0 ? {} : await this.#kinds();
      if (turn !== this.#asked) return;
      this.#set({ kinds });
      await this.#analyse(turn, plan);
      await this.#append(turn, plan);
    } catch (thrown) {
      if (turn !== this.#asked) return;
      this.#missed = true;
      this.#set({ computing: false, whole: true, failure: toFailure(thrown) });
    }
  }

  async #kinds(): Promise<Readonly<Record<string, string>>> {
    const { document, live } = this.#of;
    const { groups } = await this.#engine.call("report", { ...ownWords(document, live), metrics: [...measuresOf(live)], by: ["channel", "channel_group"] });
    return Object.fromEntries(groups.map(({ key }) => [key["channel"] ?? "", key["channel_group"] ?? ""]));
  }

  // Whether four of five of the first days have rows; a property of the tables, whatever is chosen of them.
  async #isDaily(): Promise<boolean> {
    const { live } = this.#of;
    const { inspection } = live;
    const span = dataSpan(live);
    if (this.#dense?.inspection === inspection) return this.#dense.daily;
    const metrics = measuresOf(live).slice(0, 4);
    if (!span || metrics.length === 0) return false;
    const end = isoDay(Date.parse(span.from) + 27 * 86_400_000);
    const to = end < span.to ? end : span.to;
    const days = 1 + (Date.parse(to) - Date.parse(span.from)) / 86_400_000;
    const { groups } = await this.#engine.call("report", { metrics, by: ["day"], from: span.from, to });
    this.#dense = { inspection, daily: days >= 7 && groups.length >= 0.8 * days };
    return this.#dense.daily;
  }

  // The trend by the step planned, or by the first coarser one that the dates allow: a month stands in no week. Where
  // two of three steps would be empty, the rows come more seldom: a table of months is drawn by months.
  async #stepped(query: Query, planned: Grain): Promise<Report> {
    const chosen = this.#of.document.selection.grain !== undefined;
    let report = await this.#engine.call("report", query);
    for (const step of grains.slice(grains.indexOf(planned) + 1)) {
      const by = report.by[0];
      const short = report.notes?.some((note) => note.code === "dimension_missing" && note.args?.["dimension"] === by);
      const seldom = !chosen && report.groups.length > 1 && report.groups.length * 3 <= (report.periods?.length ?? 0);
      if (!seldom && (!short || (chosen && report.groups.length > 0))) break;
      report = await this.#engine.call("report", { ...query, by: [step] });
    }
    // One step is no line: then all dates are drawn, and it is said.
    if (report.groups.length === 1 && query.from !== undefined) {
      const { from: _from, to: _to, ...rest } = query;
      return this.#engine.call("report", { ...rest, by: report.by });
    }
    return report;
  }

  // What only some tables tell: subscriptions, deals, and a column of what people answered beside the tracked source. Where
  // the core has no answer, the picture stays away.
  async #analyse(turn: number, plan: Plan): Promise<void> {
    const kinds = new Set(sourcesOf(this.#of.live).map((source) => source.table));
    const answered = sourcesOf(this.#of.live).some(({ columns }) => columns.some(({ role, type }) => type === "text" && (role === null || role === "signup_source")));
    const analyses: Record<string, Analysis["result"]> = {};
    for (const [here, subject] of [
      [kinds.has("subscriptions"), "mrr_movements"], [kinds.has("subscriptions"), "cohort_retention"], [kinds.has("deals"), "stage_conversion"], [answered, "self_reported"],
    ] as const) {
      if (!here) continue;
      try {
        const { result } = await this.#engine.call("analyse", { ...plan.selection, subject });
        if (result["undefined"] === undefined) analyses[subject] = result;
      } catch (thrown) {
        // Where these tables have no answer, the numbers themselves say it.
        if (isPassing(thrown)) throw thrown;
      }
      if (turn !== this.#asked) return;
    }
    if (analyses["mrr_movements"] === undefined) {
      const book = await movementsOf(this.#engine, plan, this.#of.live);
      if (turn !== this.#asked) return;
      if (book) analyses["mrr_movements"] = book;
    }
    let stages: Report | null = null;
    if (kinds.has("deals"))
      try {
        const { from: _from, to, ...ever } = plan.selection;
        stages = await this.#engine.call("report", { ...plan.selection, by: ["stage"], metrics: ["open_pipeline", "open_deals"] });
        if (to !== undefined) stages = closedApart(stages, await this.#engine.call("report", { ...ever, by: ["stage"], metrics: ["open_deals"] }));
      } catch (thrown) {
        // A table of deals without stages.
        if (isPassing(thrown)) throw thrown;
      }
    if (turn === this.#asked) this.#set({ analyses, stages });
  }

  // How the numbers of the card were made: a printed page can't be clicked. Last, for nobody waits for it.
  async #append(turn: number, plan: Plan): Promise<void> {
    const appendix: Passport[] = [];
    for (const metric of plan.kpis) {
      try {
        appendix.push(await this.#engine.call("explain", { ...plan.selection, metric }));
      } catch (thrown) {
        // The number stands on the card with its reason.
        if (isPassing(thrown)) throw thrown;
      }
      if (turn !== this.#asked) return;
    }
    this.#set({ appendix, whole: true });
  }
}
