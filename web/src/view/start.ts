// The Data place: paste, drop, choose, try a sample; what is in use; and the one-number calculators beside it.
import { html, nothing, type TemplateResult } from "lit";
import { sampleIds, type SampleId } from "../model/document.ts";
import { sourcesOf } from "../model/live.ts";
import { calculator, calculatorIndex } from "./calculator.ts";
import { draftOffer } from "./draft.ts";
import type { Context } from "./context.ts";
import { icon } from "./parts.ts";
import { waiting } from "./saving.ts";

const closeMenu = (event: Event): void => {
  const menu = (event.currentTarget as HTMLElement).closest("details");
  if (menu) menu.open = false;
};

const sampleName = (m: Context["m"], id: SampleId): string => ({ ...m.start.samples, ...m.work.samples })[id];

const sampleMenu = ({ m, act }: Context): TemplateResult => html`<details class="menu"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      closeMenu(event);
      (event.currentTarget as HTMLElement).querySelector("summary")?.focus();
    }}
    @focusout=${(event: FocusEvent) => {
      const menu = event.currentTarget as HTMLDetailsElement;
      if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
    }}>
  <summary class="button">${m.start.sample} ${icon("down")}</summary>
  <ul>${sampleIds.map((id) => html`<li><button type="button"
    @click=${(event: Event) => { closeMenu(event); act.sample(id); }}>${sampleName(m, id)}</button></li>`)}</ul>
</details>`;

const paste = (c: Context): TemplateResult => {
  const { m, act, hands } = c;
  const empty = hands.pasted.trim() === "";
  const go = (): void => (empty ? act.chooseFiles() : act.readText(hands.pasted));
  return html`<div class="paste">
    <textarea dir="auto" spellcheck="false" autocomplete="off" aria-label=${m.start.paste} aria-describedby="paste-hint"
      .value=${hands.pasted} @input=${(event: Event) => act.hold({ pasted: (event.target as HTMLTextAreaElement).value })}></textarea>
    <div class="hint" id="paste-hint" ?hidden=${hands.pasted !== ""}>
      <b aria-hidden="true">${m.start.paste}</b><span>${m.start.pasteHint}</span><span>${m.start.kinds}</span>
      <div class="ghost" aria-hidden="true">${["channel", "spend", "leads", "revenue"].map((id) => html`<span>${c.names.role(id)}</span>`)}${
        Array.from({ length: 12 }, () => html`<i></i>`)}</div></div>
    <div class="acts">
      <button type="button" class="button main" @click=${go}>${empty ? m.start.choose : m.start.read}</button>
      ${sampleMenu(c)}
      <button type="button" class="button plain" aria-haspopup="dialog" @click=${() => act.hold({ dialog: "sheet" })}>${m.work.sheet.open}</button>
    </div>
  </div>`;
};

const files = ({ doc, live, m, f, act, store }: Context): TemplateResult | typeof nothing => {
  if (doc.inputs.length === 0) return nothing;
  const sources = sourcesOf(live);
  return html`<section class="files">
    <h2>${m.start.files}</h2>
    <ul>${doc.inputs.map((input) => {
      const rows = sources.filter((_, place) => live.owners[place] === input.id);
      return html`<li><bdi>${input.name}</bdi>
        ${input.sample ? html`<span class="tag sample">${m.start.sampleMark}</span>` : nothing}
        ${rows.map((source) => html`<span class="quiet">${m.start.rows(source.rows.used, f.count(source.rows.used))}</span>`)}
        <button type="button" class="square" title=${m.start.remove(input.name)} aria-label=${m.start.remove(input.name)}
          @click=${() => act.remove(input.id)}>${icon("close")}</button></li>`;
    })}</ul>
    <p class="acts"><button type="button" class="button main" @click=${() => void store.run({ do: "place", place: "board" })}>${m.check.show}</button>
      <button type="button" class="button plain" @click=${() => act.clear()}>${m.start.clear}</button></p>
  </section>`;
};

export const start = (c: Context): TemplateResult => {
  const { m, doc } = c;
  const fresh = doc.inputs.length === 0;
  return html`
    ${fresh
      ? html`<div class="opening"><h1>${m.app.tagline}</h1><p>${m.app.lead}</p></div>`
      : html`<h1 class="unseen">${m.header.data}</h1>`}
    <div class="start">
      <section aria-labelledby="start-title">
        <h2 id="start-title">${fresh ? m.start.title : m.start.addMore}</h2>
        ${waiting(c)}${paste(c)}
        ${files(c)}
        ${draftOffer(c)}
      </section>
      ${calculator(c)}
    </div>
    ${calculatorIndex(c)}`;
};
