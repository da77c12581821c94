import { describe, expect, it } from "vitest";
import { periodTicks, spreadLabels, valueAxis, valueDomain, widenFor } from "./axis.js";
import { anchorAt, ellipsise, estimateWidth } from "./text.js";

describe("value axis", () => {
  it("holds zero unless the values lie within a quarter of the largest", () => {
    expect(valueDomain([40, 60], "auto")).toEqual([0, 60]);
    const [low, high] = valueDomain([100, 110], "auto");
    expect(low).toBeCloseTo(98.5);
    expect(high).toBeCloseTo(111.5);
    expect(valueDomain([100, 110], "always")).toEqual([0, 110]);
    expect(valueDomain([-30, -20], "auto")).toEqual([-30, 0]);
    expect(valueDomain([100, 110], "auto", [60, 150])).toEqual([0, 110]);
  });

  it("has an extent even without values or with zeros alone", () => {
    expect(valueDomain([], "auto")).toEqual([0, 1]);
    expect(valueDomain([0, 0], "auto")).toEqual([0, 1]);
  });

  it("takes in interval bounds, wild ones only in part", () => {
    expect(widenFor([0, 100], [10, 120])).toEqual([0, 120]);
    expect(widenFor([0, 100], [-40, 9000])).toEqual([0, 200]);
    expect(widenFor([-20, 80], [-500, 90])).toEqual([-120, 90]);
  });

  it("stands over zero where values too close together would leave it a single tick", () => {
    const whole = (value: number): string => value.toFixed(0);
    const axis = valueAxis(valueDomain([0.96, 1.04], "auto"), [0, 200], 84, whole);
    expect(axis.ticks.map(({ text }) => text)).toEqual(["0", "1", "2"]);
    expect(axis.cut).toBe(false);
    expect(valueAxis([-1.04, -0.96], [0, 200], 84, whole).ticks.length).toBeGreaterThan(1);
  });

  it("never shows two ticks that read the same", () => {
    const axis = valueAxis([0, 2], [300, 0], 30, (value) => `${Math.round(value)}`);
    const texts = axis.ticks.map((tick) => tick.text);
    expect(texts).toEqual(["0", "1", "2"]);
    expect(axis.ticks.map((tick) => tick.at)).toEqual([300, 150, 0]);
    expect(axis.cut).toBe(false);
    expect(valueAxis([90, 110], [100, 0], 30, String).cut).toBe(true);
  });
});

describe("time axis", () => {
  const months = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
  ];
  const labels = (count: number, first: number, width: number) =>
    Array.from({ length: count }, (_, i) => ({
      x: 20 + (i * width) / (count - 1),
      text: months[(first + i) % 12] ?? "",
      context: String(2024 + Math.floor((first + i) / 12)),
    }));

  it("labels never touch, at any width", () => {
    for (let width = 60; width <= 1200; width += 20) {
      for (const count of [2, 5, 13, 30, 80]) {
        const ticks = periodTicks(labels(count, 9, width), 0, width + 40, 12, estimateWidth);
        expect(ticks.length).toBeGreaterThan(0);
        ticks.forEach((tick, i) => {
          const before = ticks[i - 1];
          if (before === undefined) return;
          const half = (estimateWidth(tick.text, 12) + estimateWidth(before.text, 12)) / 2;
          expect(tick.labelX - before.labelX).toBeGreaterThanOrEqual(half + 9.99);
        });
        for (const tick of ticks) {
          const half = estimateWidth(tick.text, 12) / 2;
          expect(tick.labelX - half).toBeGreaterThanOrEqual(-0.01);
          expect(tick.labelX + half).toBeLessThanOrEqual(width + 40.01);
        }
      }
    }
  });

  it("counts from January and writes the year under it", () => {
    const years = (width: number): (string | undefined)[][] =>
      periodTicks(labels(18, 9, width), 0, width + 40, 12, estimateWidth)
        .filter((tick) => tick.context !== undefined)
        .map((tick) => [tick.text, tick.context]);
    expect(years(700)).toEqual([
      ["Oct", "2024"],
      ["Jan", "2025"],
      ["Jan", "2026"],
    ]);
    // Too near to each other: the change is the one that matters.
    expect(years(300)).toEqual([
      ["Jan", "2025"],
      ["Jan", "2026"],
    ]);
  });

  it("names the months alone when days are too many", () => {
    const days = Array.from({ length: 181 }, (_, i) => {
      const date = new Date(Date.UTC(2025, 0, 1 + i));
      return {
        x: 20 + i * 3,
        text: String(date.getUTCDate()),
        context: months[date.getUTCMonth()] ?? "",
      };
    });
    const ticks = periodTicks(days, 0, 600, 12, estimateWidth);
    expect(ticks.map((tick) => tick.text)).toEqual(["Jan", "Feb", "Mar", "Apr", "May", "Jun"]);
    expect(ticks[1]?.index).toBe(31);
  });
});

describe("labels", () => {
  it("are moved apart and stay within bounds", () => {
    expect(spreadLabels([50, 52, 54], 16, 0, 200)).toEqual([50, 66, 82]);
    expect(spreadLabels([195, 190], 16, 0, 200)).toEqual([200, 184]);
    expect(spreadLabels([10, 100], 16, 0, 200)).toEqual([10, 100]);
  });

  it("are shortened to fit, never the short ones", () => {
    expect(ellipsise("Meta", 100, 12, estimateWidth)).toBe("Meta");
    const long = ellipsise("Organic search and content marketing", 90, 12, estimateWidth);
    expect(long.endsWith("…")).toBe(true);
    expect(estimateWidth(long, 12)).toBeLessThanOrEqual(90);
    expect(long.length).toBeGreaterThan(8);
  });

  it("are anchored by edge, whatever the reading direction", () => {
    expect([anchorAt("left", false), anchorAt("right", false)]).toEqual(["start", "end"]);
    expect([anchorAt("left", true), anchorAt("right", true)]).toEqual(["end", "start"]);
    expect(anchorAt("middle", true)).toBe("middle");
  });
});
