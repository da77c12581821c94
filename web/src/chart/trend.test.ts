import { describe, expect, it } from "vitest";
import { layoutTrend } from "./trend-layout.js";
import { trendPicture, trendTable } from "./trend.js";
import { monthly, stage, trend, words } from "./test-stage.js";

const pieces = (path: string): number => (path.match(/M/g) ?? []).length;

describe("gaps", () => {
  it("stay gaps: a null neither joins nor falls to zero", () => {
    const l = layoutTrend(trend(monthly([10, 20, null, 40, 50])), stage(600));
    const line = l.series[0];
    expect(line?.placed[2]?.y).toBeNull();
    expect(pieces(line?.solid ?? "")).toBe(2);
    expect((line?.solid.match(/L/g) ?? []).length).toBe(2);
  });

  it("a period that is left out is a gap too", () => {
    const points = monthly([10, 20, 30, 40, 50]);
    const other = points.filter((_, i) => i !== 2);
    const l = layoutTrend(
      trend(points, {
        series: [
          { id: "a", label: "A", points },
          { id: "b", label: "B", points: other },
        ],
      }),
      stage(600),
    );
    expect(l.series[1]?.placed).toHaveLength(5);
    expect(l.series[1]?.placed[2]?.y).toBeNull();
    expect(pieces(l.series[1]?.solid ?? "")).toBe(2);
  });

  it("a point between two gaps keeps its marker", () => {
    const l = layoutTrend(trend(monthly([10, null, 30, null, 50])), stage(600));
    expect(l.series[0]?.marked).toEqual([0, 2, 4]);
    expect(l.series[0]?.solid).toBe("");
  });
});

describe("geometry", () => {
  it("equal steps of value are equal steps of height, the baseline is zero", () => {
    const l = layoutTrend(trend(monthly([0, 50, 100])), stage(600));
    const [a, b, c] = (l.series[0]?.placed ?? []).map((p) => p.y ?? Number.NaN);
    expect(a).toBe(l.baseline);
    expect((a ?? 0) - (b ?? 0)).toBeCloseTo((b ?? 0) - (c ?? 0), 0);
    expect(l.cut).toBe(false);
  });

  it("time is true to the calendar and runs to the right in right-to-left pages too", () => {
    for (const rtl of [false, true]) {
      const l = layoutTrend(trend(monthly([1, 2, 3, 4])), stage(600, { rtl }));
      const x = l.periods.map((period) => period.x);
      expect([...x].sort((a, b) => a - b)).toEqual(x);
      // October has 31 days, November 30, December 31.
      const [oct, nov, dec] = [
        (x[1] ?? 0) - (x[0] ?? 0),
        (x[2] ?? 0) - (x[1] ?? 0),
        (x[3] ?? 0) - (x[2] ?? 0),
      ];
      expect(oct / nov).toBeCloseTo(31 / 30, 2);
      expect(dec / nov).toBeCloseTo(31 / 30, 2);
    }
  });

  it("runs to the left only when asked", () => {
    const l = layoutTrend(
      trend(monthly([1, 2, 3]), { reverseTime: true }),
      stage(600, { rtl: true }),
    );
    expect((l.periods[0]?.x ?? 0) > (l.periods[2]?.x ?? 0)).toBe(true);
    expect(trendPicture(trend(monthly([1, 2, 3]), { reverseTime: true }), stage(600)).flip).toBe(
      true,
    );
  });

  it("puts the value axis at the reading edge", () => {
    const ltr = layoutTrend(trend(monthly([1, 2, 3])), stage(600));
    const rtl = layoutTrend(trend(monthly([1, 2, 3])), stage(600, { rtl: true }));
    expect(ltr.axisX).toBe(0);
    expect(ltr.left).toBeGreaterThan(10);
    expect(ltr.right).toBe(600);
    expect(rtl.axisX).toBe(600);
    expect(rtl.left).toBe(0);
    expect(rtl.right).toBeLessThan(590);
  });

  it("stays inside at 280 px", () => {
    const l = layoutTrend(trend(monthly([123456789, 223456789, 150000000])), stage(280));
    for (const { x } of l.periods) {
      expect(x).toBeGreaterThanOrEqual(l.left);
      expect(x).toBeLessThanOrEqual(280);
    }
    expect(l.right - l.left).toBeGreaterThan(120);
  });

  it("a single point stands in the middle over zero", () => {
    const l = layoutTrend(trend(monthly([41])), stage(600));
    expect(l.periods[0]?.x).toBeCloseTo((l.left + l.right) / 2, 0);
    expect(l.cut).toBe(false);
  });
});

