import { describe, expect, it } from "vitest";
import type { MetricValue, Report } from "../engine/operations.ts";
import { Judge } from "./ask.ts";

const info = (direction: "higher" | "lower") => ({ unit: "percent", direction, formula: "f" }) as const;
const metrics = {
  sessions: { ...info("higher"), unit: "count" }, leads: { ...info("higher"), unit: "count" }, visitor_to_lead_rate: info("higher"), cac: info("lower"),
  marketing_roi: info("higher"), organic_traffic_share: info("higher"),
};
const between = (value: number, low: number, high: number): MetricValue => ({ value, interval: { low, high, level: 0.95, method: "wilson" } });
const report = (total: Record<string, MetricValue>, before?: Record<string, MetricValue>, groups: Report["groups"] = []): Report => ({
  ok: true, sources: [], by: [], metrics, groups, total: { metrics: total },
  ...(before ? { compare: { period: { from: "2025-01-01", to: "2025-01-31" }, total: { metrics: before }, groups: [] } } : {}),
});

describe("the questions", () => {
  const total = report(
    { sessions: { value: 1200 }, leads: between(60, 46, 77), cac: between(80, 70, 95), visitor_to_lead_rate: between(0.05, 0.04, 0.06), marketing_roi: between(0.4, 0.1, 0.7) },
    { sessions: { value: 1000 }, leads: between(55, 41, 72), cac: between(120, 100, 140), visitor_to_lead_rate: between(0.08, 0.07, 0.09) });
  const channels = report({}, undefined, [
    { key: { channel: "A" }, metrics: { marketing_roi: between(0.9, 0.6, 1.2) } },
    { key: { channel: "B" }, metrics: { marketing_roi: between(0.1, -0.2, 0.4) } },
  ]);
  const groups = report({}, undefined, [
    { key: { channel_group: "organic_search" }, metrics: { visitor_to_lead_rate: between(0.06, 0.05, 0.07) } },
    { key: { channel_group: "paid_social" }, metrics: { visitor_to_lead_rate: between(0.02, 0.01, 0.03) } },
  ]);
  const answers = Object.fromEntries(new Judge(total, channels, groups, [], "channel").answers().map((each) => [each.id, each.answer]));

  it("says yes or no only where the ranges lie apart", () => {
    // Visits 1,200 after 1,000: no range to mind. Leads 46..77 and 41..72 overlap. Cost fell clear of its range.
    expect(answers).toMatchObject({ q1: "yes", q4: "unsure", q5: "yes", q3: "no", q2: "yes", q6: "yes" });
  });
  it("weighs the six from their parts", () => {
    expect(answers).toMatchObject({ f1: "no", f2: "unsure", f3: "unsure", f4: "no", f5: "yes", f6: "unsure" });
  });
  it("cannot tell without the columns", () => {
    const none = new Judge(report({}), null, null, [], "").answers();
    expect(none.map((each) => each.answer)).toEqual(Array(14).fill("unsure"));
    expect(none.every((each) => each.because.length > 0)).toBe(true);
  });
});
