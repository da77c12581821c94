import { describe, expect, it } from "vitest";
import { jalaliDay, readJalali } from "./day.ts";

// Nowruz and leap days as calendars of Iran print them: 1 Farvardin 1404 was 21 March 2025, 30 Esfand 1403 the day before.
describe("days of the Solar Hijri calendar", () => {
  it("are written", () => {
    expect(jalaliDay("2025-03-21")).toEqual([1404, 1, 1]);
    expect(jalaliDay("2025-03-20")).toEqual([1403, 12, 30]);
    expect(jalaliDay("2025-09-22")).toEqual([1404, 6, 31]);
  });
  it("are read in either digits, and nothing else is", () => {
    expect(readJalali("۱۴۰۴/۰۱/۰۱")).toBe("2025-03-21");
    expect(readJalali("1404-6-31")).toBe("2025-09-22");
    expect(readJalali("1403/12/30")).toBe("2025-03-20");
    expect(readJalali("2025-03-21")).toBe("2025-03-21");
    for (const text of ["1404/12/30", "1404/7/31", "1404/13/1", "1404/1/32", "1404/0/1", "04/1/1", "2025-02-29", "", "x"]) expect(readJalali(text), text).toBeNull();
  });
});
