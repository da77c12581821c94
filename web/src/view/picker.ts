// The list of metrics: those the columns give with their value, the others with what they need.
import { html, nothing, type TemplateResult } from "lit";
import type { CatalogueMetric } from "../engine/operations.ts";
import { isolate } from "../i18n/index.ts";
import { kpisOfSet, setsFor } from "../model/choice.ts";
import { measuresOf } from "../model/live.ts";
import { showValue, type Context } from "./context.ts";
import { ownMetrics } from "./own.ts";
import { icon, iso, showing } from "./parts.ts";

// Letters compared without case, dots, accents or the two Arabic forms of kaf and ye.
export const folded = (text: string): string =>
  text.toLocaleLowerCase("en").normalize("NFKD").replace(/\p{M}/gu, "").replace(/ı/g, "i").replace(/ي/g, "ی").replace(/ك/g, "ک").replace(/\u200c/g, "");

export const matches = (metric: CatalogueMetric, search: string): boolean => {
  const wanted = folded(search).split(/\s+/).filter((word) => word !== "");
  const text = folded([metric.id, ...Object.values(metric.names), ...metric.aliases].join(" "));
  return wanted.every((word) => text.includes(word));
};

export const withKpi = (kpis: readonly string[], place: number, id: string): readonly string[] => {
  const next = [...kpis];
  const other = next.indexOf(id);
  // A metric that stands elsewhere on the card trades places.
  if (other >= 0 && next[place] !== undefined) next[other] = next[place]!;
  next[Math.min(place, next.length)] = id;
  return next;
};

export const picker = (c: Context): TemplateResult => {
  const { live, plan, m, names, hands, act, store, doc } = c;
  const open = hands.dialog === "picker";
  const close = (): void => act.hold({ dialog: null, search: "" });
  const take = (kpis: readonly string[]): void => {
    close();
    void store.run({ do: "kpis", kpis });
  };
  const content = (): TemplateResult => {
    const found = (live.catalogue?.metrics ?? []).filter((metric) => matches(metric, hands.search));
    const has = new Set(live.available);
    const got = new Set(measuresOf(live));
    const near = found.filter((metric) => has.has(metric.id) && (metric.category !== "own" || hands.search !== ""));
    const far = found.filter((metric) => !has.has(metric.id) && metric.category !== "own");
    // The values beside the names are those of all rows, whatever the card shows.
    const narrowed = doc.selection.preset !== "all" || Object.keys(doc.selection.where).length > 0;
    const sets = live.catalogue && hands.search === "" ? setsFor(live.catalogue, live.available).slice(0, 4) : [];
    return html`<header><h2 id="picker-title">${m.board.pick}</h2>
        <button type="button" class="square" aria-label=${m.passport.close} @click=${close}>${icon("close")}</button></header>
      <div class="find"><input class="field" type="search" autofocus aria-label=${m.board.pickSearch} placeholder=${m.board.pickSearch} .value=${hands.search}
        @input=${(event: Event) => act.hold({ search: (event.target as HTMLInputElement).value })}
        @keydown=${(event: KeyboardEvent) => { if (event.key === "Enter" && near[0]) take(withKpi(plan.kpis, hands.picking, near[0].id)); }}></div>
      <div class="body" tabindex="-1">
        ${sets.length > 0
          ? html`<h3>${m.board.sets}</h3><div class="sets">${sets.map((set) => html`<button type="button" class="button"
              @click=${() => take(kpisOfSet(set).filter((id) => has.has(id) || got.has(id)))}>${set.names[doc.language]}</button>`)}</div>`
          : nothing}
        ${hands.search === "" ? ownMetrics(c, (id) => take(withKpi(plan.kpis, hands.picking, id)), hands.picking) : nothing}
        ${found.length === 0 ? html`<p class="nothing">${m.board.pickNone}</p>` : nothing}
        ${near.length > 0
          ? html`<h3>${m.board.pickAvailable}${narrowed ? html`<span class="of">${m.board.total}</span>` : nothing}</h3><ul>${near.map((metric) => html`<li><button type="button"
              aria-current=${plan.kpis.includes(metric.id) ? "true" : nothing} @click=${() => take(withKpi(plan.kpis, hands.picking, metric.id))}>
              <b>${names.metric(metric.id)}</b><span>${iso(showValue(c, live.overview?.total.metrics[metric.id], live.overview?.metrics[metric.id]))}</span>
              <small>${metric.descriptions[doc.language]}${metric.controllable ? html` <i>${m.own.controllable}</i>` : nothing}</small></button></li>`)}</ul>`
          : nothing}
        ${far.length > 0
          ? html`<h3>${m.board.pickMissing}</h3><ul>${far.map((metric) => {
              // The same measure at two times is one column.
              const needs = [...new Set(metric.inputs.filter((input) => !got.has(input.id)).map((input) =>
                input.kind === "metric" ? names.plain(input.id) : input.kind === "parameter"
                  ? names.parameter(input.id) : names.measure(input.id)))];
              return html`<li><button type="button" disabled><b>${names.metric(metric.id)}</b>
                <small>${needs.length > 0 ? m.board.needs(c.f.list(needs.map(isolate))) : metric.descriptions[doc.language]}</small></button></li>`;
            })}</ul>`
          : nothing}
      </div>`;
  };
  return html`<dialog class="picker" aria-labelledby="picker-title" ${showing(open)} @close=${() => hands.dialog === "picker" && close()}>
    ${open ? content() : nothing}</dialog>`;
};
