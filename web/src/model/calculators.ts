// The one-number calculators: one for every metric of the catalogue with two to five inputs. The arithmetic is the engine's.
import type { Catalogue, CatalogueInput, CatalogueMetric } from "../engine/operations.ts";

// What is typed: an amount, a count, a share in per cent ("40" means 0.4), a multiple, a duration.
export type FieldKind = "money" | "count" | "share" | "ratio" | "days" | "months";

export interface CalculatorField {
  // The engine's name of the input: "spend", "opening_list_size", "prior_brand_searches".
  readonly id: string;
  readonly kind: FieldKind;
  // The measure, metric or parameter behind it, and whether it is the stock at one end of the period or the compared one.
  readonly of: string;
  readonly as?: "opening" | "closing" | "prior";
  // Shown as a placeholder; never a result.
  readonly example: number;
}

export interface Calculator {
  readonly id: string;
  readonly metric: string;
  readonly fields: readonly CalculatorField[];
  // The metric itself as a field, so that any other can be the unknown.
  readonly result: CalculatorField;
}

const field = (id: string, kind: FieldKind, example: number): CalculatorField => ({ id, of: id, kind, example });

// Those on the first screen; they stand before the catalogue has come.
export const firstCalculators: readonly Calculator[] = [
  { id: "cpl", metric: "cost_per_lead", fields: [field("spend", "money", 1000), field("leads", "count", 100)], result: field("cost_per_lead", "money", 10) },
  { id: "cac", metric: "cac", fields: [field("spend", "money", 1000), field("new_customers", "count", 30)], result: field("cac", "money", 33) },
  {
    id: "roi", metric: "marketing_roi",
    fields: [field("revenue", "money", 15000), field("gross_margin", "share", 40), field("spend", "money", 1000)],
    result: field("marketing_roi", "share", 500),
  },
  { id: "roas", metric: "roas", fields: [field("attributed_revenue", "money", 4800), field("spend", "money", 1200)], result: field("roas", "ratio", 4) },
  { id: "ltv_cac", metric: "ltv_cac_ratio", fields: [field("ltv", "money", 900), field("cac", "money", 300)], result: field("ltv_cac_ratio", "ratio", 3) },
];

export const kindOf = (unit: string): FieldKind =>
  unit.startsWith("currency") ? "money"
    : unit === "percent" ? "share"
      : unit === "ratio" || unit === "days" || unit === "months" ? unit : "count";

// The engine's unit of a field, for writing its value.
export const unitOf = (kind: FieldKind): string =>
  ({ money: "currency", count: "count", share: "percent", ratio: "ratio", days: "days", months: "months" })[kind];

export const unitIn = (catalogue: Catalogue, input: Pick<CatalogueInput, "id" | "kind">): string =>
  (input.kind === "measure" ? catalogue.measures.find((each) => each.id === input.id)
    : input.kind === "parameter" ? catalogue.parameters?.find((each) => each.id === input.id)
      : [...catalogue.metrics, ...catalogue.helpers ?? []].find((each) => each.id === input.id))?.unit ?? "count";

const examples: Readonly<Record<FieldKind, number>> = { money: 1000, count: 100, share: 20, ratio: 3, days: 30, months: 12 };

const inputField = (catalogue: Catalogue, metric: CatalogueMetric, input: CatalogueInput, place: number): CalculatorField => {
  const kind = kindOf(unitIn(catalogue, input));
  const twice = metric.inputs.some((other) => other !== input && other.id === input.id);
  const as = input.prior ? "prior" : input.aggregate === "open" ? "opening" : twice ? "closing" : undefined;
  // The first input is the upper part of a fraction: smaller than the others where the result is a share.
  const small = place === 0 && metric.unit === "percent" && as === undefined;
  return {
    id: as === "prior" ? `prior_${input.id}` : as === "opening" ? `opening_${input.id}` : input.id,
    of: input.id, kind, example: small ? examples[kind] / 4 : kind === "count" && as === "closing" ? 120 : examples[kind],
    ...(as ? { as } : {}),
  };
};

// A sum of one column has nothing to work out.
export const hasCalculator = (metric: CatalogueMetric): boolean => metric.inputs.length >= 2 && metric.inputs.length <= 5;

export const findCalculator = (catalogue: Catalogue | null, id: string): Calculator | undefined => {
  const first = firstCalculators.find((each) => each.id === id || each.metric === id);
  if (first) return first;
  const metric = catalogue?.metrics.find((each) => each.id === id);
  if (!catalogue || !metric || !hasCalculator(metric)) return undefined;
  const kind = kindOf(metric.unit);
  return {
    id, metric: id, fields: metric.inputs.map((input, place) => inputField(catalogue, metric, input, place)),
    result: { id, of: id, kind, example: examples[kind] },
  };
};

export const calculatorOf = (catalogue: Catalogue | null, id: string): Calculator => findCalculator(catalogue, id) ?? firstCalculators[0]!;

// By category, in the catalogue's order.
export const calculatorGroups = (catalogue: Catalogue): readonly (readonly [string, readonly CatalogueMetric[]])[] => {
  const groups = new Map<string, CatalogueMetric[]>();
  for (const metric of catalogue.metrics)
    if (hasCalculator(metric)) groups.set(metric.category, [...groups.get(metric.category) ?? [], metric]);
  return [...groups];
};

// "40" in a share field means 40 %; the engine's `number` reads "40 %" as 0.4 by itself.
export const valueOfField = (field: Pick<CalculatorField, "kind">, typed: string, reading: number): number =>
  field.kind === "share" && !/[%٪]/.test(typed) ? reading / 100 : reading;
