// What frames every place: wordmark, places, language, look; the promise about data; the foot.
import { html, nothing, svg, type TemplateResult } from "lit";
import { autonyms, languages, shortNames } from "../i18n/index.ts";
import type { Place, Theme } from "../model/document.ts";
import { canRedo, canUndo } from "../model/history.ts";
import { shownPlace, type Context } from "./context.ts";
import { draftLine } from "./draft.ts";
import { icon } from "./parts.ts";
import { fingerprint } from "./print.ts";
import { version } from "../save/version.ts";

const mark = html`<svg viewBox="0 0 22 22" aria-hidden="true" focusable="false">${svg`
  <rect x="1" y="12" width="4" height="9"></rect><rect x="6.500" y="7" width="4" height="14"></rect>
  <rect x="12" y="10" width="4" height="11"></rect><rect x="17.500" y="1" width="3.500" height="20"></rect>`}</svg>`;

const nextTheme: Readonly<Record<Theme, Theme>> = { auto: "light", light: "dark", dark: "auto" };

export const header = (c: Context): TemplateResult => {
  const { doc, m, store, act } = c;
  const places = ([
    ["data", m.header.data] as const,
    ...(doc.inputs.length > 0 ? [["check", m.header.check], ["board", m.header.board], ["report", m.paper.place]] as const : []),
    ["plan", m.work.plan.title],
  ] satisfies (readonly [Place, string])[]).filter(([place]) => !doc.readOnly || place === "board" || place === "report");
  const here = shownPlace(doc);
  return html`<header class="top"><div class="wrap">
    <a class="wordmark" href="#" @click=${(event: Event) => { event.preventDefault(); void store.run({ do: "place", place: "data" }); }}
      aria-label=${m.app.name}>${mark}<span>${m.app.name}</span></a>
    ${doc.inputs.length === 0 && here !== "plan" ? nothing : html`<nav class="places" aria-label=${m.header.places}>
      ${places.map(([place, name]) => html`<button type="button" aria-current=${here === place ? "page" : nothing}
        @click=${() => void store.run({ do: "place", place })}>${name}</button>`)}
    </nav>`}
    <div class="end">
      <div class="undo" ?hidden=${!canUndo(store.history) && !canRedo(store.history)}>
        <button type="button" class="square" title=${m.header.undo} aria-label=${m.header.undo}
          ?disabled=${!canUndo(store.history)} @click=${() => act.undo()}>${icon("undo", true)}</button><button
          type="button" class="square" title=${m.header.redo} aria-label=${m.header.redo}
          ?disabled=${!canRedo(store.history)} @click=${() => act.redo()}>${icon("redo", true)}</button>
      </div>
      <div class="tongues" role="group" aria-label=${m.header.language}>
        ${languages.map((language) => html`<button type="button" lang=${language} title=${autonyms[language]}
          aria-label=${shortNames[language] === autonyms[language] ? autonyms[language] : `${shortNames[language]}, ${autonyms[language]}`} aria-pressed=${doc.language === language ? "true" : "false"}
          @click=${() => void store.run({ do: "language", language })}>${shortNames[language]}</button>`)}
      </div>
      <button type="button" class="square save" title=${m.save.title} aria-label=${m.save.title} aria-haspopup="dialog"
        @click=${() => act.askSave()}>${icon("save")}<span aria-hidden="true">${m.save.title}</span></button>
      <button type="button" class="square" title=${`${m.header.theme}: ${m.header.themes[doc.theme]}`}
        aria-label=${`${m.header.theme}: ${m.header.themes[doc.theme]}`}
        @click=${() => void store.run({ do: "theme", theme: nextTheme[doc.theme] })}>${icon(doc.theme)}</button>
      <button type="button" class="square" title=${m.header.help} aria-label=${m.header.help} aria-haspopup="dialog"
        @click=${() => act.hold({ dialog: "keys" })}>${icon("help")}</button>
    </div>
  </div>${draftLine(c)}</header>`;
};

export const trust = ({ m, hands }: Context): TemplateResult => html`<details class="trust"><summary class="wrap">
    <b>${m.trust.title}</b> <span class="link">${m.trust.how}</span></summary>
  <div class="wrap"><div class="why">
    ${m.trust.body.map((line) => html`<p>${line}</p>`)}
    <p>${m.trust.check}</p>
    ${hands.policy === "" ? nothing : html`<div><p class="small">${m.trust.policy}</p><code dir="ltr" lang="en">${hands.policy}</code></div>`}
  </div></div></details>`;

export const footer = (c: Context): TemplateResult => {
  const { m, doc } = c;
  const print = doc.inputs.length > 0 ? fingerprint(c) : "";
  return html`<footer class="foot"><div class="wrap">
  <span>${m.footer.promise}</span><span>${m.footer.made}</span>
  ${doc.readOnly ? nothing : html`<button type="button" class="link" aria-haspopup="dialog" @click=${() => c.act.hold({ dialog: "calendar" })}>${m.work.calendar.manner}</button>`}<span class="nowrap"><button type="button" class="link about" aria-haspopup="dialog" @click=${() => c.act.hold({ dialog: "about" })}>${`${m.app.name} ${version}`}</button>${print === "" ? nothing : html` · <bdi>${m.save.data(print)}</bdi>`}</span></div></footer>`;
};
