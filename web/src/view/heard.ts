// What people say brought them, beside what was tracked: two shares, and the answers source by source.
import { html, nothing, type TemplateResult } from "lit";
import { isolate } from "../i18n/index.ts";
import type { Block } from "../report/sheets.ts";
import { flagText, type Context } from "./context.ts";
import { icon, iso, showing } from "./parts.ts";

// An answer of the engine to `self_reported`.
interface Share {
  readonly value: number;
  readonly count: number;
  readonly of: number;
  readonly low?: number;
  readonly high?: number;
}
interface Line {
  readonly self_reported: string;
  readonly answers: number;
  readonly tracked_same: number;
  readonly untracked: number;
  readonly tracked: Readonly<Record<string, number>>;
}
interface Found {
  readonly self_reported_column: string;
  readonly tracked_column: string;
  readonly rows: number;
  readonly answers: number;
  readonly table: readonly Line[];
  readonly agreement: Share | { readonly undefined: string };
  readonly dark_social_share: Share | { readonly undefined: string };
}
export type ShareId = "untracked" | "agreement";
export const shareIds: readonly ShareId[] = ["untracked", "agreement"];

// Free answers are of many kinds: so many are shown, the rest together.
const most = 12;
const mostTracked = 4;

const foundIn = (c: Context): Found | null => {
  const found = c.live.analyses["self_reported"] as unknown as Found | undefined;
  return found && Array.isArray(found.table) && found.answers > 0 ? found : null;
};

const shareOf = (found: Found, id: ShareId): Share | null => {
  const share = id === "untracked" ? found.dark_social_share : found.agreement;
  return "value" in share ? share : null;
};

/** The lines by the number of answers; the rarest are one line, without a name. */
export const linesOf = (table: readonly Line[]): readonly Line[] => {
  const sorted = [...table].sort((a, b) => b.answers - a.answers || (a.self_reported < b.self_reported ? -1 : 1));
  if (sorted.length <= most + 1) return sorted;
  const tracked: Record<string, number> = {};
  const rest = sorted.splice(most);
  for (const line of rest) for (const [source, count] of Object.entries(line.tracked)) tracked[source] = (tracked[source] ?? 0) + count;
  const sum = (of: "answers" | "tracked_same" | "untracked"): number => rest.reduce((all, line) => all + line[of], 0);
  return [...sorted, { self_reported: "", answers: sum("answers"), tracked_same: sum("tracked_same"), untracked: sum("untracked"), tracked }];
};

const sourceName = (c: Context, id: string): string =>
  id === "" ? c.m.work.heard.none : isolate(c.live.catalogue?.channels.find((each) => each.id === id)?.names[c.doc.language] ?? id);

const trackedText = (c: Context, tracked: Line["tracked"]): string => {
  const all = Object.entries(tracked).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const shown = all.slice(0, mostTracked).map(([source, count]) => `${sourceName(c, source)} ${isolate(c.f.count(count))}`);
  const left = all.slice(mostTracked).reduce((sum, [, count]) => sum + count, 0);
  return [...shown, ...(left > 0 ? [`${c.m.work.heard.others} ${isolate(c.f.count(left))}`] : [])].join(" · ");
};

const percent = (c: Context, share: Share): string => c.f.percent(share.value, 0);
const between = (c: Context, { low, high }: Share): string =>
  low === undefined || high === undefined ? "" : c.m.chart.between(isolate(c.f.percent(low, 0)), isolate(c.f.percent(high, 0)));

const note = (c: Context, found: Found): string => c.m.work.heard.note(isolate(found.self_reported_column), isolate(found.tracked_column));

interface Told {
  readonly title: string;
  readonly value: string;
  // [what it is called, what is said]
  readonly lines: readonly (readonly [string, string])[];
  readonly values: string;
  readonly caution: string;
}

// How a share was made: for the screen, for copying and for paper.
export const tellShare = (c: Context, id: ShareId): Told | null => {
  const { m, f, names, plan } = c;
  const found = foundIn(c);
  const share = found && shareOf(found, id);
  if (!found || !share) return null;
  const w = m.work.heard;
  const period = c.live.total?.period;
  const where = Object.entries(plan.selection.where ?? {}).map(([dimension, values]) => `${names.dimension(dimension)}: ${f.list(values.map(isolate))}`);
  const value = percent(c, share);
  return {
    title: w[id], value, values: `${f.count(share.count)} ÷ ${f.count(share.of)} = ${value}`,
    lines: [
      [m.passport.definition, w.means[id]], [m.passport.formula, w.formula[id]],
      [m.passport.parts, f.list([isolate(found.self_reported_column), isolate(found.tracked_column)])],
      [m.passport.period, period ? f.range(period.from, period.to) : ""], [m.passport.selection, where.join(m.chart.separator) || m.passport.everything],
      [m.passport.rows, w.rows(f.count(found.answers), f.count(found.rows))], [m.passport.interval, between(c, share)],
    ],
    caution: [...(share.of < 30 ? [flagText(c, "small_sample")] : []), w.caution].join(" "),
  };
};

