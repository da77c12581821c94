import { describe, expect, it } from "vitest";
import type { Goal } from "./document.ts";
import { dueBy, monthsLeft, monthsOf, planOf, shared, smart, spanOfMonth, verdictOf, wholeMonths, type GoalState } from "./goals.ts";

const goal: Goal = {
  id: "g", metric: "leads", value: "365", direction: "atLeast", from: "2025-01-01", to: "2025-12-31", owner: "Aino", plan: "even", months: {}, band: 10, budget: "",
};
const months = monthsOf(goal);

describe("goals", () => {
  it("knows the months a span touches", () => {
    expect(months).toHaveLength(12);
    expect(monthsOf({ from: "2025-11-20", to: "2026-02-01" })).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
    expect(shared({ from: "2025-02-01", to: "2025-02-28" }, { from: "2025-02-27", to: "2025-03-31" })).toBe(2);
  });

  it("knows the months of the solar Hijri calendar", () => {
    // 1 Farvardin 1404 was 21 March 2025, 1 Farvardin 1405 is 21 March 2026; Esfand 1404 has 29 days.
    const year = { from: "2025-03-21", to: "2026-03-20" };
    const own = monthsOf(year, true);
    expect([own.length, own[0], own[11]]).toEqual([12, "1404-01", "1404-12"]);
    expect(spanOfMonth("1404-01")).toEqual({ from: "2025-03-21", to: "2025-04-20" });
    expect(spanOfMonth("1404-12")).toEqual({ from: "2026-02-20", to: "2026-03-20" });
    expect(wholeMonths({ ...goal, ...year }, own, "2025-05-25")).toEqual({ to: "2025-05-21", left: 10 });
  });

  it("an even plan goes by days: one a day here", () => {
    const plan = planOf(goal, 365, months, {}, {});
    expect(plan[0]).toBeCloseTo(31, 10);
    expect(plan[1]).toBeCloseTo(28, 10);
    // 31 + 28 + 15 days of March.
    expect(dueBy(goal, months, plan, "2025-03-15")).toBeCloseTo(74, 10);
    expect(dueBy(goal, months, plan, "2025-12-31")).toBeCloseTo(365, 10);
  });

  it("a typed plan counts whole months whole and the month under way by its days", () => {
    const plan = planOf({ ...goal, plan: "months" }, 365, months, { "2025-01": 10, "2025-02": 28 }, {});
    expect(dueBy(goal, months, plan, "2025-02-14")).toBeCloseTo(24, 10);
    // March has no plan, so nothing can be asked for in it.
    expect(dueBy(goal, months, plan, "2025-03-01")).toBeNull();
  });

  it("what is left is counted in months", () => {
    expect(monthsLeft(goal, months, "2025-06-30")).toBe(6);
    expect(monthsLeft(goal, months, "2025-11-15")).toBeCloseTo(1.5, 10);
    expect(monthsLeft(goal, months, null)).toBe(12);
    expect(monthsLeft(goal, months, "2025-12-31")).toBe(0);
  });

  it("weighs a sum against its plan and a rate against its goal", () => {
    expect(verdictOf(goal, 365, 74, 74, true, false)).toBe("on");
    expect(verdictOf(goal, 365, 67, 74, true, false)).toBe("close");
    expect(verdictOf(goal, 365, 66, 74, true, false)).toBe("behind");
    expect(verdictOf(goal, 365, 400, 74, true, false)).toBe("met");
    expect(verdictOf(goal, 365, 360, 365, true, true)).toBe("behind");
    const ceiling: Goal = { ...goal, direction: "atMost" };
    // Half the money after half the time is on course, not yet kept to.
    expect(verdictOf(ceiling, 1000, 500, 500, true, false)).toBe("on");
    expect(verdictOf(ceiling, 1000, 540, 500, true, false)).toBe("close");
    expect(verdictOf(ceiling, 1000, 900, 1000, true, true)).toBe("met");
    expect(verdictOf(ceiling, 40, 38, null, false, false)).toBe("met");
    expect(verdictOf(ceiling, 40, 43, null, false, false)).toBe("close");
    expect(verdictOf(ceiling, 40, 45, null, false, false)).toBe("behind");
    expect(verdictOf(goal, null, 5, null, false, false)).toBe("none");
  });

  it("counts the whole months that are over, and those left", () => {
    expect(wholeMonths(goal, months, "2025-03-15")).toEqual({ to: "2025-02-28", left: 10 });
    expect(wholeMonths(goal, months, "2025-11-30")).toEqual({ to: "2025-11-30", left: 1 });
    expect(wholeMonths(goal, months, "2025-01-30")).toEqual({ to: "2024-12-31", left: 12 });
    expect(wholeMonths(goal, months, "2025-12-31")).toBeNull();
    // Parts of months are no months.
    expect(wholeMonths({ ...goal, to: "2025-12-30" }, months, "2025-03-15")).toBeNull();
    expect(wholeMonths({ ...goal, from: "2025-01-02" }, months, "2025-03-15")).toBeNull();
  });

  it("checks a goal for SMART", () => {
    const state: GoalState = {
      goal, target: 365, actual: { value: 74 }, info: undefined, months: [], through: "2025-03-15", due: 74, required: 30, left: 9.5,
      verdict: "on", history: { reached: 7, of: 12 }, chance: null, needed: 5000, budget: 4000,
    };
    expect(smart(state)).toEqual(["no", "yes", "yes", "no", "yes"]);
    expect(smart({ ...state, goal: { ...goal, dimension: "channel", segment: "Email" }, history: { reached: 0, of: 12 }, needed: null })).toEqual(["yes", "yes", "no", "unsure", "yes"]);
    expect(smart({ ...state, history: { reached: 1, of: 2 }, budget: 6000 })).toEqual(["no", "yes", "unsure", "yes", "yes"]);
    // The chance speaks before the months that reached it.
    expect([0.1, 0.2, 0.49, 0.5].map((chance) => smart({ ...state, chance })[2])).toEqual(["no", "unsure", "unsure", "yes"]);
    expect(smart({ ...state, goal: { ...goal, to: "2024-12-31" }, verdict: "met" })).toEqual(["no", "yes", "yes", "yes", "no"]);
  });
});
