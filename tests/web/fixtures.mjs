// Small inputs with their queries, made for the doors to be compared on. Every cell has a value of its own.
const days = (count) => Array.from({ length: count }, (_, i) => new Date(Date.UTC(2025, 3, 1 + i)).toISOString().slice(0, 10));

const english = "Date,Channel,Campaign,Spend (EUR),Impressions,Clicks,Leads,Revenue\n" +
  days(61).flatMap((day, d) => ["Search", "Social", "E-mail"].map((channel, c) => {
    const n = d * 3 + c;
    return [day, channel, `C${c}`, (17.35 + n * 1.07).toFixed(2), 1000 + n * 13, 40 + n * 3, n % 7 === 0 ? "" : 2 + n, (90.5 + n * 4.25).toFixed(2)].join(",");
  })).join("\n") + "\nTotal,,,,,,,\n";

const turkish = "\ufeffGün;Kanal;Harcama (TRY);Tıklamalar;Potansiyel müşteri\r\n" +
  days(40).flatMap((day, d) => ["Arama", "Sosyal"].map((channel, c) => {
    const n = d * 2 + c;
    const amount = (1234.5 + n * 11.11).toFixed(2).replace(".", ",").replace(/(\d)(\d{3},)/, "$1.$2");
    return [day.split("-").reverse().join("."), channel, amount, 50 + n, 3 + n].join(";");
  })).join("\r\n") + "\r\n";

const tabbed = "Kuukausi\tKanava\tKulut\tLiidit\tUudet asiakkaat\n" +
  ["2025-01", "2025-02", "2025-03"].flatMap((month, m) => ["Haku", "Messut"].map((channel, c) => {
    const n = m * 2 + c;
    return [month, channel, `${1 + n} ${210 + n * 7},${10 + n} €`, 11 + n, c === 1 ? "-" : 4 + n].join("\t");
  })).join("\n") + "\n";

export const fixtures = [
  { name: "english.csv", text: english, query: { by: ["channel", "month"], compare: "previous", today: "2025-06-15" } },
  { name: "turkish.csv", text: turkish, query: { by: ["week"], metrics: ["cost_per_lead", "cpc", "spend"], today: "2025-06-15" } },
  { name: "tabbed.tsv", text: tabbed, query: { by: ["channel"], today: "2025-06-15" } },
];

/** The query as options of the command line. */
export const options = (query) => Object.entries(query).flatMap(([name, value]) => [`--${name}`, Array.isArray(value) ? value.join(",") : value]);
