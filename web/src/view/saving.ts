// Dialogues of the saved page: what goes into the file or the link; what to do with one that was brought here.
import { html, nothing, type TemplateResult } from "lit";
import { isolate } from "../i18n/index.ts";
import { mostLink } from "../save/link.ts";
import { hasSums, leftOutOfSums } from "../save/sums.ts";
import { version } from "../save/version.ts";
import type { Context, SaveChoice } from "./context.ts";
import { fieldText, icon, showing } from "./parts.ts";
import { fingerprint } from "./print.ts";

const link = (c: Context, choice: SaveChoice): TemplateResult | typeof nothing => {
  const { hands, m, f, act } = c;
  const w = m.save.link;
  if (!hands.link) return nothing;
  const { url, length } = hands.link;
  const holds = { whole: c.doc.inputs.length > 0 ? w.holds : w.holdsNone, sums: w.holdsSums, recipe: w.holdsNone }[choice.kind];
  return html`<section class="as-link" aria-labelledby="link-title"><h3 id="link-title">${w.title}</h3>
    ${url === ""
      ? html`<p class="small">${w.long(f.count(length), f.count(mostLink))}</p>`
      : html`<p class="small">${holds(f.count(length))} ${location.protocol === "file:" ? w.disk : nothing}</p>
        <p><button type="button" class="button" @click=${() => act.copyLink()}>${hands.copied === "state-link" ? w.copied : w.copy}</button>
          <span class="unseen" role="status">${hands.copied === "state-link" ? w.copied : nothing}</span></p>`}</section>`;
};

const form = (c: Context, choice: SaveChoice): TemplateResult => {
  const { m, f, act, doc } = c;
  const w = m.save;
  const size = doc.inputs.reduce((sum, input) => sum + input.size, 0);
  const print = doc.inputs.length > 0 ? fingerprint(c) : "";
  const kinds = doc.inputs.length > 0 ? ["whole", "sums", "recipe"] as const : [];
  const summed = hasSums(c.live);
  const left = leftOutOfSums(c.live);
  const leftNames = [...left.tables, ...left.measures.map((id) => c.names.plain(id))];
  const note = (kind: SaveChoice["kind"]): string => (kind === "whole" ? w.kindNotes.whole(isolate(f.bytes(size)))
    : kind === "recipe" ? w.kindNotes.recipe
    : !summed ? w.sumsNone : leftNames.length === 0 ? w.kindNotes.sums : `${w.kindNotes.sums} ${w.sumsLeft(f.list(leftNames.map(isolate)))}`);
  return html`<form class="body form saving" id="save-form" @submit=${(event: Event) => { event.preventDefault(); act.save(); }}>
    <p>${w.lead}</p>
    ${kinds.length === 0 ? nothing : html`<fieldset><legend>${w.goes}</legend>${kinds.map((kind) => html`<label class="pick">
      <input type="radio" name="kind" .checked=${choice.kind === kind} ?disabled=${kind === "sums" && !summed} @change=${() => act.chooseSave({ kind })}>
      <span><b>${w.kinds[kind]}</b><small>${note(kind)}</small></span></label>`)}</fieldset>
    <label class="pick"><input type="checkbox" .checked=${choice.readOnly && choice.kind !== "recipe"} ?disabled=${doc.readOnly || choice.kind === "recipe"}
      @change=${(event: Event) => act.chooseSave({ readOnly: (event.target as HTMLInputElement).checked })}>
      <span><b>${w.readOnly}</b><small>${w.readOnlyNote}</small></span></label>`}
    <label>${w.name}<input class="field" type="text" required maxlength="120" dir="auto" autocomplete="off" ${fieldText(choice.name)}
      @input=${(event: Event) => act.chooseSave({ name: (event.target as HTMLInputElement).value })}></label>
    <p class="small quiet">${print === "" || choice.kind !== "whole" ? `${m.app.name} ${version}` : w.facts(isolate(print), version)}</p>
    ${link(c, choice)}</form>`;
};

export const saveDialog = (c: Context): TemplateResult => {
  const { hands, m, act } = c;
  const open = hands.dialog === "save" && hands.saving !== null;
  const close = (): void => act.hold({ dialog: null });
  return html`<dialog class="goal-form" aria-labelledby="save-title" ${showing(open)} @close=${() => hands.dialog === "save" && close()}>${open && hands.saving
    ? html`<header><h2 id="save-title">${m.save.title}</h2><button type="button" class="square" aria-label=${m.passport.close} @click=${close}>${icon("close")}</button></header>
      ${form(c, hands.saving)}
      <footer><button type="submit" form="save-form" class="button main">${m.save.save}</button>
        <button type="button" class="button plain" @click=${close}>${m.save.cancel}</button></footer>`
    : nothing}</dialog>`;
};

export const arrivedDialog = (c: Context): TemplateResult => {
  const { hands, m, f, act, doc } = c;
  const w = m.save.arrived;
  const { arrived } = hands;
  const open = hands.dialog === "arrived" && arrived !== null;
  const close = (): void => act.hold({ dialog: null, arrived: null });
  const tables = (arrived?.saved.document.inputs ?? []).map((input) => isolate(input.name));
  return html`<dialog aria-labelledby="arrived-title" ${showing(open)} @close=${() => hands.dialog === "arrived" && close()}>${open
    ? html`<header><h2 id="arrived-title">${w.title}</h2><button type="button" class="square" aria-label=${m.passport.close} @click=${close}>${icon("close")}</button></header>
      <div class="body form"><p>${w.lead(isolate(arrived.name))}</p><p>${tables.length > 0 ? w.tables(f.list(tables)) : w.empty}</p>
        <p class="small quiet">${w.openNote}</p></div>
      <footer>${doc.inputs.length > 0 ? html`<button type="button" class="button main" @click=${() => act.compareArrived()}>${w.compare}</button>` : nothing}
        <button type="button" class="button" @click=${() => act.openArrived()}>${w.open}</button>
        <button type="button" class="button plain" @click=${close}>${m.save.cancel}</button></footer>`
    : nothing}</dialog>`;
};

// What a saved page says of itself above its numbers.
export const savedLines = (c: Context): TemplateResult | typeof nothing => {
  const { doc, m } = c;
  const lines = [...(doc.readOnly ? [m.save.readOnlyLine] : []), ...(doc.inputs.some((input) => input.sums) ? [m.save.sumsLine] : [])];
  return lines.length === 0 ? nothing : html`<p class="offer line">${lines.join(" ")}</p>`;
};

export const waiting = ({ doc, m, f }: Context): TemplateResult | typeof nothing =>
  doc.awaited.length === 0 ? nothing : html`<p class="offer line">${m.save.waits(f.list(doc.awaited.map((each) => isolate(each.name))))}</p>`;
