import { zipSync, gzipSync, strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { type Cell, cellText, delimited, Numeric, numericText, shiftDecimal } from "./delimited.ts";
import { htmlRows, looksLikeHtml } from "./html-table.ts";
import { jsonRows } from "./json-table.ts";
import { readOpenDocument } from "./ods.ts";
import { Intake } from "./intake.ts";
import { isOldOffice, refuseOldOffice } from "./old-office.ts";
import { MittariError } from "./operations.ts";
import type { Core } from "./wasm.ts";
import { readWorkbook, serialDate } from "./xlsx.ts";
import { GzipStream, join, listMembers, unpackWhole } from "./zip.ts";

const texts = (rows: Cell[][]) => rows.map((row) => row.map(cellText));
const codeOf = (act: () => unknown): MittariError => {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof MittariError) return thrown;
    throw thrown;
  }
  throw new Error("nothing was thrown");
};

describe("numbers", () => {
  it.each([
    ["1e5", 0, "100000"], ["1.5e-3", 0, "0.0015"], ["0.0625", 2, "6.25"], ["-12.50", 0, "-12.5"], ["-0.0", 0, "0"],
    ["12345678901234567890.123", 0, "12345678901234567890.123"], ["7", -2, "0.07"], ["100", 2, "10000"],
  ])("%s moved by %i places is %s", (lexeme, places, want) => expect(shiftDecimal(lexeme, places)).toBe(want));

  it("never leaves exactly three decimals, which might be thousands", () => {
    expect(numericText("1.234")).toBe("1.2340");
    expect(numericText("1.2345")).toBe("1.2345");
    expect(numericText("1234")).toBe("1234");
  });
});

describe("delimited text", () => {
  it("quotes what would be parted and keeps one row on one line", () => {
    const rows: Cell[][] = [["a,b", 'say "x"', "two\nlines"], [new Numeric("1.5"), null, " padded "]];
    expect(new TextDecoder().decode(join([...delimited(rows)]))).toBe('"a,b","say ""x""",two lines\n1.5,," padded "\n');
  });
});

describe("JSON", () => {
  it("reads a list of objects, with the digits of long numbers", () => {
    expect(texts(jsonRows('[{"day":"2025-01-01","spend":12345678901234567.25},{"leads":3,"day":"2025-01-02"}]'))).toEqual([
      ["day", "spend", "leads"], ["2025-01-01", "12345678901234567.25", ""], ["2025-01-02", "", "3"],
    ]);
  });
  it("reads one object per line, columns by name, lists of lists, and rows under a key", () => {
    expect(texts(jsonRows('{"a":1}\n{"a":2}\n'))).toEqual([["a"], ["1"], ["2"]]);
    expect(texts(jsonRows('{"a":[1,2],"b":["x","y"]}'))).toEqual([["a", "b"], ["1", "x"], ["2", "y"]]);
    expect(texts(jsonRows('[["a","b"],[1,2]]'))).toEqual([["a", "b"], ["1", "2"]]);
    expect(texts(jsonRows('{"meta":{"n":1},"data":[{"a":{"b":5}}]}'))).toEqual([["a.b"], ["5"]]);
  });
  it.each([
    ['[{"a":1},]', 1, 10], ['[{"a":1}\n{"b"', 2, 1], ['[{"a":01}]', 1, 7], ['[{"a":"x', 1, 7], ["[".repeat(5000), 1, 202],
  ])("tells where %s goes wrong", (text, row, column) => {
    const error = codeOf(() => jsonRows(text));
    expect([error.code, error.at.row, error.at.column]).toEqual(["json.unexpected", row, column]);
  });
  it("is no table where there are no objects", () => expect(codeOf(() => jsonRows("[1,2]")).code).toBe("input.no_table"));
});

describe("HTML", () => {
  it("takes the largest table, spans and entities", () => {
    const html = "<html><table><tr><td>menu</td></tr></table><!-- <table> --><table><thead><tr><th colspan=2>A &amp; B<th>C</tr></thead>" +
      "<tr><td>1&nbsp;234,5</td><td><b>x</b><br>y</td><td>&#x20AC;5</td></tr></table></html>";
    expect(looksLikeHtml(html)).toBe(true);
    expect(texts(htmlRows(html))).toEqual([["A & B", "", "C"], ['"1\u00a0234,5"', "x y", "€5"]]);
  });
  it("refuses a document without a table", () => expect(codeOf(() => htmlRows("<html><p>no</p>")).code).toBe("input.no_table"));
});

