// Numbers, money and dates as the reader writes them. The engine's values come in as doubles and go
// out as text; nothing is added, averaged or rounded anywhere but here, for reading.
import { jalaliStart } from "./jalali.ts";
import { isolate, type Language } from "./types.ts";

export type Digits = "auto" | "latn" | "arabext";
export type PeriodGrain = "day" | "week" | "month" | "quarter" | "year";

export interface MetricFormat {
  readonly unit: string;
  readonly currency?: string | null | undefined;
}

export interface Formats {
  readonly locale: string;
  readonly blank: string;
  count(value: number): string;
  // Up to `places` decimals, none where they are not needed.
  number(value: number, places?: number): string;
  // Without marks between thousands, as it is typed: the engine reads it back without doubt.
  plain(value: number, places: number): string;
  // As many digits as the double holds: for passports and copying.
  exact(value: number): string;
  percent(value: number, places?: number): string;
  // A metric's value by its unit: money, percent, ratio, days... `peers` are the values it stands among:
  // a column of a table shows the same number of decimals all the way down.
  metric(value: number | null, of: MetricFormat, peers?: readonly number[]): string;
  // An amount to its last digit, as money.
  amount(value: number, currency: string | null): string;
  // Short form for axis labels.
  tick(value: number, of: MetricFormat, most?: number): string;
  // The size of a change, without its sign: percentage points for rates, per cent for all else.
  change(change: { absolute: number | null; relative: number | null }, of: MetricFormat): ChangeText | null;
  // The unit as a sign for titles: "€", "%"; "" for counts and multiples, which the axis shows.
  unitSign(of: MetricFormat): string;
  day(iso: string): string;
  range(from: string, to: string): string;
  // A moment of the reader's clock: "21 Nov, 14:02".
  moment(time: number): string;
  // A period key of the engine ("2025-01", "2025-W05") for reading.
  period(key: string, style?: "short" | "context" | "full"): string;
  // The name of month 1..12.
  monthName(month: number, jalali: boolean): string;
  // Its first day, in this document's calendar.
  start(key: string): Date | null;
  bytes(value: number): string;
  list(items: readonly string[]): string;
}

export interface ChangeText {
  readonly text: string;
  readonly points: boolean;
  readonly sign: -1 | 0 | 1;
}

const blank = "—";

// What would be rounded to nought gets two digits of its own: small is not nothing. Below that lies the noise of doubles.
const enough = (value: number, places: number): number => {
  const size = Math.abs(value);
  return size < 1e-15 || size >= 0.5 * 10 ** -places || !Number.isFinite(size) ? places : Math.min(17, 1 - Math.floor(Math.log10(size)));
};

// A minus as wide as a digit; Intl gives some languages the hyphen of the keyboard.
const minus = (text: string): string => text.replace("-", "−");

// Which day weeks begin on (0 Monday, 5 Saturday, 6 Sunday), and which month years do.
export interface PeriodCalendar {
  readonly weekStart: number;
  readonly firstMonth: number;
}
const plainCalendar: PeriodCalendar = { weekStart: 0, firstMonth: 1 };

// Keys of Solar Hijri periods bear years such as 1404.
const isJalali = (year: number): boolean => year < 1700;

// First day of a period key, as UTC midnight; null for what is no period key.
export const periodStart = (key: string, calendar: PeriodCalendar = plainCalendar): Date | null => {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(key);
  if (day) return new Date(Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3])));
  const week = /^(\d{4})-W(\d{2})$/.exec(key);
  if (week) {
    // A week belongs to the year of its fourth day, and is numbered by it.
    const from = Date.UTC(Number(week[1]), 0, 1 + (Number(week[2]) - 1) * 7 - 3);
    const weekday = (new Date(from).getUTCDay() + 6) % 7;
    return new Date(from + ((calendar.weekStart - weekday + 7) % 7) * 86_400_000);
  }
  const longer = /^(FY)?(\d{4})(?:-(?:Q([1-4])|(\d{2})))?$/.exec(key);
  if (!longer) return null;
  // Fiscal years bear the name of the year they end in.
  const year = Number(longer[2]) - (longer[1] ? 1 : 0);
  const month = longer[4] ? Number(longer[4]) : (Number(longer[3] ?? 1) - 1) * 3 + (longer[1] ? calendar.firstMonth : 1);
  return isJalali(year) ? jalaliStart(year, month) : new Date(Date.UTC(year, month - 1, 1));
};

