// Small pieces that several views share.
import { html, nothing, svg, type TemplateResult } from "lit";
import { AsyncDirective, directive } from "lit/async-directive.js";
import { Directive, type ElementPart } from "lit/directive.js";

const paths = {
  close: "M5 5l10 10M15 5L5 15",
  down: "M5 8l5 5 5-5",
  undo: "M7.5 4.5L4 8l3.5 3.5M4 8h7.5a4.25 4.25 0 010 8.5H9",
  redo: "M12.5 4.5L16 8l-3.5 3.5M16 8H8.500a4.250 4.250 0 000 8.500H11",
  light: "M10 6.500a3.500 3.500 0 110 7 3.500 3.500 0 010-7zM10 2v1.500M10 16.500V18M2 10h1.500M16.500 10H18M4.300 4.300l1.100 1.100M14.600 14.600l1.100 1.100M15.700 4.300l-1.100 1.100M5.400 14.600l-1.100 1.100",
  dark: "M15.500 12.200A6.300 6.300 0 017.800 4.500a6.300 6.300 0 107.700 7.700z",
  auto: "M10 3.500a6.500 6.500 0 110 13zM10 3.500a6.500 6.500 0 100 13z",
  help: "M7.500 7.700a2.500 2.500 0 114.100 1.900c-.9.8-1.600 1.200-1.600 2.400M10 15.200v.1",
  save: "M4 3.500h9.500l3 3v10H4zM7 3.500v4h5v-4M7 16.500v-5h6v5",
  swap: "M4 7h11l-3-3M16 13H5l3 3",
  up: "M10 15.500V5M5.500 9L10 4.500 14.500 9",
  goal: "M5 17V3.500M5 4h9l-2 3 2 3H5",
  filter: "M3.500 5.500h13M6 10h8M8.500 14.500h3",
} as const;
export type Icon = keyof typeof paths;

export const icon = (name: Icon, flip = false): TemplateResult => html`<svg
  class="icon ${flip ? "flip" : ""}" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${svg`<path d=${paths[name]}></path>`}</svg>`;

export const arrow = (up: boolean): TemplateResult => html`<svg class="mark" viewBox="0 0 10 10" aria-hidden="true"
  focusable="false">${svg`<path d=${up ? "M5 1l4.500 8h-9z" : "M5 9L.5 1h9z"}></path>`}</svg>`;

// What may wait until the hand's move is seen.
export const afterPaint = (work: () => void): void => {
  requestAnimationFrame(() => setTimeout(work));
};

// The text of a field, set only where it differs. A field whose whole text is selected stays selected: an answer that
// comes between the focus and the first key must not be typed on to.
class FieldText extends Directive {
  override render(_text: string): typeof nothing {
    return nothing;
  }
  override update(part: ElementPart, [text]: [string]): typeof nothing {
    const field = part.element as HTMLInputElement;
    if (field.value === text) return nothing;
    const whole = field.value !== "" && field.ownerDocument.activeElement === field && field.selectionStart === 0 && field.selectionEnd === field.value.length;
    field.value = text;
    if (whole) field.select();
    return nothing;
  }
}
export const fieldText = directive(FieldText);

// Opens and closes a <dialog> with the state. close() gives the focus back to where it was.
class Showing extends AsyncDirective {
  override render(_open: boolean): typeof nothing {
    return nothing;
  }
  override update(part: ElementPart, [open]: [boolean]): typeof nothing {
    const dialog = part.element as HTMLDialogElement;
    queueMicrotask(() => {
      if (!this.isConnected || !dialog.isConnected) return;
      if (open && !dialog.open) dialog.showModal();
      else if (!open && dialog.open) dialog.close();
    });
    return nothing;
  }
}
export const showing = directive(Showing);

export interface Choice {
  readonly id: string;
  readonly name: string;
}

// A native list with the page's look; the caption may be unseen.
export const choose = (
  caption: string, choices: readonly Choice[], now: string, pick: (id: string) => void,
  look: { readonly unseen?: boolean } = {},
): TemplateResult => html`<label><span class=${look.unseen ? "unseen" : ""}>${caption}</span>
  <span class="pull"><select class="select" .value=${now} @change=${(event: Event) => pick((event.target as HTMLSelectElement).value)}>
    ${choices.map((each) => html`<option value=${each.id} ?selected=${each.id === now}>${each.name}</option>`)}
  </select></span></label>`;

// Puts data into the places of a sentence without letting its direction leak: "{0}" marks a place.
export const iso = (text: string): TemplateResult => html`<bdi>${text}</bdi>`;
