// The whole page from one context.
import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { aboutDialog } from "./about.ts";
import { aliases } from "./aliases.ts";
import { ask } from "./ask.ts";
import { bar } from "./bar.ts";
import { channels, columnsDialog } from "./channels.ts";
import { check } from "./check.ts";
import { compareDialog } from "./compare.ts";
import { shownPlace, type Context } from "./context.ts";
import { calendarDialog, controls, filterDialog } from "./controls.ts";
import { embedded, embedDialog } from "./embed.ts";
import { recipeOffer } from "./draft.ts";
import { goalDialog } from "./goals.ts";
import { ahead, funnel } from "./funnel.ts";
import { footer, header, trust } from "./header.ts";
import { heard, heardDialog } from "./heard.ts";
import { keys } from "./keys.ts";
import { failure, progress } from "./notices.ts";
import { appendix, passport } from "./passport.ts";
import { afterPaint } from "./parts.ts";
import { planPlace } from "./plan.ts";
import { picker } from "./picker.ts";
import { pictures } from "./pictures.ts";
import { report } from "./report.ts";
import { arrivedDialog, saveDialog, savedLines } from "./saving.ts";
import { sheetDialog } from "./sheet.ts";
import { scorecard } from "./scorecard.ts";
import { start } from "./start.ts";
import { trend } from "./trend.ts";

// Charts measure and draw anew for every model they are given: they are given one only when what they show is another,
// not at every key and dialog.
const shown = (c: Context): unknown[] => [
  c.live.total, c.live.table, c.live.trend, c.live.before, c.live.split, c.live.extra, c.live.goals,
  c.live.catalogue, c.live.available, c.live.inspection, c.live.overview, c.f,
  c.doc.language, c.doc.inputs, c.doc.selection, c.doc.kpis, c.doc.columns, c.doc.calendar, c.doc.goals, c.doc.events, c.doc.timeReversed,
];
const above = (c: Context): unknown => [
  guard([...shown(c), c.live.appendix, c.live.total === null && c.live.computing], () => scorecard(c)), guard([...shown(c), c.hands.noting], () => trend(c)),
];
const below = (c: Context): unknown => guard([...shown(c), c.live.analyses, c.live.stages], () => [funnel(c), pictures(c), heard(c), ahead(c)]);

// Until the last answer to a choice is there, the parts stay as they were drawn for the choice before: what was asked is
// marked at once, and all of them change together, once.
let drawn: Context | undefined;
const steady = (c: Context): Context => {
  if (!c.live.computing || !c.live.total || !drawn || drawn.doc.inputs !== c.doc.inputs || drawn.live.inspection !== c.live.inspection) return (drawn = c);
  const { total, table, trend, before, split, extra, analyses, stages, appendix } = drawn.live;
  const { selection, kpis, columns, calendar } = drawn.doc;
  return { ...c, plan: drawn.plan, live: { ...c.live, total, table, trend, before, split, extra, analyses, stages, appendix }, doc: { ...c.doc, selection, kpis, columns, calendar } };
};

// The longest part: drawn again only when what it shows is another.
const still = (c: Context): unknown => guard([
  c.live.table, c.live.catalogue, c.live.available, c.live.inspection, c.doc.language, c.doc.sort, c.doc.columns, c.doc.kpis, c.doc.selection, c.doc.aliases,
  c.f, c.hands.moreRows, c.hands.copied, c.live.kinds,
], () => [channels(c), aliases(c)]);

// The card, its trend and the table are what was asked for: what stands beneath them, mostly out of sight, takes the new
// answers one frame later, so that the hand waits for less.
let beneath: { readonly c: Context; readonly of: readonly unknown[] } | undefined;
let lags = false;
const later = (c: Context): Context => {
  const of = shown(c);
  const kept = beneath;
  if (!kept || lags || kept.c.doc.inputs !== c.doc.inputs || kept.c.f !== c.f || of.every((each, at) => each === kept.of[at])) {
    lags = false;
    beneath = { c, of };
    return c;
  }
  lags = true;
  afterPaint(() => c.act.hold({}));
  return kept.c;
};

const board = (c: Context): TemplateResult => {
  const then = steady(c);
  if (c.arriving) beneath = undefined;
  const low = c.arriving ? then : later(then);
  return html`<h1 class="unseen">${c.m.board.title}</h1>
  ${bar(c)}${controls(c)}
  <div class=${c.live.computing ? "computing" : ""} aria-busy=${c.live.computing || low !== then ? "true" : "false"}>${above(then)}${c.arriving ? nothing : [still(then), below(low), ask(low)]}</div>${c.arriving ? nothing : appendix(low)}`;
};

// Closed at first, all of them.
const dialogs = (c: Context): TemplateResult => html`${passport(c)}${picker(c)}${filterDialog(c)}${calendarDialog(c)}${columnsDialog(c)}${goalDialog(c)}${sheetDialog(c)}${saveDialog(c)}${arrivedDialog(c)}${compareDialog(c)}${embedDialog(c)}${keys(c)}${aboutDialog(c)}${heardDialog(c)}`;

export const page = (c: Context): TemplateResult => {
  const { doc, m, hands, live } = c;
  const place = shownPlace(doc);
  if (hands.embed) return embedded(c, hands.embed);
  return html`<a class="skip unseen" href="#main" @click=${(event: Event) => {
      event.preventDefault();
      document.getElementById("main")?.focus();
    }}>${m.app.skip}</a>
    ${header(c)}
    ${hands.renew ? html`<div class="renewal" role="status"><span>${m.embed.update}</span><button type="button" class="link" @click=${hands.renew}>${m.embed.reload}</button></div>` : nothing}
    ${place === "data" ? trust(c) : nothing}
    ${progress(c)}
    <main id="main" tabindex="-1" class="wrap">
      ${failure(c)}${savedLines(c)}${recipeOffer(c)}
      ${hands.opening ? html`<p class="nothing" role="status" aria-busy="true">${m.save.opening}</p>` : place === "data" ? start(c) : place === "check" ? check(c) : place === "plan" ? planPlace(c) : place === "report" ? report(c) : board(c)}
    </main>
    ${footer(c)}
    ${c.arriving === "page" ? nothing : dialogs(c)}
    ${hands.dropping ? html`<div class="landing"><b>${m.start.drop}</b><span>${m.start.dropHint}</span></div>` : nothing}
    <div class="unseen" role="status" aria-live="polite">${live.notice}</div>`;
};
