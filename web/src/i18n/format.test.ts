import { describe, expect, it } from "vitest";
import { formulaInWords, makeFormats, periodStart, valuesInWords } from "./format.ts";
import { breakable } from "./types.ts";

const plain = (text: string): string =>
  text.replace(/[\u2066-\u2069\u200e\u200f]/g, "").replace(/[\u00a0\u202f\u2009]/g, " ");
const money = (unit: string, currency: string) => ({ unit, currency });

describe("formats", () => {
  const en = makeFormats("en");
  const fi = makeFormats("fi");
  const tr = makeFormats("tr");
  const fa = makeFormats("fa");

  it("writes money by unit and size", () => {
    expect(plain(en.metric(41.4567, money("currency_per_lead", "EUR")))).toBe("€41.46");
    expect(plain(fi.metric(41.4567, money("currency_per_lead", "EUR")))).toBe("41,46 €");
    expect(plain(en.metric(123456.78, money("currency", "USD")))).toMatch(/^(US)?\$123,457$/);
    expect(plain(en.metric(0.0123, money("currency_per_click", "EUR")))).toBe("€0.0123");
    expect(plain(en.metric(12.5, { unit: "currency", currency: null }))).toBe("12.50");
    expect(plain(en.metric(12.5, money("currency", "??")))).toBe("12.50 ??");
  });

  it("never writes what is small as nought", () => {
    expect(plain(en.metric(0.00003, money("currency_per_click", "EUR")))).toBe("€0.000030");
    expect(plain(fi.metric(0.000042, money("currency_per_click", "EUR")))).toBe("0,000042 €");
    expect(plain(en.metric(0.4, money("currency", "EUR"), [26512, 0.4]))).toBe("€0.40");
    expect(plain(en.metric(0.00002, { unit: "percent" }, [0.5, 0.00002]))).toBe("0.002%");
    expect(plain(tr.metric(0.0004, { unit: "ratio" }))).toBe("0,0004×");
    expect(plain(fa.metric(0.02, { unit: "count" }))).toBe("۰٫۰۲");
    expect([plain(en.number(0.0000001, 6)), en.plain(0.00001, 4), plain(en.amount(0.004, "EUR"))]).toEqual(["0.0000001", "0.00001", "€0.0040"]);
    // Nought is nought, and the noise of doubles is none of it.
    expect([plain(en.metric(0, money("currency", "EUR"))), plain(en.number(1e-17))]).toEqual(["€0.00", "0"]);
    expect(en.change({ absolute: 0.00001, relative: 0.00001 }, { unit: "percent" })).toEqual({ text: "0.0", points: true, sign: 0 });
  });

  it("gives one number of decimals to a column", () => {
    const peers = [8299.15, 26512.4, 512];
    expect(peers.map((value) => plain(en.metric(value, money("currency", "EUR"), peers)))).toEqual([
      "€8,299",
      "€26,512",
      "€512",
    ]);
    const shares = [0.0345, 0.12];
    expect(shares.map((value) => plain(en.metric(value, { unit: "percent" }, shares)))).toEqual(["3.5%", "12.0%"]);
  });

  it("writes shares, multiples and times", () => {
    expect(plain(en.metric(0.1, { unit: "percent" }))).toBe("10.0%");
    expect(plain(fi.metric(0.304, { unit: "percent" }))).toBe("30,4 %");
    expect(plain(tr.metric(0.304, { unit: "percent" }))).toBe("%30,4");
    expect(plain(en.metric(3.2, { unit: "ratio" }))).toBe("3.2×");
    expect(plain(fa.metric(3.2, { unit: "ratio" }))).toBe("۳٫۲ برابر");
    expect(plain(en.metric(12, { unit: "days" }))).toBe("12 days");
  });

  it("names the money after the amount in Persian", () => {
    expect(plain(fa.metric(276319, money("currency_per_lead", "IRT")))).toBe("۲۷۶٬۳۱۹ تومان");
    expect(plain(fa.metric(26.9, money("currency_per_lead", "EUR")))).toBe("۲۶٫۹۰ یورو");
    // All of an axis are shortened, or none.
    expect([2000, 20_000].map((value) => makeFormats("en").tick(value, money("currency", "EUR"), 20_000))).toEqual(["€2K", "€20K"].map((text) => expect.stringMatching(new RegExp(text, "i"))));
    expect(plain(makeFormats("fi").metric(7385.29, money("currency_per_day", "EUR")))).toBe("7 385,29 €/pv");
    expect(plain(fa.tick(20_000_000, money("currency", "IRR")))).toBe("۲۰ میلیون");
    expect(fa.unitSign(money("currency", "IRT"))).toBe("تومان");
  });

  it("writes days in the calendar of the tables, months as they are grouped", () => {
    // 1 Farvardin 1404 is 21 March 2025, 31 Shahrivar is 22 September.
    const persian = makeFormats("fa", "auto", "persian");
    expect(plain(persian.range("2025-03-21", "2025-09-22"))).toBe("۱ فروردین تا ۳۱ شهریور ۱۴۰۴");
    expect(plain(persian.day("2025-03-21"))).toBe("۱ فروردین ۱۴۰۴");
    expect(plain(persian.period("2025-03"))).toMatch(/مارس/);
  });

  it("writes amounts to the cent where they are checked", () => {
    expect(plain(en.amount(3613805.24, "EUR"))).toBe("€3,613,805.24");
    expect(plain(fi.amount(2500, "EUR"))).toBe("2 500 €");
  });

  it("uses Persian digits, and a dash for what is absent", () => {
    expect(plain(fa.count(1234))).toBe("۱٬۲۳۴");
    expect(plain(makeFormats("fa", "latn").count(1234))).not.toMatch(/[۰-۹]/);
    expect(fa.metric(null, { unit: "count" })).toBe("—");
    expect(en.metric(Number.NaN, { unit: "count" })).toBe("—");
  });

  it("puts a true minus", () => {
    expect(plain(en.metric(-0.63, { unit: "percent" }))).toBe("−63.0%");
    expect(plain(fi.number(-3))).toBe("−3");
  });

  it("tells changes in points for shares and per cent for the rest", () => {
    expect(en.change({ absolute: 0.014, relative: 0.05 }, { unit: "percent" })).toEqual({
      text: "1.4",
      points: true,
      sign: 1,
    });
    expect(en.change({ absolute: -5, relative: -0.12 }, { unit: "currency" })).toEqual({
      text: "12%",
      points: false,
      sign: -1,
    });
    expect(en.change({ absolute: 0, relative: 0 }, { unit: "count" })?.sign).toBe(0);
    expect(en.change({ absolute: 4, relative: null }, { unit: "count" })).toBeNull();
  });

  it("reads period keys", () => {
    // ISO 8601: 2025-W01 begins on Monday 30 December 2024; 2020 has a week 53.
    expect(periodStart("2025-W01")?.toISOString().slice(0, 10)).toBe("2024-12-30");
    expect(periodStart("2020-W53")?.toISOString().slice(0, 10)).toBe("2020-12-28");
    expect(periodStart("2025-Q3")?.toISOString().slice(0, 10)).toBe("2025-07-01");
    expect(periodStart("Email")).toBeNull();
  });

  it("puts keys of other calendars on the same axis", () => {
    const day = (key: string, weekStart = 0, firstMonth = 1): string | undefined => periodStart(key, { weekStart, firstMonth })?.toISOString().slice(0, 10);
    // Nowruz of three years, and Mehr.
    expect([day("1403-01"), day("1404"), day("1408-Q1"), day("1404-07")]).toEqual(["2024-03-20", "2025-03-21", "2029-03-20", "2025-09-23"]);
    // The first week whose fourth day lies in 2025: Saturday 4 January (28 December has its fourth day in 2024), Sunday 29, Monday 30 December.
    expect([day("2025-W01", 5), day("2025-W01", 6), day("2025-W01")]).toEqual(["2025-01-04", "2024-12-29", "2024-12-30"]);
    expect([day("FY2026", 0, 4), day("FY2026-Q2", 0, 4)]).toEqual(["2025-04-01", "2025-07-01"]);
    expect(makeFormats("fa").period("1404-07")).toBe("مهر ۱۴۰۴");
    expect(makeFormats("en", "auto", "gregory", { weekStart: 0, firstMonth: 4 }).period("FY2026")).toBe("FY 2026");
    expect(plain(en.period("2025-01"))).toBe("January 2025");
    expect(plain(fi.period("2025-W05"))).toBe("vk 5 2025");
    expect(plain(fa.period("2025-01"))).toMatch(/^ژانویه\S* ۲۰۲۵$/);
    expect(plain(en.range("2025-01-01", "2025-06-30"))).toBe("1 Jan – 30 Jun 2025");
  });

  it("says a formula in words", () => {
    const name = (_kind: string, id: string): string =>
      ({ engaged_sessions: "Engaged sessions", sessions: "Sessions" })[id] ?? id;
    expect(plain(formulaInWords("1-sum(engaged_sessions)/sum(sessions)", name, String))).toBe(
      "1 − Engaged sessions ÷ Sessions",
    );
    expect(plain(valuesInWords("12480 / 301", (value) => fi.number(value)))).toBe("12 480 ÷ 301");
    expect(valuesInWords("1000 / 40", (value) => makeFormats("fa").number(value), "۲۵")).toBe("\u2066\u2068۱٬۰۰۰\u2069 ÷ \u2068۴۰\u2069 = ۲۵\u2069");
  });
});

describe("words that may break", () => {
  it("marks Finnish and Turkish syllables of long words only", () => {
    expect(breakable("Asiakashankintakustannus", "fi").replaceAll("\u00ad", "-")).toBe("Asia-kas-han-kin-ta-kus-tan-nus");
    expect(breakable("konversioprosentti", "fi").replaceAll("\u00ad", "-")).toBe("kon-ver-sio-pro-sentti");
    expect(breakable("Liidin hinta", "fi")).toBe("Liidin hinta");
    expect(breakable("Customer acquisition", "en")).toBe("Customer acquisition");
  });
});
