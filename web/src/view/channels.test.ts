import { describe, expect, it } from "vitest";
import type { Group } from "../engine/operations.ts";
import { commonFlags } from "./channels.ts";

const group = (...flags: string[]): Group => ({ key: {}, metrics: { spend: { value: 1, flags } } }) as unknown as Group;
const total = (...flags: string[]) => ({ value: 2, flags }) as never;

describe("what is to be said of every row", () => {
  it("is said once, at the total", () =>
    expect([...commonFlags([group("length_mismatch"), group("length_mismatch", "small_sample")], total("length_mismatch", "small_sample"), "spend")]).toEqual(["length_mismatch"]));
  it("stays with the rows where the total does not say it, or where there is one row", () => {
    expect(commonFlags([group("small_sample"), group("small_sample")], total(), "spend").size).toBe(0);
    expect(commonFlags([group("length_mismatch")], total("length_mismatch"), "spend").size).toBe(0);
  });
});
