// What the reader has added: metrics by a formula, columns that became measures, channels that go by another name.
import type { Catalogue, CatalogueMeasure, CatalogueMetric, FormulaInfo, Names, OwnFormula, Unmatched } from "../engine/operations.ts";
import { toFailure, type Failure } from "./failure.ts";
import { sourcesOf, type Live } from "./live.ts";
import { isPassing, type Asker } from "./steady.ts";

export type Formula = string | OwnFormula;

// Those of the document that these tables can answer, as the engine has understood them; and what stands in the way of the others.
export interface OwnState {
  readonly sound: readonly Formula[];
  readonly infos: readonly FormulaInfo[];
  readonly faults: ReadonlyMap<Formula, Failure>;
}
export const noOwn: OwnState = { sound: [], infos: [], faults: new Map() };

const prefix = "own:";
export const isOwnRole = (role: string | null): role is string => role?.startsWith(prefix) ?? false;
export const ownMeasure = (role: string): string => role.slice(prefix.length);

const folder = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ı/g, "i").replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 40);

// A name that nothing else has: "Demo count" -> demo_count; what has no Latin letters is numbered.
export const freshId = (text: string, taken: ReadonlySet<string>, stem: string): string => {
  const made = folder(text);
  const first = /^[a-z]/.test(made) ? made : stem;
  for (let n = 1; ; n++) {
    const id = n === 1 && first !== stem ? first : `${first}_${n}`;
    if (!taken.has(id)) return id;
  }
};

const idsOf = (catalogue: Catalogue | null): Set<string> => new Set([
  ...(catalogue?.metrics ?? []), ...(catalogue?.helpers ?? []), ...(catalogue?.measures ?? []), ...(catalogue?.dimensions ?? []), ...(catalogue?.parameters ?? []),
].map((each) => each.id));

export const roleFor = (live: Live, column: string): string => `${prefix}${freshId(column, idsOf(live.catalogue), "column")}`;
export const metricIdFor = (live: Live, name: string, formulas: readonly Formula[]): string =>
  freshId(name, new Set([...idsOf(live.catalogue), ...formulas.map((each) => (typeof each === "string" ? "" : each.id ?? ""))]), "metric");

// One faulty formula must not silence the others: each is tried with those that are sound.
export const soundOf = async (engine: Asker, formulas: readonly Formula[]): Promise<OwnState> => {
  if (formulas.length === 0) return noOwn;
  const ask = async (some: readonly Formula[]): Promise<FormulaInfo[]> => (await engine.call("formulas", { formulas: [...some] })).formulas;
  try {
    return { sound: formulas, infos: await ask(formulas), faults: new Map() };
  } catch (whole) {
    if (isPassing(whole)) throw whole;
    let sound: readonly Formula[] = [];
    let infos: FormulaInfo[] = [];
    let faults = new Map<Formula, Failure>();
    // A formula may name one that stands below it.
    for (let before = -1; before < sound.length;) {
      before = sound.length;
      faults = new Map();
      for (const formula of formulas.filter((each) => !sound.includes(each)))
        try {
          infos = await ask([...sound, formula]);
          sound = [...sound, formula];
        } catch (thrown) {
          if (isPassing(thrown)) throw thrown;
          faults.set(formula, toFailure(thrown));
        }
    }
    return { sound, infos, faults };
  }
};

const inAll = (name: string): Names => ({ en: name, tr: name, fi: name, fa: name });

// The catalogue with them, so that they are chosen, named and sorted as any other.
export const withOwn = (catalogue: Catalogue, infos: readonly FormulaInfo[], live: Live): Catalogue => {
  const measures: CatalogueMeasure[] = [];
  for (const source of sourcesOf(live))
    for (const { role, name, type } of source.columns)
      if (isOwnRole(role) && !measures.some((each) => each.id === ownMeasure(role)))
        measures.push({
          id: ownMeasure(role), table: source.table ?? "channel_performance", type: type === "money" ? "currency" : "count",
          unit: type === "money" ? "currency" : "count", aggregate: "sum", direction: "neutral", name, names: inAll(name),
        });
  const metrics = infos.map(({ id, name, formula, unit, direction, timing, inputs }): CatalogueMetric => ({
    id, category: "own", name, names: inAll(name || id), descriptions: inAll(formula), aliases: [], formula, unit, direction, timing,
    inputs: inputs.map((each) => ({ id: each, kind: "measure" })), tables: [],
  }));
  return measures.length + metrics.length === 0 ? catalogue
    : { ...catalogue, metrics: [...catalogue.metrics, ...metrics], measures: [...catalogue.measures, ...measures] };
};

// Channels that one table has and another lacks, over all that was asked.
export const unmatchedOf = ({ overview, table }: Live): readonly Unmatched[] => {
  const found = new Map<string, Unmatched>();
  for (const each of [...(overview?.unmatched ?? []), ...(table?.unmatched ?? [])]) found.set(`${each.dimension}\n${each.name}`, each);
  return [...found.values()];
};
