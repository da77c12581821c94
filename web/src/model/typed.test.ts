import { describe, expect, it } from "vitest";
import { newDocument, type Goal } from "./document.ts";
import { redo, run, startHistory, undo } from "./history.ts";
import { retype } from "./typed.ts";

describe("a number typed before the language changed", () => {
  it("is written so that it is the same number", () => {
    // A little more than one stays that; more than a thousand, too.
    expect([retype("1.234", "en", "fi"), retype("1,234", "en", "fi"), retype("1,234", "en", "tr")]).toEqual(["1,234", "1 234", "1.234"]);
    expect([retype("1.234", "tr", "en"), retype("1,234", "fi", "fa")]).toEqual(["1,234", "1.234"]);
    expect([retype("€ 12.500 k", "en", "tr"), retype("-۱.۲۳۴٪", "fa", "fi")]).toEqual(["€ 12,500 k", "-۱,۲۳۴٪"]);
  });

  it("stays as it is where it can be read in one way only", () => {
    for (const text of ["", "12.5", "12,5", "0.123", "1.234,5", "1,234,567", "1234.567", "12k", "1 234", "٫۵", "abc"]) {
      expect(retype(text, "en", "fi")).toBe(text);
      expect(retype(text, "tr", "fa")).toBe(text);
    }
    expect([retype("1.234", "en", "fa"), retype("1.234", "tr", "fi")]).toEqual(["1.234", "1.234"]);
  });

  it("in every place of the document, and in what is undone", () => {
    const goal: Goal = { id: "g", metric: "spend", value: "1.500", direction: "atMost", from: "2025-01-01", to: "2025-12-31", owner: "1.500", plan: "months", months: { "2025-01": "2.250" }, band: 10, budget: "3.000" };
    const typed = { spend: "1.234" };
    const start = startHistory({
      ...newDocument("en"), goals: [goal], whatif: { subject: "funnel", given: [], typed },
      scenarios: [{ id: "s", name: "1.234", subject: "funnel", given: [], typed, values: {} }], sheet: { rows: [{ channel: "1.234", cells: typed }] },
    });
    const finnish = run(run(start, { do: "field", field: "spend", text: "9.875" }), { do: "language", language: "fi" });
    const { now } = finnish;
    expect([now.fields, now.whatif.typed, now.scenarios[0]!.typed, now.sheet!.rows[0]!.cells]).toEqual([{ spend: "9,875" }, { spend: "1,234" }, { spend: "1,234" }, { spend: "1,234" }]);
    expect(now.goals[0]).toEqual({ ...goal, value: "1,500", months: { "2025-01": "2,250" }, budget: "3,000" });
    expect([now.scenarios[0]!.name, now.sheet!.rows[0]!.channel]).toEqual(["1.234", "1.234"]);
    const undone = undo(finnish);
    expect([undone.now.language, undone.now.goals[0]!.value]).toEqual(["fi", "1,500"]);
    expect(redo(run(undone, { do: "language", language: "en" })).now.fields).toEqual({ spend: "9.875" });
  });

  it("leaves a document alone that has nothing doubtful", () => {
    const start = startHistory({ ...newDocument("en"), fields: { spend: "12.5" } });
    expect(run(start, { do: "language", language: "fi" }).now.fields).toBe(start.now.fields);
  });
});
