import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sha256, sha256Here } from "./sha256.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

describe("SHA-256", () => {
  it("gives the digests of the standard", () => {
    expect(hex(sha256Here(new Uint8Array()))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(hex(sha256Here(new TextEncoder().encode("abc")))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
  it("agrees with Node at every length around a block, and with the browser's own", async () => {
    for (let length = 0; length < 300; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 89 + length * 31 + (i >> 2)) & 255);
      const want = createHash("sha256").update(bytes).digest("hex");
      expect(hex(sha256Here(bytes)), String(length)).toBe(want);
      if (length % 50 === 0) expect(await sha256(bytes)).toBe(want);
    }
  });
});
