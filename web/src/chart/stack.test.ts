import { describe, expect, it } from "vitest";
import { pipelinePicture, pipelineTable } from "./floats.js";
import { scatterPicture, scatterTable } from "./scatter.js";
import { stackPicture, stackTable, stackUp } from "./stack.js";
import { monthly, stage, trend, words } from "./test-stage.js";
import { layoutTrend } from "./trend-layout.js";
import { trendPicture, trendTable } from "./trend.js";
import type { ChartValue, PipelineModel, ScatterModel, StackModel } from "./types.js";

const value = (n: number | null): ChartValue =>
  n === null ? { value: null, text: "—", reason: "nothing sold" } : { value: n, text: `€${n}` };

// Column c, series s holds s * 10 + c, so that a swap shows.
const stack = (more: Partial<StackModel> = {}): StackModel => ({
  title: "Spend, €",
  unit: "€",
  series: [1, 2, 3].map((s) => ({ id: `s${s}`, label: `Series ${s}` })),
  columns: [1, 2, 3, 4].map((c) => ({
    key: `2025-0${c}`,
    short: `M${c}`,
    context: "2025",
    full: `Month ${c}`,
    cells: [1, 2, 3].map((s) => value(s * 10 + c)),
    total: value(60 + 3 * c),
  })),
  totalLabel: "All",
  format: String,
  ...more,
});

describe("stacked columns", () => {
  it("pile up from zero, losses downwards, and leave nothing for what is not known", () => {
    expect(stackUp([5, null, -2, 3, -1])).toEqual([
      { from: 0, to: 5 },
      undefined,
      { from: 0, to: -2 },
      { from: 5, to: 8 },
      { from: -2, to: -3 },
    ]);
  });

  it("heights are in the ratio of the values", () => {
    const { nodes } = stackPicture(stack(), stage(700));
    // Topmost series first; each node is its segment and a border of one.
    const tall = (row: number, column: number): number => (nodes[row]?.[column]?.height ?? 0) - 2;
    expect(tall(0, 0) / tall(2, 0)).toBeCloseTo(31 / 11, 1);
    expect(tall(1, 3) / tall(2, 3)).toBeCloseTo(24 / 14, 1);
  });

  it("say series, period and value, and the whole in the tooltip", () => {
    const { nodes } = stackPicture(stack(), stage(700));
    expect(nodes[2]?.[1]?.name).toBe("Series 1, Month 2, €12");
    expect(nodes[0]?.[3]?.tip.lines.at(-1)).toMatchObject({ label: "All", text: "€72" });
  });

  it("an unknown value is said with its reason", () => {
    const model = stack();
    const columns = model.columns.map((column, c) =>
      c === 1 ? { ...column, cells: [value(12), value(null), value(32)] } : column,
    );
    expect(stackPicture({ ...model, columns }, stage(700)).nodes[1]?.[1]?.name).toContain("nothing sold");
    expect(stackTable({ ...model, columns }, words).rows[1]?.cells[1]).toMatchObject({ text: "—", value: null });
  });

  it("time runs to the right in every language, unless it is reversed", () => {
    const xs = (rtl: boolean, reverseTime: boolean): number[] =>
      stackPicture(stack({ reverseTime }), stage(700, { rtl })).nodes[0]?.map((node) => node?.tipX ?? 0) ?? [];
    const up = (list: readonly number[]): boolean => list.every((x, i) => i === 0 || x > (list[i - 1] ?? 0));
    expect([up(xs(false, false)), up(xs(true, false)), up(xs(true, true))]).toEqual([true, true, false]);
  });

  it("the table twin holds every number", () => {
    const { headings, rows } = stackTable(stack(), words);
    expect(headings).toEqual(["Period", "Series 1", "Series 2", "Series 3", "All"]);
    expect(rows[2]?.cells.map((cell) => cell.value)).toEqual([13, 23, 33, 69]);
  });

  it("draws at every width", () => {
    for (let width = 240; width <= 1300; width += 53) {
      const { nodes } = stackPicture(stack(), stage(width));
      for (const node of nodes.flat()) {
        expect(Number.isFinite((node?.x ?? Number.NaN) + (node?.y ?? Number.NaN))).toBe(true);
        expect((node?.x ?? 0) + (node?.width ?? 0)).toBeLessThanOrEqual(width + 2);
      }
    }
  });
});

const scatter = (more: Partial<ScatterModel> = {}): ScatterModel => ({
  title: "Spend and leads",
  x: { label: "Spend", format: String },
  y: { label: "Leads", format: String },
  points: [
    { id: "a", label: "A", x: value(30), y: value(3) },
    { id: "b", label: "B", x: value(10), y: value(9) },
    { id: "c", label: "C", x: value(20), y: value(null) },
  ],
  ...more,
});

