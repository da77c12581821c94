// What this program is: its version, a fingerprint that anyone can work out anew, what is in it, and how to see that
// nothing leaves it.
import { html, nothing, type TemplateResult } from "lit";
import { programPage } from "../save/program.ts";
import { sha256, shortPrint } from "../save/sha256.ts";
import { version } from "../save/version.ts";
import type { Context } from "./context.ts";
import { icon, showing } from "./parts.ts";
import { fingerprint } from "./print.ts";

/** A line for each part that others have written. */
declare const MITTARI_LICENCES: string;
const licences = typeof MITTARI_LICENCES === "string" ? MITTARI_LICENCES.split("\n") : [];

// Of the page as it was given out, without the document that stands in it now. Empty until it is worked out, and where
// this is a part of another page.
let program = "";
let asked = false;
export const programPrint = (told: () => void): string => {
  if (!asked) {
    asked = true;
    void (async () => {
      try {
        program = await sha256(new TextEncoder().encode(await programPage()));
        told();
      } catch {
        // No whole page: then there is nothing to compare. The line may be down, and up again a while later.
        setTimeout(() => (asked = false), 10_000);
      }
    })();
  }
  return program;
};

export const aboutDialog = (c: Context): TemplateResult => {
  const { m, hands, act, doc } = c;
  const w = m.save.about;
  const open = hands.dialog === "about";
  const close = (): void => act.hold({ dialog: null });
  if (!open) return html`<dialog class="about" aria-labelledby="about-title" ${showing(false)}></dialog>`;
  const whole = programPrint(() => act.hold({}));
  const data = doc.inputs.length > 0 ? fingerprint(c) : "";
  return html`<dialog class="about" aria-labelledby="about-title" ${showing(true)} @close=${() => hands.dialog === "about" && close()}>
    <header><h2 id="about-title">${w.title}</h2><button type="button" class="square" aria-label=${m.passport.close} @click=${close}>${icon("close")}</button></header>
    <div class="body" tabindex="0" role="region" aria-labelledby="about-title">
      <p>${m.app.tagline}. ${m.footer.made}</p>
      <dl><dt>${w.version}</dt><dd><bdi>${version}</bdi></dd>
        ${whole === "" ? nothing : html`<dt>${w.program}</dt><dd><code dir="ltr" lang="en" translate="no">${whole}</code> <small>${w.programNote}</small></dd>`}
        ${data === "" ? nothing : html`<dt>${w.data}</dt><dd><code dir="ltr" lang="en" translate="no">${data}</code></dd>`}</dl>
      <h3>${w.closed}</h3>
      ${m.trust.body.map((line) => html`<p>${line}</p>`)}<p>${m.trust.check}</p>
      ${hands.policy === "" ? nothing : html`<p class="small">${m.trust.policy}</p><code dir="ltr" lang="en" translate="no">${hands.policy}</code>`}
      <h3>${w.licences}</h3><p>${w.licencesNote}</p>
      <ul class="small" dir="ltr" lang="en" translate="no">${licences.map((line) => html`<li>${line}</li>`)}</ul>
    </div></dialog>`;
};

/** The program on paper: as many digits as people compare. */
export const programLine = (c: Context): string => {
  const whole = programPrint(() => c.act.hold({}));
  return whole === "" ? version : `${version} (${shortPrint(whole)})`;
};
