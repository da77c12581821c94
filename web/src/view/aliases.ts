// Channels that one table has and another lacks: one click says that two names are one.
import { html, nothing, type TemplateResult } from "lit";
import { isolate } from "../i18n/index.ts";
import type { Unmatched } from "../engine/operations.ts";
import { unmatchedOf } from "../model/own.ts";
import type { Context } from "./context.ts";
import { icon } from "./parts.ts";

const shown = 6;

export const aliases = (c: Context): TemplateResult | typeof nothing => {
  const { doc, live, m, f, names, store } = c;
  const words = m.own.names;
  const joined = Object.entries(doc.aliases);
  const apart = unmatchedOf(live);
  if (apart.length + joined.length === 0 || doc.readOnly) return nothing;
  const all = [...new Set([...apart.map((each) => each.name), ...(live.table?.by[0] === "channel" ? live.table.groups.map((group) => group.key["channel"] ?? "") : [])])].filter((name) => name !== "");
  const join = (from: string, to: string): void => void store.run({ do: "alias", from, to });
  const row = (each: Unmatched): TemplateResult => html`<li><span>${words.lacks(isolate(each.name), isolate(each.source), f.list(each.lacks.map((id) => isolate(names.measure(id)))))}</span>
    <span class="picks">${each.suggestions.map((name) => html`<button type="button" class="button" aria-label=${`${each.name}: ${words.same} ${name}`} @click=${() => join(each.name, name)}>${words.same} <bdi>${name}</bdi></button>`)}
      <span class="pull"><select class="select" aria-label=${`${each.name}: ${words.same}`} @change=${(event: Event) => {
        const list = event.target as HTMLSelectElement;
        if (list.value !== "") join(each.name, list.value);
      }}><option value="">${words.choose}</option>${all.filter((name) => name !== each.name && !each.suggestions.includes(name)).map((name) => html`<option value=${name}>${name}</option>`)}</select></span></span></li>`;
  return html`<section class="panel names" aria-labelledby="names-title"><h2 id="names-title">${words.title}</h2>
    ${apart.length === 0 ? nothing : html`<p class="small">${words.note}</p><ul>${apart.slice(0, shown).map(row)}</ul>
      ${apart.length > shown ? html`<details><summary>${words.more(f.count(apart.length))}</summary><ul>${apart.slice(shown).map(row)}</ul></details>` : nothing}`}
    ${joined.length === 0 ? nothing : html`<h3>${words.joined}</h3><ul>${joined.map(([from, to]) => html`<li><span>${words.pair(isolate(from), isolate(to))}</span>
      <button type="button" class="square" aria-label=${words.apart(from)} title=${words.apart(from)} @click=${() => void store.run({ do: "alias", from, to: null })}>${icon("close")}</button></li>`)}</ul>`}
  </section>`;
};
