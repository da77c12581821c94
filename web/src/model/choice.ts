// Which KPIs a table is for. Only what has a value is ever chosen.
import type { Catalogue, KpiSet } from "../engine/operations.ts";

// In order: the first rule whose `when` are all there gives the primary; secondaries are the first two there.
interface Rule {
  readonly when: readonly string[];
  readonly primary: string;
  readonly secondary: readonly string[];
}

const rules: readonly Rule[] = [
  // A book of recurring revenue is told by it, whatever else stands in the table.
  { when: ["mrr", "churned_mrr"], primary: "mrr", secondary: ["nrr", "logo_churn_rate", "cac", "arpa", "new_mrr"] },
  {
    when: ["cost_per_lead", "lead_to_customer_rate"],
    primary: "cost_per_lead",
    secondary: ["lead_to_customer_rate", "marketing_roi", "cac", "roas", "new_sales_revenue"],
  },
  { when: ["cost_per_lead"], primary: "cost_per_lead", secondary: ["roas", "leads", "visitor_to_lead_rate", "ctr", "marketing_spend"] },
  { when: ["roas", "cpa"], primary: "roas", secondary: ["cpa", "ctr", "marketing_spend"] },
  { when: ["roas"], primary: "roas", secondary: ["cpc", "ctr", "marketing_spend", "cac"] },
  { when: ["cpa"], primary: "cpa", secondary: ["ad_conversion_rate", "ctr", "cpc", "marketing_spend"] },
  { when: ["cac"], primary: "cac", secondary: ["marketing_roi", "revenue_roi", "mer", "marketing_spend"] },
  { when: ["email_click_rate"], primary: "email_click_rate", secondary: ["email_open_rate", "click_to_open_rate", "unsubscribe_rate"] },
  { when: ["mrr"], primary: "mrr", secondary: ["logo_churn_rate", "nrr", "arpa"] },
  { when: ["closed_won_deals"], primary: "closed_won_deals", secondary: ["win_rate", "average_deal_size"] },
  { when: ["average_order_value"], primary: "average_order_value", secondary: ["ecommerce_conversion_rate", "repeat_purchase_rate", "refund_rate"] },
  { when: ["cpc", "ctr"], primary: "cpc", secondary: ["ctr", "cpm", "marketing_spend"] },
  { when: ["mer"], primary: "mer", secondary: ["marketing_spend", "new_sales_revenue", "revenue_roi"] },
  { when: ["engagement_rate"], primary: "engagement_rate", secondary: ["sessions", "bounce_rate"] },
  { when: ["visitor_to_lead_rate"], primary: "visitor_to_lead_rate", secondary: ["leads", "sessions"] },
];

type Test = (id: string) => boolean;
const never: Test = () => false;

// `available`: ids with a value over everything read, in the catalogue's order. `lopsided`: those that set what all tables
// say against what only some say; they come first only where nothing else does.
export const chooseKpis = (available: readonly string[], lopsided: Test = never): readonly string[] => {
  const has = new Set(available);
  const fitting = rules.filter((each) => each.when.every((id) => has.has(id)));
  const rule = fitting.find((each) => !lopsided(each.primary)) ?? fitting[0];
  const secondary = (rule?.secondary ?? []).filter((id) => has.has(id));
  const first = rule ? [rule.primary, ...secondary.filter((id) => !lopsided(id))] : [];
  return [...new Set([...first, ...available.filter((id) => !lopsided(id)), ...secondary, ...available])].slice(0, 3);
};

// What is shown: the reader's choice as far as it can be worked out, the rest chosen for them.
export const kpisToShow = (chosen: readonly string[], available: readonly string[], lopsided: Test = never): readonly string[] =>
  chosen.length > 0 ? chosen : chooseKpis(available, lopsided);

// "measure:reach" in a set names a measure.
const plain = (id: string): string => id.replace(/^measure:/, "");

export const kpisOfSet = (set: KpiSet): readonly string[] =>
  [set.primary, ...set.secondary].map(plain).slice(0, 3);

// Ready-made sets whose primary has a value, most complete first.
export const setsFor = (catalogue: Catalogue, available: readonly string[]): readonly KpiSet[] => {
  const has = new Set(available);
  const score = (set: KpiSet): number => kpisOfSet(set).filter((id) => has.has(id)).length;
  return catalogue.kpi_sets
    .filter((set) => has.has(plain(set.primary)))
    .map((set, place) => ({ set, place, score: score(set) }))
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .map((each) => each.set);
};

// Sums worth a column beside the KPIs: what the KPIs are made of first.
const measureOrder = [
  "spend", "impressions", "clicks", "sessions", "leads", "conversions", "new_customers", "sales_count",
  "revenue", "attributed_revenue", "gross_profit", "emails_delivered", "orders", "gross_revenue",
];

export const columnsFor = (
  kpis: readonly string[], available: readonly string[], inputsOf: (metric: string) => readonly string[],
): readonly string[] => {
  const has = new Set(available);
  const needed = new Set(kpis.flatMap(inputsOf));
  const sums = measureOrder.filter((id) => has.has(id));
  const first = sums.filter((id) => needed.has(id));
  const rest = sums.filter((id) => !needed.has(id));
  return [...new Set([...first, ...rest].slice(0, 4).sort((a, b) => measureOrder.indexOf(a) - measureOrder.indexOf(b)).concat(kpis))];
};

// The dimension that tells most: a channel if there is one.
const dimensionOrder = ["channel", "campaign", "ad_group", "signup_source", "source_type", "plan", "brand", "segment", "country", "device", "stage", "owner"];

export const dimensionFor = (dimensions: readonly string[], chosen?: string): string | undefined =>
  chosen && dimensions.includes(chosen)
    ? chosen
    : dimensionOrder.find((id) => dimensions.includes(id)) ?? dimensions[0];