// Which calendar days are written in. Months, quarters and years are those that the engine groups by.
export type DayCalendar = "gregory" | "persian";

// Persian writes the amount first and names the money after it; Intl has no word for the toman.
const persianMoney: Readonly<Record<string, string>> = {
  IRR: "ریال", IRT: "تومان", USD: "دلار", EUR: "یورو", GBP: "پوند", TRY: "لیر", AED: "درهم",
};

export const makeFormats = (language: Language, digits: Digits = "auto", calendar: DayCalendar = "gregory", periods: PeriodCalendar = plainCalendar): Formats => {
  const numbering = digits === "auto" ? (language === "fa" ? "arabext" : "latn") : digits;
  const base = language === "en" ? "en-GB" : language;
  const locale = `${base}-u-ca-gregory-nu-${numbering}`;
  const cache = new Map<string, Intl.NumberFormat>();
  const numbers = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = JSON.stringify(options);
    const found = cache.get(key);
    if (found) return found;
    const made = new Intl.NumberFormat(locale, options);
    cache.set(key, made);
    return made;
  };
  const dated = new Map<string, Intl.DateTimeFormat>();
  const inCalendar = (tag: string) => (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const key = tag + JSON.stringify(options);
    const found = dated.get(key);
    if (found) return found;
    const made = new Intl.DateTimeFormat(tag, { ...options, timeZone: "UTC" });
    dated.set(key, made);
    return made;
  };
  const dates = inCalendar(locale);
  const written = inCalendar(`${base}-u-ca-${calendar}-nu-${numbering}`);
  // Latin languages put the era after every day of the solar calendar.
  const bare = (text: string): string => (calendar === "persian" ? text.replace(/(?:\s*\bAP\b)+/g, "") : text);
  const days = (options: Intl.DateTimeFormatOptions): { format(date: Date): string; formatRange(from: Date, to: Date): string } => {
    const made = written(options);
    return { format: (date) => bare(made.format(date)), formatRange: (from, to) => bare(made.formatRange(from, to)) };
  };

  const fixed = (value: number, least: number): string => {
    const places = enough(value, least);
    return minus(numbers({ minimumFractionDigits: places, maximumFractionDigits: places }).format(value));
  };
  const upTo = (value: number, places: number): string =>
    minus(numbers({ maximumFractionDigits: enough(value, places) }).format(value));

  // Decimals by the largest among the peers, so that a column lines up.
  const money = (
    value: number,
    currency: string | null | undefined,
    compact = false,
    peers: readonly number[] = [value],
  ): string => {
    const size = Math.max(...peers.map(Math.abs), Math.abs(value));
    const whole = peers.length > 1 ? size >= 1000 : size >= 10_000 || (Number.isInteger(value) && size >= 1000);
    const places = whole ? 0 : size > 0 && size < 0.1 ? 4 : 2;
    if (!currency) return compact ? compactly(value) : fixed(value, places);
    const style: Intl.NumberFormatOptions = { style: "currency", currency, currencyDisplay: "narrowSymbol" };
    if (language === "fa") {
      const shown = size >= 100 && /^IR[RT]$/.test(currency) ? 0 : places;
      return `${compact ? compactly(value) : fixed(value, shown)}\u00a0${persianMoney[currency] ?? currency}`;
    }
    try {
      if (compact) return minus(numbers({ ...style, notation: "compact", minimumFractionDigits: 0, maximumFractionDigits: 1 }).format(value));
      // Whole-unit currencies (rial, yen) keep to whole units from 100 up.
      const own = numbers(style).resolvedOptions().maximumFractionDigits ?? 2;
      const shown = enough(value, size >= 100 ? Math.min(places, own) : places);
      return minus(numbers({ ...style, minimumFractionDigits: shown, maximumFractionDigits: shown }).format(value));
    } catch {
      return `${fixed(value, places)} ${currency}`;
    }
  };
  const compactly = (value: number): string =>
    minus(numbers({ notation: "compact", maximumFractionDigits: 1 }).format(value));
  const placesOf = (size: number): number => (size >= 1 || size === 0 ? 0 : size < 0.01 ? 2 : 1);
  const percent = (value: number, places?: number, least = 0): string => {
    const shown = enough(value * 100, places ?? placesOf(Math.abs(value)));
    return minus(
      numbers({
        style: "percent",
        maximumFractionDigits: shown,
        minimumFractionDigits: places === undefined ? shown : least,
      }).format(value),
    );
  };
  const unitWord = (value: number, unit: "day" | "month"): string =>
    numbers({ style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 }).format(value);
  // "3.2×"; Persian says "times", for the sign would change sides there.
  const times = language === "fa" ? " برابر" : "×";
  const ratio = (value: number): string =>
    `${upTo(value, Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2)}${times}`;
  const isMoney = (unit: string): boolean => unit === "currency" || unit.startsWith("currency_per_");

  const metric = (value: number | null, of: MetricFormat, peers?: readonly number[]): string => {
    if (value === null || !Number.isFinite(value)) return blank;
    if (of.unit === "currency_per_day") return `${money(value, of.currency, false, peers)}${{ en: "/day", tr: "/gün", fi: "/pv", fa: " در روز" }[language]}`;
    if (isMoney(of.unit)) return money(value, of.currency, false, peers);
    if (of.unit === "percent") {
      const places = peers && peers.length > 1 ? placesOf(Math.max(...peers.map(Math.abs))) : undefined;
      return percent(value, places, places);
    }
    if (of.unit === "ratio") return ratio(value);
    if (of.unit === "days") return unitWord(value, "day");
    if (of.unit === "months") return unitWord(value, "month");
    return upTo(value, Math.abs(value) >= 1000 ? 0 : 1);
  };

  const fiscalYear = (key: string): string => {
    const year = numbers({ useGrouping: false }).format(Number(key.slice(2)));
    return { en: `FY ${year}`, tr: `${year} mali yılı`, fi: `tilikausi ${year}`, fa: `سال مالی ${year}` }[language];
  };
  const weekOf = (first: string): string => ({ en: `Week of ${first}`, tr: `${first} haftası`, fi: `viikko alkaen ${first}`, fa: `هفتهٔ ${first}` }[language]);
  const weekLabel = (key: string): string => {
    const [year = "", week = ""] = key.split("-W");
    const name = { en: "W", tr: "H", fi: "vk ", fa: "هفتهٔ " }[language];
    return `${name}${upTo(Number(week), 0)} ${numbers({ useGrouping: false }).format(Number(year))}`;
  };
  const quarterLabel = (key: string): string => {
    const [year = "", quarter = ""] = key.split("-Q");
    const text = upTo(Number(quarter), 0);
    if (year.startsWith("FY")) return `${{ en: `Q${text}`, tr: `${text}. çeyrek`, fi: `Q${text}`, fa: `فصل ${text}` }[language]} ${fiscalYear(year)}`;
    const name = { en: `Q${text}`, tr: `${text}. çeyrek`, fi: `Q${text}`, fa: `فصل ${text}` }[language];
    return `${name} ${numbers({ useGrouping: false }).format(Number(year))}`;
  };
  const period = (key: string, style: "short" | "context" | "full" = "full"): string => {
    const start = periodStart(key, periods);
    if (!start) return key;
    const daily = /W/.test(key) || key.length === 10;
    // Solar Hijri months are named in their own calendar, whatever the days are written in; Intl would put eras and
    // orders of its own to them.
    const own = Number(key.slice(0, 4));
    if (!daily && isJalali(own) && !/Q/.test(key)) {
      const year = numbers({ useGrouping: false }).format(own);
      if (style === "context" || key.length === 4) return year;
      const month = inCalendar(`${base}-u-ca-persian`)({ month: "long" }).format(start);
      return style === "short" ? month : `${month} ${year}`;
    }
    if (style === "context") return isJalali(own) ? numbers({ useGrouping: false }).format(own) : (daily ? days : dates)({ year: "numeric" }).format(start);
    if (/W/.test(key)) {
      if (style === "short") return days({ day: "numeric", month: "short" }).format(start);
      // Weeks are numbered in the Gregorian year only.
      return calendar === "persian" ? weekOf(days({ day: "numeric", month: "short", year: "numeric" }).format(start)) : weekLabel(key);
    }
    if (/Q/.test(key)) return style === "short" ? quarterLabel(key).replace(/\s+\S+$/, "") : quarterLabel(key);
    if (key.startsWith("FY")) return fiscalYear(key);
    if (key.length === 4) return numbers({ useGrouping: false }).format(Number(key));
    if (key.length === 7) return dates(style === "short" ? { month: "short" } : { month: "long", year: "numeric" }).format(start);
    return days(style === "short" ? { day: "numeric", month: "short" } : { day: "numeric", month: "short", year: "numeric" }).format(start);
  };
  const day = (iso: string): string => {
    const start = periodStart(iso);
    return start ? days({ day: "numeric", month: "short", year: "numeric" }).format(start) : iso;
  };
  const range = (from: string, to: string): string => {
    const a = periodStart(from);
    const b = periodStart(to);
    if (!a || !b) return `${from} – ${to}`;
    return days({ day: "numeric", month: "short", year: "numeric" }).formatRange(a, b);
  };

  return {
    locale,
    blank,
    count: (value) => upTo(value, 0),
    number: (value, places = 2) => upTo(value, places),
    plain: (value, places) => numbers({ maximumFractionDigits: enough(value, places), useGrouping: false }).format(value),
    exact: (value) => minus(numbers({ maximumSignificantDigits: 17 }).format(value)),
    percent: (value, places) => percent(value, places),
    metric,
    amount: (value, currency) => {
      const places = Number.isInteger(value) ? 0 : enough(value, 2);
      if (!currency) return fixed(value, places);
      if (language === "fa") return `${fixed(value, places)}\u00a0${persianMoney[currency] ?? currency}`;
      try {
        const style: Intl.NumberFormatOptions = { style: "currency", currency, currencyDisplay: "narrowSymbol" };
        return minus(numbers({ ...style, minimumFractionDigits: places, maximumFractionDigits: places }).format(value));
      } catch {
        return `${fixed(value, places)} ${currency}`;
      }
    },
    tick: (value, of, most = value) => {
      // Shortened all or none: by the largest on the axis.
      const short = Math.max(Math.abs(value), Math.abs(most)) >= 10_000;
      if (isMoney(of.unit)) {
        const places = Number.isInteger(value) ? 0 : enough(value, 2);
        // The title of the axis names the money; in Persian its word would crowd the figures.
        if (language === "fa" || !of.currency) return short ? compactly(value) : upTo(value, 2);
        if (short) return money(value, of.currency, true);
        try {
          return minus(
            numbers({
              style: "currency",
              currency: of.currency,
              currencyDisplay: "narrowSymbol",
              minimumFractionDigits: places,
              maximumFractionDigits: places,
            }).format(value),
          );
        } catch {
          return upTo(value, 2);
        }
      }
      if (of.unit === "percent") return percent(value, 1);
      if (of.unit === "ratio") return `${upTo(value, 1)}${times}`;
      return short ? compactly(value) : upTo(value, 1);
    },
    change: (change, of) => {
      const points = of.unit === "percent";
      const raw = points ? change.absolute : change.relative;
      if (raw === null || raw === undefined || !Number.isFinite(raw)) return null;
      const shown = points ? raw * 100 : raw;
      const size = Math.abs(raw);
      // Tenths below ten, also a nought: "5.0 %" beside "4.9 %".
      const places = Math.round(size * 1000) >= 100 ? 0 : 1;
      const still = points ? size * 100 < 0.05 : size < 0.0005;
      const seen = still ? 0 : size;
      const text = points ? fixed(seen * 100, places) : percent(seen, places, places);
      return { text, points, sign: still ? 0 : shown > 0 ? 1 : -1 };
    },
    unitSign: (of) => {
      if (of.unit === "percent") return language === "fa" ? "٪" : "%";
      if (of.unit === "ratio") return "";
      if (!isMoney(of.unit) || !of.currency) return "";
      if (language === "fa") return persianMoney[of.currency] ?? of.currency;
      try {
        const part = numbers({ style: "currency", currency: of.currency, currencyDisplay: "narrowSymbol" })
          .formatToParts(1)
          .find((each) => each.type === "currency");
        return part?.value ?? of.currency;
      } catch {
        return of.currency;
      }
    },
    day,
    range,
    moment: (time) => new Intl.DateTimeFormat(`${base}-u-ca-${calendar}-nu-${numbering}`, { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }).format(time),
    period,
    monthName: (month, jalali) =>
      new Intl.DateTimeFormat(`${base}-u-ca-${jalali ? "persian" : "gregory"}-nu-${numbering}`, { month: "long", timeZone: "UTC" })
        .format(jalali ? jalaliStart(1404, month) : new Date(Date.UTC(2025, month - 1, 1))),
    start: (key) => periodStart(key, periods),
    // Intl leaves the units in Latin letters there.
    bytes: (value) => language === "fa"
      ? (value < 1_000_000 ? `${upTo(Math.ceil(value / 1000), 0)} کیلوبایت` : `${upTo(value / 1_000_000, 1)} مگابایت`)
      : value < 1_000_000
        ? numbers({ style: "unit", unit: "kilobyte", maximumFractionDigits: 0 }).format(Math.ceil(value / 1000))
        : numbers({ style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(value / 1_000_000),
    list: (items) => items.join(language === "fa" ? "، " : ", "),
  };
};

// The formula as it is spoken: measures and metrics by name, signs as on paper.
// "1-sum(engaged_sessions)/sum(sessions)" -> "1 − Engaged sessions ÷ Sessions".
export const formulaInWords = (
  formula: string,
  name: (kind: "measure" | "metric" | "parameter", id: string, aggregate: string) => string,
  number: (value: number) => string,
): string =>
  formula
    .replace(
      /(sum|last|open|metric|param)\(([a-z0-9_]+)\)|(\d+(?:\.\d+)?)|\s*([-+*/])\s*/g,
      (
        _all,
        aggregate: string | undefined,
        id: string | undefined,
        digits: string | undefined,
        sign: string | undefined,
      ) => {
        if (aggregate && id) {
          const kind = aggregate === "metric" ? "metric" : aggregate === "param" ? "parameter" : "measure";
          return isolate(name(kind, id, aggregate));
        }
        if (digits) return isolate(number(Number(digits)));
        return ` ${{ "-": "−", "+": "+", "*": "×", "/": "÷" }[sign ?? "+"] ?? sign} `;
      },
    )
    .trim();

// The same for "12480 / 301", and what comes of it: only the digits and the signs are put in the reader's manner.
// Sums of digits run from left to right in Persian too.
export const valuesInWords = (text: string, number: (value: number) => string, result = ""): string => {
  const sum = text
    .replace(
      /(\d+(?:\.\d+)?(?:e[-+]?\d+)?)|\s*([-+*/])\s*/gi,
      (_all, digits: string | undefined, sign: string | undefined) =>
        digits
          ? isolate(number(Number(digits)))
          : ` ${{ "-": "−", "+": "+", "*": "×", "/": "÷" }[sign ?? "+"] ?? sign} `,
    )
    .trim();
  return sum === "" ? "" : `\u2066${sum}${result === "" ? "" : ` = ${result}`}\u2069`;
};
