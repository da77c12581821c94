// Words and models the tests share. Widths come from estimateWidth, so no canvas is needed.
import type { Stage } from "./picture.js";
import { estimateWidth } from "./text.js";
import type { ChartWords, TrendModel, TrendPoint } from "./types.js";

export const words: ChartWords = {
  table: "Table",
  chart: "Chart",
  period: "Period",
  series: "Series",
  value: "Value",
  interval: "Range",
  note: "Note",
  target: "Goal",
  soFar: "so far",
  begun: "not from its first day",
  between: (low, high) => `${low} to ${high}`,
  noValue: "no value",
  empty: "Nothing to draw",
  axisNotZero: "axis not zero",
  bandNote: "band",
  whiskerNote: "whisker",
  partialNote: "open period",
  shown: (shown, total) => `${shown} of ${total}`,
  showAll: "All",
  showFewer: "Fewer",
  keys: "Use the arrow keys",
  weakest: "weakest step",
  ofPrevious: (rate) => `${rate} of before`,
  join: (parts) => parts.join(", "),
  save: "Save",
  saveSvg: "SVG",
  savePng: "PNG",
  copyPicture: "Copy picture",
  copyTable: "Copy table",
  saved: "Saved",
  copied: "Copied",
  refused: "Refused",
  count: String,
};

export const stage = (width: number, more: Partial<Stage> = {}): Stage => ({
  width,
  rtl: false,
  size: 12,
  measure: estimateWidth,
  words,
  uid: "t",
  expanded: false,
  ...more,
});

const kMonths = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
];

export const monthly = (
  values: readonly (number | null)[],
  more: Partial<TrendPoint> = {},
): TrendPoint[] =>
  values.map((value, i) => {
    const date = new Date(Date.UTC(2024, 9 + i, 1));
    return {
      key: date.toISOString().slice(0, 7),
      date,
      value,
      text: value === null ? "—" : `€${value}`,
      ...more,
    };
  });

export const trend = (
  points: readonly TrendPoint[],
  more: Partial<TrendModel> = {},
): TrendModel => ({
  title: "Cost per lead, €",
  unit: "EUR",
  series: [{ id: "all", label: "All", points }],
  format: (value) => `€${value}`,
  formatDate: (date, style) => {
    const month = kMonths[date.getUTCMonth()] ?? "";
    const year = String(date.getUTCFullYear());
    return style === "short" ? month : style === "context" ? year : `${month} ${year}`;
  },
  ...more,
});
