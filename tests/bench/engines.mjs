// Single deals and subscriptions, from bytes to answer: generated files, the questions, and the same questions in SQL.
// Deterministic: the same count gives the same bytes on every machine.
import fs from "node:fs";

const monthDay = (month) => new Date(Date.UTC(2022, month, 1)).toISOString().slice(0, 10);

function random(seed) {
  return (n) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 4294967296) * n);
  };
}

function write(file, header, count, lineOf) {
  if (fs.existsSync(file)) return;
  const out = fs.openSync(file, "w");
  let piece = header + "\n";
  for (let i = 0; i < count; i++) {
    piece += lineOf(i) + "\n";
    if (piece.length > 1 << 20 || i === count - 1) {
      fs.writeSync(out, piece);
      piece = "";
    }
  }
  fs.closeSync(out);
}

const day = (number) => new Date(Date.UTC(2022, 0, 1) + number * 86400000).toISOString().slice(0, 10);
const days = 1096;  // 2022 to 2024

const CHANNELS = ["Paid search", "Paid social", "E-posta", "Sähköposti", "Organic", "Referral", "Partner", "Outbound"];

// Deals of three years: a third won, a third lost, the rest open.
function deals(file, count) {
  const next = random(340000);
  write(file, "Deal ID,Channel,Deal stage,Amount,Create date,Close date", count, (i) => {
    const created = next(days - 1);
    const closed = created + next(160);
    const stage = closed >= days ? "Proposal" : ["Closed won", "Closed lost", "Proposal"][next(3)];
    const amount = `${500 + next(90000)}.${10 + next(90)}`;
    return `D-${100000 + i},${CHANNELS[next(8)]},${stage},${amount},${day(created)},${stage === "Proposal" ? "" : day(closed)}`;
  });
}

// Subscriptions one after another: a customer goes up, goes down, leaves, and now and then comes back.
function subscriptions(file, count) {
  const next = random(200000);
  let customer = 0;
  let from = days;
  let price = 0;
  write(file, "Subscription ID,Customer ID,Plan amount,Billing interval,Start date,End date", count, (i) => {
    if (from >= days - 1 || next(3) === 0) {
      customer++;
      from = next(days - 60);
      price = 10 + next(190);
    } else if (next(4) === 0) {
      from = Math.min(from + 40 + next(200), days - 1);
    }
    const start = from;
    from = start + 15 + next(500);
    const end = from < days ? day(from) : "";
    const yearly = next(3) === 0;
    const line = `S-${100000 + i},C-${1000000 + customer},${yearly ? price * 10 : price}.${10 + next(90)},${yearly ? "year" : "month"},${day(start)},${end}`;
    price = Math.max(5, price + next(60) - 25);
    return line;
  });
}

// One subscription each.
function customers(file, count) {
  const next = random(1000000);
  write(file, "Subscription ID,Customer ID,Plan amount,Billing interval,Start date,End date", count, (i) => {
    const start = next(days - 1);
    const end = start + 20 + next(900);
    return `S-${i},C-${1000000 + i},${10 + next(90)}.00,month,${day(start)},${end < days ? day(end) : ""}`;
  });
}

const number = (value) => Number(value);
const inOrder = (rows) => rows.sort((a, b) => (a[0] < b[0] ? -1 : 1));
const table = (ids, key) => ({
  ofReport: (report) => inOrder(report.groups.map((group) => [group.key[key], ...ids.map((id) => group.metrics[id]?.value)])),
  ofSql: (rows) => inOrder(rows.map((row) => [String(row[key]), ...ids.map((id) => number(row[id]))])),
});

