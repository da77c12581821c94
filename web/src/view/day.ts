// A day to be typed or chosen: the browser's own field, which knows one calendar only, or a text where days are told in
// the Solar Hijri one.
import { html, nothing, type TemplateResult } from "lit";
import { isoDay } from "../model/days.ts";
import { mannerOf } from "../model/live.ts";
import { latinDigits } from "../i18n/index.ts";
import { jalaliMonth, jalaliStart } from "../i18n/jalali.ts";
import type { Context } from "./context.ts";

const dayLength = 86_400_000;

/** "2025-03-21" -> [1404, 1, 1] */
export const jalaliDay = (day: string): readonly [number, number, number] => {
  const time = Date.parse(day);
  const [year, month] = jalaliMonth(new Date(time));
  return [year, month, (time - jalaliStart(year, month).getTime()) / dayLength + 1];
};

/** "۱۴۰۴/۱/۱" -> "2025-03-21"; a year of the other calendar is one of it; null for what is no day. */
export const readJalali = (text: string): string | null => {
  const [year = 0, month = 0, date = 0] = (/^\s*(\d{4})\D(\d{1,2})\D(\d{1,2})\s*$/.exec(latinDigits(text)) ?? []).slice(1).map(Number);
  if (month < 1 || month > 12 || date < 1) return null;
  const gregorian = year > 1700;
  const day = isoDay(gregorian ? Date.UTC(year, month - 1, date) : jalaliStart(year, month).getTime() + (date - 1) * dayLength);
  const back = gregorian ? day.split("-").map(Number) : jalaliDay(day);
  return year > 1200 && back[1] === month && back[2] === date ? day : null;
};

export const dayField = (
  c: Context, value: string, put: (day: string) => void, look: { readonly min?: string | undefined; readonly max?: string | undefined; readonly required?: boolean } = {},
): TemplateResult => {
  if (mannerOf(c.doc, c.live).days === "gregory")
    return html`<input class="field" type="date" ?required=${look.required} .value=${value} min=${look.min ?? nothing} max=${look.max ?? nothing}
      @change=${(event: Event) => put((event.target as HTMLInputElement).value)}>`;
  const { f } = c;
  const write = (numbers: readonly number[]): string => numbers.map((each) => `${each < 10 ? f.plain(0, 0) : ""}${f.plain(each, 0)}`).join("/");
  return html`<input class="field day" type="text" inputmode="numeric" dir="ltr" autocomplete="off" ?required=${look.required} placeholder=${write([1404, 1, 31])} title=${write([1404, 1, 31])}
    .value=${value === "" ? "" : write(jalaliDay(value))} @change=${(event: Event) => {
      const field = event.target as HTMLInputElement;
      const day = field.value.trim() === "" ? "" : readJalali(field.value);
      field.setAttribute("aria-invalid", String(day === null));
      if (day !== null) put(day);
    }}>`;
};
