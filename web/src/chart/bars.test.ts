import { describe, expect, it } from "vitest";
import { barsPicture, barsTable, shownRows } from "./bars.js";
import { layoutBars } from "./bars-layout.js";
import { waterfallPicture } from "./floats.js";
import { cohortPicture } from "./cohort.js";
import { funnelPicture } from "./funnel.js";
import { bulletName, bulletPicture, sparkPicture } from "./small.js";
import { stage, words } from "./test-stage.js";
import type { BarRow, BarsModel, CohortModel } from "./types.js";

const row = (id: string, value: number | null, more: Partial<BarRow> = {}): BarRow => ({
  id,
  label: `Row ${id}`,
  value,
  text: value === null ? "—" : `${value}`,
  ...more,
});

const bar = (r: BarRow) => ({ ...r, from: 0, to: r.value ?? 0, fill: "s1" });

const model = (rows: readonly BarRow[], more: Partial<BarsModel> = {}): BarsModel => ({
  title: "Leads",
  unit: "",
  rows,
  format: String,
  direction: "higher",
  ...more,
});

describe("bars", () => {
  it("stand on zero, their lengths in the ratio of their values", () => {
    const l = layoutBars([row("a", 10), row("b", 40)].map(bar), undefined, stage(600));
    const [a, b] = l.bars;
    expect(a?.from).toBe(l.zeroX);
    expect(((b?.to ?? 0) - l.zeroX) / ((a?.to ?? 0) - l.zeroX)).toBeCloseTo(4, 1);
  });

  it("grow from right to left in a right-to-left page", () => {
    const ltr = layoutBars([row("a", 10), row("b", 40)].map(bar), undefined, stage(600));
    const rtl = layoutBars(
      [row("a", 10), row("b", 40)].map(bar),
      undefined,
      stage(600, { rtl: true }),
    );
    expect(rtl.zeroX).toBeCloseTo(600 - ltr.zeroX);
    expect(rtl.bars[1]?.to).toBeCloseTo(600 - (ltr.bars[1]?.to ?? 0));
    expect(rtl.bars[1]?.label.edge).toBe("right");
  });

  it("go to the other side below zero, with room for their figures", () => {
    const l = layoutBars([row("a", 30), row("b", -20)].map(bar), undefined, stage(280));
    expect(l.bars[1]?.to).toBeLessThan(l.zeroX);
    expect(l.bars[1]?.value.edge).toBe("right");
    expect((l.bars[1]?.value.x ?? 0) - stage(280).measure("-20", 12, 600)).toBeGreaterThanOrEqual(
      0,
    );
  });

  it("an absent value has no bar but a reason", () => {
    const l = layoutBars(
      [row("a", 10), row("b", null, { reason: "no leads" })].map(bar),
      undefined,
      stage(600),
    );
    expect(l.bars[1]?.to).toBe(l.bars[1]?.from);
    expect(l.bars[1]?.value.text).toBe("— no leads");
    const { nodes } = barsPicture(model([row("b", null, { reason: "no leads" })]), stage(600));
    expect(nodes[0]?.[0]?.name).toBe("Row b, no value, no leads");
  });

  it("a wild interval does not press the bars flat", () => {
    const l = layoutBars([row("a", 100, { low: 1, high: 100000 })].map(bar), undefined, stage(600));
    expect((l.bars[0]?.to ?? 0) - l.zeroX).toBeGreaterThan(200);
    expect(l.bars[0]?.high).toBeLessThanOrEqual(600);
  });

  it("figures do not stand across the target line", () => {
    const target = { value: 40, text: "40" };
    const l = layoutBars([row("a", 38), row("b", 90)].map(bar), target, stage(600));
    expect(l.bars[0]?.value.x).toBeGreaterThan(l.targetX ?? Infinity);
  });

  it("two hundred rows are cut with a count, the total stays, all come when asked", () => {
    const rows = [
      ...Array.from({ length: 200 }, (_, i) => row(`${i}`, 500 - i)),
      row("sum", 9, { total: true }),
    ];
    const cut = barsPicture(model(rows), stage(600));
    expect(cut.nodes).toHaveLength(21);
    expect(cut.more).toEqual({ shown: 20, total: 200 });
    expect(cut.nodes[20]?.[0]?.pick).toEqual({ id: "sum" });
    expect(barsPicture(model(rows), stage(600, { expanded: true })).nodes).toHaveLength(201);
    expect(shownRows(model(rows.slice(0, 22)), false)).toHaveLength(22);
  });

  it("the table has every row", () => {
    const rows = Array.from({ length: 30 }, (_, i) => row(`${i}`, i));
    const table = barsTable(model(rows, { rowHeading: "Channel", limit: 5 }), words);
    expect(table.headings).toEqual(["Channel", "Value"]);
    expect(table.rows).toHaveLength(30);
  });
});

