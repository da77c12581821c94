// Pages as they will be printed. Blocks are drawn once unseen, measured, dealt to pages, and drawn there; what is
// seen is what comes out of the printer, in every browser.
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { paginate, type Measured, type Part } from "./paginate.ts";

export interface Block {
  readonly keep?: boolean;
  readonly fresh?: boolean;
  readonly content?: TemplateResult;
  // Instead of content: a table that may be cut between rows; its head is repeated. Rows are <tr>, the head one too.
  readonly table?: { readonly head: TemplateResult | typeof nothing; readonly rows: readonly TemplateResult[]; readonly look?: string };
}

export type Paper = "a4" | "letter";

// A browser that prints waits for no frame: what is not drawn when it asks is missing on the paper.
export const drawAll = (root: ParentNode): void => {
  for (const each of root.querySelectorAll<HTMLElement & { drawNow?: () => void }>("*")) each.drawNow?.();
};

const millimetre = 96 / 25.4;
export const papers: Readonly<Record<Paper, { readonly width: number; readonly height: number }>> = {
  a4: { width: 210 * millimetre, height: 297 * millimetre },
  letter: { width: 8.5 * 96, height: 11 * 96 },
};
const margin = { side: 18 * millimetre, top: 16 * millimetre, bottom: 20 * millimetre };
// Printers set letters a hair wider than screens do: so much of a page is left empty.
const slack = 10;

interface Dealt {
  readonly parts: readonly (readonly Part[])[];
  // Widths of the columns of each table, so that its pieces line up; and how far a wide table is set smaller.
  readonly columns: readonly (readonly number[] | undefined)[];
}

export class MittariSheets extends LitElement {
  static override properties = {
    blocks: { attribute: false },
    paper: { attribute: false },
    mono: { attribute: false },
    foot: { attribute: false },
    name: { attribute: false },
    dealt: { state: true },
    scale: { state: true },
  };

  blocks: readonly Block[];
  paper: Paper;
  // Ink alone: colours become greys, patterns stay.
  mono: boolean;
  // What stands at the foot of page n of total, and what a page is called.
  foot: (n: number, total: number) => TemplateResult;
  name: (n: number, total: number) => string;
  protected dealt: Dealt;
  protected scale: number;
  private readonly rule = new CSSStyleSheet();
  private watcher: ResizeObserver | undefined;
  private waiting = false;

  constructor() {
    super();
    this.blocks = [];
    this.paper = "a4";
    this.mono = false;
    this.foot = () => html``;
    this.name = String;
    this.dealt = { parts: [], columns: [] };
    this.scale = 1;
  }

  // In the light: the page's styles are the report's too.
  protected override createRenderRoot(): this {
    return this;
  }

  // Its rules stand where it stands: in the document, or in the shadow root of an element in somebody else's page.
  private root: Document | ShadowRoot = document;

  override connectedCallback(): void {
    super.connectedCallback();
    const root = this.getRootNode();
    this.root = root instanceof ShadowRoot ? root : document;
    this.root.adoptedStyleSheets = [...this.root.adoptedStyleSheets, this.rule];
    this.watcher = new ResizeObserver(() => this.remeasure());
    this.watcher.observe(this);
    window.addEventListener("beforeprint", this.printing);
  }

  override disconnectedCallback(): void {
    this.root.adoptedStyleSheets = this.root.adoptedStyleSheets.filter((each) => each !== this.rule);
    this.watcher?.disconnect();
    window.removeEventListener("beforeprint", this.printing);
    super.disconnectedCallback();
  }

