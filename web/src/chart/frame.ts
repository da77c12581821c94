// The figure around a picture: title, sentence, table twin, keyboard, tooltip. Charts differ only in
// their two functions, one for the picture and one for the table.
import { LitElement, type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { copyForms, copyPicture, fileName, saveFile } from "../export/save.ts";
import { type OutTable, toHtml, toTabs } from "../export/table.ts";
import { widthOf } from "./at-once.js";
import { toPng, toSvgString } from "./export.js";
import { footOf, nodesOf, outTable, putTip, tableOf, tipOf } from "./frame-parts.js";
import { type Manner, mannerOf } from "./manner.js";
import type { MenuItem } from "./menu.js";
import type { ChartNode, Picture, Place, Stage, TableTwin } from "./picture.js";
import { aimAt, move } from "./roving.js";
import { chartStyles } from "./styles.js";
import { type ChartPick, type ChartWords, kPickEvent } from "./types.js";

interface Titled {
  readonly title: string;
  readonly sentence?: string;
}

let made = 0;

export abstract class ChartFrame<Model extends Titled> extends LitElement {
  static override properties = {
    model: { attribute: false },
    words: { attribute: false },
    pickable: { type: Boolean },
    titled: { attribute: false },
    plain: { type: Boolean },
    extra: { attribute: false },
    space: { state: true },
    asTable: { state: true },
    expanded: { state: true },
    focused: { state: true },
    pointed: { state: true },
  };
  static override styles = chartStyles;

  model: Model | undefined;
  words: ChartWords | undefined;
  // Points lead somewhere: they are buttons, and fire kPickEvent.
  pickable: boolean;
  // False: title and sentence are for screen readers only, the page shows its own.
  titled: boolean;
  // Without buttons: for paper.
  plain: boolean;
  // More deeds for the menu, after the chart's own.
  extra: readonly MenuItem[];
  protected space: number;
  protected asTable: boolean;
  protected expanded: boolean;
  // The tab stop, and the node under the pointer or with focus.
  protected focused: Place | undefined;
  protected pointed: Place | undefined;

  private readonly uid = `c${++made}`;
  private picture: Picture | undefined;
  private watcher: ResizeObserver | undefined;
  private refocus = false;
  private manner: Manner | undefined;

  constructor() {
    super();
    this.pickable = false;
    this.titled = true;
    this.plain = false;
    this.extra = [];
    this.space = 0;
    this.asTable = false;
    this.expanded = false;
  }

  protected abstract draw(model: Model, stage: Stage): Picture;
  protected abstract twin(model: Model, words: ChartWords): TableTwin;
  protected abstract isEmpty(model: Model): boolean;

  override connectedCallback(): void {
    super.connectedCallback();
    this.manner = undefined;
    this.watcher = new ResizeObserver((entries) => {
      const width = Math.floor(entries[0]?.contentRect.width ?? 0);
      if (width > 0 && width !== this.space) this.space = width;
    });
    this.watcher.observe(this);
    window.addEventListener("keydown", this.dismiss);
  }

  override disconnectedCallback(): void {
    this.watcher?.disconnect();
    window.removeEventListener("keydown", this.dismiss);
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("model") && changed.get("model") !== undefined) this.pointed = undefined;
    const anew = ["model", "words", "space", "expanded"].some((name) => changed.has(name));
    if (!anew || this.model === undefined || this.words === undefined || this.space === 0) return;
    if (this.manner === undefined || changed.has("words") || changed.has("space")) this.manner = mannerOf(this);
    this.picture = this.draw(this.model, {
      ...this.manner,
      width: this.space,
      words: this.words,
      uid: this.uid,
      expanded: this.expanded,
    });
    const { focused } = this;
    if (focused && this.picture.nodes[focused.row]?.[focused.column] === undefined)
      this.focused = undefined;
  }

  // For paper: with the width it has, and all that was asked of it.
  drawNow(): void {
    const width = widthOf(this);
    if (width > 0) this.space = width;
    if (this.isUpdatePending) this.performUpdate();
  }

  protected override updated(): void {
    if (this.refocus) {
      this.refocus = false;
      this.renderRoot.querySelector<SVGElement>('.node[tabindex="0"]')?.focus();
    }
    this.placeTip();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model, words } = this;
    if (model === undefined || words === undefined) return nothing;
    const empty = this.isEmpty(model);
    const heading = html`<span class="title" id="title">${model.title}</span>
      ${model.sentence ? html`<span class="sentence" id="sentence">${model.sentence}</span>` : nothing}`;
    const acts = html`<div class="acts"><button type="button" class="swap" @click=${this.swap}>
        ${this.asTable ? words.chart : words.table}
      </button><mittari-menu .label=${words.save} .name=${words.join([words.save, model.title])}
        .items=${this.waysOut(model, words)}></mittari-menu></div>`;
    const body = this.asTable ? tableOf(model.title, this.twin(model, words)) : this.renderPicture(words);
    return html`<figure aria-labelledby="title">
      <div class="head">
        <figcaption class=${this.titled ? "" : "unseen"}>${heading}</figcaption>
        ${empty || this.plain ? nothing : acts}
      </div>
      ${empty ? html`<p class="empty">${words.empty}</p>` : body}
    </figure>`;
  }

  private renderPicture(words: ChartWords): TemplateResult | typeof nothing {
    const { picture } = this;
    if (picture === undefined) return nothing;
    const { width, height } = picture;
    const at = this.pointed;
    const node = at ? picture.nodes[at.row]?.[at.column] : undefined;
    const wide = width > this.space;
    // Listeners for focus stand on the div: Chromium makes SVG elements that have some a tab stop.
    return html`<div class="stage" @keydown=${this.press} @focusin=${this.enter} @focusout=${this.leave}>
      <div class=${wide ? "scroll" : ""} @scroll=${this.leave}>
        <svg class="aim-${picture.aim} ${this.pickable ? "pickable" : ""}" width=${width} height=${height}
          viewBox="0 0 ${width} ${height}" role="group" aria-labelledby="title" aria-describedby="keys"
          @pointermove=${this.point} @pointerdown=${this.point} @pointerleave=${this.leave} @click=${this.tap}>
          <g class="drawing" aria-hidden="true">${picture.drawing}</g>
          <g class="over" aria-hidden="true">${at && node && picture.over ? picture.over(at) : nothing}</g>
          <g class="nodes">${nodesOf(picture, { stop: this.focused ?? picture.start, at: this.pointed, role: this.pickable ? "button" : "img", still: this.plain })}</g>
        </svg>
      </div>
      <span class="unseen" id="keys">${words.keys}</span>
      ${node ? tipOf(node.tip) : nothing}
    </div>
    ${footOf(picture, words, this.plain ? null : { expanded: this.expanded, expand: this.expand })}`;
  }

  private placeTip(): void {
    const tip = this.renderRoot.querySelector<HTMLElement>(".tip");
    const { picture, pointed } = this;
    const node = pointed ? picture?.nodes[pointed.row]?.[pointed.column] : undefined;
    if (tip === null || node === undefined || picture === undefined) return;
    putTip(tip, node, picture.aim, this.space, this.renderRoot.querySelector(".scroll")?.scrollLeft ?? 0);
  }

  private readonly swap = (): void => {
    this.asTable = !this.asTable;
    this.pointed = undefined;
  };

  private readonly expand = (): void => {
    this.expanded = !this.expanded;
    this.focused = undefined;
    this.pointed = undefined;
  };

  private aim(event: MouseEvent): Place | undefined {
    const box = this.renderRoot.querySelector(".stage svg")?.getBoundingClientRect();
    if (this.picture === undefined || box === undefined) return undefined;
    return aimAt(this.picture, event.clientX - box.left, event.clientY - box.top);
  }

  private readonly point = (event: PointerEvent): void => {
    const at = this.aim(event);
    if (at?.row !== this.pointed?.row || at?.column !== this.pointed?.column) this.pointed = at;
  };

  // A finger that lifts leaves the tooltip standing: there is no hovering to bring it back.
  private readonly leave = (event: Event): void => {
    if (event instanceof PointerEvent && event.pointerType === "touch") return;
    this.pointed = undefined;
  };

  private readonly dismiss = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && this.pointed !== undefined) this.pointed = undefined;
  };

  private readonly tap = (event: MouseEvent): void => {
    const at = this.aim(event) ?? this.pointed;
    if (at === undefined) return;
    this.focused = at;
    this.choose(at);
  };

  private readonly enter = (event: FocusEvent): void => {
    const { r, c } = (event.target as SVGElement).dataset;
    if (r === undefined || c === undefined) return;
    const place = { row: Number(r), column: Number(c) };
    this.focused = place;
    this.pointed = place;
  };

  private readonly press = (event: KeyboardEvent): void => {
    const { picture } = this;
    if (picture === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const from = this.focused ?? picture.start;
    if (event.key === "Escape" && this.pointed !== undefined) {
      this.pointed = undefined;
      event.stopPropagation();
      return;
    }
    if (["Enter", " ", "i"].includes(event.key) && this.pickable) {
      event.preventDefault();
      event.stopPropagation();
      this.choose(from);
      return;
    }
    const to = move(picture.nodes, from, event.key, picture.flip);
    if (to === undefined) return;
    event.preventDefault();
    this.focused = to;
    this.pointed = to;
    this.refocus = true;
    this.requestUpdate();
  };

  private waysOut(model: Model, words: ChartWords): MenuItem[] {
    const told = (done: boolean): string => (done ? words.copied : words.refused);
    return [
      {
        label: words.saveSvg,
        act: async () => {
          saveFile(fileName(model.title, "svg"), await this.toSvg(), "image/svg+xml");
          return words.saved;
        },
      },
      {
        label: words.savePng,
        act: async () => {
          saveFile(fileName(model.title, "png"), await toPng(await this.toSvg()), "image/png");
          return words.saved;
        },
      },
      {
        label: words.copyPicture,
        act: async () => told(await copyPicture(this.toSvg().then((picture) => toPng(picture)))),
      },
      {
        label: words.copyTable,
        act: async () => {
          const table = this.toTable(model, words);
          return told(await copyForms({ "text/html": toHtml(table), "text/plain": toTabs(table) }));
        },
      },
      ...this.extra,
    ];
  }

  private toTable(model: Model, words: ChartWords): OutTable {
    return outTable(model.title, this.twin(model, words), getComputedStyle(this).direction === "rtl");
  }

  // The chart as a file of one width on light paper, whatever the screen is like. The page's class `light-paper` gives
  // the light colours.
  async toSvg(width = 720): Promise<string> {
    const twin = document.createElement(this.localName) as this;
    const sheet = document.createElement("div");
    sheet.className = "light-paper";
    sheet.inert = true;
    Object.assign(sheet.style, { position: "fixed", insetInlineStart: "-9999px", top: "0", width: `${width}px` });
    Object.assign(twin, { model: this.model, words: this.words, plain: true, expanded: this.expanded, space: width });
    sheet.append(twin);
    const root = this.getRootNode();
    (root instanceof ShadowRoot ? root : document.body).append(sheet);
    await twin.updateComplete;
    const picture = toSvgString(twin);
    sheet.remove();
    return picture;
  }

  private choose(at: Place): void {
    const node: ChartNode | undefined = this.picture?.nodes[at.row]?.[at.column];
    if (!this.pickable || node === undefined) return;
    this.dispatchEvent(
      new CustomEvent<ChartPick>(kPickEvent, { detail: node.pick, bubbles: true, composed: true }),
    );
  }
}
