// What all elements share: a shadow root that the host's styles do not reach, the attributes of language and look, and
// the two events.
import { render } from "lit/html.js";
import type { Digits } from "../i18n/format.ts";
import { direction, isLanguage, type Language } from "../i18n/types.ts";
import { toFailure, type Failure } from "../model/failure.ts";
import { languageFrom } from "../model/keep.ts";

export abstract class Shell extends HTMLElement {
  static readonly observedAttributes: readonly string[] = ["lang", "dir", "theme", "currency", "digits", "readonly", "data", "goal", "metric"];

  protected readonly frame: HTMLElement;
  #hold: HTMLElement;
  #waiting = false;

  constructor(sheet: CSSStyleSheet) {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.#hold = document.createElement("div");
    this.#hold.className = "wall";
    this.frame = document.createElement("div");
    this.frame.className = "frame";
    this.frame.part.add("frame");
    this.#hold.append(this.frame);
    root.append(this.#hold);
  }

  // Asked for only while the element is in a document.
  protected abstract draw(): unknown;
  protected abstract changed(attribute: string): void;

  connectedCallback(): void {
    // The reader's own letter size, which a host's `html { font-size: 62.5% }` leaves alone.
    this.frame.style.setProperty("--rem", getComputedStyle(this.#hold).fontSize);
    this.redraw();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return;
    this.changed(name);
    this.redraw();
  }

  protected redraw(): void {
    if (this.#waiting || !this.isConnected) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      if (!this.isConnected) return;
      const { frame, language } = this;
      frame.lang = language;
      frame.dir = this.dir === "rtl" || this.dir === "ltr" ? this.dir : direction(language);
      const theme = this.getAttribute("theme");
      if (theme === "light" || theme === "dark") frame.dataset["theme"] = theme;
      else delete frame.dataset["theme"];
      render(this.draw(), frame);
    });
  }

  // Its own `lang`, that of what it stands in, or the browser's; the first that we speak.
  get language(): Language {
    const own = this.closest("[lang]")?.getAttribute("lang") ?? "";
    const first = own.toLowerCase().split("-")[0];
    return isLanguage(first) ? first : languageFrom(navigator.languages);
  }

  protected get digits(): Digits {
    const asked = this.getAttribute("digits");
    return asked === "latn" || asked === "arabext" ? asked : "auto";
  }

  // An ISO code of three letters, or null.
  protected get currency(): string | null {
    const asked = (this.getAttribute("currency") ?? "").trim().toUpperCase();
    return /^[A-Z]{3}$/.test(asked) ? asked : null;
  }

  get readOnly(): boolean {
    return this.hasAttribute("readonly");
  }

  protected tell(name: "mittari-change" | "mittari-error", detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  protected tellError(thrown: unknown): void {
    this.tellFailure(toFailure(thrown));
  }

  protected tellFailure({ code, message, args, file, row, column }: Failure): void {
    this.tell("mittari-error", { code, message, args, file, at: { row, column } });
  }
}
