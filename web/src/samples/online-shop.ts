// An online shop's weekly figures by source: visits, carts, orders, refunds and what the visits cost.
import type { Language } from "../i18n/types.ts";
import { seeded } from "./random.ts";
import { styles, writeTable, type Sample } from "./write.ts";

interface Words {
  readonly file: string;
  readonly header: readonly string[];
  readonly channels: readonly string[];
  readonly total: string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    file: "shop-by-source.csv",
    header: ["Day", "Channel", "Sessions", "Carts created", "Orders", "Order value", "Refunds", "Ad spend (USD)"],
    channels: ["Organic search", "Google Shopping", "Instagram ads", "Newsletter", "Direct"], total: "Total",
  },
  tr: {
    file: "magaza-kaynaklar.csv",
    header: ["Tarih", "Kanal", "Oturumlar", "Oluşturulan sepetler", "Siparişler", "Sipariş tutarı", "İadeler", "Harcama (TRY)"],
    channels: ["Organik arama", "Google Alışveriş", "Instagram reklamları", "Bülten", "Doğrudan"], total: "Toplam",
  },
  fi: {
    file: "kauppa-lahteittain.csv",
    header: ["Päivämäärä", "Kanava", "Istunnot", "Luodut ostoskorit", "Tilaukset", "Tilausten arvo", "Palautukset", "Kulut (EUR)"],
    channels: ["Orgaaninen haku", "Google Shopping", "Instagram-mainokset", "Uutiskirje", "Suora"], total: "Yhteensä",
  },
  fa: {
    file: "فروشگاه-منابع.tsv",
    header: ["تاریخ", "کانال", "نشست‌ها", "سبدهای خرید ایجادشده", "سفارش‌ها", "ارزش سفارش‌ها", "بازپرداخت‌ها", "هزینه (IRR)"],
    channels: ["جستجوی ارگانیک", "گوگل شاپینگ", "تبلیغات اینستاگرام", "خبرنامه", "مستقیم"], total: "جمع کل",
  },
};

// Per source: sessions a week, carts per session, orders per cart, value of an order, share sent back, cost per session.
const channels: readonly (readonly [number, number, number, number, number, number])[] = [
  [5200, 0.071, 0.34, 58, 0.05, 0.03],
  [3100, 0.083, 0.31, 64, 0.07, 0.62],
  [4400, 0.042, 0.22, 49, 0.11, 0.41],
  [1300, 0.14, 0.46, 66, 0.04, 0.05],
  [1900, 0.095, 0.41, 61, 0.05, 0],
];

export const onlineShop = (language: Language): Sample => {
  const word = words[language];
  const style = styles[language];
  const random = seeded(3107);
  const around = (value: number, spread: number): number => value * (1 + (random() - 0.5) * 2 * spread);
  const rows: string[][] = [];
  const sums = [0, 0, 0, 0, 0, 0];
  for (let step = 0; step < 182; step += 1) {
    const date = new Date(Date.UTC(2026, 0, 1 + step));
    const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    channels.forEach(([sessions, cart, order, value, back, cost], place) => {
      const seen = Math.round(around((sessions / 7) * (weekend ? 1.18 : 0.94) * (1 + step / 900), 0.15));
      const carts = Math.round(seen * around(cart, 0.12));
      const orders = Math.round(carts * around(order * (1 + step / 2000), 0.18));
      const worth = (Math.round(orders * around(value, 0.1) * 100) / 100) * style.rate;
      const sent = (Math.round((worth / style.rate) * around(back, 0.5) * 100) / 100) * style.rate;
      const spend = (Math.round(seen * around(cost, 0.1) * 100) / 100) * style.rate;
      [seen, carts, orders, worth, sent, spend].forEach((each, column) => { sums[column] = (sums[column] ?? 0) + each; });
      rows.push([
        style.day(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()), word.channels[place] ?? "", style.count(seen),
        style.count(carts), style.count(orders), style.money(worth), style.money(sent), style.money(spend),
      ]);
    });
  }
  const total = [
    word.total, "", style.count(sums[0]!), style.count(sums[1]!), style.count(sums[2]!), style.money(sums[3]!), style.money(sums[4]!), style.money(sums[5]!),
  ];
  return { name: word.file, text: writeTable([[...word.header], ...rows, total], style) };
};