// Stands for the core: a text without a comma holds no table.
const standIn = () => {
  let text = "";
  let name = "";
  const calls: string[] = [];
  return { calls, core: {
    dead: false,
    call: (operation: string, json: string) => {
      calls.push(operation);
      if (operation === "begin") [text, name] = ["", (JSON.parse(json) as { name: string }).name];
      return JSON.stringify(operation !== "end" ? { ok: true } : text.includes(",") ? { ok: true, source: { name } }
        : { ok: false, error: { code: text === "" ? "input.empty" : text.includes("locked") ? "input.locked" : "input.no_table", message: "" } });
    },
    feed: (bytes: Uint8Array) => {
      text += new TextDecoder().decode(bytes);
      return '{"ok":true}';
    },
  } as unknown as Core };
};

describe("archives", () => {
  it("reads the tables beside a note and an empty month, and says what is wrong where there are none", () => {
    const read = (members: Record<string, string>) => {
      const { core, calls } = standIn();
      const archive = zipSync(Object.fromEntries(Object.entries(members).map(([name, text]) => [name, strToU8(text)])));
      return { names: new Intake(core, { name: "all.zip", settings: {} }).push(archive, true).map((source) => source.name), calls };
    };
    const { names, calls } = read({ "readme.txt": "hello", "01.csv": "a,b\n1,2\n", "02.csv": "", "03.csv": "a,b\n3,4\n" });
    expect(names).toEqual(["all.zip/01.csv", "all.zip/03.csv"]);
    expect(calls.filter((call) => call === "cancel").length).toBe(2);
    expect(codeOf(() => read({ "readme.txt": "hello", "02.csv": "" })).code).toBe("input.no_table");
    expect(codeOf(() => read({ "01.csv": "a,b\n1,2\n", "02.csv": "locked" })).code).toBe("input.locked");
  });
  it("lists and unpacks members", () => {
    const archive = zipSync({ "a/x.csv": strToU8("n,m\n1,2\n".repeat(1000)), "stored.txt": [strToU8("plain"), { level: 0 }] });
    const members = listMembers(archive);
    expect(members.map((member) => member.name)).toEqual(["a/x.csv", "stored.txt"]);
    expect(members.map((member) => unpackWhole(archive, member).length)).toEqual([8000, 5]);
  });
  it("stops at a bomb and at damage", () => {
    const bomb = zipSync({ "x.csv": new Uint8Array(200 << 20) });
    const [member] = listMembers(bomb);
    expect(codeOf(() => member && unpackWhole(bomb, member)).code).toBe("input.archive_too_large");
    const archive = zipSync({ "x.csv": strToU8("a,b\n1,2\n".repeat(5000)) });
    expect(codeOf(() => listMembers(archive.subarray(0, 100))).code).toBe("input.archive_broken");
    const packed = gzipSync(strToU8("a,b\n"));
    packed.fill(0xff, 10, 16);
    expect(codeOf(() => new GzipStream(() => {}).push(packed, true)).code).toBe("input.archive_broken");
  }, 60000);
  it("unpacks gzip in whatever pieces it comes", () => {
    const text = "day,spend\n2025-01-01,10\n".repeat(3000);
    const packed = gzipSync(strToU8(text));
    for (const step of [1, 7, packed.length]) {
      const pieces: Uint8Array[] = [];
      const stream = new GzipStream((piece) => pieces.push(piece.slice()));
      for (let at = 0; at < packed.length; at += step) stream.push(packed.subarray(at, at + step), at + step >= packed.length);
      expect(new TextDecoder().decode(join(pieces))).toBe(text);
    }
  });
});

