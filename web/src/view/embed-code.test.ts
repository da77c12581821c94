import { describe, expect, it } from "vitest";
import { embedCode, fitsInScript, type EmbedChoice } from "./embed-code.ts";

const choice: EmbedChoice = {
  what: "calculator", how: "element", language: "fi", theme: "auto", currency: "EUR", metrics: ["cac"], title: "CAC", base: "https://a.example/m/", height: 420, tables: [],
};

describe("code to copy", () => {
  it("writes an element", () => {
    expect(embedCode(choice)).toBe(
      '<script type="module" src="https://a.example/m/mittari-calculator.js"></script>\n<mittari-calculator metric="cac" lang="fi" currency="EUR"></mittari-calculator>');
  });
  it("writes a frame that grows, and one that stays", () => {
    expect(embedCode({ ...choice, how: "auto", theme: "dark" })).toBe(
      '<iframe data-mittari="mittari-cac" src="https://a.example/m/embed.html#metric=cac&amp;lang=fi&amp;theme=dark&amp;currency=EUR&amp;frame=mittari-cac" title="CAC" sandbox="allow-scripts" loading="lazy" width="100%" height="420" frameborder="0"></iframe>\n' +
      '<script src="https://a.example/m/mittari-frame.js" defer></script>');
    expect(embedCode({ ...choice, how: "fixed" })).not.toContain("mittari-frame.js");
    expect(embedCode({ ...choice, how: "fixed" })).not.toContain("data-mittari");
  });
  it("lets no text out of its place", () => {
    const code = embedCode({ ...choice, how: "fixed", title: '"><script>alert(1)</script>', base: 'https://a.example/"onload="x' });
    expect(code).not.toContain("<script>");
    expect(code).not.toContain('"onload');
  });
  it("puts tables into a script of text only where they can't end it", () => {
    expect(embedCode({ ...choice, what: "scorecard", tables: ["Channel,Spend\nA,1\n"] })).toContain('<script type="text/csv">\nChannel,Spend\nA,1\n</script>');
    expect(embedCode({ ...choice, what: "scorecard" })).toContain('data="#mittari-table"');
    expect(fitsInScript("Channel,Spend\nA,1\n")).toBe(true);
    expect(fitsInScript("a</SCRIPT >b")).toBe(false);
    expect(fitsInScript("a<!--b")).toBe(false);
  });
});
