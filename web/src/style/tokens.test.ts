import { describe, expect, it } from "vitest";
import { paper } from "./paper.ts";
import { tokens } from "./tokens.ts";

type Colour = readonly [number, number, number];

const read = (hex: string): Colour => {
  const full = hex.length === 4 ? [...hex.slice(1)].map((each) => each + each).join("") : hex.slice(1);
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16)) as unknown as Colour;
};
// WCAG 2.2: relative luminance and contrast ratio.
const luminance = (colour: Colour): number => {
  const [r, g, b] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Colour;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: Colour, b: Colour): number => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
};
const mix = (top: Colour, ground: Colour, share: number): Colour => top.map((value, i) => value * share + ground[i]! * (1 - share)) as unknown as Colour;

const block = (start: string): Record<string, Colour> => {
  const from = tokens.indexOf(start);
  const text = tokens.slice(from, tokens.indexOf("}", from));
  return Object.fromEntries([...text.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map((match) => [match[1]!, read(match[2]!)]));
};
const themes = { light: block(":root {"), dark: block(':root[data-theme="dark"]'), paper: block(".light-paper {") };
const mono = { ...themes.paper, ...Object.fromEntries([...paper.slice(paper.indexOf(".mono {")).split("}")[0]!.matchAll(/--([\w-]+): (#[0-9a-f]{3,6})/g)].map((match) => [match[1]!, read(match[2]!)])) };

describe.each(Object.entries({ ...themes, mono }))("contrast, %s", (_name, colours) => {
  it("text: 4.5:1 on every ground it stands on", () => {
    for (const text of ["ink", "ink-2", "ink-3", "accent", "good", "bad", "caution"])
      for (const ground of ["paper", "paper-2"]) expect(contrast(colours[text]!, colours[ground]!), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });
  it("graphics: 3:1 on paper", () => {
    for (const name of ["line-2", "focus", ...Array.from({ length: 8 }, (_, i) => `series-${i + 1}`)])
      expect(contrast(colours[name]!, colours["paper"]!), name).toBeGreaterThanOrEqual(3);
  });
  it("the number in the darkest cell of a cohort can be read", () => {
    expect(contrast(colours["ink"]!, mix(colours["accent"]!, colours["paper"]!, 0.5))).toBeGreaterThanOrEqual(4.5);
  });
});

it("the paper is the light theme", () => expect(themes.paper).toEqual(themes.light));
