// <mittari-scorecard> and <mittari-report>: a table's numbers in somebody else's page.
//
//   data      "#id" of an element that holds the table as text, the text itself, or "sample:local_service"; a <script
//             type="text/csv"> inside of the element; or the property `data`: text, a File, or several of them
//   metric    ids, the primary first; or `set`, a KPI set; without both, chosen from the columns
//   by, from, to, compare ("previous", "year")
//   goal      "cost_per_lead=10; roas=4", or a number for the primary one
//   with      of the scorecard: any of "trend table funnel" below the numbers; without it, the first two
//   paper, heading, author   of the report
//   currency, digits, lang, dir, theme, readonly
//
// mittari-change: {metrics: {id: {value, reason?}}, period}. mittari-error: {code, message, args, file?, at}.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { defineCharts } from "../chart/index.ts";
import { defineSheets } from "../report/sheets.ts";
import { channels, columnsDialog } from "../view/channels.ts";
import type { Context } from "../view/context.ts";
import { funnel } from "../view/funnel.ts";
import { goalDialog } from "../view/goals.ts";
import { passport } from "../view/passport.ts";
import { picker } from "../view/picker.ts";
import { reportPages } from "../view/report.ts";
import { scorecard } from "../view/scorecard.ts";
import { trend } from "../view/trend.ts";
import { Stage } from "./stage.ts";

export class MittariScorecard extends Stage {
  protected body(c: Context): TemplateResult {
    const shown = new Set((this.getAttribute("with") ?? "trend table").split(/\s+/));
    return html`<div class=${c.live.computing ? "computing" : ""} part="board">${scorecard(c)}
      ${shown.has("trend") ? trend(c) : nothing}${shown.has("table") ? channels(c) : nothing}${shown.has("funnel") ? funnel(c) : nothing}</div>
      ${passport(c)}${picker(c)}${columnsDialog(c)}${goalDialog(c)}`;
  }
}

export class MittariReport extends Stage {
  protected body(c: Context): TemplateResult {
    return c.plan.kpis.length === 0 ? html`<p class="nothing">${c.m.paper.nothing}</p>` : html`<div part="report">${reportPages(c)}</div>`;
  }
}

export const defineBoards = (): void => {
  defineCharts();
  defineSheets();
  if (customElements.get("mittari-scorecard") === undefined) customElements.define("mittari-scorecard", MittariScorecard);
  if (customElements.get("mittari-report") === undefined) customElements.define("mittari-report", MittariReport);
};

declare global {
  interface HTMLElementTagNameMap {
    "mittari-scorecard": MittariScorecard;
    "mittari-report": MittariReport;
  }
}
