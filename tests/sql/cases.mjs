// Tables with names and texts that try to break out, and questions over them. Each column: [header, SQL kind, role or "",
// values]; a blank is null. Kinds: date, text, number.
const random = (seed) => {
  let state = seed >>> 0;
  return () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32);
};

// What stands in cells: quotes of every dialect, comment marks, other scripts, and names the taxonomy knows.
export const hostile = [
  'a""b"c', "`x`", "'); DROP TABLE ads; --", "O'Neil \\' x", "back\\slash", "emoji 🎯", "جستجوی پولی", "Google Ads", "facebook  ads | TR",
  "SÄHKÖPOSTI", "Organic-Search", "%_", "İÇERİK", "/* */ -- x", "text_ads",
];

const iso = (day) => new Date(Date.UTC(2024, 11, 20) + day * 86400000).toISOString().slice(0, 10);

function adTable(seed, rows, names, extra = []) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const count = (most) => () => (next() < 0.1 ? null : next() < 0.1 ? 0 : Math.floor(next() * most));
  const money = (most) => () => (next() < 0.1 ? null : (Math.floor(next() * most * 100) / 100).toFixed(2));
  const makers = {
    date: () => (next() < 0.04 ? null : iso(Math.floor(next() * 100))),
    channel: () => (next() < 0.05 ? null : pick(hostile)),
    campaign: () => pick(["Brand", 'K"1', "کمپین", "x`y", "it's"]),
    spend: money(900), impressions: count(90000), clicks: count(900), leads: count(60), sessions: count(4000), reach: count(5000),
    new_customers: count(9), revenue: money(5000), gross_revenue: money(5000), orders: count(40), refunds: () => (next() < 0.3 ? null : (-Math.floor(next() * 9000) / 100).toFixed(2)),
    sqls: count(30), "own:demos": count(20), video_views: count(300), new_revenue: money(800), sales_count: count(12), engaged_sessions: count(900),
  };
  const columns = [...names, ...extra].map(([header, role]) => ({
    header, role, kind: role === "date" ? "date" : role === "channel" || role === "campaign" ? "text" : "number",
    values: Array.from({ length: rows }, () => makers[role]()),
  }));
  return columns;
}

export const ads = adTable(7, 700, [
  ['Da"y', "date"], ["Ch`annel", "channel"], ["Kampanja 🎯", "campaign"], ["Cost'); DROP TABLE x; --", "spend"], ["نمایش", "impressions"], ["Klick/s", "clicks"],
  ["Le ads", "leads"], ["Sessions\\", "sessions"], ["Reach", "reach"], ["select", "gross_revenue"], ["Orders", "orders"], ["re--funds", "refunds"], ["Demo/*s", "own:demos"],
  ["Video views", "video_views"], ["from", "engaged_sessions"],
]);
export const crm = adTable(11, 150, [["Date", "date"], ["channel", "channel"], ["New customers", "new_customers"], ["SQLs", "sqls"], ["New revenue", "new_revenue"], ["Sales", "sales_count"], ["Revenue", "revenue"]]);

// Months of stocks: a segment that ends early keeps its last value.
function stocks() {
  const next = random(23);
  const rows = [];
  for (let month = 0; month < 14; month++) {
    for (const plan of ["Basic", "Pro's", "Ент"]) {
      if ((plan === "Basic" && month > 9) || next() < 0.1) continue;
      rows.push([`${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`, plan, 100 + Math.floor(next() * 900), Math.floor(next() * 30),
        (1000 + next() * 9000).toFixed(2), (next() * 90).toFixed(2), (next() * 90).toFixed(2), Math.floor(next() * 50), Math.floor(next() * 9)]);
    }
  }
  const column = (header, role, kind, at) => ({ header, role, kind, values: rows.map((row) => (row[at] === null ? null : row[at])) });
  return [
    column("Month", "date", "date", 0), column("Plan", "campaign", "text", 1), column("Active customers", "active_customers", "number", 2), column("Churned", "churned_customers", "number", 3),
    column("MRR", "mrr", "number", 4), column("Churned MRR", "churned_mrr", "number", 5), column("Contraction MRR", "contraction_mrr", "number", 6),
    column("List size", "list_size", "number", 7), column("New subscribers", "new_subscribers", "number", 8), column("Unsubscribes", "unsubscribes", "number", 8), column("Bounces", "bounces", "number", 8),
  ];
}

