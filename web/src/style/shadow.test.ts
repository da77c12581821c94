import { describe, expect, it } from "vitest";
import { inShadow, shadowStyles } from "./shadow.ts";
import { pageStyles } from "./index.ts";

describe("styles in a shadow root", () => {
  it("puts the frame in the place of the document", () => {
    expect(inShadow(":root:lang(fa) { x: 1 }\nbody { y: 2 }\nhtml, .html { z: 3 }")).toBe(".frame:lang(fa) { x: 1 }\n.frame { y: 2 }\n.frame, .html { z: 3 }");
  });
  it("asks for the element's width, not the window's", () => {
    expect(inShadow("@media (max-width: 599px) { a { b: c } }")).toBe("@container (max-width: 599px) { a { b: c } }");
    expect(inShadow("@media (min-width: 760px) and (max-width: 979px) {")).toBe("@container (min-width: 760px) and (max-width: 979px) {");
    expect(inShadow("@media print {")).toBe("@media print {");
  });
  it("measures letters by the reader's size", () => {
    expect(inShadow("a { font-size: 0.875rem; width: .5rem }")).toBe("a { font-size: calc(0.875 * var(--rem, 16px)); width: calc(.5 * var(--rem, 16px)) }");
  });
  it("lets every token be set from outside, and only tokens", () => {
    const css = shadowStyles(":root { --accent: #0a6b5e; }", ".a { --b: 1px; }");
    expect(css).toContain("--accent: var(--mittari-accent, #0a6b5e);");
    expect(css).toContain(".a { --b: 1px; }");
  });
  it("leaves nothing of the page's root in the whole sheet", () => {
    const css = inShadow(pageStyles);
    expect(css).not.toMatch(/:root|[\d.]rem\b|(^|[\s,}])(html|body)[\s,{]/m);
    expect(css).not.toMatch(/@media \((max|min)-width: \d+px\) \{/);
  });
});
