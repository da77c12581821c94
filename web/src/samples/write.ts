// Writes a table the way a spreadsheet of that language saves it: its delimiter, its decimal mark, its digits.
import { jalaliMonth, jalaliStart } from "../i18n/jalali.ts";
import type { Language } from "../i18n/types.ts";

export interface Style {
  readonly delimiter: string;
  readonly currency: string;
  // How many units of the currency a euro is worth in the sample, so that amounts look familiar.
  readonly rate: number;
  money(value: number): string;
  // The amount as it is written: totals are sums of what stands in the rows.
  exact(value: number): number;
  count(value: number): string;
  day(year: number, month: number, day: number): string;
  // The first day of a month; where months are others, of the one that begins nearest before.
  month(year: number, month: number): string;
}

const group = (digits: string, mark: string): string => digits.replace(/\B(?=(\d{3})+$)/g, mark);
const two = (value: number): string => String(value).padStart(2, "0");
const persian = (text: string): string => text.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)));

const amounts = (thousands: string, decimal: string) => (value: number): string => {
  const [whole = "0", rest = "00"] = value.toFixed(2).split(".");
  return `${group(whole, thousands)}${decimal}${rest}`;
};
const whole = (thousands: string) => (value: number): string => group(String(Math.round(value)), thousands);

const cents = (value: number): number => Math.round(value * 100) / 100;

export const styles: Readonly<Record<Language, Style>> = {
  en: {
    delimiter: ",", currency: "USD", rate: 1, exact: cents, money: amounts(",", "."), count: whole(","),
    day: (year, month, day) => `${year}-${two(month)}-${two(day)}`, month: (year, month) => `${year}-${two(month)}-01`,
  },
  tr: {
    delimiter: ";", currency: "TRY", rate: 40, exact: cents, money: amounts(".", ","), count: whole("."),
    day: (year, month, day) => `${two(day)}.${two(month)}.${year}`, month: (year, month) => `01.${two(month)}.${year}`,
  },
  fi: {
    delimiter: ";", currency: "EUR", rate: 1, exact: cents, money: amounts("\u00a0", ","), count: whole("\u00a0"),
    day: (year, month, day) => `${day}.${month}.${year}`, month: (year, month) => `1.${month}.${year}`,
  },
  fa: {
    delimiter: "\t", currency: "IRR", rate: 500_000, exact: Math.round,
    money: (value) => persian(whole("٬")(value)), count: (value) => persian(whole("٬")(value)),
    day: (year, month, day) => {
      const date = new Date(Date.UTC(year, month - 1, day));
      const [ownYear, ownMonth] = jalaliMonth(date);
      return persian(`${ownYear}/${two(ownMonth)}/${two((date.getTime() - jalaliStart(ownYear, ownMonth).getTime()) / 86_400_000 + 1)}`);
    },
    month: (year, month) => persian(`${month > 3 ? year - 621 : year - 622}/${two(month > 3 ? month - 3 : month + 9)}/01`),
  },
};

const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;

export const writeTable = (rows: readonly (readonly string[])[], style: Style): string =>
  rows.map((row) => row.map((cell) => quoted(cell, style.delimiter)).join(style.delimiter)).join("\r\n") + "\r\n";

export interface Sample {
  readonly name: string;
  readonly text: string;
}
