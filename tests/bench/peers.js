// JavaScript peers, in the page: bytes to the same sums with typed accumulators. Bundled for the browser by run.mjs.
import Papa from "papaparse";
import { inferSchema, initParser } from "udsv";
import { fromCSV, op } from "arquero";

const COLUMNS = ["Impressions", "Clicks", "Spend", "Conversions", "Sessions", "Leads", "MQLs", "New customers", "Revenue"];

class Sums {
  groups = new Map();
  add(date, channel, values, at) {
    const key = channel + "|" + date.slice(0, 7);
    let sums = this.groups.get(key);
    if (!sums) this.groups.set(key, (sums = new Float64Array(9)));
    for (let i = 0; i < 9; i++) sums[i] += +values[at + i];
  }
  answer() {
    return [...this.groups].map(([key, s]) => [key, s[1] / s[0], s[2] / s[1], (1000 * s[2]) / s[0], s[2] / s[3], s[2] / s[5], s[5] / s[4], s[6] / s[5], s[2] / s[7], (s[8] - s[2]) / s[2]]);
  }
}

export const peers = {
  async papaparse(blob) {
    const sums = new Sums();
    Papa.parse(await blob.text(), { skipEmptyLines: true, step: (() => { let first = true; return ({ data }) => { if (first) first = false; else sums.add(data[0], data[1], data, 4); }; })() });
    return sums.answer().length;
  },
  async udsv(blob) {
    const text = await blob.text();
    const parser = initParser(inferSchema(text));
    const sums = new Sums();
    for (const row of parser.stringArrs(text)) sums.add(row[0], row[1], row, 4);
    return sums.answer().length;
  },
  async arquero(blob) {
    const table = fromCSV(await blob.text(), { autoType: true });
    const month = table.derive({ month: (d) => op.format_utcdate(d.Date, true).slice(0, 7) });
    const rolled = month.groupby("Channel", "month").rollup(Object.fromEntries(COLUMNS.map((c) => [c, op.sum(c)])));
    return rolled.numRows();
  },
};
