// A packed report is the report as its text would be.
import { describe, expect, it } from "vitest";
import { unpackReport } from "./packed-report.ts";

function pack(numbers: readonly number[], shapes: readonly number[], json: unknown, before = 0): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const bytes = new Uint8Array(before + 8 + 8 * numbers.length + shapes.length + text.length);
  const view = new DataView(bytes.buffer, before);
  view.setUint32(0, numbers.length, true);
  view.setUint32(4, shapes.length, true);
  numbers.forEach((value, i) => view.setFloat64(8 + 8 * i, value, true));
  bytes.set(shapes, before + 8 + 8 * numbers.length);
  bytes.set(text, before + 8 + 8 * numbers.length + shapes.length);
  return bytes.subarray(before);
}

const json = {
  ok: true, by: ["channel"], groups: [{ key: { channel: "ایمیل" } }, { key: { channel: "Sähköposti" } }], total: { metrics: {} },
  packed: {
    names: ["spend", "cac"],
    shapes: [
      { numbers: 1, answer: { value: 9, flags: ["partial_period"] } },
      { numbers: 3, answer: { value: 9, interval: { low: 9, high: 9, level: 0.95, method: "ratio_delta" }, flags: [] } },
      { numbers: 0, answer: { value: null, reason: "denominator_zero", flags: [] } },
    ],
    rest: [{ value: null, reason: "currency_mixed", by_currency: { EUR: 1 }, flags: [] }],
  },
};
const report = {
  ok: true, by: ["channel"],
  groups: [
    { key: { channel: "ایمیل" }, metrics: {
      spend: { value: 0.1, flags: ["partial_period"] },
      cac: { value: 12.5, interval: { low: -3, high: 1e21, level: 0.95, method: "ratio_delta" }, flags: [] } } },
    { key: { channel: "Sähköposti" }, metrics: {
      spend: { value: null, reason: "currency_mixed", by_currency: { EUR: 1 }, flags: [] },
      cac: { value: null, reason: "denominator_zero", flags: [] } } },
  ],
  total: { metrics: {} },
};

describe("a packed report", () => {
  for (const before of [0, 3])
    it(`is unpacked wherever its bytes lie (${before})`, () => {
      const unpacked = unpackReport(pack([0.1, 12.5, -3, 1e21], [0, 1, 255, 2], json, before));
      expect(unpacked).toEqual(report);
      expect(JSON.stringify(unpacked)).toBe(JSON.stringify(report));
    });

  it("shares no lists between its answers", () => {
    const twice = { ...json, packed: { ...json.packed, names: ["a", "b"], rest: [] }, groups: [{ key: {} }] };
    const { a, b } = unpackReport(pack([1, 2], [0, 0], twice)).groups[0]!.metrics;
    expect(a!.flags).not.toBe(b!.flags);
  });

  it("may be a refusal", () => {
    const refused = pack([], [], { ok: false, error: { code: "dimension.unknown", message: "no" } });
    expect(() => unpackReport(refused)).toThrow(expect.objectContaining({ code: "dimension.unknown" }));
  });
});