describe("waterfall", () => {
  it("floats each change from where the last ended", () => {
    const steps = [
      { id: "a", label: "May", kind: "start" as const, value: 100, text: "100", from: 0, to: 100 },
      {
        id: "b",
        label: "New",
        kind: "change" as const,
        value: 20,
        text: "+20",
        from: 100,
        to: 120,
      },
      {
        id: "c",
        label: "Churn",
        kind: "change" as const,
        value: -50,
        text: "-50",
        from: 120,
        to: 70,
      },
      { id: "d", label: "June", kind: "end" as const, value: 70, text: "70", from: 0, to: 70 },
    ];
    const l = layoutBars(
      steps.map((s) => ({ ...s, fill: "s1" })),
      undefined,
      stage(600),
    );
    expect(l.bars[1]?.from).toBe(l.bars[0]?.to);
    expect(l.bars[2]?.from).toBe(l.bars[1]?.to);
    expect(l.bars[3]?.to).toBe(l.bars[2]?.to);
    expect(
      waterfallPicture({ title: "MRR", unit: "", format: String, steps }, stage(600)).nodes,
    ).toHaveLength(4);
  });
});

describe("funnel, cohort, small", () => {
  it("a funnel stage says its share of the one before, and which is weakest", () => {
    const picture = funnelPicture(
      {
        title: "Funnel",
        unit: "",
        stages: [
          { id: "v", label: "Visits", value: 100, text: "100" },
          { id: "l", label: "Leads", value: 10, text: "10", rateText: "10 %", weakest: true },
        ],
      },
      stage(280),
    );
    expect(picture.nodes.map((nodes) => nodes[0]?.name)).toEqual([
      "Visits, 100",
      "Leads, 10, 10 % of before, weakest step",
    ]);
  });

  it("a cohort leaves the future empty and may be wider than its space", () => {
    const cohort: CohortModel = {
      title: "Kept",
      unit: "%",
      columns: Array.from({ length: 12 }, (_, i) => `${i}`),
      columnHeading: "Month",
      rowHeading: "Start",
      domain: [0, 1],
      rows: [
        {
          id: "a",
          label: "Jan",
          cells: Array.from({ length: 12 }, (_, i) => ({
            value: 1 - i / 20,
            text: `${100 - i * 5} %`,
          })),
        },
        { id: "b", label: "Feb", cells: [{ value: 1, text: "100 %" }] },
      ],
    };
    const narrow = cohortPicture(cohort, stage(280));
    expect(narrow.width).toBeGreaterThan(280);
    expect(narrow.nodes[1]?.filter((node) => node !== undefined)).toHaveLength(1);
    expect(narrow.nodes[0]?.[3]?.name).toBe("Jan, Month 3, 85 %");
    const rtl = cohortPicture(cohort, stage(900, { rtl: true }));
    expect((rtl.nodes[0]?.[0]?.x ?? 0) > (rtl.nodes[0]?.[1]?.x ?? 0)).toBe(true);
    expect(rtl.flip).toBe(true);
  });

  it("spark and bullet survive absence, zero and a single point", () => {
    const points = [null, 5, null].map((value, i) => ({ key: `${i}`, value }));
    expect(sparkPicture({ label: "s", points }, stage(120)).width).toBe(120);
    expect(sparkPicture({ label: "s", points: [] }, stage(120)).height).toBe(40);
    const bullet = {
      label: "CPL",
      value: null,
      text: "—",
      reason: "no leads",
      direction: "lower" as const,
      target: { value: 40, text: "€40" },
    };
    expect(bulletName(bullet, words)).toBe("CPL, no value, Goal €40, no leads");
    expect(bulletPicture({ ...bullet, value: 0, text: "0" }, stage(200)).width).toBe(200);
  });
});