const money = (currency, seed) => {
  const next = random(seed);
  return [
    { header: "Date", role: "date", kind: "date", values: Array.from({ length: 40 }, (_, i) => iso(i)) },
    { header: "Channel", role: "channel", kind: "text", values: Array.from({ length: 40 }, (_, i) => ["Email", "TV", "Radio"][i % 3]) },
    ...(currency ? [{ header: "Currency", role: "currency", kind: "text", values: Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? "EUR" : currency)) }] : []),
    { header: "Spend", role: "spend", kind: "number", values: Array.from({ length: 40 }, () => (next() * 50).toFixed(2)) },
    { header: "Leads", role: "leads", kind: "number", values: Array.from({ length: 40 }, () => Math.floor(next() * 9)) },
  ];
};

const micros = (() => {
  const next = random(31);
  const rows = 30;
  return [
    { header: "Day", role: "date", kind: "date", values: Array.from({ length: rows }, (_, i) => iso(i)) },
    { header: "Cost micros", role: "spend", kind: "number", values: Array.from({ length: rows }, () => Math.floor(next() * 90000) * 10000) },
    { header: "Clicks", role: "clicks", kind: "number", values: Array.from({ length: rows }, () => Math.floor(next() * 90)) },
    { header: "Rank", role: "", kind: "number", values: Array.from({ length: rows }, (_, i) => ["1.5", "20", "100"][i % 3]) },
  ];
})();

// Amounts in thousands, as the header says: what it makes of them, and what is left where that was undone.
const thousands = (() => {
  const next = random(43);
  const rows = 36;
  return [
    { header: "Month", role: "date", kind: "date", values: Array.from({ length: rows }, (_, i) => iso(i * 9)) },
    { header: "Channel", role: "channel", kind: "text", values: Array.from({ length: rows }, (_, i) => ["Email", "TV", "Radio"][i % 3]) },
    { header: "Revenue (thousands)", role: "revenue", kind: "number", values: Array.from({ length: rows }, () => (next() < 0.1 ? null : (next() * 90).toFixed(3))) },
    { header: "Spend", role: "spend", kind: "number", values: Array.from({ length: rows }, () => (next() * 9000).toFixed(2)) },
  ];
})();
// In their last decimal, so that they add up exactly.
const revenueSum = thousands[2].values.reduce((sum, text) => sum + (text === null ? 0 : Number(text.replace(".", ""))), 0);
const inThousands = [{ metrics: ["revenue", "marketing_spend", "roas"] }, { metrics: ["revenue"], by: ["channel", "month"] }, { metrics: ["revenue", "marketing_spend"], where: { channel: ["TV"] } }];

const channelWords = { "fb": "Facebook Ads", "`x`": "SMS", "O'Neil \\' x": 'a""b"c', "emoji-🎯": "Radio" };

