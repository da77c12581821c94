// What a calculator on its own says.
import type { CalcErrors, CalcWords, Ends, ReasonWords } from "./types.ts";

export const calc: CalcWords = {
  title: "یا فقط یک عدد",
  choose: "کدام عدد؟",
  solve: (field) => `محاسبهٔ ${field}`,
  solveThis: "این محاسبه شود",
  solving: "از روی بقیه حساب می‌شود",
  echo: (text) => `= ${text}`,
  unread: "هنوز عدد نیست",
  waiting: "برای دیدن نتیجه، خانه‌ها را پر کنید",
  example: (text) => `مثلاً ${text}`,
  copyLink: "کپی پیوند",
  copied: "کپی شد",
  goal: (value) => `هدف ${value}`,
  goalMet: "محقق شده",
  goalMissed: "محقق نشده",
  names: { cpl: "CPL", cac: "CAC", roi: "ROI", roas: "ROAS", ltv_cac: "LTV:CAC" },
  fields: {
    spend: "هزینهٔ بازاریابی",
    leads: "سرنخ‌ها",
    new_customers: "مشتریان جدید",
    revenue: "درآمد",
    gross_margin: "حاشیهٔ سود ناخالص",
    attributed_revenue: "درآمد حاصل از تبلیغات",
    ltv: "ارزش طول عمر",
    cac: "هزینهٔ جذب مشتری",
    cost_per_lead: "هزینه به ازای هر سرنخ",
    marketing_roi: "بازگشت سرمایهٔ بازاریابی",
    roas: "بازگشت هزینهٔ تبلیغات",
    ltv_cac_ratio: "LTV:CAC",
  },
};

// The same input at both ends of a period, or of the one before.
export const ends: Ends = {
  opening: (name) => `${name}، در آغاز دوره`,
  closing: (name) => `${name}، در پایان دوره`,
  prior: (name) => `${name}، دورهٔ قبل`,
};

export const errors: CalcErrors = {
  "calc.cannot_solve": () => ["این خانه از روی بقیه به دست نمی‌آید.", "خانهٔ دیگری را برای محاسبه انتخاب کنید."],
  "calc.bad_input": (g) => [
    `${g("given") || "این"} اینجا${g("input") ? ` برای «${g("input")}»` : ""} پذیرفته نیست.`,
    "یک عدد ساده بنویسید؛ تعداد نمی‌تواند کمتر از صفر باشد.",
  ],
};

export const reasons: ReasonWords = {
  denominator_zero: (g) =>
    g("measure")
      ? `${g("measure")} اینجا صفر است؛ پس تقسیم ممکن نیست.`
      : "مخرج فرمول صفر است؛ پس تقسیم ممکن نیست.",
  missing_input: (g) => (g("measure") ? `در این انتخاب ${g("measure")} وجود ندارد.` : "یک عدد لازم وجود ندارد."),
  missing_opening: () => "از پیش از آغاز دوره داده‌ای نیست.",
  no_rows: () => "هیچ سطری با این انتخاب جور نیست.",
  non_positive_denominator: () => "مخرج فرمول بزرگ‌تر از صفر نیست.",
  baseline_zero: () => "مقدار پیشین صفر بود؛ پس درصد تغییر معنا ندارد.",
  baseline_negative: () => "مقدار پیشین کمتر از صفر بود؛ پس درصد تغییر معنا ندارد.",
  ambiguous_sign: () => "این ستون هم مبلغ مثبت دارد و هم منفی.",
  currency_mixed: () => "این انتخاب بیش از یک واحد پول دارد. یکی را انتخاب کنید.",
  target_met: () => "هدف پیش‌تر محقق شده است.",
  not_reached: () => "در این داده‌ها هرگز به این مقدار نمی‌رسد.",
  insufficient_data: () => "داده برای این کار کم است.",
  not_identifiable: () => "با این داده‌ها نمی‌توان آن دو را از هم تشخیص داد.",
  out_of_range: () => "نتیجه بزرگ‌تر یا کوچک‌تر از آن است که نشان داده شود.",
  not_applicable: () => "این شاخص در این گروه‌بندی معنا ندارد.",
};
