import { afterEach, describe, expect, it, vi } from "vitest";
import type { Catalogue } from "../engine/operations.ts";
import { valueOfField } from "./calculators.ts";
import { chooseKpis, columnsFor, dimensionFor, setsFor } from "./choice.ts";
import { daysIn, grainFor, isDay, spanOf } from "./days.ts";
import { apply } from "./commands.ts";
import { emptySelection, newDocument } from "./document.ts";
import { emptyLive, isLopsided, lopsidedOf, type Live } from "./live.ts";
import { pathOf } from "./query.ts";
import { keepHabits, languageFrom, readHabits } from "./keep.ts";
import { readRoute, writeRoute } from "./route.ts";

describe("KPIs chosen from the columns", () => {
  it("cost per lead where there are spend and leads", () => {
    expect(chooseKpis(["marketing_spend", "leads", "cost_per_lead", "ctr"])).toEqual(["cost_per_lead", "leads", "ctr"]);
  });
  it("with customers, the close rate and the return", () => {
    expect(chooseKpis(["cost_per_lead", "lead_to_customer_rate", "cac", "marketing_roi"]))
      .toEqual(["cost_per_lead", "lead_to_customer_rate", "marketing_roi"]);
  });
  it("ROAS where ads bring revenue", () => {
    expect(chooseKpis(["marketing_spend", "ctr", "cpc", "cpa", "roas"])).toEqual(["roas", "cpa", "ctr"]);
  });
  it("never one without a value", () => {
    const available = ["sessions"];
    expect(chooseKpis(available)).toEqual(["sessions"]);
    // Spend of two tables over the leads of one comes after what both have.
    const lopsided = (id: string): boolean => id === "cost_per_lead";
    expect(chooseKpis(["leads", "cost_per_lead", "roas", "cpa", "ctr"], lopsided)).toEqual(["roas", "cpa", "ctr"]);
    expect(chooseKpis(["cost_per_lead"], lopsided)).toEqual(["cost_per_lead"]);
    expect(chooseKpis([])).toEqual([]);
  });
  it("offers the sets whose primary has a value, fullest first", () => {
    const names = { en: "", tr: "", fi: "", fa: "" };
    const catalogue = {
      kpi_sets: [
        { id: "a", names, primary: "revenue", secondary: ["x", "y"] },
        { id: "b", names, primary: "cpa", secondary: ["ctr", "cpm"] },
        { id: "c", names, primary: "nothing", secondary: ["ctr"] },
      ],
    } as unknown as Catalogue;
    expect(setsFor(catalogue, ["revenue", "cpa", "ctr", "cpm"]).map((set) => set.id)).toEqual(["b", "a"]);
  });
  it("puts the sums a KPI is made of beside it", () => {
    const inputs = (id: string): string[] => (id === "cost_per_lead" ? ["spend", "leads"] : []);
    expect(columnsFor(["cost_per_lead"], ["spend", "impressions", "clicks", "leads", "revenue", "cost_per_lead"], inputs))
      .toEqual(["spend", "impressions", "clicks", "leads", "cost_per_lead"]);
  });
  it("groups by channel when there is one, else by what there is", () => {
    expect(dimensionFor(["campaign", "channel"])).toBe("channel");
    expect(dimensionFor(["plan"])).toBe("plan");
    expect(dimensionFor(["campaign", "channel"], "campaign")).toBe("campaign");
    expect(dimensionFor([])).toBeUndefined();
  });
});

describe("days", () => {
  const data = { from: "2025-01-15", to: "2025-06-30" };
  it("knows the calendar", () => {
    expect(isDay("2024-02-29")).toBe(true);
    expect(isDay("2025-02-29")).toBe(false);
    expect(daysIn({ from: "2025-01-01", to: "2025-12-31" })).toBe(365);
  });
  it("takes whole solar Hijri months where the document has them", () => {
    // The data end on 30 Khordad 1404 (20 June 2025), so Ordibehesht (21 April to 21 May) is the last full month.
    expect(spanOf({ ...emptySelection, preset: "month" }, { from: "2024-01-01", to: "2025-06-20" }, true)).toEqual({ from: "2025-04-21", to: "2025-05-21" });
    expect(spanOf({ ...emptySelection, preset: "quarter" }, { from: "2024-01-01", to: "2025-06-21" }, true)).toEqual({ from: "2025-03-21", to: "2025-06-21" });
  });
  it("takes whole months back from the last full one", () => {
    expect(spanOf({ ...emptySelection, preset: "month" }, data)).toEqual({ from: "2025-06-01", to: "2025-06-30" });
    expect(spanOf({ ...emptySelection, preset: "quarter" }, data)).toEqual({ from: "2025-04-01", to: "2025-06-30" });
    expect(spanOf({ ...emptySelection, preset: "year" }, data)).toEqual({ from: "2025-01-15", to: "2025-06-30" });
  });
  it("does not call a month that has only begun a full one", () => {
    expect(spanOf({ ...emptySelection, preset: "month" }, { from: "2025-01-01", to: "2025-07-12" }))
      .toEqual({ from: "2025-06-01", to: "2025-06-30" });
  });
  it("takes no month for full of which there is only the first day", () => {
    expect(spanOf({ ...emptySelection, preset: "month" }, { from: "2025-05-01", to: "2025-07-01" }))
      .toEqual({ from: "2025-06-01", to: "2025-06-30" });
    expect(spanOf({ ...emptySelection, preset: "month" }, { from: "2024-07-01", to: "2026-02-28" }))
      .toEqual({ from: "2026-02-01", to: "2026-02-28" });
  });
  it("turns own dates round that end before they begin", () => {
    expect(spanOf({ ...emptySelection, preset: "custom", from: "2025-03-01", to: "2025-02-01" }, data))
      .toEqual({ from: "2025-02-01", to: "2025-03-01" });
    expect(spanOf({ ...emptySelection, preset: "custom", from: "2025-03-01" }, data)).toEqual({ from: "2025-03-01", to: "2025-06-30" });
  });
  it("steps so that the line stays readable", () => {
    expect(grainFor({ from: "2025-06-01", to: "2025-06-30" })).toBe("day");
    expect(grainFor({ from: "2025-04-01", to: "2025-06-30" })).toBe("week");
    expect(grainFor({ from: "2024-07-01", to: "2025-06-30" })).toBe("month");
    expect(grainFor({ from: "2024-07-01", to: "2025-06-30" }, "quarter")).toBe("quarter");
  });
});

