import { describe, expect, it, vi } from "vitest";
import {
  MittariError, type Catalogue, type Engine, type Input, type Inspection, type Query, type Report, type SourceInfo,
} from "../engine/operations.ts";
import { newDocument } from "./document.ts";
import type { Drafts } from "./draft.ts";
import { dimensionsOf, openQuestions } from "./live.ts";
import { Store } from "./store.ts";

const names = { en: "n", tr: "n", fi: "n", fa: "n" };
const metric = (id: string, inputs: string[]): Catalogue["metrics"][number] => ({
  id, category: "c", names, descriptions: names, aliases: [], formula: "f", unit: "currency_per_lead", direction: "lower",
  inputs: inputs.map((input) => ({ id: input, kind: "measure" as const })), tables: ["channel_performance"],
});
const catalogue: Catalogue = {
  ok: true, languages: ["en"], metrics: [metric("cost_per_lead", ["spend", "leads"]), metric("cac", ["spend", "new_customers"])],
  measures: [{ id: "spend", table: "channel_performance", type: "currency", unit: "currency", names }, { id: "leads", table: "channel_performance", type: "count", unit: "count", names }],
  kpi_sets: [], dimensions: [
    { id: "date", tables: [], type: "date", names }, { id: "channel", tables: [], type: "category", names },
  ], channels: [],
};
const column = (name: string, role: string | null): SourceInfo["columns"][number] => ({ name, role, type: "text", nulls: 0, confidence: "certain" });
const source = (name: string): SourceInfo => ({
  name, kind: "csv", header_row: 1, sheet: null, rows: { read: 3, used: 3, excluded: 0 }, excluded: [], table: "channel_performance",
  currency: "EUR", columns: [column("Day", "date"), column("Channel", "channel"), column("Cost", "spend"), column("Leads", "leads")],
  repairs: [], questions: [], warnings: [], period: { from: "2025-01-01", to: "2025-02-28" },
});

// An engine that remembers what it was asked; it computes nothing.
const double = () => {
  let sources: SourceInfo[] = [];
  const asked: string[] = [];
  const queries: Query[] = [];
  const inspection = (): Inspection => ({ ok: true, sources });
  const engine: Engine = {
    open: vi.fn(async (inputs, options = {}) => {
      const fresh = inputs.map((input: Input) => {
        const { name } = input as { name: string };
        if (name.startsWith("bad")) throw new MittariError({ code: "csv.unterminated_quote", message: "x", file: name, at: { row: 7 } });
        return source(name);
      });
      sources = options.append ? [...sources, ...fresh] : fresh;
      asked.push(`${options.append ? "append" : "open"} ${fresh.map((each: SourceInfo) => each.name).join()}`);
      options.onProgress?.({ bytes: 1, total: 1, rows: 3 });
      return inspection();
    }),
    reopen: vi.fn(async (place, settings) => {
      asked.push(`reopen ${place} ${JSON.stringify(settings)}`);
      return inspection();
    }),
    remove: vi.fn(async (place) => {
      asked.push(`remove ${place}`);
      sources = sources.filter((_, each) => each !== place);
      return inspection();
    }),
    close: vi.fn(async () => { asked.push("close"); sources = []; }),
    end: vi.fn(),
    call: (async (operation: string, args: Query & { text?: string }) => {
      if (operation === "metrics") return catalogue;
      if (operation === "inspect") return inspection();
      if (operation === "number") {
        if (!/^\d+$/.test(args.text ?? "")) throw new MittariError({ code: "number.unreadable", message: "x" });
        return { ok: true, value: Number(args.text), text: args.text };
      }
      if (operation === "calc") return { ok: true, metric: "cost_per_lead", value: 10, unit: "currency_per_lead", inputs: {}, steps: [] };
      if (operation === "explain") throw new MittariError({ code: "metric.unknown", message: "x" });
      queries.push(args);
      const report: Report = {
        ok: true, sources, by: args.by ?? [], groups: [],
        metrics: { cost_per_lead: { unit: "currency_per_lead", direction: "lower", formula: "f" } },
        total: { metrics: { cost_per_lead: { value: 41.5 }, cac: { value: null, reason: "missing_input", measure: "new_customers" } } },
      };
      return report;
    }) as Engine["call"],
  };
  return { engine, asked, queries };
};

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};
const begin = async () => {
  const fake = double();
  const store = new Store(fake.engine, newDocument("en"), () => undefined);
  await store.start();
  return { ...fake, store };
};