  // Drawing and dealing pages takes its time: what the hand did is shown first, the pages after the next paint, and
  // once for several keys.
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, this.dealt.parts.length > 0 ? 120 : 0));
    super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("paper") || changed.has("scale") || changed.has("dealt")) this.rule.replaceSync(this.rules());
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has("blocks") && !changed.has("paper")) return;
    // Charts draw themselves once they know their width: each change of a block's size is a reason to deal anew.
    this.watcher?.disconnect();
    this.watcher?.observe(this);
    for (const each of this.querySelectorAll(".measure > .block")) this.watcher?.observe(each);
    this.remeasure();
  }

  // All of it now: charts drawn, pages dealt by what they came to, and drawn.
  drawNow(): void {
    for (let round = 0; round < 4; round++) {
      if (this.isUpdatePending) this.performUpdate();
      drawAll(this);
      this.deal();
      if (!this.isUpdatePending) return;
    }
  }

  private readonly printing = (): void => this.drawNow();

  // What depends on the paper and on what was measured. A sheet of its own: no element carries a style attribute, which
  // the content policy would refuse in a copy of the page.
  private rules(): string {
    const { width, height } = papers[this.paper];
    const { scale } = this;
    return [
      `@page { size: ${this.paper === "a4" ? "A4" : "letter"}; margin: 0; @bottom-right { content: none; } }`,
      `mittari-sheets .measure { width: ${width - 2 * margin.side}px; }`,
      `mittari-sheets .page-hold { width: ${width * scale}px; height: ${height * scale}px; }`,
      `mittari-sheets .page { width: ${width}px; height: ${height}px; padding: ${margin.top}px ${margin.side}px 0;${scale < 1 ? ` transform: scale(${scale});` : ""} }`,
      ...this.dealt.columns.flatMap((columns, block) => (columns ?? []).map((wide, at) => `mittari-sheets .w${block}-${at} { width: ${wide}px; }`)),
    ].join("\n");
  }

  private remeasure(): void {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      if (this.isConnected) this.deal();
    });
  }

  private deal(): void {
    const { width, height } = papers[this.paper];
    const found = [...this.querySelectorAll<HTMLElement>(".measure > .block")];
    const tall = (each: Element | null): number => each?.getBoundingClientRect().height ?? 0;
    const measured = this.blocks.map((block, place): Measured => {
      const at = found[place];
      const all = tall(at ?? null);
      const flags = { ...(block.keep ? { keep: true } : {}), ...(block.fresh ? { fresh: true } : {}) };
      if (!block.table || !at) return { height: all, ...flags };
      const rows = [...at.querySelectorAll("tbody > tr")].map(tall);
      return { height: all, rows, frame: all - rows.reduce((sum, each) => sum + each, 0), ...flags };
    });
    const parts = paginate(measured, height - margin.top - margin.bottom - slack);
    const columns = this.blocks.map((block, place) =>
      block.table ? [...(found[place]?.querySelector("tbody > tr")?.children ?? [])].map((each) => each.getBoundingClientRect().width) : undefined);
    const before = this.dealt;
    if (JSON.stringify([parts, columns]) !== JSON.stringify([before.parts, before.columns])) this.dealt = { parts, columns };
    const scale = Math.min(1, this.clientWidth > 0 ? this.clientWidth / width : 1);
    if (Math.abs(scale - this.scale) > 0.001) this.scale = scale;
  }

  private draw(block: Block, part?: Part, columns?: readonly number[]): TemplateResult {
    const place = part?.block ?? 0;
    const { table, content } = block;
    if (!table) return html`${content}`;
    const rows = part?.from === undefined ? table.rows : table.rows.slice(part.from, part.to);
    return html`<table class="paper-table ${table.look ?? ""} ${columns ? "fixed" : ""}">
      ${columns ? html`<colgroup>${columns.map((_, at) => html`<col class="w${place}-${at}">`)}</colgroup>` : nothing}
      ${table.head === nothing ? nothing : html`<thead>${table.head}</thead>`}<tbody>${rows}</tbody></table>`;
  }

  protected override render(): TemplateResult {
    const { parts, columns } = this.dealt;
    const look = `light-paper ${this.mono ? "mono" : ""}`;
    const total = parts.length;
    return html`<div class="measure ${look}" inert aria-hidden="true">
        ${this.blocks.map((block) => html`<div class="block">${this.draw(block)}</div>`)}</div>
      ${parts.map((page, n) => html`<div class="page-hold">
        <section class="page ${look}" aria-label=${this.name(n + 1, total)}>
          ${page.map((part) => {
            const block = this.blocks[part.block];
            return block ? html`<div class="block">${this.draw(block, part, columns[part.block])}</div>` : nothing;
          })}
          <div class="page-foot">${this.foot(n + 1, total)}</div>
        </section></div>`)}`;
  }
}

export const defineSheets = (): void => {
  if (customElements.get("mittari-sheets") === undefined) customElements.define("mittari-sheets", MittariSheets);
};
