import { execFileSync } from "node:child_process";
import { asText } from "../../pack.mjs";
import { describe, expect, it } from "vitest";
import { unpacked } from "./unpacked.ts";

// Text with repeats near and far, and noise, as programs have them.
function sample(length: number): Uint8Array {
  let state = 7;
  const bytes = Uint8Array.from({ length }, (_, i) => (state = Math.imul(state, 48271) % 2147483647) & (i % 5000 < 3000 ? 15 : 255));
  bytes.copyWithin(length >> 1, 0, length >> 2);
  return bytes;
}

describe("what the build packed", () => {
  for (const length of [0, 1, 300, 70_000, 700_000])
    it(`comes back as it was: ${length} bytes`, () => {
      const bytes = sample(length);
      const packed = execFileSync("zstd", [...(length > 100_000 ? ["--ultra", "-22"] : ["-9"]), "--no-check", "--quiet", "-c"], { input: bytes, maxBuffer: 1 << 24 });
      expect(Buffer.compare(unpacked(asText(packed)), bytes)).toBe(0);
    });
  it("is refused where its end is missing", () => {
    const packed = execFileSync("zstd", ["-q", "-c"], { input: sample(70_000), maxBuffer: 1 << 24 });
    expect(() => unpacked(asText(packed.subarray(0, packed.length >> 1)))).toThrow();
  });
});
