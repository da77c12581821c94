// Channels that one table has and another lacks: one click says that two names are one.
import { html, nothing, type TemplateResult } from "lit";
import { isolate } from "../i18n/index.ts";
import type { SourceInfo, Unmatched } from "../engine/operations.ts";
import { sourcesOf } from "../model/live.ts";
import { unmatchedOf } from "../model/own.ts";
import type { Context } from "./context.ts";
import { icon } from "./parts.ts";

const shown = 6;

const bears = (table: string, channel: string): boolean => {
  const file = table.toLowerCase();
  return channel.toLowerCase().split(/[^\p{L}\p{N}]+/u).some((word) => word.length > 2 && word !== "ads" && file.includes(word));
};

export const aliases = (c: Context): TemplateResult | typeof nothing => {
  const { doc, live, m, f, names, store } = c;
  const words = m.own.names;
  const joined = Object.entries(doc.aliases);
  const apart = unmatchedOf(live);
  if (apart.length + joined.length === 0 || doc.readOnly) return nothing;
  const all = [...new Set([...apart.map((each) => each.name), ...(live.table?.by[0] === "channel" ? live.table.groups.map((group) => group.key["channel"] ?? "") : [])])].filter((name) => name !== "");
  // Two names that are known to be of different kinds are two channels.
  const kindOf = (name: string): string | undefined => live.catalogue?.channels.find(({ id }) => id === live.kinds[name])?.id;
  const mayBe = (one: string, other: string): boolean => {
    const [a, b] = [kindOf(one), kindOf(other)];
    return a === undefined || b === undefined || a === b;
  };
  // A table that says nothing of channels, has what the name lacks and bears a word of it may be that channel's as a whole.
  const wholes = (each: Unmatched): readonly SourceInfo[] => each.dimension !== "channel" ? [] : sourcesOf(live).filter(({ name, columns, channel, table }) =>
    table === "channel_performance" && !channel && columns.every(({ role }) => role !== "channel") && columns.some(({ role }) => role !== null && each.lacks.includes(role)) && bears(name, each.name));
  const declare = (source: SourceInfo, channel: string): void => {
    const id = live.owners[sourcesOf(live).indexOf(source)] ?? "";
    const input = doc.inputs.find((one) => one.id === id);
    if (input) void store.run({ do: "settings", id, settings: { ...input.settings, channel } });
  };
  const join = (from: string, to: string): void => void store.run({ do: "alias", from, to });
  const row = (each: Unmatched): TemplateResult => html`<li><span>${words.lacks(isolate(each.name), isolate(each.source), f.list(each.lacks.map((id) => isolate(names.measure(id)))))}</span>
    <span class="picks">${each.suggestions.map((name) => html`<button type="button" class="button" aria-label=${`${each.name}: ${words.same} ${name}`} @click=${() => join(each.name, name)}>${words.same} <bdi>${name}</bdi></button>`)}
      ${wholes(each).map((source) => html`<button type="button" class="button" @click=${() => declare(source, each.name)}>${words.whole(isolate(source.name), isolate(each.name))}</button>`)}
      <span class="pull"><select class="select" aria-label=${`${each.name}: ${words.same}`} @change=${(event: Event) => {
        const list = event.target as HTMLSelectElement;
        if (list.value !== "") join(each.name, list.value);
      }}><option value="">${words.choose}</option>${all.filter((name) => name !== each.name && !each.suggestions.includes(name) && mayBe(name, each.name)).map((name) => html`<option value=${name}>${name}</option>`)}</select></span></span></li>`;
  return html`<section class="panel names" aria-labelledby="names-title"><h2 id="names-title">${words.title}</h2>
    ${apart.length === 0 ? nothing : html`<p class="small">${words.note}</p><ul>${apart.slice(0, shown).map(row)}</ul>
      ${apart.length > shown ? html`<details><summary>${words.more(f.count(apart.length))}</summary><ul>${apart.slice(shown).map(row)}</ul></details>` : nothing}`}
    ${joined.length === 0 ? nothing : html`<h3>${words.joined}</h3><ul>${joined.map(([from, to]) => html`<li><span>${words.pair(isolate(from), isolate(to))}</span>
      <button type="button" class="square" aria-label=${words.apart(from)} title=${words.apart(from)} @click=${() => void store.run({ do: "alias", from, to: null })}>${icon("close")}</button></li>`)}</ul>`}
  </section>`;
};
