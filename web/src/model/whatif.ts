// What if: a handful of quantities tied together by metrics of the catalogue. Some are given, the others follow; which
// is which is the reader's choice. The arithmetic is the engine's, one metric at a time.
import type { Catalogue } from "../engine/operations.ts";
import { calculatorOf, kindOf, unitIn, type CalculatorField } from "./calculators.ts";
import { emptyWhatIf, type WhatIf } from "./document.ts";
import { refused, type Asker } from "./steady.ts";

// One metric that ties variables together: the engine's inputs by the variable that stands for each, and its own value.
export interface Link {
  readonly metric: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly out: string;
}

export interface Subject {
  readonly id: string;
  readonly fields: readonly CalculatorField[];
  readonly links: readonly Link[];
  // What is given at first; the last one is let go last.
  readonly given: readonly string[];
  // Where a variable's present value comes from: the first of these measures or metrics that the tables have.
  readonly bases: Readonly<Record<string, readonly string[]>>;
}

export type ChainId = "funnel" | "ads" | "shop" | "subscription";
export const chainIds: readonly ChainId[] = ["funnel", "ads", "shop", "subscription"];

interface Chain {
  readonly order: readonly string[];
  readonly links: readonly Link[];
  readonly given: readonly string[];
  readonly bases: Readonly<Record<string, readonly string[]>>;
}

