// The bench's question as SQL, for the DuckDB peers: nine sums by channel and month, nine ratios of them.
export const question = (source) => `
  WITH s AS (
    SELECT "Channel" channel, date_trunc('month', "Date") AS month, sum("Impressions") impressions, sum("Clicks") clicks,
      sum("Spend") spend, sum("Conversions") conversions, sum("Sessions") sessions, sum("Leads") leads, sum("MQLs") mqls,
      sum("New customers") new_customers, sum("Revenue") revenue
    FROM ${source} GROUP BY 1, 2)
  SELECT *, clicks / impressions ctr, spend / clicks cpc, 1000 * spend / impressions cpm, spend / conversions cpa,
    spend / leads cost_per_lead, leads / sessions visitor_to_lead_rate, mqls / leads lead_to_mql_rate,
    spend / new_customers cac, (revenue - spend) / spend revenue_roi FROM s ORDER BY month, channel`;
