// JavaScript peers, in the page: bytes to the same sums with typed accumulators. Bundled for the browser by run.mjs.
import Papa from "papaparse";
import { inferSchema, initParser } from "udsv";
import { fromCSV, op } from "arquero";

const COLUMNS = ["Impressions", "Clicks", "Spend", "Conversions", "Sessions", "Leads", "MQLs", "New customers", "Revenue"];

// One answer of all contenders: ["channel|yyyy-mm", nine sums, nine ratios], in the order of the key.
const ratios = (s) => [s[1] / s[0], s[2] / s[1], (1000 * s[2]) / s[0], s[2] / s[3], s[2] / s[5], s[5] / s[4], s[6] / s[5], s[2] / s[7], (s[8] - s[2]) / s[2]];
const inOrder = (rows) => rows.sort((a, b) => (a[0] < b[0] ? -1 : 1));

class Sums {
  groups = new Map();
  add(date, channel, values, at) {
    const key = channel + "|" + date.slice(0, 7);
    let sums = this.groups.get(key);
    if (!sums) this.groups.set(key, (sums = new Float64Array(9)));
    for (let i = 0; i < 9; i++) sums[i] += +values[at + i];
  }
  answer() {
    return inOrder([...this.groups].map(([key, s]) => [key, ...s, ...ratios(s)]));
  }
}

// What JavaScript can do at best: one loop over the bytes that knows this very file (its columns, their order, the decimal
// point, dates as yyyy-mm-dd), and checks nothing.
function byteLoop(bytes) {
  const end = bytes.length;
  const decoder = new TextDecoder();
  const channels = new Map();
  const groups = [];
  const keys = [];
  let at = bytes.indexOf(10) + 1;
  const value = () => {
    let n = 0;
    let fraction = 0;
    for (; ; at++) {
      const c = bytes[at] - 48;
      if (c >= 0 && c <= 9) {
        n = n * 10 + c;
        fraction *= 10;
      } else if (c === -2) {
        fraction = 1;
      } else {
        break;
      }
    }
    at++;
    return fraction > 1 ? n / fraction : n;
  };
  const text = () => {
    if (bytes[at] === 34) {
      at++;
      while (bytes[at] !== 34 || bytes[at + 1] === 34) at += bytes[at] === 34 ? 2 : 1;
      at += 2;
    } else {
      while (bytes[at] !== 44) at++;
      at++;
    }
  };
  while (at < end) {
    const month = ((bytes[at] * 10 + bytes[at + 1]) * 10 + bytes[at + 2]) * 10 + bytes[at + 3];
    const key = month * 100 + bytes[at + 5] * 10 + bytes[at + 6];
    const date = at;
    at += 11;
    const from = at;
    let hash = key;
    if (bytes[at] !== 34) for (; bytes[at] !== 44; at++) hash = (Math.imul(hash, 31) + bytes[at]) | 0;
    const to = at;
    at++;
    let group = channels.get(hash);
    if (group === undefined) {
      group = groups.push(new Float64Array(9)) - 1;
      keys.push(decoder.decode(bytes.subarray(from, to)) + "|" + decoder.decode(bytes.subarray(date, date + 7)));
      channels.set(hash, group);
    }
    text();
    text();
    const sums = groups[group];
    for (let i = 0; i < 9; i++) sums[i] += value();
  }
  return inOrder(groups.map((s, i) => [keys[i], ...s, ...ratios(s)]));
}

// Columns in typed arrays, as a page without an engine would keep them for its filters.
export class Typed {
  constructor(text) {
    const lines = text.split("\n");
    const count = lines.length - 2;
    this.group = new Uint16Array(count);
    this.country = new Uint8Array(count);
    this.values = COLUMNS.map(() => new Float64Array(count));
    this.keys = [];
    this.countries = [];
    const groups = new Map();
    const parser = initParser(inferSchema(text));
    let row = 0;
    for (const cells of parser.stringArrs(text)) {
      const key = cells[1] + "|" + cells[0].slice(0, 7);
      if (!groups.has(key)) groups.set(key, this.keys.push(key) - 1);
      if (!this.countries.includes(cells[3])) this.countries.push(cells[3]);
      this.group[row] = groups.get(key);
      this.country[row] = this.countries.indexOf(cells[3]);
      for (let i = 0; i < 9; i++) this.values[i][row] = +cells[4 + i];
      row++;
    }
    this.rows = row;
  }
  where(country) {
    const wanted = this.countries.indexOf(country);
    const sums = this.keys.map(() => new Float64Array(9));
    for (let i = 0; i < 9; i++) {
      const column = this.values[i];
      for (let row = 0; row < this.rows; row++) if (this.country[row] === wanted) sums[this.group[row]][i] += column[row];
    }
    return inOrder(sums.map((s, i) => [this.keys[i], ...s, ...ratios(s)]));
  }
}

export const peers = {
  async "JavaScript byte loop"(blob) {
    return byteLoop(new Uint8Array(await blob.arrayBuffer()));
  },
  async uDSV(blob) {
    const text = await blob.text();
    const parser = initParser(inferSchema(text));
    const sums = new Sums();
    for (const row of parser.stringArrs(text)) sums.add(row[0], row[1], row, 4);
    return sums.answer();
  },
  async PapaParse(blob) {
    const sums = new Sums();
    let first = true;
    Papa.parse(await blob.text(), { skipEmptyLines: true, step: ({ data }) => {
      if (first) first = false;
      else sums.add(data[0], data[1], data, 4);
    } });
    return sums.answer();
  },
  async Arquero(blob) {
    const table = fromCSV(await blob.text(), { autoType: true });
    const month = table.derive({ month: (d) => op.substring(op.format_utcdate(d.Date, true), 0, 7) });
    const rolled = month.groupby("Channel", "month").rollup(Object.fromEntries(COLUMNS.map((c) => [c, op.sum(c)])));
    return inOrder(rolled.objects().map((row) => {
      const sums = COLUMNS.map((c) => row[c]);
      return [row.Channel + "|" + row.month, ...sums, ...ratios(sums)];
    }));
  },
};