const link = (metric: string, inputs: Readonly<Record<string, string>>): Link => ({ metric, inputs, out: metric });
const same = (...ids: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(ids.map((id) => [id, id]));
const measured = (...ids: readonly string[]): Readonly<Record<string, readonly string[]>> => Object.fromEntries(ids.map((id) => [id, [id]]));

const chains: Readonly<Record<ChainId, Chain>> = {
  funnel: {
    order: ["revenue", "average_revenue_per_sale", "new_customers", "lead_to_customer_rate", "leads", "cost_per_lead", "spend", "cac", "revenue_roi"],
    links: [
      link("average_revenue_per_sale", { new_revenue: "revenue", sales_count: "new_customers" }),
      link("lead_to_customer_rate", same("new_customers", "leads")), link("cost_per_lead", same("spend", "leads")),
      link("cac", same("spend", "new_customers")), link("revenue_roi", same("revenue", "spend")),
    ],
    given: ["spend", "cost_per_lead", "lead_to_customer_rate", "average_revenue_per_sale"],
    bases: {
      ...measured("spend", "leads"), new_customers: ["new_customers", "won_deals", "sales_count"],
      revenue: ["revenue", "new_revenue", "attributed_revenue", "won_amount"],
    },
  },
  ads: {
    order: ["attributed_revenue", "roas", "conversions", "ad_conversion_rate", "clicks", "ctr", "impressions", "cpm", "spend", "cpc", "cpa"],
    links: [
      link("cpm", same("spend", "impressions")), link("ctr", same("clicks", "impressions")),
      link("ad_conversion_rate", same("conversions", "clicks")), link("cpc", same("spend", "clicks")),
      link("cpa", same("spend", "conversions")), link("roas", same("attributed_revenue", "spend")),
    ],
    given: ["spend", "cpm", "ctr", "ad_conversion_rate", "roas"],
    bases: { ...measured("spend", "impressions", "clicks"), conversions: ["conversions", "leads"], attributed_revenue: ["attributed_revenue", "revenue"] },
  },
  shop: {
    order: ["gross_revenue", "average_order_value", "orders", "ecommerce_conversion_rate", "sessions", "spend", "mer"],
    links: [
      link("average_order_value", same("gross_revenue", "orders")), link("ecommerce_conversion_rate", same("orders", "sessions")),
      link("mer", { revenue: "gross_revenue", spend: "spend" }),
    ],
    given: ["spend", "sessions", "ecommerce_conversion_rate", "average_order_value"],
    bases: { ...measured("sessions", "spend", "orders"), gross_revenue: ["gross_revenue", "revenue"] },
  },
  subscription: {
    order: ["ltv_cac_ratio", "ltv", "arpa", "gross_margin", "logo_churn_rate_t6m", "cac", "spend", "new_customers"],
    links: [
      link("ltv", same("arpa", "gross_margin", "logo_churn_rate_t6m")), link("cac", same("spend", "new_customers")),
      link("ltv_cac_ratio", same("ltv", "cac")),
    ],
    given: ["spend", "new_customers", "arpa", "gross_margin", "logo_churn_rate_t6m"],
    bases: { ...measured("spend", "new_customers", "arpa"), logo_churn_rate_t6m: ["logo_churn_rate"] },
  },
};

const example: Readonly<Record<string, number>> = { lead_to_customer_rate: 25, ctr: 2, ad_conversion_rate: 4, ecommerce_conversion_rate: 2, logo_churn_rate_t6m: 3, gross_margin: 40 };

export const subjectOf = (catalogue: Catalogue, id: string): Subject => {
  const chain = chainIds.find((each) => each === id);
  if (chain) {
    const { order, links, given, bases } = chains[chain];
    const fields = order.map((of): CalculatorField => {
      const kind = of === "gross_margin" ? "share" : kindOf(unitIn(catalogue, { id: of, kind: links.some((each) => each.out === of) || /^(arpa|logo_)/.test(of) ? "metric" : "measure" }));
      return { id: of, of, kind, example: example[of] ?? (kind === "share" ? 20 : kind === "count" ? 100 : kind === "ratio" ? 3 : 1000) };
    });
    return { id, fields, links, given, bases };
  }
  const calculator = calculatorOf(catalogue, id);
  return {
    id: calculator.metric,
    fields: [calculator.result, ...calculator.fields],
    links: [{ metric: calculator.metric, inputs: Object.fromEntries(calculator.fields.map((each) => [each.id, each.id])), out: calculator.result.id }],
    given: calculator.fields.map((each) => each.id),
    bases: Object.fromEntries(calculator.fields.filter((each) => each.as === undefined).map((each) => [each.id, [each.of]])),
  };
};

// While nothing has been chosen, the chain of which the tables tell most; `has`: their measures and metrics.
export const subjectFor = ({ subject, given, typed }: WhatIf, has: readonly string[]): string => {
  if (subject !== emptyWhatIf.subject || given.length > 0 || Object.keys(typed).length > 0) return subject;
  const known = new Set(has);
  const share = (id: ChainId): number => {
    const bases = Object.values(chains[id].bases);
    return bases.filter((from) => from.some((each) => known.has(each))).length / bases.length;
  };
  return chainIds.reduce((best, id) => (share(id) > share(best) ? id : best));
};

export interface Step {
  readonly link: Link;
  readonly solve: string;
}

// The order in which the known variables give the others: each step finds the one unknown of a link.
export const stepsFrom = (subject: Subject, known: readonly string[]): readonly Step[] => {
  const has = new Set(known);
  const steps: Step[] = [];
  for (let found = true; found;) {
    found = false;
    for (const each of subject.links) {
      const unknown = [each.out, ...Object.values(each.inputs)].filter((id) => !has.has(id));
      if (unknown.length !== 1) continue;
      has.add(unknown[0]!);
      steps.push({ link: each, solve: unknown[0]! });
      found = true;
    }
  }
  return steps;
};

// Whether the given ones settle everything, none of them being settled by the others.
const settles = (subject: Subject, given: readonly string[]): boolean =>
  given.length + subject.links.length === subject.fields.length && stepsFrom(subject, given).length === subject.links.length;

// `wanted` becomes given; of its like, the one given longest that can be let go follows from now on.
export const give = (subject: Subject, given: readonly string[], wanted: string): readonly string[] => {
  const rest = given.filter((id) => id !== wanted);
  if (rest.length < given.length) return [...rest, wanted];
  // A quantity takes the place of a quantity, a rate that of a rate, as long as one can.
  const rates = new Set(subject.links.map((each) => each.out));
  const order = [...rest.filter((id) => rates.has(id) === rates.has(wanted)), ...rest.filter((id) => rates.has(id) !== rates.has(wanted))];
  const let_go = order.find((id) => settles(subject, [...rest.filter((each) => each !== id), wanted]));
  return let_go === undefined ? given : [...rest.filter((each) => each !== let_go), wanted];
};

// `target` is to follow from the others: the first variable, from the goal down, that can be given instead is.
export const solveFor = (subject: Subject, given: readonly string[], target: string): readonly string[] => {
  if (!given.includes(target)) return given;
  const rest = given.filter((id) => id !== target);
  const taken = subject.fields.map((each) => each.id).find((id) => id !== target && !rest.includes(id) && settles(subject, [...rest, id]));
  return taken === undefined ? given : [...rest, taken];
};

export type Values = Readonly<Record<string, number | null>>;

export interface Outcome {
  readonly values: Values;
  // Why a variable has no value, by variable.
  readonly reasons: Readonly<Record<string, { readonly reason: string; readonly measure?: string } | undefined>>;
}

// Asks the engine for one variable after another. A step without its numbers is left out, and all that hangs on it.
export const workOut = async (engine: Asker, subject: Subject, known: Values): Promise<Outcome> => {
  const values: Record<string, number | null> = {};
  const reasons: Record<string, { reason: string; measure?: string }> = {};
  for (const [id, value] of Object.entries(known)) if (value !== null) values[id] = value;
  for (const { link: each, solve } of stepsFrom(subject, Object.keys(values))) {
    const inputs: Record<string, number> = {};
    let whole = true;
    const put = (name: string, id: string): void => {
      if (id === solve) return;
      const value = values[id];
      if (typeof value === "number") inputs[name] = value;
      else whole = false;
    };
    put(each.metric, each.out);
    for (const [name, id] of Object.entries(each.inputs)) put(name, id);
    if (!whole) continue;
    const turned = Object.entries(each.inputs).find(([, id]) => id === solve)?.[0];
    try {
      const result = await engine.call("calc", { metric: each.metric, inputs, ...(turned ? { solve: turned } : {}) });
      const value = turned ? result.inputs[turned] : result.value;
      if (typeof value === "number") values[solve] = value;
      else if (result.reason) reasons[solve] = { reason: result.reason, ...(result.measure ? { measure: result.measure } : {}) };
    } catch (thrown) {
      reasons[solve] = refused(thrown, { reason: "not_reached" });
    }
  }
  return { values, reasons };
};
