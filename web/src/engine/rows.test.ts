import { describe, expect, it } from "vitest";
import { type RowShape, rowStart } from "./rows.ts";

const plain: RowShape = { unit: 1, bigEndian: false, newline: "\n", delimiter: ",", quote: '"', columns: 3 };
const bytes = (text: string) => new TextEncoder().encode(text);
const wide = (text: string, bigEndian = false) => {
  const out = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) new DataView(out.buffer).setUint16(2 * i, text.charCodeAt(i), !bigEndian);
  return out;
};

describe("where a row starts", () => {
  it("is after the next line end", () => {
    expect(rowStart(bytes("2,3\n4,5,6\n7,8,9\n"), plain)).toBe(4);
    expect(rowStart(bytes("2,3\r\n4,5,6\r\n"), plain)).toBe(5);
    expect(rowStart(bytes("no end"), plain)).toBeUndefined();
    expect(rowStart(bytes("last\n"), plain)).toBeUndefined();
  });

  it("is found from inside a quoted cell with line breaks", () => {
    //             inside the quotes of a cell ┐
    const text = 'rest of it,\nmore\n",5\n7,"a\nb",9\n10,"c,\n\nd",12\n';
    expect(rowStart(bytes(text), plain)).toBe(text.indexOf("7,"));
  });

  it("doesn't take a quote inside a plain cell for an opening one", () => {
    const text = '19" screen,5\n1,2" pipe,3\n4,5,6\n';
    expect(rowStart(bytes(text), plain)).toBe(text.indexOf("1,2"));
  });

  it("is even in UTF-16", () => {
    const text = "x\ty\n1\t2\t3\nä\tب\t6\n";
    for (const bigEndian of [false, true]) {
      expect(rowStart(wide(text, bigEndian), { ...plain, unit: 2, bigEndian, delimiter: "\t" })).toBe(8);
    }
    // A letter whose low byte is that of a line end.
    expect(rowStart(wide("\u010ax\n1\t2\n"), { ...plain, unit: 2, delimiter: "\t" })).toBe(6);
  });
});
