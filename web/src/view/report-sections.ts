// The parts of the printed report. Each gives blocks, which the sheets deal to pages.
import { html, nothing, type TemplateResult } from "lit";
import type { BarsModel } from "../chart/index.ts";
import type { MetricValue } from "../engine/operations.ts";
import { breakable, isolate } from "../i18n/index.ts";
import { hasDates, sourcesOf } from "../model/live.ts";
import type { Block } from "../report/sheets.ts";
import { sorted } from "./channels.ts";
import { comparisonBlocks } from "./compare.ts";
import { funnelModel } from "./funnel.ts";
import { bullet, goalFor, pace, verdict } from "./goals.ts";
import { against, flagText, formatOf, reasonText, showValue, type Context } from "./context.ts";
import { heardBlocks, heardTitle } from "./heard.ts";
import { arrow, iso } from "./parts.ts";
import { lopsided, tell } from "./passport.ts";
import { picturesOf, splitStack } from "./pictures.ts";
import { issueText, sampleText } from "./repairs.ts";
import { changeOf, chance, finding, loud, toneOf } from "./scorecard.ts";
import { chartWords, trendModel } from "./trend.ts";

export interface Section {
  readonly id: string;
  readonly name: string;
  readonly blocks: (c: Context) => readonly Block[];
}

const coverage = (c: Context, value: MetricValue | undefined): string | undefined =>
  value?.coverage === undefined ? undefined : c.f.percent(value.coverage, 0);

const card = (c: Context, id: string, first: boolean): TemplateResult => {
  const { live, m, doc, f } = c;
  const value = live.total?.total.metrics[id];
  const info = live.total?.metrics[id];
  const which = doc.selection.compare;
  const change = which ? changeOf(c, id) : null;
  const told = live.appendix.find((each) => each.metric === id);
  const goal = goalFor(c, id);
  const notes = [...(value?.flags ?? []).filter(loud).map((flag) => flagText(c, flag, coverage(c, value))), ...(told ? lopsided(c, told) : [])];
  return html`<div class="paper-kpi ${first ? "first" : ""}"><p class="name">${breakable(first ? c.names.metric(id) : c.names.plain(id), doc.language)}</p>
    <p class="value">${iso(showValue(c, value, info))}</p>
    ${value && value.value === null ? html`<p>${reasonText(c, value)}</p>` : nothing}
    ${change && which
      ? html`<p><b class=${toneOf(change.info, change.sign)}>${change.sign === 0
          ? m.board.same : html`${arrow(change.sign > 0)} ${change.sign > 0 ? m.board.up(change.text) : m.board.down(change.text)}`}</b>
          ${against(c).vs}${change.sign === 0 ? nothing : html` (${change.was})`}</p>`
      : nothing}
    ${first && value && value.value !== null ? html`<p>${finding(c, id, value, info)}</p>` : nothing}
    ${first && value ? chance(c, value, info) : nothing}
    ${goal
      ? html`<div class="paper-goal"><p>${m.work.goal.value} ${iso(f.metric(goal.target, formatOf(goal.info)))} ${verdict(c, goal)}</p>${bullet(c, goal)}
          <p class="small"><bdi>${f.range(goal.goal.from, goal.goal.to)}</bdi> ${pace(c, goal)}</p></div>`
      : nothing}
    ${notes.length > 0 ? html`<p class="small">${notes.join(" ")}</p>` : nothing}</div>`;
};

const summary = (c: Context): readonly Block[] => {
  const [first, ...rest] = c.plan.kpis;
  return first === undefined ? [] : [
    { content: card(c, first, true) },
    ...(rest.length > 0 ? [{ content: html`<div class="paper-seconds">${rest.map((id) => card(c, id, false))}</div>` }] : []),
  ];
};

const trends = (c: Context): readonly Block[] => {
  const id = c.plan.kpis[c.doc.selection.trend] ?? "";
  const split = c.doc.selection.split && c.live.split !== null;
  const stack = split ? splitStack(c, id) : null;
  const lines = split && !stack ? trendModel(c, id, true) : null;
  return [
    ...[...c.plan.kpis.map((each) => trendModel(c, each, false)), lines].flatMap((model): Block[] =>
      model ? [{ content: html`<mittari-trend plain .model=${model} .words=${chartWords(c)}></mittari-trend>` }] : []),
    ...(stack ? [{ content: html`<mittari-stack plain .model=${stack} .words=${chartWords(c)}></mittari-stack>` }] : []),
  ];
};

