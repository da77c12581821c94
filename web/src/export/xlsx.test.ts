import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readWorkbook } from "../engine/xlsx.ts";
import type { OutTable } from "./table.ts";
import { toXlsx } from "./xlsx.ts";

const text = (value: string) => ({ value, text: value });
const number = (value: number) => ({ value, text: String(value) });

const table: OutTable = {
  title: "Spend [2025]: by channel/month, a name that is far too long for a sheet",
  columns: [
    { name: "Day", kind: "date" }, { name: "Channel", kind: "text" }, { name: "Spend", kind: "money", currency: "EUR" },
    { name: "Rate", kind: "percent" }, { name: "Leads", kind: "number" }, { name: "Score", kind: "number" },
  ],
  rows: [
    [text("2025-03-01"), text('=HYPERLINK("x")'), number(1234.5), number(0.125), number(7), number(1.5)],
    [text("1900-02-10"), text("a <b> & \"c\" \u0007 _x0041_ \ud800"), number(-5), { value: null, text: "—" }, number(0), number(2)],
    [{ value: null, text: "" }, text("All"), number(33.333333333333336), number(0.5), number(12), number(3)],
  ],
  total: true,
  rtl: true,
};

const files = async (of = table): Promise<Record<string, string>> =>
  Object.fromEntries(Object.entries(unzipSync(await toXlsx(of))).map(([name, bytes]) => [name, strFromU8(bytes)]));

const cell = (sheet: string, at: string): string => new RegExp(`<c r="${at}".*?</c>`).exec(sheet)?.[0] ?? "";

// The number format that a cell is shown by: cell -> style -> format id -> code.
const formatOf = (all: Record<string, string>, at: string): string => {
  const style = Number(/ s="(\d+)"/.exec(cell(all["xl/worksheets/sheet1.xml"]!, at))?.[1] ?? 0);
  const xf = all["xl/styles.xml"]!.split("<cellXfs")[1]!.match(/<xf [^>]*>/g)![style]!;
  const id = /numFmtId="(\d+)"/.exec(xf)![1];
  return (new RegExp(`numFmtId="${id}" formatCode="([^"]*)"`).exec(all["xl/styles.xml"]!)?.[1] ?? "General").replaceAll("&quot;", '"');
};

describe("workbook", () => {
  it("holds the parts that the format asks for, all well-formed", async () => {
    const all = await files();
    expect(Object.keys(all).sort()).toEqual([
      "[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml",
    ]);
    for (const xml of Object.values(all)) {
      const open: string[] = [];
      for (const [, close, name, self] of xml.replace(/<\?.*?\?>/g, "").matchAll(/<(\/?)([\w:]+)(?:\s[^>]*?)?(\/?)>/g)) {
        if (close) expect(open.pop()).toBe(name);
        else if (!self) open.push(name!);
      }
      expect(open).toEqual([]);
    }
  });
  it("keeps numbers as numbers with all their digits, and shows them by unit", async () => {
    const all = await files();
    const sheet = all["xl/worksheets/sheet1.xml"]!;
    expect(cell(sheet, "C2")).toContain("<v>1234.5</v>");
    expect(cell(sheet, "C3")).toContain("<v>-5</v>");
    expect(cell(sheet, "C4")).toContain("<v>33.333333333333336</v>");
    expect(formatOf(all, "C2")).toBe("#,##0.00\\ [$EUR]");
    expect(formatOf(all, "D2")).toBe("0.0%");
    expect(formatOf(all, "E2")).toBe("#,##0");
    expect(formatOf(all, "F2")).toBe("#,##0.00");
    expect(formatOf(all, "C4")).toBe(formatOf(all, "C2"));
  });
  it("writes a day as a day where spreadsheets agree on it, and as text before", async () => {
    const all = await files();
    // 45717 is 1 March 2025 by Excel's DATEVALUE.
    expect(cell(all["xl/worksheets/sheet1.xml"]!, "A2")).toContain("<v>45717</v>");
    expect(formatOf(all, "A2")).toBe("yyyy\\-mm\\-dd");
    expect(cell(all["xl/worksheets/sheet1.xml"]!, "A3")).toContain("1900-02-10");
  });
  it("leaves a blank cell blank, and has no formula at all", async () => {
    const sheet = (await files())["xl/worksheets/sheet1.xml"]!;
    expect(cell(sheet, "D3")).toBe("");
    expect(sheet).not.toContain("<f");
    expect(cell(sheet, "B2")).toContain('t="inlineStr"');
  });
  it("replaces what XML can't hold and what Excel would decode", async () => {
    const sheet = (await files())["xl/worksheets/sheet1.xml"]!;
    expect(cell(sheet, "B3")).toContain("a &lt;b&gt; &amp; &quot;c&quot; \ufffd _x005F_x0041_ \ufffd");
  });
  it("cuts a text of a megabyte to what a cell can hold, and shows that", async () => {
    const sheet = (await files({ ...table, rows: [[text("2025-01-01"), text("x".repeat(1 << 20)), number(1), number(1), number(1), number(1)]] }))["xl/worksheets/sheet1.xml"]!;
    expect(/<t [^>]*>(x+…)<\/t>/.exec(sheet)![1]!.length).toBe(32767);
  });
  it("names the sheet within the rules and reads from the right where asked", async () => {
    const all = await files();
    const name = /<sheet name="([^"]*)"/.exec(all["xl/workbook.xml"]!)![1]!;
    expect(name.length).toBeLessThanOrEqual(31);
    expect(name).not.toMatch(/[[\]:*?/\\]/);
    expect(all["xl/worksheets/sheet1.xml"]).toContain('rightToLeft="1"');
  });
  it("more than 26 columns are named as spreadsheets do", async () => {
    const columns = Array.from({ length: 60 }, (_, i) => ({ name: `c${i}`, kind: "number" as const }));
    const sheet = (await files({ ...table, columns, rows: [columns.map((_, i) => number(i))] }))["xl/worksheets/sheet1.xml"]!;
    expect(cell(sheet, "Z2")).toContain("<v>25</v>");
    expect(cell(sheet, "AA2")).toContain("<v>26</v>");
    expect(cell(sheet, "BH2")).toContain("<v>59</v>");
  });
  it("is read back by our own reader", async () => {
    const { rows } = readWorkbook(await toXlsx(table));
    expect(rows[0]).toEqual(["Day", "Channel", "Spend", "Rate", "Leads", "Score"]);
    expect(String(rows[1]![0])).toBe("2025-03-01");
    expect(rows[1]![1]).toBe('=HYPERLINK("x")');
  });
});
