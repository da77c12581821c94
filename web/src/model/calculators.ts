// The five one-number calculators: which fields they have. The arithmetic is the engine's.
import type { CalculatorId } from "./document.ts";

export interface CalculatorField {
  readonly id: string;
  // What is typed: an amount, a count, or a share in per cent ("40" means 0.4).
  readonly kind: "money" | "count" | "share" | "ratio";
  // Shown as a placeholder; never a result.
  readonly example: number;
}

export interface Calculator {
  readonly id: CalculatorId;
  readonly metric: string;
  readonly fields: readonly CalculatorField[];
  // The metric itself as a field, so that any other can be the unknown.
  readonly result: CalculatorField;
}

export const calculators: Readonly<Record<CalculatorId, Calculator>> = {
  cpl: {
    id: "cpl",
    metric: "cost_per_lead",
    fields: [
      { id: "spend", kind: "money", example: 1000 },
      { id: "leads", kind: "count", example: 100 },
    ],
    result: { id: "cost_per_lead", kind: "money", example: 10 },
  },
  cac: {
    id: "cac",
    metric: "cac",
    fields: [
      { id: "spend", kind: "money", example: 1000 },
      { id: "new_customers", kind: "count", example: 30 },
    ],
    result: { id: "cac", kind: "money", example: 33 },
  },
  roi: {
    id: "roi",
    metric: "marketing_roi",
    fields: [
      { id: "revenue", kind: "money", example: 15000 },
      { id: "gross_margin", kind: "share", example: 40 },
      { id: "spend", kind: "money", example: 1000 },
    ],
    result: { id: "marketing_roi", kind: "share", example: 500 },
  },
  roas: {
    id: "roas",
    metric: "roas",
    fields: [
      { id: "attributed_revenue", kind: "money", example: 4800 },
      { id: "spend", kind: "money", example: 1200 },
    ],
    result: { id: "roas", kind: "ratio", example: 4 },
  },
  ltv_cac: {
    id: "ltv_cac",
    metric: "ltv_cac_ratio",
    fields: [
      { id: "ltv", kind: "money", example: 900 },
      { id: "cac", kind: "money", example: 300 },
    ],
    result: { id: "ltv_cac_ratio", kind: "ratio", example: 3 },
  },
};

// "40" in a share field means 40 %; the engine's `number` reads "40 %" as 0.4 by itself.
export const valueOfField = (field: CalculatorField, typed: string, reading: number): number =>
  field.kind === "share" && !/[%٪]/.test(typed) ? reading / 100 : reading;
