import { describe, expect, it } from "vitest";
import type { Report, SourceInfo } from "../engine/operations.ts";
import { newDocument, type Document } from "../model/document.ts";
import { emptyLive } from "../model/live.ts";
import { compare, type Snapshot } from "./compare.ts";

const column = (name: string, role: string | null): SourceInfo["columns"][number] => ({ name, role, type: "text", nulls: 0, confidence: "certain" });
const report = (by: string[], totals: Record<string, number | null>, groups: Record<string, number>): Report => ({
  ok: true, sources: [], by, metrics: Object.fromEntries(Object.keys(totals).map((id) => [id, { unit: "currency", direction: "neutral", formula: "f" }])),
  total: { metrics: Object.fromEntries(Object.entries(totals).map(([id, value]) => [id, value === null ? { value, reason: "missing_input" as const } : { value }])) },
  groups: Object.entries(groups).map(([key, value]) => ({ key: { channel: key }, metrics: { spend: { value } } })),
});
const snap = (change: Partial<Document>, totals: Record<string, number | null>, groups: Record<string, number>, columns = [column("Cost", "spend")]): Snapshot => {
  const source = { name: "a.csv", kind: "csv", header_row: 1, sheet: null, rows: { read: 5, used: 4, excluded: 1 }, excluded: [], table: "channel_performance", currency: null, columns, repairs: [], questions: [], warnings: [] } as SourceInfo;
  return {
    name: "x", document: { ...newDocument("en"), ...change }, print: "", version: "1", live: { ...emptyLive, inspection: { ok: true, sources: [source] } },
    read: 5, used: 4, span: null, total: report([], totals, {}), groups: report(["channel"], { spend: 1 }, groups),
  };
};
const goal = { id: "g", metric: "leads", value: "100", direction: "atLeast" as const, from: "2025-01-01", to: "2025-12-31", owner: "", plan: "even" as const, months: {}, band: 10, budget: "" };

describe("two documents beside one another", () => {
  const before = snap(
    { kpis: ["cac", "roas"], goals: [goal], formulas: ["demo cost = sum(spend) / sum(demos)"], aliases: { fb: "Meta" }, scenarios: [],
      selection: { ...newDocument("en").selection, params: { gross_margin: 0.4 }, where: { channel: ["B", "A"] } } },
    { spend: 200, leads: 10, cac: 50, mer: null }, { Google: 120, Bing: 80 }, [column("Cost", "spend"), column("When", "date")]);
  const now = snap(
    { kpis: ["cac"], goals: [{ ...goal, id: "another", value: "120" }], formulas: ["demo cost = sum(spend) / sum(sqls)"], aliases: { fb: "Meta" },
      selection: { ...newDocument("en").selection, params: {}, where: { channel: ["A", "B"] }, preset: "quarter" } },
    { spend: 250, leads: 0, cac: 50, revenue: 7 }, { Google: 130, Meta: 120 }, [column("Cost", "revenue"), column("Cost 2", "spend")]);
  const all = compare(before, now);

  it("lays sums and metrics side by side, and never divides by what is not there", () => {
    expect(all.totals.map(({ id, state, change }) => [id, state, change])).toEqual([
      ["spend", "changed", { absolute: 50, relative: 0.25 }],
      ["leads", "changed", { absolute: -10, relative: -1 }],
      ["cac", "same", { absolute: 0, relative: 0 }],
      ["revenue", "new", null],
    ]);
    expect(compare(now, before).totals.find(({ id }) => id === "leads")?.change).toEqual({ absolute: 10, relative: null });
  });

  it("tells new channels from those that are gone", () => {
    expect([all.dimension, all.lead]).toEqual(["channel", "spend"]);
    expect(all.groups.map(({ id, state }) => [id, state])).toEqual([["Google", "changed"], ["Meta", "new"], ["Bing", "gone"]]);
  });

  it("names every definition that differs, and no other", () => {
    expect(all.definitions.map(({ subject, name, state, before, now }) => [subject, name, state, before, now])).toEqual([
      ["formula", "demo cost", "changed", "sum(spend) / sum(demos)", "sum(spend) / sum(sqls)"],
      ["period", "", "changed", "all", "quarter"],
      ["column", "Cost", "changed", "spend", "revenue"],
      ["column", "Cost 2", "new", "", "spend"],
      ["goal", "leads", "changed", "atLeast\n100\n\n2025-01-01/2025-12-31\n", "atLeast\n120\n\n2025-01-01/2025-12-31\n"],
      ["kpi", "roas", "gone", "roas", ""],
      ["parameter", "gross_margin", "gone", "0.4", ""],
      ["column", "When", "gone", "date", ""],
    ]);
    expect(compare(now, now).definitions).toEqual([]);
  });
});