const heads = (c: Context): readonly string[] => {
  const w = c.m.work.heard;
  return [w.said, w.answers, w.same, w.hidden, w.tracked];
};
const cellsOf = (c: Context, line: Line): readonly [string, string, string, string, string] => {
  const w = c.m.work.heard;
  return [line.self_reported === "" ? w.others : sourceName(c, line.self_reported), c.f.count(line.answers), c.f.count(line.tracked_same), c.f.count(line.untracked), trackedText(c, line.tracked)];
};

export const heard = (c: Context): TemplateResult | typeof nothing => {
  const found = foundIn(c);
  if (!found) return nothing;
  const { m, act } = c;
  const w = m.work.heard;
  const names = heads(c);
  return html`<section class="panel heard" aria-labelledby="heard-title"><header><h2 id="heard-title">${w.title}</h2></header>
    <p class="small">${note(c, found)}</p>
    <ul class="shares">${shareIds.map((id) => {
      const share = shareOf(found, id);
      return share === null ? nothing : html`<li><button type="button" class="num" data-number aria-haspopup="dialog" aria-label=${m.board.explain(w[id], percent(c, share))}
          @click=${() => act.hold({ dialog: id })}>${iso(percent(c, share))}</button>
        <div><p>${w.says[id]}</p><p class="small">${between(c, share)}</p></div></li>`;
    })}</ul>
    <div class="scroll"><table class="table stack" role="table" aria-labelledby="heard-title">
      <thead role="rowgroup"><tr role="row">${names.map((name, place) => html`<th role="columnheader" scope="col" class=${place === 4 ? "text" : ""}>${name}</th>`)}</tr></thead>
      <tbody role="rowgroup">${linesOf(found.table).map((line) => {
        const [head, ...cells] = cellsOf(c, line);
        return html`<tr role="row"><th role="rowheader" scope="row">${head}</th>${cells.map((text, place) => html`<td role="cell" data-name=${names[place + 1]} class=${place === 3 ? "text" : ""}>${text}</td>`)}</tr>`;
      })}</tbody></table></div></section>`;
};

export const heardTitle = (c: Context): string | null => (foundIn(c) ? c.m.work.heard.title : null);

export const heardBlocks = (c: Context): readonly Block[] => {
  const found = foundIn(c);
  if (!found) return [];
  const told = shareIds.flatMap((id) => tellShare(c, id) ?? []);
  const row = (cells: readonly string[]): TemplateResult => html`<tr><th scope="row">${cells[0]}</th>${cells.slice(1).map((text) => html`<td>${text}</td>`)}</tr>`;
  return [
    { content: html`<p>${note(c, found)}</p>${told.map(({ title, value, values, lines }) => html`<p><b>${title}: ${iso(value)}</b> <span dir="ltr">${values}</span><br><span class="small">${lines[0]?.[1]} ${lines.at(-1)?.[1]}</span></p>`)}` },
    { table: { look: "paper-heard", head: html`<tr>${heads(c).map((name) => html`<th scope="col">${name}</th>`)}</tr>`, rows: linesOf(found.table).map((line) => row(cellsOf(c, line))) } },
    { content: html`<p class="small">${c.m.work.heard.caution}</p>` },
  ];
};

// The passport of one of the two shares.
export const heardDialog = (c: Context): TemplateResult => {
  const { m, hands, act } = c;
  const id = shareIds.find((each) => each === hands.dialog);
  const told = id ? tellShare(c, id) : null;
  const close = (): void => act.hold({ dialog: null });
  return html`<dialog class=${told ? "passport" : ""} aria-labelledby="share-title" ${showing(told !== null)} @close=${() => id && close()}
      @click=${(event: MouseEvent) => { if (event.target === event.currentTarget) close(); }}>
    ${told
      ? html`<header><div><h2 id="share-title">${told.title}</h2><p class="small">${m.passport.title}</p></div>
          <button type="button" class="square" aria-label=${m.passport.close} title=${m.passport.close} @click=${close}>${icon("close")}</button></header>
        <div class="body" tabindex="0" role="region" aria-labelledby="share-title"><section><p class="head-figure">${iso(told.value)}</p></section>
          ${told.lines.map(([name, text], place) => text === "" ? nothing : html`<section><h3>${name}</h3><p>${text}</p>${place === 1 ? html`<p class="formula mine"><span dir="ltr">${told.values}</span></p>` : nothing}</section>`)}
          <section><h3>${m.passport.cautions}</h3><ul class="plain warn"><li>${told.caution}</li></ul></section></div>
        <footer><button type="button" class="button" @click=${() => act.copy("passport", [
            `${told.title}: ${told.value}`, ...told.lines.filter(([, text]) => text !== "").map(([name, text]) => `${name}: ${text}`), told.values, told.caution,
          ].join("\n").replace(/[\u2066-\u2069]/g, ""))}>${hands.copied === "passport" ? m.passport.copied : m.passport.copy}</button></footer>`
      : nothing}
  </dialog>`;
};