const dealMetrics = ["closed_won_deals", "win_rate", "average_deal_size", "average_sales_cycle"];
const movements = ["mrr", "new_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "reactivation_mrr", "logo_churn_rate"];

// What a customer pays at each month's end, in twelfths of a cent; then how that differs from the month before.
const levels = (source) => `
  WITH sub AS (
    SELECT "Customer ID" c, CAST(round("Plan amount" * 100) AS BIGINT) * CASE "Billing interval" WHEN 'year' THEN 1 ELSE 12 END amount,
      "Start date" s, coalesce("End date", DATE '9999-01-01') e FROM ${source}),
  month_end AS (SELECT m, CAST(DATE '2022-01-01' + to_months(CAST(m + 1 AS INTEGER)) - INTERVAL 1 DAY AS DATE) d FROM range(36) t(m)),
  level AS (SELECT c, m, sum(amount)::BIGINT v FROM sub JOIN month_end ON s <= d AND e > d GROUP BY 1, 2)`;

export const cases = [
  {
    name: "340,000 deals to win rate, deal size and cycle by channel", file: "deals-340000.csv", generate: (file) => deals(file, 340000),
    query: { metrics: dealMetrics, by: ["channel"] }, ...table(dealMetrics, "channel"),
    sql: (source) => `
      WITH deal AS (SELECT "Channel" channel, "Deal stage" = 'Closed won' won, "Deal stage" = 'Closed lost' lost, "Amount" amount,
        "Close date" - "Create date" took FROM ${source})
      SELECT channel, (count(*) FILTER (won))::DOUBLE closed_won_deals, (count(*) FILTER (won))::DOUBLE / count(*) FILTER (won OR lost) win_rate,
        (sum(CAST(round(amount * 100) AS BIGINT)) FILTER (won))::DOUBLE / 100 / count(*) FILTER (won) average_deal_size,
        (sum(took) FILTER (won))::DOUBLE / count(*) FILTER (won) average_sales_cycle
      FROM deal GROUP BY 1 ORDER BY 1`,
  },
  {
    name: "200,000 subscriptions over 36 months to MRR, its movements and churn by month", file: "subscriptions-200000.csv",
    generate: (file) => subscriptions(file, 200000), query: { metrics: movements, by: ["month"] }, ...table(movements, "month"),
    sql: (source) => `${levels(source)},
      near AS (SELECT m, v, lag(m) OVER w pm, lag(v) OVER w pv, lead(m) OVER w nm FROM level WINDOW w AS (PARTITION BY c ORDER BY m)),
      move AS (
        SELECT m, sum(v) mrr, sum(v) FILTER (pm IS NULL) fresh, sum(v) FILTER (pm < m - 1) back,
          sum(v - pv) FILTER (pm = m - 1 AND v > pv) up, sum(pv - v) FILTER (pm = m - 1 AND v < pv) down, count(*) active FROM near GROUP BY 1),
      gone AS (SELECT m + 1 m, sum(v) v, count(*) n FROM near WHERE (nm IS NULL OR nm > m + 1) AND m < 35 GROUP BY 1)
      SELECT strftime(d, '%Y-%m') "month", mrr::DOUBLE / 1200 mrr, coalesce(fresh, 0)::DOUBLE / 1200 new_mrr, coalesce(up, 0)::DOUBLE / 1200 expansion_mrr,
        coalesce(down, 0)::DOUBLE / 1200 contraction_mrr, coalesce(gone.v, 0)::DOUBLE / 1200 churned_mrr, coalesce(back, 0)::DOUBLE / 1200 reactivation_mrr,
        coalesce(n, 0)::DOUBLE / lag(active) OVER (ORDER BY move.m) logo_churn_rate
      FROM move JOIN month_end ON month_end.m = move.m LEFT JOIN gone ON gone.m = move.m ORDER BY 1`,
  },
  ...[250000, 1000000].map((count) => ({
    name: `${count.toLocaleString("en")} customers to cohorts by month`, file: `customers-${count}.csv`, generate: (file) => customers(file, count),
    query: { subject: "cohort_retention", to: "2024-12-31" },
    // [month of start, how many, active at the end of the third month]
    ofReport: ({ result }) => inOrder(Object.entries(result).filter(([key]) => /^\d{4}-\d\d$/.test(key))
      .map(([key, cohort]) => [key, cohort.size, cohort.customers[2] ?? null])),
    ofSql: (rows) => inOrder(rows.map((row) => [row.month, number(row.size), row.third === null ? null : number(row.third)])),
    sql: (source) => `${levels(source)},
      born AS (SELECT c, CAST(date_diff('month', DATE '2022-01-01', min(s)) AS BIGINT) b FROM sub GROUP BY 1),
      cell AS (SELECT b, m - b k, count(*) n FROM level JOIN born USING (c) WHERE m < 36 GROUP BY 1, 2)
      SELECT strftime(DATE '2022-01-01' + to_months(CAST(b AS INTEGER)), '%Y-%m') "month", count(*)::DOUBLE "size",
        (SELECT max(n) FROM cell WHERE cell.b = born.b AND k = 2)::DOUBLE third FROM born GROUP BY b ORDER BY 1`,
  })),
];
