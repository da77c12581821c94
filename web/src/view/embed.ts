// Bringing a calculator, the scorecard or the report to another site: what, how, in which look; what it will look like at
// three widths; the lines to copy; and whether data are inside.
import { html, nothing, type TemplateResult } from "lit";
import { autonyms, direction, isolate, languages, messagesFor, type Language } from "../i18n/index.ts";
import { calculatorOf } from "../model/calculators.ts";
import { sourcesOf } from "../model/live.ts";
import { embedParts, type EmbedPart } from "../model/route.ts";
import { mostLink, writeLink } from "../save/link.ts";
import { version } from "../save/version.ts";
import { calculatorForm } from "./calculator.ts";
import { channels, columnsDialog } from "./channels.ts";
import { formatsFor, makeNames, type Context } from "./context.ts";
import { embedCode, filesOf, fitsInScript, type EmbedChoice, type EmbedWay } from "./embed-code.ts";
import { goalDialog } from "./goals.ts";
import { failure, progress } from "./notices.ts";
import { choose, icon, iso, showing } from "./parts.ts";
import { passport } from "./passport.ts";
import { picker } from "./picker.ts";
import { reportPages } from "./report.ts";
import { scorecard } from "./scorecard.ts";
import { trend } from "./trend.ts";

// What was chosen in the dialogue.
export interface Embedding {
  readonly what: EmbedPart;
  readonly how: EmbedWay;
  readonly language: Language;
  readonly theme: "auto" | "light" | "dark";
  readonly currency: string;
  readonly include: boolean;
  // The tables as text; null where they are no text or too much of it.
  readonly tables: readonly string[] | null;
  // The document as a link's "#s=…"; null where it is too long.
  readonly link: string | null;
}

const mostInside = 128 << 10;
const widths = [320, 600, 1200] as const;

// The tables of the document as text, where all of them are, and are small.
const tablesOf = async (c: Context): Promise<readonly string[] | null> => {
  const sources = sourcesOf(c.live);
  const tables: string[] = [];
  for (const input of c.doc.inputs) {
    const place = c.live.owners.indexOf(input.id);
    const data = c.store.bytes(input.id);
    if (data === undefined || input.size > mostInside || sources[place]?.kind !== "csv") return null;
    const text = typeof data === "string" ? data : new TextDecoder(sources[place]?.encoding ?? "utf-8").decode(await data.arrayBuffer());
    if (!fitsInScript(text)) return null;
    tables.push(text);
  }
  return tables.reduce((sum, text) => sum + text.length, 0) > mostInside ? null : tables;
};

// The document as an address that carries it, for a frame.
const linkOf = async (c: Context): Promise<string | null> => {
  if (c.doc.inputs.length === 0 || c.doc.inputs.reduce((sum, input) => sum + input.size, 0) > mostInside) return null;
  const data = await Promise.all(c.doc.inputs.map(async (input) => new Uint8Array(await new Blob([c.store.bytes(input.id) ?? ""]).arrayBuffer())));
  const hash = await writeLink({ document: c.doc, data, version });
  return hash.length > mostLink ? null : hash;
};

const insides = async (c: Context): Promise<Pick<Embedding, "tables" | "link">> => {
  const [tables, link] = await Promise.all([tablesOf(c).catch(() => null), linkOf(c).catch(() => null)]);
  return { tables, link };
};

export const openEmbed = (c: Context, what: EmbedPart): void => {
  const embedding: Embedding = { what, how: "element", language: c.doc.language, theme: c.doc.theme, currency: "", include: false, tables: null, link: null };
  c.act.hold({ dialog: "embed", embedding });
  if (what !== "calculator") void insides(c).then(c.act.embedding);
};

// What the frame or the element will hold, in the language and look chosen.
const content = (c: Context, { what, language, currency }: Embedding): TemplateResult => {
  const doc = { ...c.doc, language };
  const other: Context = { ...c, doc, m: messagesFor(language), f: formatsFor(doc, c.live), names: makeNames(doc, c.live), hands: { ...c.hands, dialog: null } };
  if (what === "report") return reportPages(other);
  if (what === "scorecard") return html`${scorecard(other)}${trend(other)}${channels(other)}`;
  const now = calculatorOf(c.live.catalogue, doc.calculator);
  return html`<section class="calc"><h2>${other.names.metric(now.metric)}</h2>
    <p class="about">${c.live.catalogue?.metrics.find((each) => each.id === now.metric)?.descriptions[language] ?? ""}</p>
    ${calculatorForm(other, currency || null)}</section>`;
};

