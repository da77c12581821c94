// What an embedded part looks like at a given width, drawn smaller where that is wider than the place: a shadow root with the
// very styles that the elements have.
import { render } from "lit";
import { pageTokens, partStyles } from "../style/index.ts";
import { sheetOf, shadowStyles } from "../style/shadow.ts";

const sheet = sheetOf(shadowStyles(pageTokens, `${partStyles}
:host { inline-size: 100%; overflow: hidden !important; }
.wall { transform-origin: 0 0; }
.frame { padding: 12px; }
.report-pages { max-block-size: none; overflow: visible; position: static; }
`));

export class MittariPreview extends HTMLElement {
  readonly #hold = document.createElement("div");
  readonly #frame = document.createElement("div");
  readonly #watcher = new ResizeObserver(() => this.#fit());
  #wide = 600;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet()];
    this.#hold.className = "wall";
    this.#frame.className = "frame";
    this.#hold.append(this.#frame);
    root.append(this.#hold);
  }

  set wide(pixels: number) {
    this.#wide = pixels;
    this.#fit();
  }
  set look({ language, direction, theme, content }: { language: string; direction: string; theme: string; content: unknown }) {
    this.#frame.lang = language;
    this.#frame.dir = direction;
    if (theme === "auto") delete this.#frame.dataset["theme"];
    else this.#frame.dataset["theme"] = theme;
    render(content, this.#frame);
  }

  connectedCallback(): void {
    this.inert = true;
    this.#watcher.observe(this.#hold);
    this.#watcher.observe(this);
  }
  disconnectedCallback(): void {
    this.#watcher.disconnect();
  }

  #fit(): void {
    const space = this.clientWidth;
    if (space === 0) return;
    const scale = Math.min(1, space / this.#wide);
    this.#hold.style.inlineSize = `${this.#wide}px`;
    // The corner that stays in place is the one the text begins at.
    this.#hold.style.transformOrigin = getComputedStyle(this).direction === "rtl" ? "100% 0" : "0 0";
    this.#hold.style.transform = `scale(${scale})`;
    this.style.blockSize = `${Math.ceil(this.#hold.offsetHeight * scale)}px`;
  }
}

export const definePreview = (): void => {
  if (customElements.get("mittari-preview") === undefined) customElements.define("mittari-preview", MittariPreview);
};
