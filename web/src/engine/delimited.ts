// Rows taken out of a container, as the comma-separated UTF-8 text that the core reads.

/** A number whose digits are known: told apart from text that only looks like one. */
export class Numeric {
  constructor(readonly text: string) {}
}
export type Cell = string | Numeric | null;

/** Moves the decimal point of plain or scientific notation by `places`; exact, and without exponent. */
export function shiftDecimal(lexeme: string, places: number): string {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(lexeme);
  if (!match) return lexeme;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const point = whole.length + Number(exponent) + places;
  if (Math.abs(point) > 400) return lexeme;
  const digits = whole + fraction;
  const padded = point > digits.length ? digits.padEnd(point, "0") : point < 0 ? "0".repeat(-point) + digits : digits;
  const at = Math.max(point, 0);
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, "") || "0";
  const right = padded.slice(at).replace(/0+$/, "");
  const zero = /^0*$/.test(left + right);
  return (sign === "-" && !zero ? "-" : "") + left + (right ? "." + right : "");
}

/** Plain digits. Three decimals get a fourth: `1.234` alone might be a thousand and some. */
export function numericText(lexeme: string): string {
  const plain = shiftDecimal(lexeme, 0);
  return /\.\d{3}$/.test(plain) ? plain + "0" : plain;
}

export function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (cell instanceof Numeric) return cell.text;
  // One row stays one line, so that row numbers are those of the container.
  const text = /[\r\n]/.test(cell) ? cell.replace(/\s*[\r\n]+\s*/g, " ") : cell;
  return /[",]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows as UTF-8 in pieces of about a megabyte. */
export function* delimited(rows: Iterable<readonly Cell[]>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = "";
  for (const row of rows) {
    text += row.map(cellText).join(",") + "\n";
    if (text.length > 1 << 20) {
      yield encoder.encode(text);
      text = "";
    }
  }
  if (text) yield encoder.encode(text);
}
