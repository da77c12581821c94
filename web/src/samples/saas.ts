// A software firm's month-by-month book of recurring revenue by plan: opening and movements give the closing exactly.
import type { Language } from "../i18n/types.ts";
import { seeded } from "./random.ts";
import { styles, writeTable, type Sample } from "./write.ts";

interface Words {
  readonly file: string;
  readonly title: string;
  readonly header: readonly string[];
  readonly plans: readonly string[];
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    file: "recurring-revenue.csv", title: "Harbour Software: recurring revenue",
    header: ["Month", "Plan", "MRR (USD)", "New MRR", "Expansion MRR", "Contraction MRR", "Churned MRR", "Active customers", "Churned customers", "Spend", "New customers"],
    plans: ["Starter", "Team", "Business"],
  },
  tr: {
    file: "yinelenen-gelir.csv", title: "Liman Yazılım: yinelenen gelir",
    header: ["Ay", "Plan", "MRR (TRY)", "Yeni MRR", "Genişleme MRR", "Daralma MRR", "Kayıp MRR", "Aktif müşteriler", "Kaybedilen müşteriler", "Harcama", "Yeni müşteriler"],
    plans: ["Başlangıç", "Takım", "İşletme"],
  },
  fi: {
    file: "jatkuva-tulo.csv", title: "Satama Ohjelmistot: jatkuva tulo",
    header: ["Kuukausi", "Paketti", "MRR (EUR)", "Uusi MRR", "Laajennus-MRR", "Supistus-MRR", "Poistunut MRR", "Aktiiviset asiakkaat", "Poistuneet asiakkaat", "Kulut", "Uudet asiakkaat"],
    plans: ["Aloitus", "Tiimi", "Yritys"],
  },
  fa: {
    file: "درآمد-تکرارشونده.tsv", title: "نرم‌افزار بندر: درآمد تکرارشونده",
    header: ["ماه", "طرح", "MRR (IRR)", "MRR جدید", "MRR توسعه", "MRR کاهش", "MRR ازدست‌رفته", "مشتریان فعال", "مشتریان ازدست‌رفته", "هزینه", "مشتریان جدید"],
    plans: ["آغاز", "تیم", "کسب‌وکار"],
  },
};

// Per plan: customers at first, price a month, new ones a month, share lost, share of revenue added and cut, cost of a new one.
const plans: readonly (readonly [number, number, number, number, number, number, number])[] = [
  [420, 19, 34, 0.045, 0.006, 0.002, 48],
  [180, 79, 13, 0.026, 0.014, 0.005, 210],
  [42, 340, 3, 0.014, 0.022, 0.006, 1150],
];

export const saas = (language: Language): Sample => {
  const word = words[language];
  const style = styles[language];
  const random = seeded(5501);
  const around = (value: number, spread: number): number => value * (1 + (random() - 0.5) * 2 * spread);
  const cents = (value: number): number => Math.round(value * 100) / 100;
  const rows: string[][] = [];
  const customers = plans.map(([count]) => count);
  const revenue = plans.map(([count, price]) => cents(count * price));
  for (let step = 0; step < 24; step++) {
    const year = 2024 + Math.floor((step + 6) / 12);
    const month = ((step + 6) % 12) + 1;
    plans.forEach(([, price, won, lost, more, less, cost], place) => {
      const now = customers[place]!;
      const joined = Math.round(around(won * (1 + step / 40), 0.3));
      const left = Math.min(now, Math.round(now * around(lost, 0.35)));
      const before = revenue[place]!;
      const share = before / now;
      const fresh = joined * price;
      const grown = cents(before * around(more, 0.4));
      const cut = cents(before * around(less, 0.4));
      const gone = cents(left * share);
      const after = cents(before + fresh + grown - cut - gone);
      customers[place] = now + joined - left;
      revenue[place] = after;
      rows.push([
        style.month(year, month), word.plans[place] ?? "", ...[after, fresh, grown, cut, gone].map((each) => style.money(each * style.rate)),
        style.count(now + joined - left), style.count(left), style.money(cents(joined * around(cost, 0.12)) * style.rate), style.count(joined),
      ]);
    });
  }
  return { name: word.file, text: writeTable([[word.title], [], [...word.header], ...rows], style) };
};
