import { describe, expect, it } from "vitest";
import { MittariError, type Catalogue, type Engine, type ErrorCode, type Inspection, type Query, type Report } from "../engine/operations.ts";
import { newDocument } from "./document.ts";
import { Store } from "./store.ts";

const names = { en: "n", tr: "n", fi: "n", fa: "n" };
const metric = (id: string, formula: string, unit: string, inputs: string[]): Catalogue["metrics"][number] => ({
  id, category: "c", names, descriptions: names, aliases: [], formula, unit, direction: "lower", tables: ["channel_performance"],
  inputs: inputs.map((input) => ({ id: input, kind: "measure" as const })),
});
const measure = (id: string, unit: string): Catalogue["measures"][number] => ({ id, table: "channel_performance", type: unit, unit, names });
const catalogue: Catalogue = {
  ok: true, languages: ["en"], kpi_sets: [], channels: [], measures: [measure("spend", "currency"), measure("leads", "count")],
  metrics: [metric("cost_per_lead", "sum(spend)/sum(leads)", "currency_per_lead", ["spend", "leads"])],
  dimensions: [{ id: "date", tables: [], type: "date", names }, { id: "channel", tables: [], type: "category", names }],
};
const column = (name: string, role: string) => ({ name, role, type: "text", nulls: 0, confidence: "certain" as const });
const source = (name: string): Inspection["sources"][number] => ({
  name, kind: "csv", header_row: 1, sheet: null, rows: { read: 3, used: 3, excluded: 0 }, excluded: [], table: "channel_performance", currency: "EUR",
  columns: [column("Day", "date"), column("Channel", "channel"), column("Cost", "spend"), column("Leads", "leads")],
  repairs: [], questions: [], warnings: [], period: { from: "2025-01-01", to: "2025-02-28" },
});

// `fail` says, of each asking, with which code it comes to nothing.
const begin = async (fail: (operation: string, args: Query & { text?: string }) => ErrorCode | undefined) => {
  let held: string[] = [];
  const asked: string[] = [];
  const values = { cost_per_lead: 41.5, spend: 830, leads: 20 };
  const inspection = (): Inspection => ({ ok: true, sources: held.map(source) });
  const engine = {
    open: async (inputs: readonly { name: string }[], { append = false } = {}) => {
      const stop = fail("open", { text: inputs[0]!.name });
      if (stop) throw new MittariError({ code: stop, message: stop });
      held = [...(append ? held : []), ...inputs.map(({ name }) => name)];
      return inspection();
    },
    remove: async (place: number) => { held.splice(place, 1); return inspection(); },
    reopen: async () => inspection(), close: async () => { held = []; }, end: () => undefined,
    call: async (operation: string, args: Query & { text?: string }) => {
      asked.push(operation);
      const stop = fail(operation, args);
      if (stop) throw new MittariError({ code: stop, message: stop });
      if (operation === "metrics") return catalogue;
      if (operation === "inspect") return inspection();
      if (operation === "number") return { ok: true, value: Number(args.text), text: args.text };
      if (operation === "rows") return { ok: true, header: ["Day"], rows: [{ row: 2, cells: ["1"], used: true }] };
      if (operation === "explain") throw new MittariError({ code: "metric.unknown", message: "x" });
      if (operation === "calc") return { ok: true, metric: "m", value: 1, unit: "count", inputs: {}, steps: [] };
      const total = Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value }]));
      return { ok: true, sources: [], by: args.by ?? [], groups: [], metrics: { cost_per_lead: { unit: "currency_per_lead", direction: "lower", formula: "f" } }, total: { metrics: total } } as unknown as Report;
    },
  } as unknown as Engine;
  const store = new Store(engine, newDocument("en"), () => undefined);
  await store.start();
  return { store, asked, held: () => held };
};
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
};
const sums = (args: Query): boolean => args.by === undefined && (args.metrics ?? []).length > 0;