describe("what is open or uncertain", () => {
  const open = monthly([10, 20, 30]).map((p, i) => (i === 2 ? { ...p, partial: true } : p));

  it("dashes the piece that leads to an open period and marks its region", () => {
    const l = layoutTrend(trend(open), stage(600));
    expect(pieces(l.series[0]?.solid ?? "")).toBe(1);
    expect(pieces(l.series[0]?.dashed ?? "")).toBe(1);
    expect(l.partial).toHaveLength(1);
    const x = l.periods[2]?.x ?? 0;
    expect(l.partial[0]?.left).toBeLessThan(x);
    expect(trendPicture(trend(open), stage(600)).notes).toContain("open period");
  });

  it("breaks the interval band where the line breaks", () => {
    const points = monthly([10, 20, null, 40, 50]).map((p) =>
      p.value === null ? p : { ...p, low: p.value - 2, high: p.value + 2 },
    );
    const l = layoutTrend(trend(points), stage(600));
    expect(l.hasBand).toBe(true);
    expect((l.series[0]?.band.match(/Z/g) ?? []).length).toBe(2);
  });

  it("says when the axis leaves zero out", () => {
    expect(trendPicture(trend(monthly([100, 104, 110])), stage(600)).notes).toContain(
      "axis not zero",
    );
    expect(
      trendPicture(trend(monthly([100, 104, 110]), { mark: "columns" }), stage(600)).notes,
    ).toEqual([]);
  });

  it("the target line stands at its value, its label inside the plot", () => {
    const l = layoutTrend(
      trend(monthly([20, 40, 60]), { target: { value: 40, text: "€40" } }),
      stage(600),
    );
    expect(l.target?.y).toBe(l.series[0]?.placed[1]?.y);
    expect(l.target?.text).toBe("Goal €40");
    const zero = layoutTrend(
      trend(monthly([20, 40, 60]), { target: { value: 0, text: "0" } }),
      stage(600),
    );
    expect(zero.target?.labelY).toBeLessThan(zero.bottom);
  });
});

describe("several series", () => {
  const many = Array.from({ length: 11 }, (_, i) => ({
    id: `s${i}`,
    label: `Channel ${i}`,
    points: monthly([10 + i, 20 + i, 30 + i]),
  }));

  it("draws eight and says how many there are", () => {
    const model = trend([], { series: many });
    expect(layoutTrend(model, stage(600)).series).toHaveLength(8);
    expect(trendPicture(model, stage(600)).notes).toContain("8 of 11");
  });

  it("labels the line ends without overlap, or lists keys above when narrow", () => {
    const wide = layoutTrend(trend([], { series: many }), stage(600));
    const y = wide.endLabels.map((label) => label.y).sort((a, b) => a - b);
    expect(y).toHaveLength(8);
    y.forEach((at, i) => {
      if (i > 0) expect(at - (y[i - 1] ?? 0)).toBeGreaterThanOrEqual(15.9);
    });
    expect(wide.keys).toHaveLength(0);
    const narrow = layoutTrend(trend([], { series: many }), stage(280));
    expect(narrow.endLabels).toHaveLength(0);
    expect(narrow.keys).toHaveLength(8);
  });
});

describe("names and table", () => {
  const points = monthly([62, null, 41]).map((p, i) =>
    i === 1
      ? { ...p, reason: "no leads" }
      : i === 2
        ? { ...p, partial: true, low: 36, high: 47 }
        : p,
  );

  it("every point says what it is, an absent one why", () => {
    const { nodes, start } = trendPicture(trend(points), stage(600));
    expect(nodes[0]?.map((node) => node?.name)).toEqual([
      "Oct 2024, €62",
      "Nov 2024, no value, no leads",
      "Dec 2024, €41, so far, €36 to €47",
    ]);
    expect(start).toEqual({ row: 0, column: 2 });
    expect(nodes[0]?.[2]?.pick).toEqual({ id: "all", key: "2024-12" });
  });

  it("the series comes first when there are several", () => {
    const { nodes } = trendPicture(
      trend(points, {
        series: [
          { id: "g", label: "Google", points },
          { id: "m", label: "Meta", points: monthly([7, 8, 9]) },
        ],
      }),
      stage(600),
    );
    expect(nodes[1]?.[0]?.name).toBe("Meta, Oct 2024, €7");
    expect(nodes[1]?.[0]?.tip.lines.map((line) => [line.label, line.text, line.active])).toEqual([
      ["Google", "€62", false],
      ["Meta", "€7", true],
    ]);
  });

  it("the table says the same", () => {
    const table = trendTable(trend(points), words);
    expect(table.headings).toEqual(["Period", "All"]);
    expect(table.rows.map((row) => [row.head, row.cells[0]?.text, row.cells[0]?.note])).toEqual([
      ["Oct 2024", "€62", ""],
      ["Nov 2024", "—", "no leads"],
      ["Dec 2024", "€41", "so far, €36 to €47"],
    ]);
  });

  it("columns with a likely range carry no text in its stroke, and say what the stroke is", () => {
    const ranged = monthly([5, 7, 6], { low: 2, high: 11 });
    expect(layoutTrend(trend(monthly([5, 7, 6]), { mark: "columns" }), stage(600)).columnTexts).toBe(true);
    expect(layoutTrend(trend(ranged, { mark: "columns" }), stage(600)).columnTexts).toBe(false);
    expect(trendPicture(trend(ranged, { mark: "columns" }), stage(600)).notes).toContain("whisker");
    expect(trendPicture(trend(ranged), stage(600)).notes).toContain("band");
  });
});