describe("workbooks", () => {
  const book = (sheet: string, more: Record<string, string> = {}) => zipSync(Object.fromEntries(Object.entries({
    "xl/workbook.xml": '<workbook><workbookPr/><sheets><sheet name="Notes" sheetId="1" r:id="rId1"/><sheet name="Old" sheetId="3" state="hidden" r:id="rId3"/><sheet name="Data" sheetId="2" r:id="rId2"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="rId3" Target="worksheets/sheet3.xml"/></Relationships>',
    "xl/sharedStrings.xml": "<sst><si><t>Day</t></si><si><r><t>Sp</t></r><r><t xml:space=\"preserve\">end &amp; more</t></r><rPh><t>aside</t></rPh></si></sst>",
    "xl/styles.xml": '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$€-40B] #,##0.00"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="165"/><xf numFmtId="10"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    "xl/worksheets/sheet1.xml": '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>just a note</t></is></c></row></sheetData></worksheet>',
    "xl/worksheets/sheet2.xml": `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    "xl/worksheets/sheet3.xml": '<worksheet><sheetData><row><c><v>5</v></c><c><v>6</v></c></row><row><c><v>7</v></c></row></sheetData></worksheet>',
    ...more,
  }).map(([name, text]) => [name, strToU8(text)])));

  it("reads kinds, gaps and the first visible sheet with a table", () => {
    const read = readWorkbook(book(
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row>' +
      '<row r="4"><c r="A4" s="1"><v>45658</v></c><c r="B4" s="2"><v>6.25E-2</v></c><c r="C4" s="3"><v>33.329999999999998</v></c><c r="D4" t="b"><v>1</v></c><c r="E4" t="e"><v>#DIV/0!</v></c><c r="F4"/></row>'));
    expect([read.sheet, read.sheets]).toEqual(["Data", ["Notes", "Old", "Data"]]);
    expect(texts(read.rows)).toEqual([[], ["Day", "", "Spend & more"], [], ["2025-01-01", "6.25%", "33.33 €", "true", "#DIV/0!"]]);
  });
  it("reads the sheet that is asked for, and names those there are", () => {
    expect(texts(readWorkbook(book(""), "old").rows)).toEqual([["5", "6"], ["7"]]);
    const error = codeOf(() => readWorkbook(book(""), "None"));
    expect([error.code, error.args.sheets]).toEqual(["input.sheet_unknown", "Notes, Old, Data"]);
  });
  // Published by the maker of the format: day 1 is 1900-01-01, day 61 is 1900-03-01; in the other system day 0 is 1904-01-01.
  it.each([[1, false, "1900-01-01"], [59, false, "1900-02-28"], [60, false, "1900-02-29"], [61, false, "1900-03-01"],
    [11111, false, "1930-06-02"], [45658.75, false, "2025-01-01 18:00:00"], [0, true, "1904-01-01"], [45658.9999999, false, "2025-01-02"]])(
    "day %s (1904: %s) is %s", (serial, date1904, want) => expect(serialDate(serial, date1904)).toBe(want));
});

describe("merged cells", () => {
  const sheet = (cells: string, merges: string) => readWorkbook(zipSync({
    "xl/workbook.xml": strToU8('<workbook><sheets><sheet name="S" r:id="r"/></sheets></workbook>'),
    "xl/_rels/workbook.xml.rels": strToU8('<Relationships><Relationship Id="r" Target="worksheets/s.xml"/></Relationships>'),
    "xl/worksheets/s.xml": strToU8(`<worksheet><sheetData>${cells}</sheetData><mergeCells>${merges}</mergeCells></worksheet>`),
  })).rows;
  const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  it("a name stands in each of its rows, a number once, a heading over columns once", () => {
    const rows = sheet(
      `<row r="1">${text("A1", "Month")}${text("B1", "Google")}</row><row r="2">${text("B2", "Cost")}${text("C2", "Clicks")}</row>` +
      `<row r="3">${text("A3", "Jan")}<c r="B3"><v>5</v></c><c r="C3"><v>7</v></c></row><row r="4"><c r="C4"><v>8</v></c></row>`,
      '<mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="A3:A4"/><mergeCell ref="B3:B4"/>');
    expect(texts(rows)).toEqual([["Month", "Google"], ["Month", "Cost", "Clicks"], ["Jan", "5", "7"], ["Jan", "", "8"]]);
  });
});

describe("signs that XML has no place for", () => {
  it("come out of a workbook's spelling of them, but for those that no text should hold", () => {
    const [row] = readWorkbook(zipSync({
      "xl/workbook.xml": strToU8('<workbook><sheets><sheet name="S" r:id="r"/></sheets></workbook>'),
      "xl/_rels/workbook.xml.rels": strToU8('<Relationships><Relationship Id="r" Target="worksheets/s.xml"/></Relationships>'),
      "xl/worksheets/s.xml": strToU8('<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a_x000D_b _x005F_x0041_ x_x0000_ _xyz_</t></is></c></row></sheetData></worksheet>'),
    })).rows;
    expect(row![0]).toBe("a\rb _x0041_ x\ufffd _xyz_");
  });
});

describe("OpenDocument spreadsheets", () => {
  const ods = (tables: string, more: Record<string, string> = {}) => zipSync(Object.fromEntries(Object.entries({
    mimetype: "application/vnd.oasis.opendocument.spreadsheet",
    "content.xml": '<office:document-content><office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>' +
      '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>' +
      `<office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    ...more,
  }).map(([name, content]) => [name, strToU8(content)])));
  const text = (value: string, more = "") => `<table:table-cell office:value-type="string"${more}><text:p>${value}</text:p></table:table-cell>`;
  const row = (cells: string, more = "") => `<table:table-row${more}>${cells}</table:table-row>`;

  it("reads the kinds of values as they are kept, not as they are shown", () => {
    const read = readOpenDocument(ods(
      `<table:table table:name="Hidden" table:style-name="ta2">${row(text("a") + text("b"))}${row(text("c") + text("d"))}</table:table>` +
      '<table:table table:name="Data" table:style-name="ta1">' +
      row("<table:table-cell table:number-columns-repeated=\"16384\"/>", ' table:number-rows-repeated="2"') +
      row(text("Day") + text("Spend &amp; <text:span>more</text:span><text:s text:c=\"2\"/>now") + text("Rate")) +
      row('<table:table-cell office:value-type="date" office:date-value="2025-01-31T00:00:00"><text:p>31.1.25</text:p></table:table-cell>' +
        '<table:table-cell office:value-type="currency" office:currency="EUR" office:value="1234.5"><text:p>1 234,50 €</text:p></table:table-cell>' +
        '<table:table-cell office:value-type="percentage" office:value="0.0625"><text:p>6 %</text:p></table:table-cell>' +
        '<table:table-cell office:value-type="time" office:time-value="PT12H05M09S"/><table:table-cell office:value-type="boolean" office:boolean-value="true"/>') +
      row('<table:table-cell office:value-type="date" office:date-value="2025-02-01T06:30:00"/><table:table-cell office:value-type="float" office:value="1.234"/>' +
        '<table:table-cell><office:annotation><text:p>a comment</text:p></office:annotation></table:table-cell><table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="2"/>') +
      row('<table:table-cell table:number-columns-repeated="16384"/>', ' table:number-rows-repeated="1048570"') + "</table:table>"));
    expect([read.sheet, read.sheets]).toEqual(["Data", ["Hidden", "Data"]]);
    expect(texts(read.rows)).toEqual([[], [], ["Day", "Spend & more  now", "Rate"],
      ["2025-01-31", "1234.5 EUR", "6.25%", "12:05:09", "true"], ["2025-02-01 06:30:00", "1.2340", "", "7", "7"]]);
  });
  it("fills merged names down and repeats rows", () => {
    const read = readOpenDocument(ods('<table:table table:name="S">' + row(text("Channel") + text("Day")) +
      row(text("Mail", ' table:number-rows-spanned="2"') + text("Mon")) +
      row("<table:covered-table-cell/>" + text("Tue"), ' table:number-rows-repeated="2"') + "</table:table>"), "s");
    expect(texts(read.rows)).toEqual([["Channel", "Day"], ["Mail", "Mon"], ["Mail", "Tue"], ["", "Tue"]]);
  });
  it("refuses what is locked, what is not there and what never ends", () => {
    expect(codeOf(() => readOpenDocument(ods("", { "META-INF/manifest.xml": "<manifest:encryption-data x='1'/>" }))).code).toBe("input.locked");
    expect(codeOf(() => readOpenDocument(ods(`<table:table table:name="A">${row(text("x"))}</table:table>`), "B")).code).toBe("input.sheet_unknown");
    expect(codeOf(() => readOpenDocument(ods(""))).code).toBe("input.no_table");
    const huge = `<table:table table:name="A">${row(text("x", ' table:number-columns-repeated="16384"'), ' table:number-rows-repeated="1048576"')}</table:table>`;
    expect(codeOf(() => readOpenDocument(ods(huge))).code).toBe("input.archive_too_large");
  });
});

describe("Office before 2007", () => {
  const container = (stream: string) => {
    const bytes = new Uint8Array(2048);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0]);
    bytes.set([...stream].flatMap((letter) => [letter.charCodeAt(0), 0]), 1024 + 128);
    return bytes;
  };
  it.each([["EncryptedPackage", "input.locked", undefined], ["Workbook", "input.unsupported", "xls"], ["WordDocument", "input.unsupported", "doc"]])(
    "%s is %s", (stream, code, kind) => {
      expect(isOldOffice(container(stream))).toBe(true);
      const error = refuseOldOffice(container(stream));
      expect([error.code, error.args.kind]).toEqual([code, kind]);
    });
});
