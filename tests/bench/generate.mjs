// A generated ad export: 13 columns (date, channel, campaign, country and nine measures), quotes, four scripts of text.
// Deterministic: the same size gives the same bytes on every machine.
import fs from "node:fs";
import { fileURLToPath } from "node:url";

export const MEASURES = ["impressions", "clicks", "spend", "conversions", "sessions", "leads", "mqls", "new_customers", "revenue"];
export const METRICS = ["ctr", "cpc", "cpm", "cpa", "cost_per_lead", "visitor_to_lead_rate", "lead_to_mql_rate", "cac", "revenue_roi"];
export const HEADER = "Date,Channel,Campaign,Country,Impressions,Clicks,Spend,Conversions,Sessions,Leads,MQLs,New customers,Revenue";
const CHANNELS = ["Paid search", "Paid social", "E-posta", "Sähköposti", "ایمیل", "Organic", "Direct mail", "Display"];
const CAMPAIGNS = ['"Brand, exact"', "Generic", '"Spring ""25"" sale"', "Yaz kampanyası", "Kevätkampanja", "کمپین بهار", "Retargeting", '"Lookalike 1%, TR"'];
const COUNTRIES = ["US", "TR", "FI", "IR", "DE", "GB"];

export function* lines(bytes) {
  let seed = 20251121;
  const next = (n) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 4294967296) * n);
  };
  let written = Buffer.byteLength(HEADER) + 1;
  yield HEADER + "\n";
  const start = Date.UTC(2024, 0, 1);
  const rows = Math.ceil(bytes / 84);
  for (let row = 0; written < bytes; row++) {
    const day = new Date(start + Math.floor((row * 730) / rows) * 86400000).toISOString().slice(0, 10);
    const impressions = 1000 + next(90000);
    const clicks = next(1 + Math.floor(impressions / 20));
    const spend = next(250000);
    const sessions = clicks + next(50);
    const leads = next(1 + Math.floor(sessions / 10));
    const mqls = next(leads + 1);
    const customers = next(1 + Math.floor(mqls / 2));
    const revenue = customers * (5000 + next(90000));
    const money = (cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
    const line = `${day},${CHANNELS[next(8)]},${CAMPAIGNS[next(8)]},${COUNTRIES[next(6)]},${impressions},${clicks},${money(spend)},${next(clicks + 1)},${sessions},${leads},${mqls},${customers},${money(revenue)}\n`;
    written += Buffer.byteLength(line);
    yield line;
  }
}

export function generate(megabytes, file) {
  if (fs.existsSync(file) && fs.statSync(file).size >= megabytes * 1e6) return;
  const out = fs.openSync(file, "w");
  let piece = [];
  let size = 0;
  for (const line of lines(megabytes * 1e6)) {
    piece.push(line);
    size += line.length;
    if (size > 1 << 20) {
      fs.writeSync(out, piece.join(""));
      piece = [];
      size = 0;
    }
  }
  fs.writeSync(out, piece.join(""));
  fs.closeSync(out);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generate(Number(process.argv[2]), process.argv[3]);
