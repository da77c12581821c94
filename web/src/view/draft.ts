// What is kept and where: one line that is always there, and the draft of another day as an offer.
import { html, nothing, type TemplateResult } from "lit";
import { isolate } from "../i18n/index.ts";
import type { Context } from "./context.ts";

export const draftLine = ({ live, m, store, hands }: Context): TemplateResult | typeof nothing => {
  const line = (look: string, words: string): TemplateResult => html`<p class="draft-line"><span class="wrap"><i class=${look} aria-hidden="true"></i>${words}</span></p>`;
  if (hands.busy !== "") return line("keeping", hands.busy);
  if (live.saved && (store.isSaved || live.keeping !== "nothing")) {
    const name = isolate(live.saved.name);
    return store.isSaved ? line("kept saved", m.save.saved(name)) : line(live.keeping, m.save.changedLine(name));
  }
  return live.keeping === "nothing" ? nothing : line(live.keeping, m.work.draft[live.keeping]);
};

export const draftOffer = (c: Context): TemplateResult | typeof nothing => {
  const { live, m, f, store, act } = c;
  const { draft } = live;
  if (!draft) return nothing;
  const d = m.work.draft;
  const names = draft.document.inputs.map((input) => isolate(input.name));
  const away = draft.document.inputs.filter((input) => draft.bytes[input.id] === undefined).map((input) => isolate(input.name));
  return html`<section class="offer" aria-labelledby="draft-title"><h2 id="draft-title">${d.title}</h2>
    <p>${d.of(f.list(names.length > 0 ? names : [m.work.plan.title]), isolate(f.moment(draft.saved)))}</p>
    ${away.length > 0 ? html`<p class="small caution">${d.again(f.list(away))}</p>` : nothing}
    <p class="acts"><button type="button" class="button main" @click=${() => act.takeDraft(draft)}>${d.goOn}</button>
      <button type="button" class="button plain" @click=${() => void store.dropDraft()}>${d.drop}</button></p></section>`;
};

// A table like one of before: its settings are offered, never put on unasked.
export const recipeOffer = (c: Context): TemplateResult | typeof nothing => {
  const { live, m, doc, store } = c;
  const found = doc.inputs.find((input) => live.recipes[input.id]);
  if (!found) return nothing;
  const settings = live.recipes[found.id]!;
  return html`<p class="offer line">${m.work.draft.recipe(isolate(found.name))}
    <button type="button" class="link" @click=${() => { store.forgetRecipe(found.id); void store.run({ do: "settings", id: found.id, settings }); }}>${m.work.draft.useRecipe}</button>
    <button type="button" class="link" @click=${() => store.forgetRecipe(found.id)}>${m.work.draft.no}</button></p>`;
};