const bars = (c: Context): readonly Block[] => {
  const { live, plan, names, f, m, doc } = c;
  const report = live.table;
  const dimension = report?.by[0];
  const id = plan.kpis[0];
  const info = id ? report?.metrics[id] : undefined;
  if (!report || !dimension || !id || !info) return [];
  const sign = f.unitSign(formatOf(info));
  const row = (value: MetricValue | undefined, label: string, total: boolean): BarsModel["rows"][number] => ({
    id: label, label, value: value?.value ?? null, text: showValue(c, value, info), total,
    ...(value && value.value === null ? { reason: reasonText(c, value) } : {}),
    ...(value?.interval && value.value !== null ? { low: value.interval.low, high: value.interval.high } : {}),
  });
  const model: BarsModel = {
    title: sign === "" ? names.plain(id) : `${names.plain(id)}${m.chart.separator.trimEnd()}\u00a0${isolate(sign)}`,
    unit: sign, direction: info.direction === "target" ? "neutral" : info.direction, rowHeading: names.dimension(dimension),
    format: (value) => f.metric(value, formatOf(info)),
    rows: [
      ...sorted(report.groups, dimension, { column: id, descending: true }, f.locale).map((group) =>
        row(group.metrics[id], (group.key[dimension] ?? "") === "" ? m.board.blankKey : group.key[dimension]!, false)),
      ...(/^sum\(\w+\)$/.test(info.formula) ? [] : [row(report.total.metrics[id], m.board.total, true)]),
    ],
  };
  return model.rows.length > 1 ? [{ content: html`<mittari-bars plain lang=${doc.language} .model=${model} .words=${chartWords(c)}></mittari-bars>` }] : [];
};

const funnel = (c: Context): readonly Block[] => {
  const model = funnelModel(c);
  return model ? [{ content: html`<mittari-funnel plain .titled=${false} .model=${model} .words=${chartWords(c)}></mittari-funnel>
    ${model.sentence ? html`<p>${model.sentence}</p>` : nothing}` }] : [];
};

const table = (c: Context): readonly Block[] => {
  const { live, plan, m, f, names, doc } = c;
  const report = live.table;
  const dimension = report?.by[0];
  if (!report || !dimension) return [];
  const columns = plan.columns.filter((id) => report.metrics[id]);
  const groups = sorted(report.groups, dimension, doc.sort ?? { column: columns[0] ?? dimension, descending: true }, f.locale);
  // What is flagged carries a number, which is explained under the table.
  const marks: string[] = [];
  const mark = (text: string): number => {
    if (!marks.includes(text)) marks.push(text);
    return marks.indexOf(text) + 1;
  };
  const cell = (id: string, value: MetricValue | undefined, peers: readonly number[]): TemplateResult => {
    const said = [
      ...(value && value.value === null ? [reasonText(c, value)] : []),
      ...(value?.flags ?? []).map((flag) => flagText(c, flag, undefined)),
    ].filter((text) => text !== "");
    return html`<td>${iso(showValue(c, value, report.metrics[id], peers))}${said.map((text) => html`<sup>${f.count(mark(text))}</sup>`)}</td>`;
  };
  const peers = new Map(columns.map((id) => [id, [...groups.map((group) => group.metrics[id]?.value), report.total.metrics[id]?.value]
    .filter((value): value is number => typeof value === "number")]));
  const row = (label: TemplateResult, values: Record<string, MetricValue>, look = ""): TemplateResult => html`<tr class=${look}>
    <th scope="row">${label}</th>${columns.map((id) => cell(id, values[id], peers.get(id) ?? []))}</tr>`;
  const rows = [
    ...groups.map((group) => row(html`<bdi>${(group.key[dimension] ?? "") === "" ? m.board.blankKey : group.key[dimension]}</bdi>`, group.metrics)),
    row(html`${m.board.total}<small>${m.board.totalNote}</small>`, report.total.metrics, "total"),
  ];
  return [
    {
      table: {
        head: html`<tr><th scope="col">${names.dimension(dimension)}</th>${columns.map((id) => html`<th scope="col">${breakable(names.plain(id), doc.language)}</th>`)}</tr>`,
        rows, look: columns.length > 6 ? "tight" : "",
      },
    },
    ...(marks.length > 0 ? [{ content: html`<ol class="paper-marks" aria-label=${m.paper.marks}>${marks.map((text, i) => html`<li><sup>${f.count(i + 1)}</sup> ${text}</li>`)}</ol>` }] : []),
  ];
};

