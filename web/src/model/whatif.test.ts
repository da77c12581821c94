import { describe, expect, it } from "vitest";
import type { Catalogue, Engine } from "../engine/operations.ts";
import { emptyWhatIf } from "./document.ts";
import { chainIds, give, solveFor, stepsFrom, subjectFor, subjectOf, workOut } from "./whatif.ts";

const catalogue = { metrics: [], measures: [], parameters: [], helpers: [] } as unknown as Catalogue;

// Plain division both ways, as an engine with five metrics would answer; the real one is asked in the browser suites.
const ratios: Readonly<Record<string, readonly [string, string]>> = {
  average_revenue_per_sale: ["new_revenue", "sales_count"], lead_to_customer_rate: ["new_customers", "leads"],
  cost_per_lead: ["spend", "leads"], cac: ["spend", "new_customers"],
};
const engine = {
  call: async (_operation: string, { metric, inputs, solve }: { metric: string; inputs: Record<string, number>; solve?: string }) => {
    if (metric === "revenue_roi") {
      const { revenue, spend, revenue_roi: roi } = inputs;
      if (solve === "spend") return { inputs: { spend: revenue! / (roi! + 1) } };
      if (solve === "revenue") return { inputs: { revenue: spend! * (roi! + 1) } };
      return { value: (revenue! - spend!) / spend!, inputs };
    }
    const [top, bottom] = ratios[metric]!;
    if (solve === top) return { inputs: { [top]: inputs[metric]! * inputs[bottom]! } };
    if (solve === bottom) return { inputs: { [bottom]: inputs[top]! / inputs[metric]! } };
    return inputs[bottom] === 0 ? { value: null, reason: "denominator_zero", inputs } : { value: inputs[top]! / inputs[bottom]!, inputs };
  },
} as unknown as Engine;

describe("what if", () => {
  it("begins with the chain that the tables tell most of, until one is chosen", () => {
    const ads = ["spend", "impressions", "clicks", "leads"];
    expect(subjectFor(emptyWhatIf, [])).toBe("funnel");
    expect(subjectFor(emptyWhatIf, ["spend", "leads", "new_customers", "revenue"])).toBe("funnel");
    expect(subjectFor(emptyWhatIf, ads)).toBe("ads");
    expect(subjectFor(emptyWhatIf, ["sessions", "orders", "gross_revenue"])).toBe("shop");
    expect(subjectFor({ ...emptyWhatIf, given: ["spend"] }, ads)).toBe("funnel");
    expect(subjectFor({ ...emptyWhatIf, subject: "cac" }, ads)).toBe("cac");
  });

  it.each(chainIds)("%s: what is given at first settles everything", (id) => {
    const subject = subjectOf(catalogue, id);
    expect(subject.given.length + subject.links.length).toBe(subject.fields.length);
    const steps = stepsFrom(subject, subject.given);
    expect(new Set([...subject.given, ...steps.map((step) => step.solve)])).toEqual(new Set(subject.fields.map((field) => field.id)));
  });

  it.each(chainIds)("%s: any variable can follow, and any can be given, without losing the rest", (id) => {
    const subject = subjectOf(catalogue, id);
    for (const { id: field } of subject.fields) {
      const given = give(subject, subject.given, field);
      expect(given.at(-1), field).toBe(field);
      expect(stepsFrom(subject, given).length, field).toBe(subject.links.length);
      const solved = solveFor(subject, given, field);
      expect(solved, field).not.toContain(field);
      expect(stepsFrom(subject, solved).length, field).toBe(subject.links.length);
    }
  });

  it("from a budget to the revenue it brings", async () => {
    // 6,000 at 30 a lead: 200 leads; a quarter of them buy: 50 customers; 400 each: 20,000. 120 a customer; 14/6 of the spend back.
    const { values } = await workOut(engine, subjectOf(catalogue, "funnel"), {
      spend: 6000, cost_per_lead: 30, lead_to_customer_rate: 0.25, average_revenue_per_sale: 400,
    });
    expect(values).toMatchObject({ leads: 200, new_customers: 50, revenue: 20000, cac: 120 });
    expect(values["revenue_roi"]).toBeCloseTo(14 / 6, 12);
  });

  it("from a revenue goal back to the budget it takes", async () => {
    const subject = subjectOf(catalogue, "funnel");
    const given = give(subject, subject.given, "revenue");
    // The budget makes way for the goal; the rates stay as they are.
    expect([...given].sort()).toEqual(["average_revenue_per_sale", "cost_per_lead", "lead_to_customer_rate", "revenue"]);
    // With the price of a lead to follow, the budget is given again.
    expect([...solveFor(subject, given, "cost_per_lead")].sort()).toEqual(["average_revenue_per_sale", "lead_to_customer_rate", "revenue", "spend"].sort());
    const { values } = await workOut(engine, subject, { revenue: 30000, average_revenue_per_sale: 400, lead_to_customer_rate: 0.25, cost_per_lead: 30 });
    expect(values).toMatchObject({ new_customers: 75, leads: 300, spend: 9000 });
  });

  it("says why a variable has no value, and leaves what hangs on it", async () => {
    const { values, reasons } = await workOut(engine, subjectOf(catalogue, "funnel"), { spend: 100, leads: 0 });
    expect(values["cost_per_lead"]).toBeUndefined();
    expect(reasons["cost_per_lead"]?.reason).toBe("denominator_zero");
  });
});
