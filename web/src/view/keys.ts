// The list of keys, and the switch for those of one letter.
import { html, nothing, type TemplateResult } from "lit";
import type { Context } from "./context.ts";
import { icon, showing } from "./parts.ts";

export const keys = ({ m, doc, hands, act, store }: Context): TemplateResult => {
  const open = hands.dialog === "keys";
  const list: readonly (readonly [string, string])[] = [
    ["Ctrl+V", m.keys.paste], ["Ctrl+O", m.keys.open], ["Ctrl+S", m.save.keys], ["Ctrl+Z", m.keys.undo], ["Ctrl+Y", m.keys.redo],
    ["/", m.keys.find], ["i", m.keys.info], ["t", m.keys.table], ["g", m.work.keys.goal], ["?", m.keys.help], ["Esc", m.keys.close],
  ];
  return html`<dialog class="keys" aria-labelledby="keys-title" ${showing(open)} @close=${() => hands.dialog === "keys" && act.hold({ dialog: null })}>
    ${open
      ? html`<header><h2 id="keys-title">${m.keys.title}</h2>
          <button type="button" class="square" aria-label=${m.passport.close} @click=${() => act.hold({ dialog: null })}>${icon("close")}</button></header>
        <div class="body"><dl>${list.map(([key, what]) => html`<dt><kbd dir="ltr">${key}</kbd></dt><dd>${what}</dd>`)}</dl>
          <label class="tick"><input type="checkbox" .checked=${doc.singleKeys}
            @change=${(event: Event) => void store.run({ do: "single_keys", on: (event.target as HTMLInputElement).checked })}>${m.keys.off}</label></div>`
      : nothing}
  </dialog>`;
};