// Each: files {name, columns, settings?}, and queries.
export const cases = [
  {
    name: "hostile names",
    files: [{ name: "ads'); DROP \"x\" `y` 🎯.csv", columns: ads }],
    queries: [
      { metrics: ["marketing_spend", "ctr", "cpc", "cpm", "cost_per_lead", "frequency", "refund_rate", "average_order_value", "bounce_rate", "engagement_rate"] },
      { metrics: ["marketing_spend", "cost_per_lead", "average_order_value"], by: ["channel"] },
      { metrics: ["ctr", "organic_traffic_share", "measure:organic_sessions"], by: ["channel_group"] },
      { metrics: ["ctr", "refund_rate", "demos", "demo_rate"], by: ["month", "channel"], formulas: ["demo_rate = -(sum(demos) * 0.1 - sum(leads)) / sum(leads) * 2.5"] },
      { metrics: ["cpm", "visitor_to_lead_rate"], by: ["day"] }, { metrics: ["cpm"], by: ["week"] }, { metrics: ["cpm"], by: ["quarter"] }, { metrics: ["cpm"], by: ["year"] },
      { metrics: ["cpm"], by: ["week"], calendar: { week_start: "saturday" } }, { metrics: ["cpm"], by: ["week"], calendar: { week_start: "sunday" } },
      { metrics: ["cpm"], by: ["quarter"], calendar: { first_month: 7 } }, { metrics: ["cpm"], by: ["year"], calendar: { first_month: 2 } },
      { metrics: ["leads", "ctr"], by: ["channel"], where: { channel: hostile.slice(0, 8) } },
      { metrics: ["leads", "ctr"], by: ["campaign"], where: { channel: ["'); DROP TABLE ads; --", "", "nobody"], campaign: ["K\"1", "x`y", "it's"] } },
      { metrics: ["leads"], by: ["Kampanja 🎯", "month"], from: "2025-01-07", to: "2025-02-20" },
      { metrics: ["leads", "cpc"], by: ["month"], from: "2025-01-15" }, { metrics: ["leads", "cpc"], to: "2024-12-31" }, { metrics: ["leads", "cpc"], by: ["channel"], from: "2030-01-01" },
      { metrics: ["leads"], by: ["channel_group", "quarter"], where: { channel_group: ["paid_search", "email", "paid_social"] }, aliases: channelWords },
      { metrics: ["leads", "cpc"], by: ["channel"], aliases: channelWords }, { by: ["channel"] }, {},
      { metrics: ["marketing_roi"], params: { gross_margin: 0.42 }, by: ["channel"] },
      { metrics: ["total_content_reach"], by: ["campaign"] }, { metrics: ["cac"], proxies: false, by: ["channel"] },
    ],
  },
  {
    name: "two sources",
    files: [{ name: "ads.csv", columns: ads }, { name: "crm.csv", columns: crm }],
    queries: [
      { metrics: ["cac", "cost_per_lead", "lead_to_customer_rate", "sql_to_customer_rate", "revenue_roi", "mer", "cost_per_sale"], by: ["channel"] },
      { metrics: ["cac", "roas", "marketing_roi", "break_even_roas", "ltv_cac_ratio"], by: ["month", "channel_group"], params: { gross_margin: 0.4 } },
      { metrics: ["cac", "mer"], by: ["campaign"] }, { metrics: ["cac", "mer"], where: { campaign: ["Brand"] } }, { by: ["month"], from: "2025-01-01", to: "2025-03-31" },
      { metrics: ["cac", "net"], formulas: ["net = -(sum(revenue) - sum(spend)) / metric(cac)"], by: ["channel"], aliases: channelWords, where: { channel: ["Facebook Ads", "SMS", "Radio", "Google Ads"] } },
    ],
  },
  {
    name: "stocks",
    files: [{ name: "base.csv", columns: stocks() }],
    queries: [
      { metrics: ["mrr", "logo_churn_rate", "customer_retention_rate", "arpa", "gross_revenue_churn_rate", "list_growth_rate"], by: ["month"] },
      { metrics: ["mrr", "arpa", "logo_churn_rate"], by: ["campaign"] }, { metrics: ["mrr", "arpa", "logo_churn_rate"], by: ["campaign", "quarter"] },
      { metrics: ["mrr", "arpa", "logo_churn_rate", "list_growth_rate"], from: "2024-04-01", to: "2024-09-30" },
      { metrics: ["mrr", "logo_churn_rate"], by: ["month"], from: "2024-04-01" }, { metrics: ["mrr", "arpa"], where: { campaign: ["Pro's"] }, by: ["year"] },
      { metrics: ["list_growth_rate"], params: { opening_list_size: 500 }, by: ["month"] },
    ],
  },
  {
    name: "currencies",
    files: [{ name: "a.csv", columns: money("USD", 3) }, { name: "b/a.csv", columns: money("", 5), settings: { currency: "EUR" } }],
    queries: [{ metrics: ["cost_per_lead", "marketing_spend", "leads"] }, { metrics: ["cost_per_lead", "leads"], by: ["currency"] }, { metrics: ["cost_per_lead", "leads"], by: ["channel"] }, { metrics: ["marketing_spend"], where: { currency: ["EUR"] }, by: ["month"] }],
  },
  { name: "thousands", files: [{ name: "thousands.csv", columns: thousands }], queries: inThousands, total: { revenue: revenueSum } },
  { name: "thousands undone", files: [{ name: "thousands.csv", columns: thousands, settings: { off: ["header_multiplied"] } }], queries: inThousands, total: { revenue: revenueSum / 1000 } },
  {
    name: "without columns",
    files: [{ name: "grouped.csv", columns: micros, settings: { channel: "Google Ads" } }, { name: "crm.csv", columns: crm }],
    queries: [{ metrics: ["cpc", "cac"] }, { metrics: ["cpc", "marketing_spend"], by: ["Rank"] }, { metrics: ["cpc", "cac"], by: ["channel_group"] }, { metrics: ["cac"], by: ["channel", "month"] }],
  },
];

const cell = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
export const csv = (columns) =>
  [columns.map((c) => cell(c.header)), ...columns[0].values.map((_, row) => columns.map((c) => (c.values[row] === null ? "" : cell(String(c.values[row])))))]
    .map((line) => line.join(",") + "\n").join("");

export const settings = (file) => ({
  numbers: "1,234.5", table: "channel_performance",
  map: Object.fromEntries(file.columns.flatMap((c, i) => (c.role ? [[c.role, `#${i + 1}`]] : []))), ...file.settings,
});
