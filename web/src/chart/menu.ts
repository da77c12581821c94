// A button that opens a short list of deeds. What a deed did is said, and stands on the button for a moment.
import { LitElement, type TemplateResult, css, html, nothing } from "lit";

export interface MenuItem {
  readonly label: string;
  // What is said when it is done; an empty text says nothing.
  readonly act: () => string | Promise<string>;
}

const kSaid = 2500;

export class MittariMenu extends LitElement {
  static override properties = {
    label: { attribute: false },
    name: { attribute: false },
    items: { attribute: false },
    open: { state: true },
    said: { state: true },
  };
  static override styles = css`
    :host { position: relative; display: inline-block; flex: none; font-size: calc(0.8125 * var(--rem, 1rem)); }
    button { font: inherit; line-height: 1.15; color: var(--ink-2, #4a525c); background: none; border: 1px solid var(--line-2, #82908b);
      border-radius: 4px; padding: 6px 10px; min-block-size: 28px; cursor: pointer; text-align: start; }
    button:hover { color: var(--ink, #16191d); border-color: var(--ink-3, #6a737e); }
    button:focus-visible { outline: 2px solid var(--focus, #0b57d0); outline-offset: 2px; }
    .list { position: absolute; z-index: 4; inset-inline-end: 0; inset-block-start: calc(100% + 4px); margin: 0; padding: 4px; list-style: none;
      inline-size: max-content; max-inline-size: min(280px, 80vw); background: var(--paper, #fff); border: 1px solid var(--line-2, #82908b); border-radius: 6px; }
    .list button { border: 0; inline-size: 100%; min-block-size: 36px; padding: 8px 12px; color: var(--ink, #16191d); }
    .list button:hover { background: var(--paper-2, #f5f7f6); }
    .list button:focus-visible { outline-offset: -2px; }
    .unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    @media print { :host { display: none; } }
  `;

  // What stands on the button, and its fuller name for those who hear it.
  label: string;
  name: string;
  items: readonly MenuItem[];
  protected open: boolean;
  protected said: string;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.label = this.name = this.said = "";
    this.items = [];
    this.open = false;
  }

  override disconnectedCallback(): void {
    removeEventListener("pointerdown", this.away);
    clearTimeout(this.timer);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    return html`<button type="button" aria-expanded=${this.open ? "true" : "false"} aria-label=${this.said || this.name || this.label}
        @click=${() => this.show(!this.open)}>${this.said || this.label}<span aria-hidden="true">${this.said ? "" : " ▾"}</span></button>
      ${this.open
        ? html`<ul class="list" @keydown=${this.press} @focusout=${this.left}>${this.items.map((item) => html`<li><button type="button"
            @click=${() => void this.choose(item)}>${item.label}</button></li>`)}</ul>`
        : nothing}
      <span class="unseen" role="status">${this.said}</span>`;
  }

  private get buttons(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>("button")];
  }

  private show(open: boolean, focus = true): void {
    this.open = open;
    if (open) addEventListener("pointerdown", this.away);
    else removeEventListener("pointerdown", this.away);
    if (focus) void this.updateComplete.then(() => this.buttons[open ? 1 : 0]?.focus());
  }

  private readonly away = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.show(false, false);
  };

  private readonly left = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Node && !this.renderRoot.contains(to)) this.show(false, false);
  };

  private readonly press = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.show(false);
    else if (by !== undefined) {
      const list = this.buttons.slice(1);
      const at = list.findIndex((each) => each.matches(":focus"));
      list[(at + by + list.length) % list.length]?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private async choose(item: MenuItem): Promise<void> {
    const done = item.act();
    this.show(false);
    this.said = await done;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.said = ""), kSaid);
  }
}
