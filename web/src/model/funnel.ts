// Which stages the tables hold, and which step between them is the weakest.
import type { Report } from "../engine/operations.ts";

// A step: the measure before, the measure after, and the metric that is the share between them.
type Step = readonly [from: string, to: string, rate: string];

const paths: readonly (readonly Step[])[] = [
  [["sessions", "leads", "visitor_to_lead_rate"], ["leads", "mqls", "lead_to_mql_rate"], ["mqls", "sqls", "mql_to_sql_rate"], ["sqls", "new_customers", "sql_to_customer_rate"]],
  [["sessions", "leads", "visitor_to_lead_rate"], ["leads", "mqls", "lead_to_mql_rate"], ["mqls", "sqls", "mql_to_sql_rate"]],
  [["sessions", "leads", "visitor_to_lead_rate"], ["leads", "new_customers", "lead_to_customer_rate"]],
  [["impressions", "clicks", "ctr"], ["clicks", "leads", "ad_conversion_rate"], ["leads", "mqls", "lead_to_mql_rate"]],
  [["sessions", "leads", "visitor_to_lead_rate"], ["leads", "mqls", "lead_to_mql_rate"]],
  [["emails_sent", "emails_delivered", "email_delivery_rate"], ["emails_delivered", "unique_opens", "email_open_rate"], ["unique_opens", "unique_email_clicks", "click_to_open_rate"]],
  [["emails_delivered", "unique_opens", "email_open_rate"], ["unique_opens", "unique_email_clicks", "click_to_open_rate"]],
  [["impressions", "clicks", "ctr"], ["clicks", "conversions", "ad_conversion_rate"]],
];

// The first path whose measures are in the tables and whose rates can be worked out.
export const funnelPath = (measures: readonly string[], available: readonly string[]): readonly Step[] | null =>
  paths.find((path) => path.every(([from, to, rate]) => measures.includes(from) && measures.includes(to) && available.includes(rate))) ?? null;

export const funnelMetrics = (path: readonly Step[]): readonly string[] =>
  [...new Set(path.flatMap(([from, to, rate]) => [from, to, rate]))];

// The step that fell most against the compared period; without one, the lowest share after the first step, for the
// first is of another kind (few of those who see an ad click it).
export const weakestStep = (path: readonly Step[], report: Report): string | null => {
  let weakest: string | null = null;
  let worst = 0;
  for (const [, , rate] of path) {
    const change = report.compare?.total.metrics[rate]?.change?.relative;
    if (typeof change === "number" && change < worst) [weakest, worst] = [rate, change];
  }
  if (weakest !== null || report.compare) return weakest;
  let lowest = Infinity;
  for (const [, , rate] of path.slice(1)) {
    const value = report.total.metrics[rate]?.value;
    if (typeof value === "number" && value < lowest) [weakest, lowest] = [rate, value];
  }
  return weakest;
};
