// The Check place: what the columns mean, what needs an answer, what was done, and the first rows.
import { html, nothing, type TemplateResult } from "lit";
import type { Column, SourceInfo } from "../engine/operations.ts";
import { isolate, quoted } from "../i18n/index.ts";
import { openQuestions, sourcesOf } from "../model/live.ts";
import { isOwnRole, ownMeasure, roleFor } from "../model/own.ts";
import { aliases } from "./aliases.ts";
import { bar } from "./bar.ts";
import { openFirst, questions } from "./questions.ts";
import { repairs } from "./repairs.ts";
import type { Context } from "./context.ts";
import { icon } from "./parts.ts";

const notUsed = "";

// Meanings to choose from: those of the table's kind, all of them where the kind is unknown.
const roles = (c: Context, source: SourceInfo): { measures: readonly string[]; dimensions: readonly string[] } => {
  const catalogue = c.live.catalogue;
  const own = (tables: readonly string[]): boolean => source.table === null || tables.includes(source.table);
  const used = new Set(source.columns.map((column) => column.role));
  const made = new Set(c.live.inspection?.sources.flatMap((each) => each.columns).map(({ role }) => role).filter(isOwnRole).map(ownMeasure));
  return {
    measures: (catalogue?.measures ?? []).filter((each) => !made.has(each.id) && (own([each.table]) || used.has(each.id))).map((each) => each.id),
    dimensions: (catalogue?.dimensions ?? []).filter((each) => own(each.tables) || used.has(each.id)).map((each) => each.id),
  };
};

const meaning = (c: Context, source: SourceInfo, owner: string, column: Column): TemplateResult => {
  const { names, m, store, doc } = c;
  const { measures, dimensions } = roles(c, source);
  const compare = new Intl.Collator(doc.language).compare;
  const option = (id: string): TemplateResult => html`<option value=${id} ?selected=${column.role === id}>${names.role(id)}</option>`;
  const byName = (ids: readonly string[]): readonly string[] => [...ids].sort((a, b) => compare(names.role(a), names.role(b)));
  return html`<span class="pull"><select class="select" aria-label=${`${m.check.meaning}: ${column.name}`} .value=${column.role ?? notUsed}
      @change=${(event: Event) => {
        const role = (event.target as HTMLSelectElement).value;
        void store.run({ do: "meaning", id: owner, column: column.name, role: role === notUsed ? null : role });
      }}>
    <option value=${notUsed} ?selected=${column.role === null}>${m.check.notUsed}</option>
    ${isOwnRole(column.role) || (column.role === null && /^(count|money|number)$/.test(column.type))
      ? html`<option value=${isOwnRole(column.role) ? column.role : roleFor(c.live, column.name)} ?selected=${isOwnRole(column.role)}>${m.own.column}</option>` : nothing}
    <optgroup label=${m.check.measures}>${byName(measures).map(option)}</optgroup>
    <optgroup label=${m.check.dimensions}>${byName(dimensions).map(option)}</optgroup>
  </select></span>`;
};

const columns = (c: Context, source: SourceInfo, owner: string): TemplateResult => {
  const { m, f } = c;
  return html`<section class="card"><h3>${m.check.columns}</h3><p class="small">${m.check.columnsHint}</p>
    <div class="scroll"><table class="table columns-table">
      <thead><tr><th scope="col">${m.check.column}</th><th scope="col">${m.check.meaning}</th><th scope="col">${m.check.unit}</th><th scope="col">${m.check.sure}</th><th scope="col">${m.check.blanks}</th></tr></thead>
      <tbody>${source.columns.map((column) => {
        const sure = column.why === "user" ? "user" : column.confidence;
        const types = m.check.types as Readonly<Record<string, string>>;
        const type = types[column.type] ?? column.type;
        const unit = column.unit && /^[A-Z]{3}$/.test(column.unit) ? `${type} (${isolate(column.unit)})` : type;
        return html`<tr class=${column.role === null ? "is-off" : ""}>
          <th scope="row"><bdi>${column.name}</bdi></th>
          <td class="meaning">${meaning(c, source, owner, column)}</td>
          <td class="unit">${unit}</td>
          <td>${column.role === null && sure === "unknown" ? nothing : html`<span class="conf ${sure}"><i></i>${m.check.confidence[sure]}</span>`}</td>
          <td class="blanks">${column.nulls > 0 ? f.count(column.nulls) : html`<span class="quiet">${f.blank}</span>`}</td></tr>`;
      })}</tbody></table></div></section>`;
};

