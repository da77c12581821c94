// The table's question as one query for a warehouse: the dialect is chosen, the text is shown and copied.
import { html, nothing, render } from "lit";
import { MittariError, sqlDialects, type SqlDialect, type SqlText } from "../engine/operations.ts";
import { isolate } from "../i18n/index.ts";
import { copyForms } from "../export/save.ts";
import { getter, type Context } from "./context.ts";
import { choose, icon } from "./parts.ts";

const titles: Readonly<Record<SqlDialect, string>> = { duckdb: "DuckDB", postgres: "PostgreSQL", bigquery: "BigQuery", spark: "Spark" };

const sentence = (c: Context, thrown: unknown): string => {
  if (!(thrown instanceof MittariError)) return String(thrown);
  const errors = c.m.codes.errors as Readonly<Record<string, ((get: (name: string) => string) => readonly [string, string]) | undefined>>;
  return errors[thrown.code]?.(getter(c, thrown.args)).join(" ") ?? thrown.message;
};

export const showSql = async (c: Context): Promise<string> => {
  const words = c.m.paper;
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "sql-title");
  dialog.className = "sql";
  let dialect: SqlDialect = "duckdb";
  let answer: SqlText | null = null;
  let fault = "";
  let copied = "";
  const draw = (): unknown => render(html`<header><div><h2 id="sql-title">${words.sql.replace(/…$/u, "")}</h2><p class="small">${words.sqlNote}</p></div>
      <button type="button" class="square" aria-label=${words.sqlClose} title=${words.sqlClose} @click=${() => dialog.close()}>${icon("close")}</button></header>
    <div class="body">${choose(words.sqlDialect, sqlDialects.map((id) => ({ id, name: titles[id] })), dialect, (id) => void ask(id as SqlDialect))}
      ${fault === "" ? nothing : html`<p role="alert">${fault}</p>`}
      ${answer?.left_out.length ? html`<p class="small">${words.sqlLeft(c.f.list(answer.left_out.map((id) => isolate(c.names.plain(id)))))}</p>` : nothing}
      <pre dir="ltr" lang="en" translate="no" tabindex="0" aria-label="SQL">${answer?.sql ?? ""}</pre></div>
    <footer><button type="button" class="button main" ?disabled=${!answer} @click=${copy}>${copied || words.sqlCopy}</button></footer>`, dialog);
  const copy = async (): Promise<void> => {
    copied = (await copyForms({ "text/plain": answer?.sql ?? "" })) ? c.m.chart.copied : c.m.chart.refused;
    draw();
  };
  const ask = async (next: SqlDialect): Promise<void> => {
    dialect = next;
    copied = fault = "";
    try {
      const told = await c.store.sql(next);
      if (dialect === next) answer = told;
    } catch (thrown) {
      if (dialect === next) [answer, fault] = [null, sentence(c, thrown)];
    }
    draw();
  };
  await ask(dialect);
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  return "";
};
