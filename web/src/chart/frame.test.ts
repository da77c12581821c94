// @vitest-environment happy-dom
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { toSvgString } from "./export.js";
import { type ChartPick, type MittariTrend, defineCharts, kPickEvent } from "./index.js";
import { monthly, trend, words } from "./test-stage.js";

const points = monthly([62, null, 41]).map((p, i) => (i === 1 ? { ...p, reason: "no leads" } : p));

const mount = async (pickable: boolean): Promise<MittariTrend> => {
  const element = document.createElement("mittari-trend");
  element.model = trend(points, { sentence: "It fell." });
  element.words = words;
  element.pickable = pickable;
  document.body.append(element);
  // No layout here, so no ResizeObserver call: say the width.
  (element as unknown as { space: number }).space = 600;
  await element.updateComplete;
  return element;
};

const nodes = (element: Element): SVGElement[] => [
  ...(element.shadowRoot?.querySelectorAll<SVGElement>(".node") ?? []),
];

const press = async (element: MittariTrend, key: string): Promise<void> => {
  const stop = nodes(element).find((node) => node.getAttribute("tabindex") === "0");
  stop?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
  await element.updateComplete;
};

const stopName = (element: Element): string | null | undefined =>
  nodes(element)
    .find((node) => node.getAttribute("tabindex") === "0")
    ?.getAttribute("aria-label");

beforeAll(() => {
  HTMLCanvasElement.prototype.getContext = (() => null) as never;
  defineCharts();
  defineCharts();
});

afterEach(() => {
  document.body.replaceChildren();
});

describe("a chart element", () => {
  it("is a titled figure with one tab stop, on the latest value", async () => {
    const element = await mount(false);
    const root = element.shadowRoot;
    expect(root?.querySelector("figcaption")?.textContent).toContain("Cost per lead, €");
    expect(root?.querySelector("figcaption")?.textContent).toContain("It fell.");
    expect(nodes(element)).toHaveLength(3);
    expect(nodes(element).every((node) => node.getAttribute("role") === "img")).toBe(true);
    expect(nodes(element).filter((node) => node.getAttribute("tabindex") === "0")).toHaveLength(1);
    expect(stopName(element)).toBe("Dec 2024, €41");
  });

  it("the arrow keys move the stop, and the tooltip says what is announced", async () => {
    const element = await mount(false);
    await press(element, "ArrowLeft");
    expect(stopName(element)).toBe("Nov 2024, no value, no leads");
    const tip = element.shadowRoot?.querySelector(".tip");
    expect(tip?.getAttribute("aria-hidden")).toBe("true");
    for (const part of ["Nov 2024", "no value", "no leads"])
      expect(tip?.textContent).toContain(part);
    await press(element, "Home");
    expect(stopName(element)).toBe("Oct 2024, €62");
    await press(element, "Escape");
    expect(element.shadowRoot?.querySelector(".tip")).toBeNull();
  });

  it("leads to the passport by Enter and i, only when pickable", async () => {
    for (const pickable of [true, false]) {
      const element = await mount(pickable);
      const picks: ChartPick[] = [];
      element.addEventListener(kPickEvent, (event) =>
        picks.push((event as CustomEvent<ChartPick>).detail),
      );
      await press(element, "Enter");
      await press(element, "ArrowLeft");
      await press(element, "i");
      const expected = [
        { id: "all", key: "2024-12" },
        { id: "all", key: "2024-11" },
      ];
      expect(picks).toEqual(pickable ? expected : []);
    }
  });

  it("has one tab stop in the picture and no style attributes, which a strict policy blocks", async () => {
    const element = await mount(true);
    const tabbable = element.shadowRoot?.querySelectorAll('svg [tabindex="0"]');
    expect(tabbable).toHaveLength(1);
    expect(element.shadowRoot?.querySelector("[style]")).toBeNull();
  });

  it("turns into its table and back", async () => {
    const element = await mount(false);
    const button = element.shadowRoot?.querySelector<HTMLButtonElement>("button.swap");
    expect(button?.textContent?.trim()).toBe("Table");
    button?.click();
    await element.updateComplete;
    const table = element.shadowRoot?.querySelector("table");
    expect(table?.querySelector("caption")?.textContent).toBe("Cost per lead, €");
    expect(table?.querySelectorAll('th[scope="col"]')).toHaveLength(2);
    expect(table?.querySelectorAll('tbody th[scope="row"]')).toHaveLength(3);
    expect(element.shadowRoot?.querySelector("button.swap")?.textContent?.trim()).toBe("Chart");
    expect(toSvgString(element)).toBe("");
  });

  it("says so when there is nothing to draw", async () => {
    const element = await mount(false);
    element.model = trend([]);
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector(".empty")?.textContent).toBe("Nothing to draw");
    expect(element.shadowRoot?.querySelector("svg")).toBeNull();
  });
});
