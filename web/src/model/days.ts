// Civil days as ISO text: only what choosing a period needs. The engine does the grouping.
import { jalaliMonth, jalaliStart } from "../i18n/jalali.ts";
import type { Grain, Preset, Selection } from "./document.ts";

export interface Span {
  readonly from: string;
  readonly to: string;
}

export const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
const parts = (day: string): [number, number, number] => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return [year, month, date];
};

export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && isoDay(Date.parse(text)) === text;

export const daysIn = (span: Span): number =>
  Math.round((Date.parse(span.to) - Date.parse(span.from)) / 86_400_000) + 1;

/** As many days, up to the one before. */
export const before = (span: Span): Span => {
  const from = Date.parse(span.from);
  return { from: isoDay(from - daysIn(span) * 86_400_000), to: isoDay(from - 86_400_000) };
};

// The last full month of the data, and `count` months back from there.
const fullMonths = (data: Span, count: number, jalali: boolean): Span => {
  if (jalali) {
    const end = new Date(Date.parse(data.to));
    const [year, month] = jalaliMonth(end);
    const full = jalaliStart(year, month + 1).getTime() - 86_400_000 === end.getTime() ? month : month - 1;
    const from = isoDay(jalaliStart(year, full - count + 1).getTime());
    return { from: from < data.from ? data.from : from, to: isoDay(jalaliStart(year, full + 1).getTime() - 86_400_000) };
  }
  const [year, month, date] = parts(data.to);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  // A month the data only reaches into is not a full one. The engine gives the last day of monthly tables.
  const endMonth = date === last ? month : month - 1;
  const to = isoDay(Date.UTC(year, endMonth, 0));
  const from = isoDay(Date.UTC(year, endMonth - count, 1));
  return { from: from < data.from ? data.from : from, to };
};

// The days a selection stands for; null means no limit.
export const spanOf = (selection: Selection, data: Span | null, jalali = false): Span | null => {
  const months: Partial<Record<Preset, number>> = { month: 1, quarter: 3, half: 6, year: 12 };
  if (selection.preset === "custom") {
    const from = selection.from && isDay(selection.from) ? selection.from : data?.from;
    const to = selection.to && isDay(selection.to) ? selection.to : data?.to;
    // Days typed the wrong way round are the same days.
    return from && to ? (from <= to ? { from, to } : { from: to, to: from }) : null;
  }
  const count = months[selection.preset];
  if (count === undefined || !data) return null;
  return fullMonths(data, count, jalali);
};

// Steps that give a line between a handful and some sixty points.
export const grainFor = (span: Span | null, chosen?: Grain): Grain => {
  if (chosen) return chosen;
  if (!span) return "month";
  const days = daysIn(span);
  if (days <= 45) return "day";
  if (days <= 200) return "week";
  return days <= 5 * 366 ? "month" : "year";
};
