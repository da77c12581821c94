// An agency's weekly book: clients as segments, each with its channels.
import type { Language } from "../i18n/types.ts";
import { seeded } from "./random.ts";
import { styles, writeTable, type Sample } from "./write.ts";

interface Words {
  readonly file: string;
  readonly header: readonly string[];
  readonly clients: readonly string[];
  readonly channels: readonly string[];
  readonly total: string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    file: "clients-by-week.csv", header: ["Date", "Segment", "Channel", "Spend (USD)", "Impressions", "Clicks", "Leads", "MQLs"],
    clients: ["Northside Dental", "Oak Kitchens", "Meridian Law", "Baker Bikes"], channels: ["Google Ads", "Meta", "LinkedIn"], total: "Total",
  },
  tr: {
    file: "musteriler-haftalik.csv", header: ["Tarih", "Segment", "Kanal", "Harcama (TRY)", "Gösterimler", "Tıklamalar", "Potansiyel müşteriler", "MQL'ler"],
    clients: ["Kuzey Diş", "Meşe Mutfak", "Meridyen Hukuk", "Usta Bisiklet"], channels: ["Google Ads", "Meta", "LinkedIn"], total: "Toplam",
  },
  fi: {
    file: "asiakkaat-viikoittain.csv", header: ["Päivämäärä", "Segmentti", "Kanava", "Kulut (EUR)", "Näyttökerrat", "Klikkaukset", "Liidit", "MQL:t"],
    clients: ["Pohjolan Hammas", "Tammikeittiöt", "Meridiaani Laki", "Leipurin Pyörä"], channels: ["Google Ads", "Meta", "LinkedIn"], total: "Yhteensä",
  },
  fa: {
    file: "مشتریان-هفتگی.tsv", header: ["تاریخ", "بخش", "کانال", "هزینه (IRR)", "نمایش", "کلیک", "سرنخ‌ها", "MQL‌ها"],
    clients: ["دندان‌پزشکی شمال", "آشپزخانهٔ بلوط", "حقوقی نصف‌النهار", "دوچرخهٔ استاد"], channels: ["گوگل ادز", "متا", "لینکدین"], total: "جمع کل",
  },
};

// Per client: size, and how readily a click becomes a lead. Per channel: impressions, clicks per impression, cost per click, share of good leads.
const clients: readonly (readonly [number, number])[] = [[1, 0.062], [0.7, 0.048], [1.4, 0.034], [0.5, 0.055]];
const channels: readonly (readonly [number, number, number, number])[] = [[21000, 0.041, 1.9, 0.46], [54000, 0.012, 0.8, 0.24], [16000, 0.007, 5.6, 0.58]];

export const agency = (language: Language): Sample => {
  const word = words[language];
  const style = styles[language];
  const random = seeded(8117);
  const around = (value: number, spread: number): number => value * (1 + (random() - 0.5) * 2 * spread);
  const rows: string[][] = [];
  const sums = [0, 0, 0, 0, 0];
  for (let week = 0; week < 26; week++) {
    const date = new Date(Date.UTC(2026, 0, 5 + week * 7));
    clients.forEach(([size, ready], client) => channels.forEach(([shown, rate, price, good], place) => {
      const impressions = Math.round(around(shown * size * (1 + week / 80), 0.12));
      const clicks = Math.round(impressions * around(rate, 0.1));
      const cost = (Math.round(clicks * around(price, 0.08) * 100) / 100) * style.rate;
      const leads = Math.round(clicks * around(ready * (place === 2 ? 1.3 : 1), 0.2));
      const fit = Math.min(leads, Math.round(leads * around(good, 0.15)));
      [cost, impressions, clicks, leads, fit].forEach((each, column) => { sums[column] = (sums[column] ?? 0) + each; });
      rows.push([
        style.day(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()), word.clients[client] ?? "", word.channels[place] ?? "",
        style.money(cost), style.count(impressions), style.count(clicks), style.count(leads), style.count(fit),
      ]);
    }));
  }
  const total = [word.total, "", "", style.money(sums[0]!), style.count(sums[1]!), style.count(sums[2]!), style.count(sums[3]!), style.count(sums[4]!)];
  return { name: word.file, text: writeTable([[...word.header], ...rows, total], style) };
};
