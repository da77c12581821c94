import { asText } from "../../pack.mjs";
import { describe, expect, it } from "vitest";
import { bytesOf } from "./packed.ts";

describe("packed bytes", () => {
  it("come back as they were, at every length", () => {
    let state = 1;
    for (let length = 0; length < 400; length++) {
      const bytes = Uint8Array.from({ length }, () => (state = Math.imul(state, 48271) % 2147483647) & 255);
      expect([...bytesOf(asText(bytes))]).toEqual([...bytes]);
    }
  });
  it("hold nothing that ends a script, and little more than they are", () => {
    const text = asText(Uint8Array.from({ length: 100_000 }, (_, i) => (i * i * 7 + (i >> 3)) & 255));
    expect(text).not.toMatch(/[<>&\s]/);
    expect(text.length / 100_000).toBeLessThan(1.24);
  });
  it("do not mind spaces around them", () => {
    expect([...bytesOf(`\n ${asText(Uint8Array.of(10, 21, 32, 43))}\n`)]).toEqual([10, 21, 32, 43]);
  });
});
