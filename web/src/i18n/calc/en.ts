// What a calculator on its own says.
import type { CalcErrors, ReasonWords } from "./types.ts";

export const calc = {
  title: "Or just one number",
  choose: "Which number?",
  solve: (field: string) => `Solve for ${field}`,
  solveThis: "Solve for this",
  solving: "Worked out from the others",
  echo: (text: string) => `= ${text}`,
  unread: "Not a number yet",
  waiting: "Fill in the fields to see the result",
  example: (text: string) => `e.g. ${text}`,
  copyLink: "Copy link",
  copied: "Copied",
  goal: (value: string) => `Goal ${value}`,
  goalMet: "reached",
  goalMissed: "not reached",
  names: { cpl: "CPL", cac: "CAC", roi: "ROI", roas: "ROAS", ltv_cac: "LTV:CAC" },
  fields: {
    spend: "Marketing spend",
    leads: "Leads",
    new_customers: "New customers",
    revenue: "Revenue",
    gross_margin: "Gross margin",
    attributed_revenue: "Revenue from ads",
    ltv: "Lifetime value",
    cac: "Acquisition cost",
    cost_per_lead: "Cost per lead",
    marketing_roi: "Return on marketing",
    roas: "Return on ad spend",
    ltv_cac_ratio: "LTV:CAC",
  },
};

// The same input at both ends of a period, or of the one before.
export const ends = {
  opening: (name: string) => `${name}, at the start`,
  closing: (name: string) => `${name}, at the end`,
  prior: (name: string) => `${name}, period before`,
};

export const errors: CalcErrors = {
  "calc.cannot_solve": () => [
    "This field can’t be worked out from the others.",
    "Choose another field to solve for.",
  ],
  "calc.bad_input": (g) => [
    `${g("given") || "This"} can’t be used here${g("input") ? ` for “${g("input")}”` : ""}.`,
    "Type a plain number; counts can’t be below zero.",
  ],
};

export const reasons: ReasonWords = {
  denominator_zero: (g) =>
    g("measure")
      ? `Zero here: ${g("measure")}, so there is nothing to divide by.`
      : "There is nothing to divide by: the lower part of the formula is zero.",
  missing_input: (g) =>
    g("measure") ? `There is no ${g("measure")} in this selection.` : "A number it needs is missing.",
  missing_opening: () => "Nothing is known from before the period starts.",
  no_rows: () => "No rows match this selection.",
  non_positive_denominator: () => "The lower part of the formula is not above zero.",
  baseline_zero: () => "It was zero before, so a change in per cent does not exist.",
  baseline_negative: () => "It was below zero before, so a change in per cent does not exist.",
  ambiguous_sign: () => "The column mixes amounts above and below zero.",
  currency_mixed: () => "The selection holds more than one currency. Choose one.",
  target_met: () => "The target is already met.",
  not_reached: () => "The value is never reached in this data.",
  insufficient_data: () => "There is too little data for this.",
  not_identifiable: () => "This data can’t tell the two apart.",
  out_of_range: () => "The result is too large or too small to be shown.",
  not_applicable: () => "This metric has no meaning for this grouping.",
};
