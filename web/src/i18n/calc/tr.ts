// What a calculator on its own says.
import type { CalcErrors, CalcWords, Ends, ReasonWords } from "./types.ts";

export const calc: CalcWords = {
  title: "Ya da tek bir sayı",
  choose: "Hangi sayı?",
  solve: (field) => `${field} değerini hesapla`,
  solveThis: "Bunu hesapla",
  solving: "Diğer alanlardan hesaplanır",
  echo: (text) => `= ${text}`,
  unread: "Henüz bir sayı değil",
  waiting: "Sonucu görmek için alanları doldurun",
  example: (text) => `örn. ${text}`,
  copyLink: "Bağlantıyı kopyala",
  copied: "Kopyalandı",
  goal: (value) => `Hedef ${value}`,
  goalMet: "ulaşıldı",
  goalMissed: "ulaşılmadı",
  names: { cpl: "CPL", cac: "CAC", roi: "ROI", roas: "ROAS", ltv_cac: "LTV:CAC" },
  fields: {
    spend: "Pazarlama harcaması",
    leads: "Potansiyel müşteri",
    new_customers: "Yeni müşteri",
    revenue: "Gelir",
    gross_margin: "Brüt kâr marjı",
    attributed_revenue: "Reklam kaynaklı gelir",
    ltv: "Yaşam boyu değer",
    cac: "Müşteri edinme maliyeti",
    cost_per_lead: "Potansiyel müşteri başına maliyet",
    marketing_roi: "Pazarlama yatırım getirisi",
    roas: "Reklam harcaması getirisi",
    ltv_cac_ratio: "LTV:CAC",
  },
};

// The same input at both ends of a period, or of the one before.
export const ends: Ends = {
  opening: (name) => `${name}, dönem başında`,
  closing: (name) => `${name}, dönem sonunda`,
  prior: (name) => `${name}, önceki dönem`,
};

export const errors: CalcErrors = {
  "calc.cannot_solve": () => ["Bu alan diğerlerinden hesaplanamıyor.", "Hesaplanacak başka bir alan seçin."],
  "calc.bad_input": (g) => [
    `${g("given") || "Bu"} burada${g("input") ? ` (“${g("input")}”)` : ""} kullanılamaz.`,
    "Düz bir sayı yazın; adetler sıfırın altında olamaz.",
  ],
};

export const reasons: ReasonWords = {
  denominator_zero: (g) =>
    g("measure")
      ? `Burada ${g("measure")} sıfır; bölme yapılamaz.`
      : "Formülün paydası sıfır; bölme yapılamaz.",
  missing_input: (g) => (g("measure") ? `Bu seçimde ${g("measure")} yok.` : "Gereken bir sayı eksik."),
  missing_opening: () => "Dönem başlangıcından öncesine ait veri yok.",
  no_rows: () => "Bu seçime uyan satır yok.",
  non_positive_denominator: () => "Formülün paydası sıfırdan büyük değil.",
  baseline_zero: () => "Önceki değer sıfırdı; yüzde değişim tanımsız.",
  baseline_negative: () => "Önceki değer sıfırın altındaydı; yüzde değişim tanımsız.",
  ambiguous_sign: () => "Sütunda artı ve eksi tutarlar bir arada.",
  currency_mixed: () => "Seçimde birden çok para birimi var. Birini seçin.",
  target_met: () => "Hedefe zaten ulaşılmış.",
  not_reached: () => "Bu veride değere hiç ulaşılmıyor.",
  insufficient_data: () => "Bunun için veri çok az.",
  not_identifiable: () => "Bu veri ikisini birbirinden ayıramıyor.",
  out_of_range: () => "Sonuç gösterilemeyecek kadar büyük ya da küçük.",
  not_applicable: () => "Bu metriğin bu gruplamada anlamı yok.",
};
