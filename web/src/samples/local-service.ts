// A local service firm's channel worksheet: one row per month and channel, 24 months, with the title line and
// the total row that such sheets have.
import type { Language } from "../i18n/types.ts";
import { seeded } from "./random.ts";
import { styles, writeTable, type Sample } from "./write.ts";

interface Words {
  readonly file: string;
  readonly title: string;
  readonly header: readonly string[];
  readonly channels: readonly string[];
  readonly total: string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    file: "channel-worksheet.csv",
    title: "Riverside Plumbing: marketing by channel",
    header: ["Month", "Channel", "Spend (USD)", "Visits", "Leads", "New customers", "Revenue", "Gross profit"],
    channels: ["Local SEO", "Google Ads", "Local services ads", "Facebook ads", "Direct mail", "Referrals"],
    total: "Total",
  },
  tr: {
    file: "kanal-tablosu.csv",
    title: "Kıyı Tesisat: kanal bazında pazarlama",
    header: ["Ay", "Kanal", "Harcama (TRY)", "Oturumlar", "Potansiyel müşteriler", "Yeni müşteriler", "Gelir", "Brüt kâr"],
    channels: ["Yerel SEO", "Google Ads", "Yerel hizmet reklamları", "Facebook reklamları", "Doğrudan posta", "Tavsiye"],
    total: "Toplam",
  },
  fi: {
    file: "kanavataulukko.csv",
    title: "Rannan Putkityö: markkinointi kanavittain",
    header: ["Kuukausi", "Kanava", "Kulut (EUR)", "Istunnot", "Liidit", "Uudet asiakkaat", "Liikevaihto", "Myyntikate"],
    channels: ["Paikallinen SEO", "Google Ads", "Paikallispalvelumainokset", "Facebook-mainokset", "Suoramainonta", "Suosittelut"],
    total: "Yhteensä",
  },
  fa: {
    file: "جدول-کانال‌ها.tsv",
    title: "تأسیسات کرانه: بازاریابی به تفکیک کانال",
    header: ["ماه", "کانال", "هزینه (IRR)", "بازدیدها", "سرنخ‌ها", "مشتریان جدید", "درآمد", "سود ناخالص"],
    channels: ["سئوی محلی", "گوگل ادز", "تبلیغات خدمات محلی", "تبلیغات فیسبوک", "پست مستقیم", "معرفی مشتریان"],
    total: "جمع کل",
  },
};

// Per channel: monthly spend, visits, leads per visit, customers per lead, revenue per customer, growth in 24 months.
const channels: readonly (readonly [number, number, number, number, number, number])[] = [
  [620, 940, 0.042, 0.34, 410, 0.35],
  [2150, 1180, 0.056, 0.24, 390, 0.08],
  [1340, 460, 0.118, 0.33, 430, 0.22],
  [880, 1320, 0.019, 0.15, 320, -0.18],
  [1190, 150, 0.083, 0.26, 360, -0.3],
  [140, 120, 0.187, 0.52, 520, 0.15],
];
// January to December: pipes freeze in winter.
const seasons = [1.18, 1.12, 1.02, 0.94, 0.92, 0.88, 0.84, 0.86, 0.96, 1.04, 1.1, 1.2];

export const localService = (language: Language): Sample => {
  const word = words[language];
  const style = styles[language];
  const random = seeded(1704);
  const around = (value: number, spread: number): number => value * (1 + (random() - 0.5) * 2 * spread);
  const rows: string[][] = [];
  const sums = [0, 0, 0, 0, 0, 0];
  for (let step = 0; step < 24; step++) {
    const year = 2024 + Math.floor((step + 6) / 12);
    const month = ((step + 6) % 12) + 1;
    channels.forEach(([spend, visits, rate, close, value, growth], place) => {
      const season = seasons[month - 1] ?? 1;
      const trend = 1 + growth * (step / 23);
      const cost = Math.round(around(spend, 0.07) * (1 + (trend - 1) * 0.4) * 100) / 100;
      const seen = Math.round(around(visits * season * trend, 0.08));
      const leads = Math.max(1, Math.round(seen * around(rate, 0.1)));
      const won = Math.min(leads, Math.round(leads * around(close, 0.12)));
      const revenue = Math.round(won * around(value, 0.09) * 100) / 100;
      const profit = Math.round(revenue * around(0.46, 0.04) * 100) / 100;
      const values = [cost * style.rate, seen, leads, won, revenue * style.rate, profit * style.rate];
      values.forEach((each, column) => { sums[column] = (sums[column] ?? 0) + Math.round(each * 100) / 100; });
      rows.push([
        style.month(year, month), word.channels[place] ?? "",
        style.money(values[0]!), style.count(seen), style.count(leads), style.count(won),
        style.money(values[4]!), style.money(values[5]!),
      ]);
    });
  }
  const total = [
    word.total, "", style.money(sums[0]!), style.count(sums[1]!), style.count(sums[2]!), style.count(sums[3]!),
    style.money(sums[4]!), style.money(sums[5]!),
  ];
  return { name: word.file, text: writeTable([[word.title], [], [...word.header], ...rows, total], style) };
};
