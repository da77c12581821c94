// Two documents beside one another: what the tables hold, how it is defined, what is aimed at. The figures of each are
// the engine's; here they are laid side by side.
import type { Catalogue, Engine, Inspection, MetricInfo, MetricValue, Report } from "../engine/operations.ts";
import type { Document } from "../model/document.ts";
import { emptyLive, dataSpan, dimensionsOf, measuresOf, usedIn, type Live } from "../model/live.ts";
import { soundOf, withOwn } from "../model/own.ts";
import { ownWords } from "../model/query.ts";
import { refused } from "../model/steady.ts";
import type { Saved } from "./format.ts";

export interface Snapshot {
  readonly name: string;
  readonly document: Document;
  readonly print: string;
  readonly version: string;
  readonly live: Live;
  readonly read: number;
  readonly used: number;
  readonly span: { readonly from: string; readonly to: string } | null;
  readonly total: Report | null;
  // By channel, or what the tables have in its place: the first sum.
  readonly groups: Report | null;
}

export type State = "same" | "changed" | "new" | "gone";
export interface Figure {
  readonly id: string;
  readonly state: State;
  readonly before: MetricValue | undefined;
  readonly now: MetricValue | undefined;
  readonly info: MetricInfo | undefined;
  readonly change: { readonly absolute: number; readonly relative: number | null } | null;
}
/** `subject` says what is defined, `name` of what; the values are as the document has them. */
export interface Definition {
  readonly subject: Subject;
  readonly name: string;
  readonly state: State;
  readonly before: string;
  readonly now: string;
}
export type Subject =
  | "kpi" | "formula" | "parameter" | "column" | "reading" | "alias" | "filter" | "period" | "calendar" | "goal" | "scenario";

export interface Comparison {
  readonly before: Snapshot;
  readonly now: Snapshot;
  readonly totals: readonly Figure[];
  readonly dimension: string | null;
  readonly lead: string | null;
  readonly groups: readonly Figure[];
  readonly definitions: readonly Definition[];
}

const leads = ["spend", "revenue", "gross_revenue", "leads", "conversions", "sessions", "impressions"];
const dimensions = ["channel", "campaign", "signup_source", "source_type", "plan", "brand", "segment", "country"];

/** What is compared of one document. `kpis` are asked for beside the sums. */
export async function snapshot(
  engine: Engine, catalogue: Catalogue, inspection: Inspection | null, owners: readonly string[],
  of: Pick<Snapshot, "name" | "document" | "print" | "version">, kpis: readonly string[],
): Promise<Snapshot> {
  const read: Live = { ...emptyLive, catalogue, inspection, owners };
  const own = await soundOf(engine, of.document.formulas);
  const live: Live = { ...read, own, catalogue: withOwn(catalogue, own.infos, read) };
  const sources = inspection?.sources ?? [];
  const measures = measuresOf(live);
  const words = { ...ownWords(of.document, live), params: { ...of.document.selection.params } };
  const ask = async (query: { metrics: string[]; by?: string[] }): Promise<Report | null> => {
    try {
      return sources.length > 0 && query.metrics.length > 0 ? await engine.call("report", { ...words, ...query }) : null;
    } catch (thrown) {
      return refused(thrown, null);  // a metric of its own that these tables don't give
    }
  };
  const known = new Set(live.catalogue!.metrics.map((each) => each.id));
  const total = await ask({ metrics: [...new Set([...measures, ...kpis.filter((id) => known.has(id))])] });
  const lead = leads.find((id) => measures.includes(id)) ?? measures[0];
  const dimension = dimensions.find((id) => dimensionsOf(live).includes(id));
  const groups = lead && dimension ? await ask({ metrics: [lead], by: [dimension] }) : null;
  return {
    ...of, live, total, groups,
    read: sources.reduce((sum, source) => sum + source.rows.read, 0), used: usedIn(sources),
    span: total?.period ?? dataSpan(live),
  };
}

/** The same of a saved page, by an engine of its own that is closed again. */
export async function savedSnapshot(make: () => Engine, catalogue: Catalogue, name: string, saved: Saved, kpis: readonly string[]): Promise<Snapshot> {
  const engine = make();
  try {
    const { document, data, print, version } = saved;
    let inspection: Inspection | null = null;
    const owners: string[] = [];
    for (const [place, input] of document.inputs.entries()) {
      inspection = await engine.open([{ name: input.name, data: new Blob([data[place]!]), settings: input.settings }], { append: place > 0 });
      while (owners.length < inspection.sources.length) owners.push(input.id);
    }
    return await snapshot(engine, catalogue, inspection, owners, { name, document, print, version }, kpis);
  } finally {
    engine.end();
  }
}

const stateOf = (before: unknown, now: unknown): State =>
  before === undefined ? "new" : now === undefined ? "gone" : before === now ? "same" : "changed";

