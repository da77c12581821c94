import { describe, expect, it } from "vitest";
import { harmless, toCsv, toHtml, toMarkdown, toTabs, type OutTable } from "./table.ts";

const text = (value: string) => ({ value, text: value });
const number = (value: number, shown = String(value)) => ({ value, text: shown });

const table = (cells: readonly string[], more: Partial<OutTable> = {}): OutTable => ({
  title: "By channel",
  columns: [{ name: "Channel", kind: "text" }, { name: "Spend", kind: "money", currency: "EUR" }],
  rows: cells.map((cell, i) => [text(cell), number(10 * i - 5.25)]),
  total: false,
  rtl: false,
  ...more,
});

// From OWASP's page on CSV injection, and what slips past a look at the first sign alone.
const hostile = [
  '=HYPERLINK("http://evil.test";"click")', "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", " =1+1", "\u00a0=1", "\u202e=1", "\ufeff=1", "＝1", "＠x",
  "-2+3+cmd|' /C calc'!A0", "=cmd|' /C calc'!A0",
];

// An independent reading of CSV: one character at a time.
const parse = (csv: string): string[][] => {
  const rows: string[][] = [[]];
  let cell = "";
  let inside = false;
  for (let i = csv.charCodeAt(0) === 0xfeff ? 1 : 0; i < csv.length; ++i) {
    const sign = csv[i]!;
    if (inside && sign === '"' && csv[i + 1] === '"') cell += csv[++i];
    else if (sign === '"') inside = !inside;
    else if (!inside && (sign === "," || sign === "\r")) {
      rows.at(-1)!.push(cell);
      cell = "";
      if (sign === "\r" && ++i < csv.length - 1) rows.push([]);
    } else cell += sign;
  }
  return rows;
};

describe("text that spreadsheets would run", () => {
  for (const cell of hostile) {
    it(JSON.stringify(cell), () => {
      expect(harmless(cell)).toBe(`'${cell}`);
      expect(parse(toCsv(table([cell])))[1]![0]).toBe(`'${cell}`);
    });
  }
  it("leaves numbers, names and dashes in the middle alone", () => {
    for (const cell of ["-5", "+3,5", "-1.234,56", "Facebook - ads", "a=b", "3-5", "—", "−5", "'quoted", ""]) expect(harmless(cell)).toBe(cell);
  });
});

describe("CSV", () => {
  it("keeps every digit, −5 a number, and a blank a blank", () => {
    const rows = parse(toCsv({ ...table([]), rows: [[text("a"), number(-5)], [text("b"), number(33.333333333333336)], [text("c"), { value: null, text: "—" }], [text("d"), number(1e21)]] }));
    expect(rows).toEqual([["Channel", "Spend"], ["a", "-5"], ["b", "33.333333333333336"], ["c", ""], ["d", "1e+21"]]);
  });
  it("quotes what would break a row", () => {
    const cells = ['say "hi"', "a,b", "two\r\nlines", "tab\there", "</script>", "\u202eevil"];
    expect(parse(toCsv(table(cells))).slice(1).map((row) => row[0])).toEqual(cells);
  });
  it("shows where a zero byte was", () => {
    expect(parse(toCsv(table(["a\0b", "=\0"]))).slice(1).map((row) => row[0])).toEqual(["a\ufffdb", "'=\ufffd"]);
  });
  it("begins with the mark of UTF-8 and ends each row with CR LF", () => {
    expect(toCsv(table(["ä"]))).toBe("\ufeffChannel,Spend\r\nä,-5.25\r\n");
  });
});

describe("Markdown", () => {
  it("keeps data from becoming markup", () => {
    const line = toMarkdown(table(["a|b\n<img src=x onerror=alert(1)> [x](javascript:alert(1)) `c` **d** \\"])).split("\n")[2];
    expect(line).toBe("| a\\|b &lt;img src=x onerror=alert(1)> \\[x\\](javascript:alert(1)) \\`c\\` \\*\\*d\\*\\* \\\\ | -5.25 |");
  });
  it("puts numbers at the right and the total in bold", () => {
    expect(toMarkdown(table(["a", "All"], { total: true }))).toBe(
      "| Channel | Spend |\n| --- | ---: |\n| a | -5.25 |\n| **All** | **4.75** |\n");
  });
});

describe("HTML", () => {
  it("escapes every cell and heading", () => {
    const made = toHtml(table(['<img src=x onerror="alert(1)">', "</script><script>", "'\"&"], { title: "<b>" }));
    expect(made.replaceAll("<b><bdi>", "<bdi>").match(/<[a-z]+/g)!.filter((tag) => !/^<(table|caption|thead|tbody|tr|th|td|bdi)$/.test(tag))).toEqual([]);
    expect(made).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
    expect(made).toContain("<caption>&lt;b&gt;</caption>");
  });
  it("says its direction", () => expect(toHtml(table([], { rtl: true }))).toMatch(/^<table dir="rtl"/));
});

describe("tabs", () => {
  it("gives one line per row, whatever the cells hold", () => {
    expect(toTabs(table(["a\tb\nc", "=1"]))).toBe("Channel\tSpend\na b c\t-5.25\n'=1\t4.75");
  });
});
