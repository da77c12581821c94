// The bench's question as SQL, for the DuckDB peers: nine sums by channel and month, nine ratios of them.
export const question = (source, where = "") => `
  WITH s AS (
    SELECT "Channel" channel, date_trunc('month', "Date") AS month, sum("Impressions")::DOUBLE impressions, sum("Clicks")::DOUBLE clicks,
      sum("Spend")::DOUBLE spend, sum("Conversions")::DOUBLE conversions, sum("Sessions")::DOUBLE sessions, sum("Leads")::DOUBLE leads, sum("MQLs")::DOUBLE mqls,
      sum("New customers")::DOUBLE new_customers, sum("Revenue")::DOUBLE revenue
    FROM ${source} ${where} GROUP BY 1, 2)
  SELECT *, clicks / impressions ctr, spend / clicks cpc, 1000 * spend / impressions cpm, spend / conversions cpa,
    spend / leads cost_per_lead, leads / sessions visitor_to_lead_rate, mqls / leads lead_to_mql_rate,
    spend / new_customers cac, (revenue - spend) / spend revenue_roi FROM s ORDER BY month, channel`;