const appendix = (c: Context): readonly Block[] => {
  const { m, live } = c;
  return live.appendix.flatMap((each): Block[] => {
    const told = tell(c, each);
    const line = (name: string, text: TemplateResult | string): TemplateResult[] =>
      text === "" ? [] : [html`<tr>${name === "" ? html`<td></td>` : html`<th scope="row">${name}</th>`}<td>${text}</td></tr>`];
    return [
      {
        table: {
          head: html`<tr><th colspan="2" scope="colgroup">${told.title}: ${iso(told.value)}</th></tr>`, look: "paper-told",
          rows: [
            ...line(m.passport.definition, [told.reason, told.definition].filter((text) => text !== "").join(" ")),
            ...line(m.passport.formula, told.formula),
            ...(told.values === "" ? [] : line(m.passport.values, html`<span dir="ltr">${told.values}</span>`)),
            ...told.parts.flatMap((part, i) => line(i === 0 ? m.passport.parts : "", part)),
            ...line(m.passport.period, told.period), ...line(m.passport.selection, told.selection),
            ...line(m.passport.rows, told.rows), ...told.left.flatMap((text, i) => line(i === 0 ? m.passport.rowsLeft : "", text)),
            ...line(m.passport.interval, told.interval), ...line(m.passport.cautions, [...told.proxies, ...told.cautions].join(" ")),
          ],
        },
      },
    ];
  });
};

const changes = (c: Context): readonly Block[] => {
  const { m } = c;
  const rows = sourcesOf(c.live).flatMap((source) => [...source.excluded, ...source.repairs].map((issue) => html`<tr>
    <th scope="row"><bdi>${source.name}</bdi></th><td>${issueText(c, issue)}</td>
    <td>${(issue.samples ?? []).slice(0, 3).map((sample) => sampleText(c, sample)).filter((text) => text !== "").join(" · ")}</td></tr>`));
  return rows.length === 0
    ? [{ content: html`<p>${m.paper.unchanged}</p>` }]
    : [{ table: { look: "paper-did", head: html`<tr><th scope="col">${m.check.source}</th><th scope="col">${m.paper.changed}</th><th scope="col">${m.paper.where}</th></tr>`, rows } }];
};

// The sections that these data give, in the order of the report.
export const sectionsOf = (c: Context): readonly Section[] => {
  const { m, names, live, plan } = c;
  const dimension = live.table?.by[0] ?? plan.dimension;
  return [
    { id: "summary", name: m.header.board, blocks: summary },
    ...(hasDates(live) ? [{ id: "trend", name: m.board.trend, blocks: trends }] : []),
    ...(dimension ? [
      { id: "bars", name: m.board.table(names.dimension(dimension)), blocks: bars },
      { id: "table", name: `${m.board.table(names.dimension(dimension))}${m.chart.separator}${m.chart.table.toLocaleLowerCase(c.f.locale)}`, blocks: table },
    ] : []),
    ...(funnelModel(c) ? [{ id: "funnel", name: m.work.card.funnel, blocks: funnel }] : []),
    ...picturesOf(c).map(({ id, name, chart }) => ({ id, name, blocks: () => [{ content: chart(true) }] })),
    ...(heardTitle(c) ? [{ id: "heard", name: heardTitle(c)!, blocks: heardBlocks }] : []),
    ...(c.hands.comparison ? [{ id: "comparison", name: m.save.compare.title, blocks: comparisonBlocks }] : []),
    { id: "appendix", name: m.passport.appendix, blocks: appendix },
    { id: "changes", name: m.paper.changes, blocks: changes },
  ];
};
