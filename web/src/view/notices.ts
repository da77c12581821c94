// Progress, errors and the spoken notices.
import { html, nothing, type TemplateResult } from "lit";
import type { Get } from "../i18n/index.ts";
import { isolate } from "../i18n/index.ts";
import type { Failure } from "../model/live.ts";
import { getter, type Context } from "./context.ts";
import { icon } from "./parts.ts";

export const progress = ({ live, m, f, store }: Context): TemplateResult | typeof nothing => {
  const reading = live.reading;
  if (!reading || reading.since < 400) return nothing;
  const part = reading.total > 0 ? reading.bytes / reading.total : 0;
  return html`<div class="progress" role="status"><div class="wrap">
    <span>${m.progress.reading(isolate(reading.name))}</span>
    ${reading.since >= 2000 || part > 0
      ? html`<progress max="1" .value=${part} aria-label=${m.progress.reading(reading.name)}></progress><span class="nowrap">${f.percent(part)}</span>`
      : nothing}
    <span class="quiet nowrap">${m.progress.rows(reading.rows, f.count(reading.rows))}</span>
    <button type="button" class="button" @click=${() => store.cancel()}>${m.progress.cancel}</button>
  </div></div>`;
};

// What happened, where, and how to mend it.
export const failureWords = (c: Context, failure: Failure): { what: string; where: string; mend: string } => {
  const errors = c.m.codes.errors as Readonly<Record<string, ((get: Get) => readonly [string, string]) | undefined>>;
  const words = errors[failure.code];
  const [what, mend] = words ? words(getter(c, failure.args)) : [c.m.error.unknown, c.m.error.unknownMend];
  const places = [
    ...(failure.file ? [isolate(failure.file)] : []),
    ...(failure.row === undefined ? [] : [c.m.check.place.row(c.f.count(failure.row))]),
    ...(failure.column === undefined ? [] : [c.m.check.place.column(c.f.count(failure.column))]),
  ];
  return { what, mend, where: places.join(c.m.chart.separator) };
};

export const failure = (c: Context): TemplateResult | typeof nothing => {
  const failed = c.live.broken ?? c.live.failure;
  if (!failed) return nothing;
  const { what, where, mend } = failureWords(c, failed);
  return html`<div class="alert" role="alert">
    <h2>${what}</h2>
    ${where === "" ? nothing : html`<p class="small">${where}</p>`}
    <p>${mend}</p>
    ${failed.code === "" ? html`<p class="small" dir="ltr" lang="en">${failed.message}</p>` : nothing}
    ${c.live.broken ? nothing : html`<button type="button" class="square" aria-label=${c.m.error.dismiss} title=${c.m.error.dismiss}
      @click=${() => c.store.dismiss()}>${icon("close")}</button>`}
  </div>`;
};
