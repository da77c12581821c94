// The query for a warehouse against the report: on DuckDB and PostgreSQL the same rows and numbers, for BigQuery and
// Spark by a parser. Tables are typed there as here, blanks are NULL.
import { cases, csv, settings } from "./cases.mjs";
import { core, duckdb, lexed, load, parsed, postgres } from "./engines.mjs";

let passed = 0;
let failed = 0;
const fail = (title, why) => {
  failed++;
  console.log(`FAILED sql: ${title}: ${why}`);
};

// Decimals add up exactly on both sides. A quotient is two roundings to double and one division, against one rounding
// of the exact fraction: within 2 units in the last place of every step, so 4 for the deepest formula here. Where a
// formula takes a quotient from 1, the unit is that of 1.
const near = (got, want, unit) => Math.abs(got - want) <= 4 * 2 ** -52 * Math.max(Math.abs(want), unit);

function compare(rows, report) {
  const want = [...report.groups.map((g) => ({ key: report.by.map((id) => g.key[id]), metrics: g.metrics })), { key: report.by.map(() => null), metrics: report.total.metrics }];
  if (rows.length !== want.length) return `${rows.length} rows, not ${want.length}; first ${JSON.stringify(rows[0])}; last ${JSON.stringify(rows.at(-1))}`;
  const ids = Object.keys(report.metrics);
  for (const [i, { key, metrics }] of want.entries()) {
    const got = rows[i];
    if (JSON.stringify(got.slice(0, key.length)) !== JSON.stringify(key)) return `row ${i}: key ${JSON.stringify(got.slice(0, key.length))}, not ${JSON.stringify(key)}`;
    for (const [j, id] of ids.entries()) {
      const value = got[key.length + j];
      const right = metrics[id].value;
      const same = value === null || right === null ? value === right : near(Number(value), right, /\d ?-|\) ?-|-\(/.test(report.metrics[id].formula) ? 1 : 0);
      if (!same) return `row ${i} ${JSON.stringify(key)}: ${id} is ${value}, not ${right} ${metrics[id].reason ?? ""}`;
    }
  }
  return "";
}

const open = await core();
const duck = await duckdb();
const postgresql = postgres();
const toParse = [];
const titles = [];
try {
  for (const { name, files, queries, total } of cases) {
    const session = open();
    for (const file of files) session.read(file.name, csv(file.columns), settings(file));
    const tables = files.map((file, i) => {
      const plain = file.name.replace(/^.*[/\\]/, "").replace(/\.csv$/, "");
      return files.slice(0, i).some((other) => other.name.replace(/^.*[/\\]/, "") === file.name.replace(/^.*[/\\]/, "")) ? `${plain}_2` : plain;
    });
    await duck.run(files.flatMap((file, i) => load(tables[i], file.columns, false)));
    const asked = [];
    for (const [n, query] of queries.entries()) {
      const title = `${name} ${n} ${JSON.stringify(query).slice(0, 90)}`;
      const texts = Object.fromEntries(["duckdb", "postgres", "bigquery", "spark"].map((dialect) => [dialect, session.call("sql", { ...query, dialect })]));
      const bad = Object.values(texts).find((answer) => !answer.ok);
      if (bad) { fail(title, JSON.stringify(bad.error)); continue; }
      const report = session.call("report", query);
      for (const [id, sum] of Object.entries((n === 0 && total) || {})) {
        if (report.total.metrics[id].value !== sum) fail(title, `${id} is ${report.total.metrics[id].value}, not ${sum}`);
      }
      for (const id of texts.duckdb.left_out) delete report.metrics[id];
      for (const dialect of ["bigquery", "spark"]) {
        const shown = [...report.by, ...Object.keys(report.metrics)];
        try {
          const { plain, names, texts: said } = lexed(texts[dialect].sql, dialect);
          // BigQuery takes fewer letters in the names of tables and results.
          const heading = (name) => (dialect === "bigquery" ? name.replace(/[!"$()*,./;?@[\\\]^`{}~:]/g, "_") : name);
          const known = new Set([...tables, ...files.flatMap((file) => file.columns.map((c) => c.header)), ...shown.map(heading)]);
          const strange = names.filter((one) => !known.has(one));
          if (strange.length) throw new Error(`names ${JSON.stringify(strange)}`);
          const lost = Object.entries(query.where ?? {}).flatMap(([, values]) => values).filter((value) => !said.includes(value));
          if (lost.length) throw new Error(`texts ${JSON.stringify(lost)}`);
          toParse.push([dialect, plain, shown.length]);
          titles.push(`${dialect} ${title}`);
        } catch (thrown) {
          fail(`${dialect} ${title}`, thrown.message);
        }
      }
      asked.push({ title, report, sql: texts.postgres.sql });
      try {
        const why = compare(await duck.ask(texts.duckdb.sql), report);
        if (why) fail(`duckdb ${title}`, why); else passed++;
      } catch (thrown) {
        fail(`duckdb ${title}`, `${thrown.message}\n${process.env.SHOW ? texts.duckdb.sql : ""}`);
      }
    }
    const answers = postgresql.batch(files.flatMap((file, i) => load(tables[i], file.columns, true)), asked.map((one) => one.sql));
    for (const [n, { title, report, sql }] of asked.entries()) {
      const why = answers[n] instanceof Error ? `${answers[n].message}\n${process.env.SHOW ? sql : ""}` : compare(answers[n], report);
      if (why) fail(`postgres ${title}`, why); else passed++;
    }
  }
} finally {
  postgresql.stop();
}
const faults = parsed(toParse);
for (const { at, fault } of faults) fail(titles[at], `${fault}\n${process.env.SHOW ? toParse[at][1] : ""}`);
passed += toParse.length - faults.length;

// What can't be said is refused by name.
const session = open();
session.read("deals.csv", "Deal ID,Deal name,Amount,Create date,Close date,Deal stage\n1,A,100,2025-01-01,2025-02-01,Closed won\n2,B,50,2025-01-03,2025-02-09,Closed lost\n", { table: "deals" });
session.read("ads.csv", "Date,Channel,Spend,Leads,Brand searches\n2025-01-01,Email,10,2,5\n2025-01-02,TV,20,0,\n", {});
const refusals = [
  [{ metrics: ["win_rate"], dialect: "duckdb" }, "sql.metric_refused"], [{ metrics: ["cost_per_lead"], blanks: "leave_out", dialect: "spark" }, "sql.option_refused"],
  [{ metrics: ["cost_per_lead"], params: { lag_months: 2 }, dialect: "spark" }, "sql.option_refused"], [{ metrics: ["branded_search_growth"], dialect: "postgres" }, "sql.metric_refused"],
  [{ metrics: ["cost_per_lead"], by: ["month"], calendar: { months: "jalali" }, dialect: "duckdb" }, "sql.option_refused"], [{ metrics: ["cost_per_lead"], dialect: "oracle" }, "call.bad_argument"],
  [{ metrics: ["cost_per_lead"], by: ["planet"], dialect: "duckdb" }, "dimension.unknown"],
];
for (const [args, code] of refusals) {
  const answer = session.call("sql", args);
  if (answer.error?.code === code) passed++; else fail(JSON.stringify(args), JSON.stringify(answer).slice(0, 300));
}
const whole = session.call("sql", { dialect: "postgres", compare: "previous" });
if (whole.ok && whole.left_out.includes("win_rate") && whole.sql.includes("comparison") && whole.sql.includes("win_rate")) passed++;
else fail("what is left out", JSON.stringify(whole).slice(0, 300));

console.log(`sql (PostgreSQL ${postgresql.version}): ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