const facts = (c: Context, source: SourceInfo, owner: string): TemplateResult => {
  const { m, doc, store } = c;
  const settings = doc.inputs.find((input) => input.id === owner)?.settings ?? {};
  const known = new Set(source.columns.map((column) => column.role));
  const text = (name: string, value: string, put: (text: string) => void, hint?: string): TemplateResult => html`<label>${name}
    <input class="field" type="text" .value=${value} placeholder=${value === "" ? nothing : value} title=${hint ?? nothing} autocomplete="off"
      @change=${(event: Event) => put((event.target as HTMLInputElement).value.trim())}></label>`;
  return html`<div class="facts">
    ${text(m.check.currency, source.currency ?? "", (currency) => {
      const { currency: _old, ...rest } = settings;
      void store.run({ do: "settings", id: owner, settings: /^[A-Za-z]{3}$/.test(currency) ? { ...rest, currency: currency.toUpperCase() } : rest });
    })}
    ${known.has("channel") || source.table !== "channel_performance"
      ? nothing
      : text(m.check.channel, settings.channel ?? source.channel ?? "", (channel) => {
          const { channel: _old, ...rest } = settings;
          void store.run({ do: "settings", id: owner, settings: channel === "" ? rest : { ...rest, channel } });
        }, m.check.channelHint)}
    ${(source.sheets?.length ?? 0) > 1
      ? html`<label>${m.check.source}<span class="pull"><select class="select" @change=${(event: Event) =>
          void store.run({ do: "settings", id: owner, settings: { ...settings, sheet: (event.target as HTMLSelectElement).value } })}>
          ${source.sheets!.map((sheet) => html`<option value=${sheet} ?selected=${sheet === source.sheet}>${sheet}</option>`)}</select></span></label>`
      : nothing}
  </div>`;
};

const rows = (c: Context, place: number): TemplateResult | typeof nothing => {
  const { live, m, f, store } = c;
  const asked = live.wanted ? live.found[place] : undefined;
  const found = asked ?? live.rows[place];
  const columns = sourcesOf(live)[place]?.columns ?? [];
  const kind = (at: number): string => (/^(count|money|number|percent|ratio|duration)$/.test(columns[at]?.type ?? "") ? "end" : "");
  if (!found) {
    void store.loadRows(place);
    return nothing;
  }
  if (found.rows.length === 0 && !asked) return nothing;
  const w = m.work.behind;
  return html`<section class="rows" id="rows-${place}"><h3>${asked ? w.title(isolate(live.wanted!.title)) : m.check.rowsTitle}</h3>
    <p class="small">${asked
      ? html`${w.note(f.count(asked.rows.length), f.count(asked.seen), asked.all)} <button type="button" class="link" @click=${() => void store.showRows(null)}>${w.again}</button>`
      : m.check.rowsNote(f.count(found.rows.length))}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${`${m.check.rowsTitle}: ${sourcesOf(live)[place]?.name ?? ""}`}><table>
      <thead><tr><th scope="col">${m.check.row}</th>${found.header.map((name, at) => html`<th scope="col" class=${kind(at)}><bdi>${name}</bdi></th>`)}</tr></thead>
      <tbody>${found.rows.map((row) => {
        const words = row.code ? m.codes.issues[row.code] : undefined;
        return html`<tr class=${row.used ? "" : "left-out"}>
          <th scope="row">${f.count(row.row)} ${row.used ? nothing : html`<span class="tag" title=${words ? words(1, f.count(1), () => "") : nothing}>${m.check.rowLeftOut}</span>`}</th>
          ${row.cells.map((cell, at) => html`<td class=${kind(at)}><bdi>${cell}</bdi></td>`)}</tr>`;
      })}</tbody></table></div></section>`;
};

const source = (c: Context, info: SourceInfo, place: number): TemplateResult => {
  const { m, f, live, doc, act } = c;
  const owner = live.owners[place] ?? "";
  const read = [
    info.kind.toUpperCase(), info.encoding, info.delimiter === "\t" ? "TAB" : info.delimiter ? quoted(info.delimiter, doc.language) : "",
  ].filter((each): each is string => Boolean(each));
  return html`<article class="source" aria-labelledby="source-${place}">
    <header><h2 id="source-${place}"><bdi>${info.name}</bdi></h2>
      <span class="small">${m.check.readAs}: <bdi dir="ltr">${read.join(" · ")}</bdi>${m.chart.separator}${info.header_row === null ? m.check.noHeader : m.check.headerRow(f.count(info.header_row))}</span>
      ${info.replaced_by === undefined ? nothing : html`<span class="tag">${m.check.replaced(isolate(sourcesOf(live)[info.replaced_by]?.name ?? ""))}</span>`}
      ${doc.inputs.length > 1
        ? html`<button type="button" class="square" aria-label=${m.start.remove(info.name)} title=${m.start.remove(info.name)} @click=${() => act.remove(owner)}>${icon("close")}</button>`
        : nothing}</header>
    ${questions(c, info, owner, sourcesOf(live).length > 1)}
    <div class="cards">${columns(c, info, owner)}<div class="side"><section class="card">${facts(c, info, owner)}</section>${repairs(c, info, owner)}</div></div>
    ${rows(c, place)}
  </article>`;
};

export const check = (c: Context): TemplateResult => {
  const { m, f, live, store } = c;
  const open = openQuestions(live);
  return html`${bar(c)}
    <div class="check-head"><div><h1>${m.check.title}</h1>
      <p>${open > 0
        ? html`<button type="button" class="link" @click=${() => document.querySelector<HTMLElement>(".q.is-open input")?.focus()}>${m.check.questions(open, f.count(open))}</button>`
        : live.overview && live.available.length === 0 ? `${m.board.noMetrics} ${m.check.columnsHint}` : m.check.certain}</p></div>
      <button type="button" class="button main" @click=${() => void store.run({ do: "place", place: "board" })}>${m.check.show}</button></div>
    ${sourcesOf(live).length > 1 ? openFirst(c, sourcesOf(live)) : nothing}
    ${aliases(c)}
    ${sourcesOf(live).map((info, place) => source(c, info, place))}`;
};