describe("store", () => {
  it("reads a table, finds what it gives, and asks for the report", async () => {
    const { store, asked, queries } = await begin();
    expect(await store.run({ do: "add", input: store.keep("a.csv", "x") })).toBe(true);
    await settle();
    expect(asked).toEqual(["open a.csv"]);
    expect(store.live.available).toEqual(["cost_per_lead"]);
    expect(store.plan.kpis).toEqual(["cost_per_lead"]);
    expect(dimensionsOf(store.live)).toEqual(["channel"]);
    expect(queries.map((query) => query.by ?? [])).toEqual([[], [], ["channel"], ["week"], ["day"]]);
  });

  it("draws a table of months by months, unless weeks are chosen", async () => {
    const { engine, queries } = double();
    const call = engine.call as (operation: string, args: Query) => Promise<Report>;
    engine.call = (async (operation: string, args: Query) => {
      const report = await call(operation, args);
      const step = args?.by?.[0];
      if (operation !== "report" || (step !== "week" && step !== "month")) return report;
      const group = (key: string) => ({ key: { [step]: key }, metrics: { cost_per_lead: { value: 1 } } });
      return { ...report, groups: ["1", "2", "3"].map(group), periods: Array.from({ length: step === "week" ? 9 : 3 }, (_, n) => `${n}`) };
    }) as Engine["call"];
    const store = new Store(engine, newDocument("en"), () => undefined);
    await store.start();
    await store.run({ do: "add", input: store.keep("a.csv", "x") });
    await settle();
    expect(store.live.trend?.by).toEqual(["month"]);
    await store.run({ do: "select", change: { grain: "week" } });
    await settle();
    expect([store.live.trend?.by, queries.filter((query) => query.by?.[0] === "week").length]).toEqual([["week"], 2]);
  });

  it("is at work from a choice on that the tables are weighed anew for, until the numbers are there", async () => {
    const { store } = await begin();
    await store.run({ do: "add", input: store.keep("a.csv", "x") });
    await settle();
    expect([store.live.computing, store.live.whole]).toEqual([false, true]);
    void store.run({ do: "select", change: { params: { gross_margin: 0.4 } } });
    expect([store.live.computing, store.live.whole]).toEqual([true, false]);
    await settle();
    expect([store.live.computing, store.live.whole]).toEqual([false, true]);
  });

  it("adds a second table without reading the first again", async () => {
    const { store, asked } = await begin();
    await store.run({ do: "add", input: store.keep("a.csv", "x") });
    await store.run({ do: "add", input: store.keep("b.csv", "y") });
    expect(asked).toEqual(["open a.csv", "append b.csv"]);
    expect(store.live.owners).toHaveLength(2);
  });

  it("reads again with other settings, and back when that is undone", async () => {
    const { store, asked } = await begin();
    const input = store.keep("a.csv", "x");
    await store.run({ do: "add", input });
    await store.run({ do: "repair", id: input.id, code: "total_row", on: false });
    await store.undo();
    expect(asked).toEqual(["open a.csv", 'reopen 0 {"off":["total_row"]}', "reopen 0 {}"]);
  });

  it("reads a file that comes again as the one in use was read, in one step; any other file as it is", async () => {
    const { store, asked, engine } = await begin();
    const call = engine.call as (operation: string, args: Query) => Promise<unknown>;
    // Files named wide… have other columns.
    engine.call = (async (operation: string, args: Query) => {
      const answer = await call(operation, args);
      if (operation !== "inspect") return answer;
      return { ok: true, sources: (answer as Inspection).sources.map((each) => ({ ...each, fingerprint: each.name.includes("wide") ? "w" : "n" })) };
    }) as Engine["call"];
    const first = store.keep("a.csv", "x");
    const said = { channel: "Google Ads", answers: { "date.order:Day": "dmy", "table.again:": "keep" } };
    await store.run({ do: "add", input: first });
    await store.run({ do: "settings", id: first.id, settings: said });
    const steps = store.history.past.length;
    await store.run({ do: "add", input: store.keep("a (1).csv", "x2") });
    const kept = { channel: "Google Ads", answers: { "date.order:Day": "dmy" } };
    expect(store.document.inputs.map((each) => each.settings)).toEqual([said, kept]);
    expect(asked.slice(-2)).toEqual(["append a (1).csv", `reopen 1 ${JSON.stringify(kept)}`]);
    expect(store.history.past.length).toBe(steps + 1);
    await store.run({ do: "add", input: store.keep("b.csv", "y") });
    await store.run({ do: "add", input: store.keep("b wide.csv", "z") });
    expect(store.document.inputs.slice(2).map((each) => each.settings)).toEqual([{}, {}]);
    await store.undo();
    await store.undo();
    await store.undo();
    expect(store.document.inputs.map((each) => each.id)).toEqual([first.id]);
    await store.redo();
    expect(store.document.inputs.map((each) => each.settings)).toEqual([said, kept]);
  });

  it("takes out one table and brings it back", async () => {
    const { store, asked } = await begin();
    const first = store.keep("a.csv", "x");
    await store.run({ do: "add", input: first });
    await store.run({ do: "add", input: store.keep("b.csv", "y") });
    await store.run({ do: "remove", id: first.id });
    expect(asked.at(-1)).toBe("remove 0");
    await store.undo();
    expect(store.document.inputs.map((each) => each.name)).toEqual(["a.csv", "b.csv"]);
    expect(store.live.inspection?.sources.map((each) => each.name)).toEqual(["a.csv", "b.csv"]);
  });

  it("keeps the document when a file can't be read, and says where", async () => {
    const { store } = await begin();
    await store.run({ do: "add", input: store.keep("a.csv", "x") });
    const before = store.document;
    expect(await store.run({ do: "add", input: store.keep("bad.csv", "y") })).toBe(false);
    expect(store.document).toBe(before);
    expect(store.live.failure).toMatchObject({ code: "csv.unterminated_quote", file: "bad.csv", row: 7 });
    expect(store.live.reading).toBeNull();
  });

  it("does not treat a cancel as an error", async () => {
    const { store, engine } = await begin();
    vi.mocked(engine.open).mockRejectedValueOnce(new MittariError({ code: "engine.cancelled", message: "x" }));
    expect(await store.run({ do: "add", input: store.keep("a.csv", "x") })).toBe(false);
    expect(store.live.failure).toBeNull();
  });

  const saved = (name: string, readOnly = false) =>
    ({ ...newDocument("fi"), inputs: [{ id: "saved-1", name, size: 3, settings: { currency: "EUR" } }], kpis: ["cac"], readOnly });

  it("opens a saved document in the place of the present one, and goes back", async () => {
    const { store, asked } = await begin();
    await store.run({ do: "add", input: store.keep("a.csv", "x") });
    store.savedAs("a.html", store.document);
    expect(await store.open(saved("b.csv"), [new Blob(["a,b"])], "b.html")).toBe(true);
    expect([store.document.language, store.document.kpis, store.document.inputs[0]?.settings]).toEqual(["fi", ["cac"], { currency: "EUR" }]);
    expect(store.bytes(store.document.inputs[0]!.id)).toBeInstanceOf(Blob);
    expect([store.live.saved?.name, store.isSaved, store.unsaved]).toEqual(["b.html", true, false]);
    await store.run({ do: "kpis", kpis: ["cost_per_lead"] });
    expect(store.isSaved).toBe(false);
    await store.undo();
    expect(store.isSaved).toBe(true);
    await store.undo();
    expect([store.document.inputs[0]?.name, store.live.saved?.name, store.isSaved]).toEqual(["a.csv", "a.html", true]);
    await store.redo();
    expect([store.document.inputs[0]?.name, store.live.saved?.name, store.isSaved]).toEqual(["b.csv", "b.html", true]);
    expect(asked).toEqual(["open a.csv", "open b.csv", "open a.csv", "open b.csv"]);
  });

  it("keeps the present document when the saved one can't be read", async () => {
    const { store } = await begin();
    await store.run({ do: "add", input: store.keep("a.csv", "x") });
    expect(await store.open(saved("bad.csv"), [new Blob([])], "b.html")).toBe(false);
    expect([store.document.inputs[0]?.name, store.live.saved, store.live.failure?.code]).toEqual(["a.csv", null, "csv.unterminated_quote"]);
  });

  it("lets a document for reading be filtered and nothing else", async () => {
    const { store } = await begin();
    await store.open(saved("b.csv", true), [new Blob(["a,b"])], "b.html");
    await store.run({ do: "kpis", kpis: ["cost_per_lead"] }, { do: "clear" }, { do: "add", input: store.keep("c.csv", "x") });
    expect([store.document.kpis, store.document.inputs.length]).toEqual([["cac"], 1]);
    await store.run({ do: "filter", dimension: "channel", values: ["Meta"] });
    expect(store.document.selection.where).toEqual({ channel: ["Meta"] });
    expect([store.isSaved, store.unsaved]).toEqual([true, false]);
  });

  it("keeps both of two tables dropped at once, and what was chosen while they were read", async () => {
    const { store, asked } = await begin();
    const first = store.run({ do: "add", input: store.keep("a.csv", "x") });
    const second = store.run({ do: "add", input: store.keep("b.csv", "y") });
    void store.run({ do: "theme", theme: "dark" });
    expect(await Promise.all([first, second])).toEqual([true, true]);
    expect(store.document.inputs.map((input) => input.name)).toEqual(["a.csv", "b.csv"]);
    expect(store.live.owners).toEqual(store.document.inputs.map((input) => input.id));
    expect(store.document.theme).toBe("dark");
    expect(asked).toEqual(["open a.csv", "append b.csv"]);
    await store.undo();
    expect([store.document.inputs.map((input) => input.name), store.document.theme]).toEqual([["a.csv"], "dark"]);
  });

  it("knows that a page for reading takes no change", async () => {
    const { store } = await begin();
    await store.open(saved("b.csv", true), [new Blob(["a,b"])], "b.html");
    expect(await store.run({ do: "clear" })).toBe(false);
    expect(await store.run({ do: "place", place: "report" })).toBe(true);
  });

  it("starts over, and undoes that", async () => {
    const { store, asked } = await begin();
    await store.run({ do: "add", input: store.keep("a.csv", "x") });
    await store.run({ do: "clear" });
    expect(asked.at(-1)).toBe("close");
    expect(store.live.available).toEqual([]);
    await store.undo();
    expect(asked.at(-1)).toBe("open a.csv");
    expect(openQuestions(store.live)).toBe(0);
  });

  it("asks for the result only when every field reads as a number", async () => {
    const { store } = await begin();
    await store.run({ do: "field", field: "spend", text: "1000" });
    await settle();
    expect(store.live.calc).toBeNull();
    await store.run({ do: "field", field: "leads", text: "abc" });
    await settle();
    expect(store.live.readings["leads"]).toBeNull();
    expect(store.live.calc).toBeNull();
    await store.run({ do: "field", field: "leads", text: "100" });
    await settle();
    expect(store.live.calc?.value).toBe(10);
  });

  it("what was kept while the reader looked at another place is kept", async () => {
    vi.useFakeTimers();
    let done: (kept: string) => void = () => undefined;
    const drafts = { save: () => new Promise<string>((resolve) => { done = resolve; }), recipe: async () => null, keepRecipe: async () => undefined, forget: async () => undefined };
    const store = new Store(double().engine, newDocument("en"), () => undefined, drafts as unknown as Drafts);
    await store.start();
    await store.run({ do: "add", input: store.keep("a.csv", "x") });
    await vi.advanceTimersByTimeAsync(600);
    await store.run({ do: "place", place: "plan" });
    done("kept");
    await vi.advanceTimersByTimeAsync(0);
    vi.useRealTimers();
    expect(store.live.keeping).toBe("kept");
    expect(store.unsaved).toBe(false);
  });

  it("what waits to be kept is kept at once when the page is put away, and once only", async () => {
    vi.useFakeTimers();
    const save = vi.fn(async () => "kept");
    const drafts = { save, recipe: async () => null, keepRecipe: async () => undefined, forget: async () => undefined };
    const store = new Store(double().engine, newDocument("en"), () => undefined, drafts as unknown as Drafts);
    await store.start();
    store.keepNow();
    expect(save).not.toHaveBeenCalled();
    await store.run({ do: "add", input: store.keep("a.csv", "x") });
    store.keepNow();
    store.keepNow();
    await vi.advanceTimersByTimeAsync(600);
    vi.useRealTimers();
    expect(save).toHaveBeenCalledTimes(1);
    expect(store.live.keeping).toBe("kept");
  });

  it("does not say that a change is kept while its numbers are still asked for", async () => {
    vi.useFakeTimers();
    const { engine } = double();
    const call = engine.call as (...args: unknown[]) => Promise<unknown>;
    let waits = false;
    engine.call = ((operation: string, args: unknown) => (waits && operation === "report" ? new Promise(() => undefined) : call(operation, args))) as Engine["call"];
    const drafts = { save: async () => "kept", recipe: async () => null, keepRecipe: async () => undefined, forget: async () => undefined };
    const store = new Store(engine, newDocument("en"), () => undefined, drafts as unknown as Drafts);
    await store.start();
    const input = store.keep("a.csv", "x");
    await store.run({ do: "add", input });
    await vi.advanceTimersByTimeAsync(600);
    expect(store.live.keeping).toBe("kept");
    waits = true;
    void store.run({ do: "meaning", id: input.id, column: "Channel", role: "segment" });
    await settle();
    vi.useRealTimers();
    expect([store.document.inputs[0]?.settings.map, store.live.keeping]).toEqual([{ segment: "Channel" }, "keeping"]);
  });
});