describe("address", () => {
  it("reads what is known and leaves the rest", () => {
    expect(readRoute("#sample=local_service&lang=fi")).toEqual({ sample: "local_service", language: "fi" });
    expect(readRoute("#ltv_cac")).toEqual({ calculator: "ltv_cac" });
    expect(readRoute("#sample=../etc&lang=xx&<script>")).toEqual({});
  });
  it("is written back as it is read", () => {
    const route = { calculator: "roas", language: "fa" } as const;
    expect(readRoute(writeRoute(route))).toEqual(route);
  });
});

describe("habits", () => {
  afterEach(() => vi.unstubAllGlobals());
  it("come from the browser's languages", () => {
    expect(languageFrom(["sv-FI", "fi-FI", "en"])).toBe("fi");
    expect(languageFrom(["fa-IR"])).toBe("fa");
    expect(languageFrom(["de"])).toBe("en");
  });
  it("do without storage where a frame forbids it", () => {
    vi.stubGlobal("localStorage", { getItem: () => { throw new Error("SecurityError"); }, setItem: () => { throw new Error("SecurityError"); } });
    expect(readHabits()).toEqual({});
    expect(() => keepHabits({ language: "tr" })).not.toThrow();
  });
  it("ignore what is no habit", () => {
    vi.stubGlobal("localStorage", { getItem: () => '{"language":"xx","theme":"pink","singleKeys":"yes"}', setItem: () => undefined });
    expect(readHabits()).toEqual({});
  });
});

describe("shares", () => {
  const field = { id: "gross_margin", kind: "share", example: 40 } as const;
  it("are per cent whether or not the sign is typed", () => {
    expect(valueOfField(field, "40", 40)).toBe(0.4);
    expect(valueOfField(field, "40 %", 0.4)).toBe(0.4);
    expect(valueOfField(field, "٪۴۰", 0.4)).toBe(0.4);
  });
});

describe("tables side by side", () => {
  const table = (...roles: string[]) => ({ columns: roles.map((role) => ({ name: role, role })) });
  const live = (...tables: ReturnType<typeof table>[]): Live => ({ ...emptyLive, inspection: { ok: true, sources: tables } as unknown as Live["inspection"] });
  it("a number is lopsided where one of them has less of it than another", () => {
    expect(isLopsided(live(table("spend", "leads"), table("spend", "clicks")), ["spend", "leads"])).toBe(true);
    expect(isLopsided(live(table("spend", "leads"), table("spend", "leads")), ["spend", "leads"])).toBe(false);
  });
  it("which, and in which files; no funnel's share is made of such", () => {
    const named = (name: string, ...roles: string[]) => ({ name, ...table(...roles) });
    const two = live(named("google.csv", "spend", "impressions", "clicks", "conversions"), named("meta.csv", "spend", "impressions", "clicks", "leads"));
    expect(lopsidedOf(two, ["spend", "leads"])).toEqual([{ measure: "leads", files: ["meta.csv"] }]);
    expect(lopsidedOf(two, ["clicks", "impressions"])).toEqual([]);
    const rate = (id: string, ...inputs: string[]) => ({ id, inputs: inputs.map((each) => ({ id: each, kind: "measure" })) });
    const path = (tables: Live) => pathOf({
      ...tables, available: ["ctr", "ad_conversion_rate"],
      catalogue: { measures: ["impressions", "clicks", "conversions"].map((id) => ({ id })), metrics: [rate("ctr", "clicks", "impressions"), rate("ad_conversion_rate", "conversions", "clicks")] } as unknown as Live["catalogue"],
    })?.length ?? 0;
    expect([path(two), path(live(table("impressions", "clicks", "conversions")))]).toEqual([0, 2]);
  });
  it("and not where each has its own part: spend from the ads, customers from the sales", () => {
    expect(isLopsided(live(table("spend"), table("spend", "clicks"), table("new_customers")), ["spend", "new_customers"])).toBe(false);
  });
});

describe("the first day of the week", () => {
  it("is that of the document's language, and stays where there is a table", () => {
    expect(newDocument("fi").calendar.weekStart).toBe(0);
    const persian = apply(newDocument("en"), { do: "language", language: "fa" });
    expect(persian.calendar.weekStart).toBe(5);
    expect(apply(persian, { do: "language", language: "tr" }).calendar.weekStart).toBe(0);
    const filled = apply(persian, { do: "add", input: { id: "a", name: "a.csv", size: 1, settings: {} } });
    expect(apply(filled, { do: "language", language: "en" }).calendar.weekStart).toBe(5);
  });
  it("a choice of one's own is kept", () => {
    const chosen = apply(newDocument("en"), { do: "calendar", change: { weekStart: 6 } });
    expect(apply(chosen, { do: "language", language: "fa" }).calendar.weekStart).toBe(6);
  });
});
