// The document's selection in the words of the engine.
import type { Query } from "../engine/operations.ts";
import { columnsFor, dimensionFor, kpisToShow } from "./choice.ts";
import { funnelMetrics, funnelPath } from "./funnel.ts";
import { grainFor, isDay, spanOf, type Span } from "./days.ts";
import type { Document, Grain } from "./document.ts";
import { dataSpan, dimensionsEverywhere, dimensionsOf, hasDates, inJalaliMonths, isLopsided, measuresOf, type Live } from "./live.ts";

export interface Plan {
  readonly kpis: readonly string[];
  readonly columns: readonly string[];
  readonly dimension: string | undefined;
  readonly grain: Grain;
  readonly span: Span | null;
  readonly selection: Query;
  readonly total: Query;
  readonly trend: Query | null;
  readonly split: Query | null;
  readonly table: Query | null;
  // Signs ahead and results besides the KPIs, and the funnel's stages and shares: one question.
  readonly leading: readonly string[];
  readonly lagging: readonly string[];
  readonly extra: Query | null;
}

export const inputsOf = (live: Live) => (metric: string): readonly string[] =>
  (live.catalogue?.metrics.find((each) => each.id === metric)?.inputs ?? [])
    .filter((input) => input.kind === "measure").map((input) => input.id);

// The stages that the tables hold; a share of two of which one stands only in some tables of the other is none.
export const pathOf = (live: Live): ReturnType<typeof funnelPath> =>
  funnelPath(measuresOf(live), live.available.filter((id) => !isLopsided(live, inputsOf(live)(id))));

// The document's own metrics, as far as the tables have what they are made of, and names of channels, as every question
// takes them along.
export const ownWords = ({ aliases }: Document, { own }: Pick<Live, "own">): Query => ({
  ...(own.sound.length > 0 ? { formulas: [...own.sound] } : {}),
  ...(Object.keys(aliases).length > 0 ? { aliases: { ...aliases } } : {}),
});

export const planFor = (document: Document, live: Live): Plan => {
  const { selection } = document;
  const data = dataSpan(live);
  const jalali = inJalaliMonths(document, live);
  const span = spanOf(selection, data, jalali);
  const dimensions = dimensionsOf(live);
  const everywhere = dimensionsEverywhere(live);
  const dimension = selection.by && dimensions.includes(selection.by)
    ? selection.by : dimensionFor(everywhere.length > 0 ? everywhere : dimensions);
  const grain = grainFor(span ?? data, selection.grain);
  const available = [...live.available];
  // One of the reader's own may be asleep: its table is not here.
  const known = live.catalogue && new Set([...live.catalogue.metrics, ...live.catalogue.measures].map((each) => each.id));
  const lopsided = (id: string): boolean => isLopsided(live, inputsOf(live)(id));
  const kpis = kpisToShow(document.kpis.filter((id) => !known || known.has(id)), available, lopsided);
  // A KPI that is a bare sum needs no second column for the same sum.
  const formulas = new Map((live.catalogue?.metrics ?? []).map((each) => [each.id, each.formula]));
  const summed = new Set(kpis.map((id) => /^sum\((\w+)\)$/.exec(formulas.get(id) ?? "")?.[1]).filter((id) => id !== undefined));
  const chosen = document.columns.filter((id) => available.includes(id) || measuresOf(live).includes(id));
  const columns = chosen.length > 0 ? chosen : columnsFor(kpis, [...new Set([...measuresOf(live).filter((id) => !summed.has(id)), ...available])], inputsOf(live))
    .filter((id) => kpis.includes(id) || !summed.has(id));
  const timed = (timing: string): readonly string[] => (live.catalogue?.metrics ?? [])
    .filter((each) => each.timing === timing && available.includes(each.id) && !kpis.includes(each.id) && !lopsided(each.id)).map((each) => each.id).slice(0, 5);
  const leading = timed("leading");
  const lagging = timed("lagging");
  const path = pathOf(live);
  const extras = [...new Set([...leading, ...lagging, ...(path ? funnelMetrics(path) : [])])];
  const where = Object.fromEntries(
    Object.entries(selection.where)
      .filter(([id, values]) => values.length > 0 && dimensions.includes(id))
      .map(([id, values]) => [id, [...values]]));
  const { weekStart, firstMonth } = document.calendar;
  const base: Query = {
    ...(weekStart !== 0 || firstMonth !== 1 || jalali
      ? { calendar: { week_start: ({ 0: "monday", 5: "saturday", 6: "sunday" } as const)[weekStart], first_month: firstMonth, ...(jalali ? { months: "jalali" as const } : {}) } } : {}),
    ...(Object.keys(where).length > 0 ? { where } : {}),
    ...(span ? { from: span.from, to: span.to } : {}),
    ...(Object.keys(selection.params).length > 0 ? { params: { ...selection.params } } : {}),
    ...ownWords(document, live),
  };
  const compared: Query = !selection.compare || !hasDates(live) ? {}
    : selection.compare !== "custom" ? { compare: selection.compare }
      : selection.compareFrom && selection.compareTo && isDay(selection.compareFrom) && isDay(selection.compareTo)
        ? { compare: selection.compareFrom <= selection.compareTo
            ? { from: selection.compareFrom, to: selection.compareTo } : { from: selection.compareTo, to: selection.compareFrom } } : {};
  return {
    kpis, columns, dimension, grain, span,
    selection: base,
    total: { ...base, ...compared, metrics: [...kpis] },
    trend: hasDates(live) && kpis.length > 0
      ? { ...base, metrics: [...kpis], by: [grain] }
      : null,
    split: selection.split && dimension && hasDates(live) && kpis.length > 0
      ? { ...base, metrics: [kpis[Math.min(selection.trend, kpis.length - 1)]!], by: [grain, dimension] }
      : null,
    leading, lagging,
    extra: extras.length > 0 ? { ...base, ...compared, metrics: extras } : null,
    table: dimension && columns.length > 0
      ? { ...base, ...compared, metrics: [...columns], by: [dimension] }
      : null,
  };
};