const figure = (id: string, before: MetricValue | undefined, now: MetricValue | undefined, info: MetricInfo | undefined): Figure => {
  const [was, is] = [before?.value ?? null, now?.value ?? null];
  const there = (value: MetricValue | undefined): number | string | undefined => value?.value ?? value?.reason;
  return {
    id, before, now, info, state: stateOf(there(before), there(now)),
    change: was === null || is === null ? null : { absolute: is - was, relative: was > 0 ? is / was - 1 : null },
  };
};

export function compare(before: Snapshot, now: Snapshot): Comparison {
  const ids = [...new Set([now, before].flatMap(({ total }) => Object.keys(total?.metrics ?? {})))];
  const totals = ids.map((id) => {
    const [was, is] = [before.total, now.total].map((report) => report?.total.metrics[id]);
    return figure(id, was, is, now.total?.metrics[id] ?? before.total?.metrics[id]);
  }).filter((each) => each.before?.value != null || each.now?.value != null);
  const [was, is] = [before.groups, now.groups];
  const dimension = is?.by[0] ?? was?.by[0] ?? null;
  const lead = Object.keys((is ?? was)?.metrics ?? {})[0] ?? null;
  const comparable = !was || !is || (was.by[0] === is.by[0] && Object.keys(was.metrics)[0] === lead);
  const byKey = (report: Report | null): Map<string, MetricValue | undefined> =>
    new Map((report?.groups ?? []).map((group) => [group.key[dimension ?? ""] ?? "", group.metrics[lead ?? ""]]));
  const [old, fresh] = [byKey(comparable ? was : null), byKey(is)];
  const groups = [...new Set([...fresh.keys(), ...old.keys()])]
    .map((key) => ({ ...figure(key, old.get(key), fresh.get(key), (is ?? was)?.metrics[lead ?? ""]), state: !old.has(key) ? "new" : !fresh.has(key) ? "gone" : stateOf(old.get(key)?.value, fresh.get(key)?.value) } as Figure));
  return { before, now, totals, dimension, lead, groups, definitions: definitionsBetween(before, now) };
}

interface Said { readonly subject: Subject; readonly name: string; readonly value: string }

/** Everything that a document decides about its numbers, each under a key of its own. */
function said({ document, live }: Snapshot): Map<string, Said> {
  const out = new Map<string, Said>();
  const put = (subject: Subject, name: string, value: string, key = name): void => void out.set(`${subject}\n${key}`, { subject, name, value });
  document.kpis.forEach((id) => put("kpi", id, id));
  for (const formula of document.formulas) {
    const text = typeof formula === "string" ? formula : `${formula.name ?? formula.id ?? ""} = ${formula.formula}`;
    const at = text.indexOf("=");
    put("formula", text.slice(0, Math.max(at, 0)).trim() || text, text.slice(at + 1).trim());
  }
  for (const [id, value] of Object.entries(document.selection.params)) put("parameter", id, String(value));
  for (const [alias, name] of Object.entries(document.aliases)) put("alias", alias, name);
  for (const [id, values] of Object.entries(document.selection.where)) if (values.length > 0) put("filter", id, [...values].sort().join(", "));
  const { preset, from, to, compare } = document.selection;
  put("period", "", preset === "custom" ? `${from ?? ""}/${to ?? ""}` : preset);
  put("period", "compare", compare ?? "none");
  const { weekStart, firstMonth, months } = document.calendar;
  put("calendar", "", `${weekStart} ${firstMonth} ${months}`);
  for (const source of live.inspection?.sources ?? [])
    for (const column of source.columns) put("column", column.name, column.role ?? column.metric ?? "", `${source.table ?? ""}\n${column.name}`);
  for (const { settings, sums } of document.inputs) {
    if (sums) continue;  // written by the page, not decided by anyone
    const { map: _map, answers = {}, off = [], today: _today, recipe: _recipe, learned: _learned, ...rest } = settings;
    for (const [question, choice] of Object.entries(answers)) put("reading", question, choice);
    for (const code of off) put("reading", code, "off");
    for (const [name, value] of Object.entries(rest)) put("reading", name, String(value));
  }
  for (const goal of document.goals)
    put("goal", goal.metric, [goal.direction, goal.value, goal.segment ?? "", `${goal.from}/${goal.to}`, goal.owner].join("\n"), `${goal.metric}\n${goal.dimension ?? ""}\n${goal.segment ?? ""}\n${goal.direction}`);
  for (const scenario of document.scenarios) put("scenario", scenario.name, JSON.stringify(scenario.typed));
  return out;
}

function definitionsBetween(before: Snapshot, now: Snapshot): readonly Definition[] {
  const [was, is] = [said(before), said(now)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((key): Definition[] => {
    const [old, fresh] = [was.get(key), is.get(key)];
    const state = stateOf(old?.value, fresh?.value);
    const { subject, name } = (fresh ?? old)!;
    return state === "same" ? [] : [{ subject, name, state, before: old?.value ?? "", now: fresh?.value ?? "" }];
  });
}
