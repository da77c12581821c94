// The table by channel (or another dimension): every cell a door to its passport, the total not an average.
import { html, nothing, svg, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import type { Group, MetricInfo, MetricValue } from "../engine/operations.ts";
import { dimensionsOf, lopsidedOf, measuresOf } from "../model/live.ts";
import { inputsOf } from "../model/query.ts";
import type { Sort } from "../model/document.ts";
import { flagText, formatOf, peersOf, reasonText, showValue, type Context } from "./context.ts";
import { breakable, isolate } from "../i18n/index.ts";
import { outMenu } from "./out.ts";
import { afterPaint, arrow, choose, icon, iso, showing } from "./parts.ts";
import { issueText } from "./repairs.ts";

const most = 25;
// So many more at a time: thousands of rows at once would keep the hand waiting. They come in pieces, those that come into
// sight first.
const step = 100;
const [firstPiece, piece] = [12, 44];

const label = (c: Context, key: string): string => (key === "" ? c.m.board.blankKey : key);

// Absent values come last whichever way the sort goes.
export const sorted = (groups: readonly Group[], dimension: string, sort: Sort, locale: string): readonly Group[] => {
  const way = sort.descending ? -1 : 1;
  const compareText = new Intl.Collator(locale, { numeric: true }).compare;
  return [...groups].sort((a, b) => {
    if (sort.column === dimension) return way * compareText(a.key[dimension] ?? "", b.key[dimension] ?? "");
    const x = a.metrics[sort.column]?.value ?? null;
    const y = b.metrics[sort.column]?.value ?? null;
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return way * (x - y);
  });
};

const isRatio = (unit: string): boolean => unit !== "currency" && unit !== "count";

// What all cells of a column share.
interface Shared {
  readonly id: string;
  readonly info: MetricInfo | undefined;
  readonly name: string;
  readonly heading: string;
  readonly look: string;
  readonly primary: boolean;
  readonly peers: readonly number[];
  // What is to be said of every number in it: said once, at the total.
  readonly common: ReadonlySet<string>;
}

const flagsOf = (value: MetricValue | undefined): readonly string[] => value?.flags ?? [];

// Flags of the total that every row has; of a lone row they are its own.
export const commonFlags = (groups: readonly Group[], total: MetricValue | undefined, id: string): ReadonlySet<string> =>
  new Set(groups.length < 2 ? [] : flagsOf(total).filter((flag) => groups.every((group) => flagsOf(group.metrics[id]).includes(flag))));

const cell = (c: Context, { id, info, name: plain, heading, look, primary, peers, common }: Shared, value: MetricValue | undefined, key: Record<string, string> | undefined, name: string): TemplateResult => {
  const text = showValue(c, value, info, peers);
  // Where there is no number, its reason says what is missing.
  const flags = flagsOf(value).filter((flag) => (value?.value !== null || flag !== "incomplete_inputs") && !(key && common.has(flag)));
  const said = flags.length === 0 ? "" : flags.map((flag) => flagText(c, flag, value?.coverage === undefined ? undefined : c.f.percent(value.coverage, 0))).join(" ");
  const apart = key || value?.value === null ? [] : lopsidedOf(c.live, inputsOf(c.live)(id));
  return html`<td role="cell" class=${look} data-name=${heading}>
    <span><button type="button" class="num" data-number aria-haspopup="dialog" aria-label=${`${name}. ${c.m.board.explain(plain, text)}`}
      @click=${() => void c.store.explain({ metric: id, ...(key ? { key, label: name } : {}) })}><bdi>${text}</bdi></button>${flags.length > 0
        ? html`<span class="flagged" title=${said} aria-hidden="true">*</span><span class="unseen">${said}</span>` : nothing}</span>
    ${value && value.value === null ? html`<span class="why">${reasonText(c, value)}</span>` : nothing}
    ${apart.map(({ measure, files }) => html`<span class="why">${c.m.passport.only(isolate(c.names.measure(measure)), c.f.list(files.map(isolate)))}</span>`)}
    ${primary && key ? groupChange(c, id, key) : nothing}
  </td>`;
};

const groupChange = (c: Context, id: string, key: Record<string, string>): TemplateResult | typeof nothing => {
  const dimension = c.plan.dimension ?? "";
  const before = c.live.table?.compare?.groups.find((group) => group.key[dimension] === key[dimension])?.metrics[id];
  const info = c.live.table?.metrics[id];
  if (!before?.change || !info) return nothing;
  const change = c.f.change(before.change, formatOf(info));
  if (!change || change.sign === 0) return nothing;
  const text = change.points ? c.m.board.points(change.text) : change.text;
  return html`<span class="why nowrap">${arrow(change.sign > 0)} <span class="unseen">${change.sign > 0 ? c.m.board.up(text) : c.m.board.down(text)}</span><span aria-hidden="true">${iso(text)}</span></span>`;
};

export const channels = (c: Context): TemplateResult | typeof nothing => {
  const { live, plan, m, f, names, doc, store, act, hands } = c;
  const report = live.table;
  const dimension = report?.by[0] ?? plan.dimension;
  if (!dimension || plan.kpis.length === 0) return nothing;
  const dimensions = dimensionsOf(live);
  const columns = report ? plan.columns.filter((id) => report.metrics[id]) : [];
  const sort: Sort = doc.sort ?? { column: columns[0] ?? dimension, descending: true };
  const groups = report ? sorted(report.groups, dimension, sort, f.locale) : [];
  // Two more are shown rather than hidden behind a button.
  const shown = groups.length <= most + 2 ? groups : groups.slice(0, most + hands.moreRows);
  const all = shown.length === groups.length;
  const notes = (report?.notes ?? []).filter((note) => note.code === "dimension_missing");
  const shared = columns.map((id): Shared => ({
    id, info: report?.metrics[id], name: names.plain(id), heading: breakable(names.plain(id), doc.language), primary: id === plan.kpis[0],
    look: `${id === plan.kpis[0] ? "primary" : ""} ${isRatio(report?.metrics[id]?.unit ?? "count") ? "ratio" : ""}`,
    peers: peersOf([...groups.map((group) => group.metrics[id]?.value), report?.total.metrics[id]?.value]),
    common: commonFlags(groups, report?.total.metrics[id], id),
  }));
  // What a row is drawn with beside its numbers: rows that stay are not drawn again when others come.
  const look = `${dimension} ${columns.join()} ${plan.kpis[0]}`;
  const by = (column: string): void => {
    const next: Sort = { column, descending: sort.column === column ? !sort.descending : column !== dimension };
    // The rows at the top first, those far below after the next paint.
    const { moreRows } = hands;
    if (moreRows > 0) {
      act.hold({ moreRows: 0 });
      afterPaint(() => act.hold({ moreRows }));
    }
    void store.run({ do: "sort", sort: next });
    store.say(m.say.sorted(column === dimension ? names.dimension(column) : names.plain(column), next.descending ? m.say.descending : m.say.ascending));
  };
  const heading = (column: string, name: string): TemplateResult => html`<th role="columnheader" scope="col" aria-sort=${sort.column === column ? (sort.descending ? "descending" : "ascending") : nothing}>
    <button type="button" title=${m.board.sort(name)} @click=${() => by(column)}>${breakable(name, doc.language)}<svg class="arrow" viewBox="0 0 10 10" aria-hidden="true">${svg`<path d="M5 9L.5 1h9z"></path>`}</svg></button></th>`;
  return html`<section class="panel" aria-labelledby="channels-title">
    <header><h2 id="channels-title">${m.board.table(names.dimension(dimension))}</h2>
      <div class="set">${dimensions.length > 1
        ? choose(m.board.by, dimensions.map((id) => ({ id, name: names.dimension(id) })), plan.dimension ?? dimension,
            (id) => void store.run({ do: "select", change: { by: id } }), { unseen: true })
        : nothing}<button type="button" class="button small-button" aria-haspopup="dialog" @click=${() => act.hold({ dialog: "columns" })}>${m.work.card.columns}</button>
        ${report && groups.length > 0 ? outMenu(c, report, groups, m.board.table(names.dimension(dimension)), columns) : nothing}</div></header>
    ${report && groups.length === 0
      ? html`<p class="nothing">${m.board.tableEmpty}</p>`
      : html`<div class="scroll"><table class="table stack" role="table" aria-labelledby="channels-title">
        <thead role="rowgroup"><tr role="row">${heading(dimension, names.dimension(dimension))}${columns.map((id) => heading(id, names.plain(id)))}</tr></thead>
        <tbody role="rowgroup">${shown.map((group) => guard([group, report, live.catalogue, f, doc.language, doc.aliases, look], () => {
          const name = label(c, group.key[dimension] ?? "");
          return html`<tr role="row"><th role="rowheader" scope="row"><bdi>${name}</bdi></th>
            ${shared.map((each) => cell(c, each, group.metrics[each.id], group.key, name))}</tr>`;
        }))}</tbody>
        ${report
          ? html`<tfoot role="rowgroup"><tr role="row"><th role="rowheader" scope="row">${m.board.total}<small>${m.board.totalNote}</small></th>
              ${shared.map((each) => cell(c, each, report.total.metrics[each.id], undefined, m.board.total))}</tr></tfoot>`
          : nothing}
      </table></div>
      ${groups.length > most + 2
        ? html`<p class="more"><span>${m.chart.shown(f.count(shown.length), f.count(groups.length))}</span>
            <button type="button" class="link" @click=${() => {
              if (all) return act.hold({ moreRows: 0 });
              const grow = (to: number, rows: number): void => {
                act.hold({ moreRows: rows });
                if (rows < to) afterPaint(() => grow(to, Math.min(to, rows + piece)));
              };
              grow(hands.moreRows + step, hands.moreRows + firstPiece);
            }}>${all ? m.chart.showFewer
              : groups.length - shown.length <= step ? m.chart.showAll : m.board.showMore(f.count(step))}</button></p>`
        : nothing}
      ${notes.length > 0 ? html`<p class="small caution">${notes.map((note) => issueText(c, {
          ...note, args: { ...note.args, dimension: names.dimension(String(note.args?.["dimension"] ?? "")) },
        })).join(" ")}</p>` : nothing}`}
  </section>`;
};

// Which columns the table has: the sums and metrics that the tables give.
export const columnsDialog = (c: Context): TemplateResult => {
  const { live, plan, m, names, doc, store, act, hands } = c;
  const open = hands.dialog === "columns";
  const close = (): void => act.hold({ dialog: null });
  const group = (title: string, ids: readonly string[]): TemplateResult => html`<fieldset><legend>${title}</legend><div class="ticks">${ids.map((id) => html`<label class="tick">
    <input type="checkbox" .checked=${plan.columns.includes(id)} @change=${(event: Event) => {
      const now = store.plan.columns;
      void store.run({ do: "columns", columns: (event.target as HTMLInputElement).checked ? [...now, id] : now.filter((each) => each !== id) });
    }}>${names.plain(id)}</label>`)}</div></fieldset>`;
  const metrics = new Set(live.available);
  return html`<dialog class="filters" aria-labelledby="columns-title" ${showing(open)} @close=${() => hands.dialog === "columns" && close()}>
    ${open
      ? html`<header><h2 id="columns-title">${m.work.card.columnsTitle}</h2><button type="button" class="square" aria-label=${m.passport.close} @click=${close}>${icon("close")}</button></header>
        <div class="body">${group(m.check.measures, measuresOf(live).filter((id) => !metrics.has(id)))}${group(m.board.pickAvailable, live.available)}</div>
        <footer><button type="button" class="button main" @click=${close}>${m.board.done}</button>
          <button type="button" class="button plain" ?disabled=${doc.columns.length === 0} @click=${() => void store.run({ do: "columns", columns: [] })}>${m.work.card.automatic}</button></footer>`
      : nothing}
  </dialog>`;
};