export const embedDialog = (c: Context): TemplateResult => {
  const { hands, m, f, doc, live, plan, act, names } = c;
  const now = hands.embedding;
  const open = hands.dialog === "embed" && now !== null;
  const close = (): void => act.hold({ dialog: null });
  if (!open) return html`<dialog class="embed" aria-labelledby="embed-title" ${showing(false)}></dialog>`;
  const w = m.embed;
  const change = act.embedding;
  const metric = calculatorOf(live.catalogue, doc.calculator).metric;
  const size = doc.inputs.reduce((sum, input) => sum + input.size, 0);
  const framed = now.how !== "element";
  const possible = now.what !== "calculator" && (framed ? now.link : now.tables) !== null;
  const inside = possible && now.include;
  const choice: EmbedChoice = {
    ...now, metrics: now.what === "calculator" ? [metric] : plan.kpis, ...(plan.dimension ? { by: plan.dimension } : {}),
    title: now.what === "calculator" ? names.metric(metric) : w.whats[now.what],
    base: /^https?:$/.test(location.protocol) ? new URL(".", location.href).href.split("#")[0]! : "https://www.example.com/mittari/",
    height: now.what === "calculator" ? 420 : 900, tables: inside && !framed ? now.tables ?? [] : [], ...(inside && framed ? { state: now.link ?? "" } : {}),
  };
  const code = embedCode(choice);
  const parts = embedParts.filter((part) => part === "calculator" || doc.inputs.length > 0);
  const look = { language: now.language, direction: direction(now.language), theme: now.theme, content: content(c, now) };
  const currencies = ["EUR", "USD", "GBP", "TRY", "IRR", "SEK", "CHF"];
  return html`<dialog class="embed" aria-labelledby="embed-title" ${showing(true)} @close=${() => c.hands.dialog === "embed" && close()}>
    <header><h2 id="embed-title">${w.title}</h2><button type="button" class="square" aria-label=${m.passport.close} @click=${close}>${icon("close")}</button></header>
    <div class="body" tabindex="0" role="region" aria-labelledby="embed-title">
      <div class="choices">
        ${choose(w.what, parts.map((id) => ({ id, name: w.whats[id] })), now.what, (what) => {
          change({ what: what as EmbedPart });
          if (now.tables === null) void insides(c).then(change);
        })}
        ${choose(w.how, (["element", "auto", "fixed"] as const).map((id) => ({ id, name: w.hows[id] })), now.how, (how) => change({ how: how as EmbedWay }))}
        ${choose(m.header.language, languages.map((id) => ({ id, name: autonyms[id] })), now.language, (language) => change({ language: language as Language }))}
        ${choose(m.header.theme, (["auto", "light", "dark"] as const).map((id) => ({ id, name: m.header.themes[id] })), now.theme, (theme) => change({ theme: theme as Embedding["theme"] }))}
        ${now.what === "calculator" ? choose(m.check.currency, [{ id: "", name: w.anyCurrency }, ...currencies.map((id) => ({ id, name: id }))], now.currency, (currency) => change({ currency })) : nothing}
      </div>
      <p class="small">${w.hints[now.how]} ${w.files(f.list(filesOf(now).map((name) => isolate(name.replaceAll("-", "-\u2060")))))}</p>
      <p class=${inside ? "caution" : ""}>${now.what === "calculator" ? w.noneInside : inside ? (framed ? m.save.link.holds(f.count(now.link?.length ?? 0)) : w.inside(f.bytes(size))) : framed ? w.frameData : w.outside}</p>
      ${now.what !== "calculator"
        ? html`<label class="tick"><input type="checkbox" .checked=${inside} ?disabled=${!possible} @change=${(event: Event) => change({ include: (event.target as HTMLInputElement).checked })}><span>${framed ? w.includeLink : w.include}</span></label>
          ${possible ? nothing : html`<p class="small">${w.tooLarge(f.bytes(size))}</p>`}` : nothing}
      <h3>${w.code}</h3>
      <textarea class="field code" dir="ltr" lang="en" rows="5" readonly spellcheck="false" aria-label=${w.code} .value=${code}></textarea>
      <p><button type="button" class="button main" @click=${() => act.copy("embed", code)}>${hands.copied === "embed" ? m.passport.copied : m.passport.copy}</button></p>
      <h3>${w.preview}</h3>
      ${widths.map((wide) => html`<figure class="w${wide}"><figcaption class="small">${iso(w.width(f.count(wide)))}</figcaption>
        <mittari-preview .wide=${wide} .look=${look}></mittari-preview></figure>`)}
    </div>
  </dialog>`;
};

// The page in a frame of another page: that part alone.
export const embedded = (c: Context, what: EmbedPart): TemplateResult => {
  const { doc, m, live, hands } = c;
  const bare = doc.inputs.length === 0 && what !== "calculator";
  const now = calculatorOf(live.catalogue, doc.calculator);
  return html`<main id="main" class="wrap">${progress(c)}${failure(c)}
      ${bare ? (hands.opening ? html`<p class="nothing" role="status">${m.save.opening}</p>` : live.catalogue && !live.reading ? html`<p class="nothing">${m.embed.noData}</p>` : nothing)
        : what === "calculator"
          ? html`<section class="calc" aria-labelledby="calc-title"><h1 class="which" id="calc-title">${c.names.metric(now.metric)}</h1>
            <p class="about">${live.catalogue?.metrics.find((each) => each.id === now.metric)?.descriptions[doc.language] ?? ""}</p>${calculatorForm(c)}</section>`
          : what === "report" ? reportPages(c)
            : html`<h1 class="unseen">${m.board.title}</h1><div class=${live.computing ? "computing" : ""}>${scorecard(c)}${trend(c)}${channels(c)}</div>`}
    </main>
    ${passport(c)}${picker(c)}${columnsDialog(c)}${goalDialog(c)}
    <div class="unseen" role="status" aria-live="polite">${live.notice}</div>`;
};
