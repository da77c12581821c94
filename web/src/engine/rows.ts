// Where rows begin in the bytes of a delimited file, for cutting it into parts. What is found here is a
// guess that the reading itself proves: a part that ends inside a quoted cell fails, and the file is read in one.

/** How the rows of a file lie in its bytes. */
export interface RowShape {
  /** Bytes of a letter of ASCII: 2 in UTF-16. */
  unit: 1 | 2;
  bigEndian: boolean;
  /** "\r" where that alone ends a line, else "\n". */
  newline: "\n" | "\r";
  delimiter: string;
  /** "" for none. */
  quote: string;
  columns: number;
}

const lf = 10;

/** One number for each letter; 255 stands for what is no ASCII. */
function letters(bytes: Uint8Array, shape: RowShape): Uint8Array {
  if (shape.unit === 1) return bytes;
  const out = new Uint8Array(bytes.length >> 1);
  const low = shape.bigEndian ? 1 : 0;
  for (let i = 0; i < out.length; i++) out[i] = bytes[2 * i + 1 - low] === 0 ? bytes[2 * i + low] as number : 255;
  return out;
}

/** The end of the row that begins at `from`, beyond its line end; undefined where it doesn't end in `text`. */
function endOfRow(text: Uint8Array, from: number, shape: RowShape, quoted = false): { end: number; cells: number } | undefined {
  const quote = shape.quote.charCodeAt(0);
  const delimiter = shape.delimiter.charCodeAt(0);
  const newline = shape.newline.charCodeAt(0);
  let cells = 1;
  let start = !quoted;
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === quote) {
        if (text[i + 1] === quote) i++;
        else quoted = false;
      }
    } else if (c === quote && start) {
      quoted = true;
      start = false;
    } else if (c === delimiter) {
      cells++;
      start = true;
    } else if (c === newline) {
      return { end: i + 1, cells };
    } else {
      start = false;
    }
  }
  return undefined;
}

/**
 * Where a row begins in `bytes`, which start anywhere in the file: inside quotes or outside, whichever gives more rows
 * of the right width. Undefined where no row begins.
 */
export function rowStart(bytes: Uint8Array, shape: RowShape): number | undefined {
  const text = letters(bytes, shape);
  let best: { start: number; score: number } | undefined;
  for (const quoted of shape.quote ? [false, true] : [false]) {
    const first = endOfRow(text, 0, shape, quoted);
    if (!first) continue;
    let score = 0;
    for (let row = endOfRow(text, first.end, shape); row; row = endOfRow(text, row.end, shape)) {
      score += row.cells === shape.columns ? 1 : -1;
    }
    if (!best || score > best.score) best = { start: first.end, score };
  }
  // With a lone CR as line end, a LF after it would belong to it.
  if (!best || (shape.newline === "\r" && text[best.start] === lf)) return undefined;
  return best.start < text.length ? best.start * shape.unit : undefined;
}