describe("an asking that comes to nothing", () => {
  it("is asked once more where a reading was cancelled over it", async () => {
    let stops = 0;
    const { store } = await begin((operation, args) => (operation === "report" && sums(args) && stops++ === 0 ? "engine.cancelled" : undefined));
    await store.run({ do: "add", input: store.keep("a.csv", "x") });
    await settle();
    expect(store.live.failure).toBeNull();
    expect(store.live.total?.total.metrics["cost_per_lead"]?.value).toBe(41.5);
  });

  it("leaves no empty card for good: it is said, and asked again at the next step", async () => {
    let dead = true;
    const { store } = await begin((operation, args) => (dead && operation === "report" && sums(args) ? "engine.stopped" : undefined));
    await store.run({ do: "add", input: store.keep("a.csv", "x") });
    await settle();
    expect(store.live).toMatchObject({ total: null, computing: false, failure: { code: "engine.stopped" } });
    dead = false;
    await store.run({ do: "sort", sort: { column: "spend", descending: true } });
    await settle();
    expect(store.live.total?.total.metrics["cost_per_lead"]?.value).toBe(41.5);
  });

  it("leaves no scorecard without numbers to choose from", async () => {
    let dead = true;
    const { store } = await begin((operation, args) => (dead && operation === "report" && args.metrics === undefined ? "engine.stopped" : undefined));
    await store.run({ do: "add", input: store.keep("a.csv", "x") });
    await settle();
    expect(store.live.available).toEqual([]);
    dead = false;
    await store.run({ do: "place", place: "board" });
    await settle();
    expect(store.live.available).toContain("cost_per_lead");
    expect(store.live.total).not.toBeNull();
  });

  it("is not kept as today's values of the what-if", async () => {
    let dead = false;
    const { store } = await begin((operation) => (dead && operation === "report" ? "engine.stopped" : undefined));
    await store.run({ do: "add", input: store.keep("a.csv", "x") });
    await settle();
    dead = true;
    await store.run({ do: "place", place: "plan" });
    await settle();
    expect(store.live.failure?.code).toBe("engine.stopped");
    dead = false;
    await store.run({ do: "whatif", change: { typed: { spend: "900" } } });
    await settle();
    expect(store.live.whatif?.base["spend"]).toBe(830);
  });

  it("makes no number unreadable", async () => {
    let dead = true;
    const { store } = await begin((operation) => (dead && operation === "number" ? "engine.stopped" : undefined));
    await expect(store.read("12")).rejects.toMatchObject({ code: "engine.stopped" });
    dead = false;
    expect(await store.read("12")).toBe(12);
    dead = true;
    await store.run({ do: "field", field: "spend", text: "5" });
    await settle();
    expect(store.live.readings).not.toHaveProperty("spend");
    expect(store.live.calcFailure?.code).toBe("engine.stopped");
  });

  it("shows no table without rows, and is not repeated at every drawing", async () => {
    let dead = true;
    const { store, asked } = await begin((operation) => (dead && operation === "rows" ? "engine.stopped" : undefined));
    await store.run({ do: "add", input: store.keep("a.csv", "x") });
    await settle();
    for (let drawing = 0; drawing < 5; drawing++) {
      await store.loadRows(0);
      await settle();
    }
    expect(store.live.rows).toEqual({});
    expect(asked.filter((each) => each === "rows")).toHaveLength(2);
    dead = false;
    await store.run({ do: "place", place: "check" });
    await store.loadRows(0);
    expect(store.live.rows[0]?.rows).toHaveLength(1);
  });

  it("a reading that fails half-way leaves what the document says", async () => {
    const { store, held } = await begin((operation, args) => (operation === "open" && args.text === "bad.csv" ? "csv.unterminated_quote" : undefined));
    const first = store.keep("a.csv", "x");
    await store.run({ do: "add", input: first });
    await store.run({ do: "add", input: store.keep("b.csv", "y", { typed: true }) });
    // The form's rows take the place of those typed before.
    expect(await store.run({ do: "retype", input: store.keep("bad.csv", "z", { typed: true }) })).toBe(false);
    expect(store.document.inputs.map((each) => each.name)).toEqual(["a.csv", "b.csv"]);
    expect(held()).toEqual(["a.csv", "b.csv"]);
  });
});

describe("today's values of the what-if", () => {
  it("follow what the tables give, not the selection alone", async () => {
    const { store } = await begin(() => undefined);
    await store.run({ do: "add", input: store.keep("a.csv", "x") });
    await store.run({ do: "place", place: "plan" });
    await settle();
    const before = store.live.whatif?.base;
    await store.run({ do: "alias", from: "A", to: "B" });
    await settle();
    expect(store.live.whatif?.base).not.toBe(before);
    expect(store.live.whatif?.base["spend"]).toBe(830);
  });
});
