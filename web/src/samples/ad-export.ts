// An ad platform's campaign export: one row per day and campaign, with the report's title lines, blank tokens,
// computed columns and total rows.
import type { Language } from "../i18n/types.ts";
import { seeded } from "./random.ts";
import { styles, writeTable, type Sample } from "./write.ts";

interface Words {
  readonly file: string;
  readonly preamble: readonly string[];
  readonly header: readonly string[];
  readonly campaigns: readonly string[];
  readonly total: string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    file: "campaign-report.csv",
    preamble: ["Campaign report", "April 1, 2026 - June 30, 2026"],
    header: ["Day", "Campaign", "Currency code", "Cost", "Impr.", "Clicks", "CTR", "Conversions", "Conv. value"],
    campaigns: ["Search | Brand", "Search | Generic", "Performance Max", "Video | Awareness"],
    total: "Total: Account",
  },
  tr: {
    file: "kampanya-raporu.csv",
    preamble: ["Kampanya raporu", "1 Nisan 2026 - 30 Haziran 2026"],
    header: ["Gün", "Kampanya", "Para birimi kodu", "Maliyet", "Gösterimler", "Tıklamalar", "TO", "Dönüşümler", "Dönüşüm değeri"],
    campaigns: ["Arama | Marka", "Arama | Genel", "Maksimum Performans", "Video | Bilinirlik"],
    total: "Toplam: Hesap",
  },
  fi: {
    file: "kampanjaraportti.csv",
    preamble: ["Kampanjaraportti", "1.4.2026 - 30.6.2026"],
    header: ["Päivä", "Kampanja", "Valuuttakoodi", "Kustannukset", "Näyttökerrat", "Klikkaukset", "Klikkausprosentti", "Konversiot", "Konversioarvo"],
    campaigns: ["Haku | Brändi", "Haku | Yleinen", "Performance Max", "Video | Tunnettuus"],
    total: "Yhteensä: Tili",
  },
  fa: {
    file: "گزارش-کمپین.tsv",
    preamble: ["گزارش کمپین", "۱۴۰۵/۰۱/۱۲ تا ۱۴۰۵/۰۴/۰۹"],
    header: ["روز", "کمپین", "واحد پول", "هزینه", "نمایش", "کلیک", "نرخ کلیک", "تبدیل", "ارزش تبدیل"],
    campaigns: ["جستجو | برند", "جستجو | عمومی", "عملکرد حداکثری", "ویدیو | آگاهی"],
    total: "جمع کل",
  },
};

// Per campaign: impressions a day, clicks per impression, cost per click, conversions per click, value of one.
const campaigns: readonly (readonly [number, number, number, number, number])[] = [
  [1450, 0.118, 0.42, 0.081, 96],
  [5200, 0.036, 1.18, 0.034, 88],
  [9400, 0.014, 0.77, 0.041, 104],
  [14_800, 0.0035, 0.31, 0.006, 70],
];

const percentOf = (language: Language, share: number): string => {
  const text = (share * 100).toFixed(2);
  if (language === "en") return `${text}%`;
  if (language === "tr") return `%${text.replace(".", ",")}`;
  if (language === "fi") return `${text.replace(".", ",")}\u00a0%`;
  return text.replace(".", "٫").replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit))) + "٪";
};

export const adExport = (language: Language): Sample => {
  const word = words[language];
  const style = styles[language];
  const random = seeded(2604);
  const around = (value: number, spread: number): number => value * (1 + (random() - 0.5) * 2 * spread);
  const rows: string[][] = [];
  const sums = [0, 0, 0, 0, 0];
  for (let step = 0; step < 91; step++) {
    const date = new Date(Date.UTC(2026, 3, 1 + step));
    const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    campaigns.forEach(([impressions, rate, price, converts, value], place) => {
      const shown = Math.round(around(impressions * (weekend ? 0.72 : 1.06) * (1 + step / 400), 0.12));
      const clicks = Math.round(shown * around(rate, 0.1));
      const cost = style.exact(clicks * around(price, 0.08) * style.rate);
      const won = Math.round(clicks * around(converts * (1 + step / 600), 0.25));
      const worth = style.exact(won * around(value, 0.12) * style.rate);
      [cost, shown, clicks, won, worth].forEach((each, column) => { sums[column] = (sums[column] ?? 0) + each; });
      rows.push([
        style.day(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()), word.campaigns[place] ?? "",
        style.currency, style.money(cost), style.count(shown), style.count(clicks),
        shown > 0 ? percentOf(language, clicks / shown) : " --", style.count(won), style.money(worth),
      ]);
    });
  }
  const total = [
    word.total, "", "", style.money(sums[0]!), style.count(sums[1]!), style.count(sums[2]!),
    percentOf(language, sums[2]! / sums[1]!), style.count(sums[3]!), style.money(sums[4]!),
  ];
  return {
    name: word.file,
    text: writeTable([...word.preamble.map((line) => [line]), [...word.header], ...rows, total], style),
  };
};
