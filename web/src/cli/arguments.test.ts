import { describe, expect, it } from "vitest";
import { fileArgument, parseArguments, UsageError } from "./arguments.ts";
import { reportRows, toCsv, toTable } from "./text.ts";
import type { Report } from "../engine/operations.ts";

describe("arguments", () => {
  it("reads every option of the contract", () => {
    const parsed = parseArguments([
      "report", "a.csv", "--metrics", "cac,cpl", "--by=channel,month", "--where", "channel=A,B", "--where", "channel=C", "--where", "country=FI",
      "--from", "2025-01-01", "--to", "2025-06-30", "--compare", "year", "--today", "2025-07-01", "--param", "gross_margin=0.4",
      "--months", "jalali", "--week-start", "saturday", "--first-month", "4", "--blanks", "leave_out", "--no-proxies", "--table", "deals", "--map", "spend=#3", "--map", "ignore=Notes", "--delimiter", "\\t",
      "--encoding", "utf-16le", "--header-row", "3", "--sheet", "Data", "--numbers", "1.234,5", "--dates", "dmy", "--currency", "TRY",
      "--channel", "Radio", "--table-index", "2", "--json", "--lang", "fi", "-",
    ]);
    expect(parsed.words).toEqual(["a.csv", "-"]);
    expect(parsed.query).toEqual({
      metrics: ["cac", "cpl"], by: ["channel", "month"], where: { channel: ["A", "B", "C"], country: ["FI"] }, from: "2025-01-01", to: "2025-06-30",
      compare: "year", today: "2025-07-01", params: { gross_margin: 0.4 }, blanks: "leave_out", proxies: false,
      calendar: { months: "jalali", week_start: "saturday", first_month: 4 },
    });
    expect(parsed.settings).toEqual({
      table: "deals", map: { spend: "#3", ignore: "Notes" }, delimiter: "\t", encoding: "utf-16le", header_row: 3, sheet: "Data", numbers: "1.234,5",
      dates: "dmy", currency: "TRY", channel: "Radio", table_index: 2,
    });
    expect([parsed.output, parsed.lang]).toEqual(["json", "fi"]);
  });

  it("tells --table the output from --table the kind", () => {
    expect(parseArguments(["report", "a.csv", "--table"]).output).toBe("table");
    expect(parseArguments(["report", "--table", "a.csv"])).toMatchObject({ output: "table", words: ["a.csv"] });
    expect(parseArguments(["report", "--table", "orders", "a.csv"])).toMatchObject({ output: undefined, settings: { table: "orders" } });
    expect(() => parseArguments(["report", "--table=things", "a.csv"])).toThrow(UsageError);
  });

  it.each([
    [["report", "a.csv", "--unknown"]], [["report", "a.csv", "--by"]], [["report", "--from", "2025-02-30"]], [["report", "--compare", "never"]],
    [["report", "--param", "gross_margin=much"]], [["report", "--param", "0.4"]], [["report", "--header-row", "x"]], [["report", "--lang", "de"]],
    [["report", "--json=yes"]], [["report", "-x"]],
  ])("refuses %j", (argv) => expect(() => parseArguments(argv)).toThrow(UsageError));

  it("splits a file from its own settings", () => {
    const never = () => false;
    expect(fileArgument("a@b.csv", never)).toEqual({ path: "a@b.csv", settings: {} });
    expect(fileArgument("a.csv@channel=Radio, local,table=deals", never)).toEqual({ path: "a.csv", settings: { channel: "Radio, local", table: "deals" } });
    expect(fileArgument("-@delimiter=,,header_row=2", never)).toEqual({ path: "-", settings: { delimiter: ",", header_row: 2 } });
    expect(fileArgument("odd@channel=x", (path) => path === "odd@channel=x")).toEqual({ path: "odd@channel=x", settings: {} });
    expect(() => fileArgument("a.csv@colour=red", never)).toThrow(UsageError);
  });
});

describe("text", () => {
  const report = {
    ok: true, sources: [], by: ["channel"], metrics: { cac: { unit: "currency_per_customer", direction: "lower", formula: "" } },
    groups: [{ key: { channel: "=cmd|x" }, metrics: { cac: { value: 12.345678901 } } }, { key: { channel: 'Say "hi", all' }, metrics: { cac: { value: null, reason: "denominator_zero" } } }],
    total: { metrics: { cac: { value: -7 } } },
  } as unknown as Report;

  it("is safe to open in a spreadsheet and keeps every digit", () => {
    expect(toCsv(reportRows(report, (id) => id, false))).toBe("channel,cac\r\n'=cmd|x,12.345678901\r\n\"Say \"\"hi\"\", all\",\r\nTotal,-7\r\n");
  });
  it("stands in columns for people, with the reason of what is absent", () => {
    expect(toTable(reportRows(report, (id) => id, true)).split("\n")).toEqual([
      'channel                       cac',
      '-------------  ------------------',
      '=cmd|x                    12.3457',
      'Say "hi", all  — denominator_zero',
      'Total                          -7',
      '',
    ]);
  });
});