describe("scatter", () => {
  it("is walked from left to right; what can't be drawn is counted and stays in the table", () => {
    const picture = scatterPicture(scatter(), stage(600));
    expect(picture.nodes[0]?.map((node) => node?.pick.id)).toEqual(["b", "a"]);
    expect(picture.notes).toContain("2 of 3");
    expect(scatterTable(scatter(), words).rows[2]?.cells[1]).toMatchObject({ text: "—", value: null, note: "nothing sold" });
  });

  it("more of x is further right, more of y higher, in right-to-left pages too", () => {
    for (const rtl of [false, true]) {
      const [b, a] = scatterPicture(scatter(), stage(600, { rtl })).nodes[0] ?? [];
      expect((a?.tipX ?? 0) > (b?.tipX ?? 0)).toBe(true);
      expect((a?.tipY ?? 0) > (b?.tipY ?? 0)).toBe(true);
    }
  });

  it("says the unit once: on the axis, and beside each value", () => {
    const money = (amount: number): ChartValue => ({ value: amount, text: `€${amount}` });
    const model = scatter({ x: { label: "Spend, €", name: "Spend", format: String }, points: [{ id: "a", label: "A", x: money(30), y: value(3) }, { id: "b", label: "B", x: money(10), y: value(9) }] });
    const [b] = scatterPicture(model, stage(600)).nodes[0] ?? [];
    expect([b?.name, b?.tip.lines[0]]).toEqual([expect.stringContaining("Spend €10"), expect.objectContaining({ label: "Spend", text: "€10" })]);
    expect(scatterTable(model, words).headings).toContain("Spend");
  });

  it("areas, not radii, are in the ratio of the sizes", () => {
    const { nodes } = scatterPicture(
      scatter({
        points: [
          { id: "a", label: "A", x: value(1), y: value(1), size: value(100) },
          { id: "b", label: "B", x: value(2), y: value(2), size: value(400) },
        ],
      }),
      stage(600),
    );
    const reach = (i: number): number => (nodes[0]?.[i]?.width ?? 0) / 2 - 2;
    expect(reach(1) / reach(0)).toBeCloseTo(2, 1);
  });
});

describe("pipeline", () => {
  const model: PipelineModel = {
    title: "Open deals",
    unit: "€",
    weightedLabel: "weighted",
    stages: [
      { id: "p", label: "Proposal", ...value(400), weighted: value(100), count: "12 deals" },
      { id: "n", label: "Talks", ...value(80), weighted: value(60), count: "3 deals" },
    ],
    format: String,
  };

  it("says value, deals and weighted value", () => {
    const { nodes, notes } = pipelinePicture(model, stage(700));
    expect(nodes[0]?.[0]?.name).toBe("Proposal, €400, 12 deals, weighted €100");
    expect(notes).toContain("■ weighted");
  });

  it("its table has a column for each", () => {
    const { headings, rows } = pipelineTable(model, words);
    expect(headings).toEqual(["Series", "Value", "€", "weighted"]);
    expect(rows[1]?.cells.map((cell) => cell.text)).toEqual(["3 deals", "€80", "€60"]);
  });
});

describe("event notes", () => {
  const day = (text: string, label: string) => ({ date: new Date(`${text}T00:00:00Z`), label });
  // The months begin in October 2024.
  const noted = trend(monthly([1, 2, 3, 4, 5, 6]), {
    annotations: [
      day("2024-11-10", "New page"),
      day("2024-11-20", "Budget raised by a third"),
      day("2024-12-03", "Fair"),
      day("2025-03-20", "Late in the last month"),
      day("2025-06-01", "Long after"),
      day("2023-06-01", "Long before"),
    ],
  });

  it("are drawn where they lie on the axis, the last period's days included", () => {
    expect(layoutTrend(noted, stage(700)).annotations.map(({ full }) => full)).toEqual([
      "New page",
      "Budget raised by a third",
      "Fair",
      "Late in the last month",
    ]);
  });

  it("never overlap", () => {
    for (const width of [280, 400, 560, 900, 1200]) {
      const boxes = layoutTrend(noted, stage(width))
        .annotations.filter(({ label }) => label !== "")
        .map(({ x, y, label, edge }) => {
          const wide = stage(width).measure(label, 12);
          return edge === "left" ? { y, from: x, to: x + wide } : { y, from: x - wide, to: x };
        });
      for (const [i, a] of boxes.entries())
        for (const b of boxes.slice(i + 1)) expect(a.y !== b.y || a.to <= b.from || b.to <= a.from, `${width}`).toBe(true);
    }
  });

  it("are said with their period, in the picture and in the table", () => {
    const picture = trendPicture(noted, stage(700));
    expect(picture.nodes[0]?.[1]?.name).toBe("Nov 2024, €2, New page, Budget raised by a third");
    expect(trendTable(noted, words).rows[2]?.head).toBe("Dec 2024, Fair");
  });
});
