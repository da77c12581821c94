// The numbers of a report as files and on the clipboard.
import { html, type TemplateResult } from "lit";
import type { MenuItem } from "../chart/index.ts";
import type { Group, MetricInfo, Report } from "../engine/operations.ts";
import { copyForms, fileName, saveFile } from "../export/save.ts";
import { toCsv, toHtml, toMarkdown, toTabs, type CellKind, type OutCell, type OutTable } from "../export/table.ts";
import { toXlsx } from "../export/xlsx.ts";
import { direction } from "../i18n/index.ts";
import { isGrain } from "../model/document.ts";
import { showValue, type Context } from "./context.ts";
import { showSql } from "./sql.ts";

const kindOf = (info: MetricInfo | undefined): CellKind =>
  info?.unit === "percent" ? "percent" : info?.unit === "currency" || info?.unit.startsWith("currency_per_") ? "money" : "number";

// `groups` in the order they are shown. A blank stays a blank; a number keeps all its digits.
export const outTable = (c: Context, report: Report, groups: readonly Group[], title: string, columns = Object.keys(report.metrics)): OutTable => {
  const cell = (id: string, values: Group["metrics"]): OutCell => ({
    value: values[id]?.value ?? null, text: showValue(c, values[id], report.metrics[id]),
  });
  const { by } = report;
  return {
    title,
    columns: [
      ...by.map((id) => ({ name: isGrain(id) ? c.m.board.period : c.names.dimension(id), kind: id === "day" ? "date" as const : "text" as const })),
      ...columns.map((id) => ({ name: c.names.plain(id), kind: kindOf(report.metrics[id]), currency: report.metrics[id]?.currency ?? null })),
    ],
    rows: [
      ...groups.map((group) => [
        ...by.map((id): OutCell => {
          const key = group.key[id] ?? "";
          return isGrain(id) ? { value: key, text: c.f.period(key) } : { value: key === "" ? c.m.board.blankKey : key, text: key === "" ? c.m.board.blankKey : key };
        }),
        ...columns.map((id) => cell(id, group.metrics)),
      ]),
      [...by.map((_, i): OutCell => ({ value: i === 0 ? c.m.board.total : null, text: i === 0 ? c.m.board.total : "" })), ...columns.map((id) => cell(id, report.total.metrics))],
    ],
    total: true,
    rtl: direction(c.doc.language) === "rtl",
  };
};

export const outItems = (c: Context, table: () => OutTable, json: unknown): MenuItem[] => {
  const { m } = c;
  const words = m.chart;
  const save = (ending: string, content: BlobPart, type: string): string => {
    saveFile(fileName(table().title, ending), content, type);
    return words.saved;
  };
  const told = (done: boolean): string => (done ? words.copied : words.refused);
  return [
    { label: m.paper.csv, act: () => save("csv", toCsv(table()), "text/csv") },
    {
      label: m.paper.xlsx,
      act: async () => save("xlsx", await toXlsx(table()), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    },
    { label: m.paper.json, act: () => save("json", JSON.stringify(json, null, 2), "application/json") },
    { label: m.paper.sql, act: () => showSql(c) },
    { label: m.paper.markdown, act: async () => told(await copyForms({ "text/plain": toMarkdown(table()) })) },
    { label: m.paper.htmlTable, act: async () => told(await copyForms({ "text/html": toHtml(table()), "text/plain": toTabs(table()) })) },
  ];
};

export const outMenu = (c: Context, report: Report, groups: readonly Group[], title: string, columns?: string[]): TemplateResult =>
  html`<mittari-menu .label=${c.m.paper.out} .name=${`${c.m.paper.out}: ${title}`}
    .items=${outItems(c, () => outTable(c, report, groups, title, columns), report)}></mittari-menu>`;
