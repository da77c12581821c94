// Check bar, controls, scorecard, trend, channel table.
// A long figure is set smaller by its count of characters: a rule for each, as no element may carry a style of its own.
export const mostSigns = 48;
const signs = Array.from({ length: mostSigns - 4 }, (_, i) => `[data-signs="${i + 5}"] { --signs: ${i + 5}; }`).join("\n");

export const board = `
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: 2px calc(var(--u) * 2); font-size: var(--s0); color: var(--ink-2); padding-block-end: 12px; border-block-end: 1px solid var(--line); }
.bar .name { font-weight: 600; color: var(--ink); overflow-wrap: anywhere; }
/* The dots between stand before each part; at the start of a line they fall outside. */
.bar .what { display: flex; flex-wrap: wrap; overflow: clip; min-inline-size: 0; }
.bar .what > * { margin-inline-start: -19px; padding-inline-end: 19px; }
.bar .what > *::before { content: "·"; display: inline-block; inline-size: 19px; text-align: center; color: var(--ink-3); font-weight: 400; }
.bar .acts { margin-inline-start: auto; display: flex; gap: calc(var(--u) * 2.5); }
.bar .ask { color: var(--caution); font-weight: 600; }

.controls { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; padding-block: 16px; }
.controls label { display: inline-flex; align-items: center; gap: 8px; font-size: var(--s0); color: var(--ink-2); }
.controls .select { min-block-size: 36px; padding-block: 5px; }
.controls .field { inline-size: auto; min-block-size: 36px; border: 1px solid var(--line-2); border-radius: var(--radius); padding: 4px 8px; background: var(--paper); font-size: var(--s0); }
:lang(fa) .day { text-align: end; }
.controls .day { inline-size: 7.5em; }
.controls .button { min-block-size: 36px; padding-block: 5px; }
.chips { display: flex; flex-wrap: wrap; gap: 8px; }
.chip { display: inline-flex; align-items: center; gap: 6px; min-block-size: 32px; padding: 3px 6px 3px 12px; background: var(--accent-wash); color: var(--accent); border-radius: 16px; font-size: var(--s0); max-inline-size: 100%; }
.chip:dir(rtl) { padding: 3px 12px 3px 6px; }
.chip span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-inline-size: 32ch; }
.chip .icon { inline-size: 16px; block-size: 16px; }

.score { display: grid; grid-template-columns: minmax(0, 7fr) minmax(0, 5fr); border-block: 2px solid var(--ink); transition: opacity var(--quick); }
.computing .score, .computing .panel { opacity: 0.62; }
.kpi { padding-block: calc(var(--u) * 2.5); min-inline-size: 0; }
.kpi .head { display: flex; align-items: center; justify-content: space-between; gap: var(--u); }
.kpi h2 { font-size: var(--s0); font-weight: 600; color: var(--ink-2); letter-spacing: 0; }
.kpi .head .link { font-size: var(--s-1); font-weight: 450; color: var(--ink-3); text-decoration-color: var(--line-2); }
.kpi .head .link:hover { color: var(--accent); }
.awaited { line-height: 1.1; }
.figure { display: inline-block; font-weight: 620; letter-spacing: -0.03em; line-height: 1.1; max-inline-size: 100%; overflow-wrap: anywhere; }
button.figure { border-radius: 4px; margin-inline-start: -4px; padding-inline: 4px; background-image: linear-gradient(var(--line-2), var(--line-2)); background-size: calc(100% - 8px) 1px; background-repeat: no-repeat; background-position: 4px 100%; }
button.figure:hover { color: var(--accent); background-image: linear-gradient(var(--accent), var(--accent)); background-size: calc(100% - 8px) 2px; }
.kpi.first { padding-inline-end: calc(var(--u) * 5); border-inline-end: 1px solid var(--line); display: flex; flex-direction: column; }
.kpi.first h2 { font-size: var(--s1); color: var(--ink); }
.kpi > .hold { container-type: inline-size; min-inline-size: 0; }
.kpi.first :is(.figure, .awaited) { font-size: min(var(--s7), calc(150cqi / var(--signs, 4))); margin-block: 12px 4px; padding-block-end: 4px; white-space: nowrap; }
.kpi .delta { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 10px; font-size: var(--s0); }
.kpi .delta b { font-weight: 600; font-size: var(--s1); }
.kpi .say { margin-block-start: 12px; max-inline-size: 60ch; color: var(--ink-2); text-wrap: pretty; }
.kpi .say + .small { margin-block-start: 6px; }
.kpi .notes { margin-block-start: 6px; font-size: var(--s0); color: var(--caution); max-inline-size: 60ch; }
.kpi .why { font-size: var(--s0); color: var(--ink-2); }
.kpi.first mittari-spark { margin-block-start: auto; padding-block-start: 16px; display: block; inline-size: 100%; }
.seconds { display: grid; grid-template-rows: 1fr 1fr; min-inline-size: 0; }
.seconds .kpi { padding-inline-start: calc(var(--u) * 5); display: grid; grid-template-columns: minmax(0, 1fr) minmax(84px, 34%); column-gap: 16px; align-content: start; }
.seconds .kpi + .kpi { border-block-start: 1px solid var(--line); }
.seconds .kpi > * { grid-column: 1; }
.seconds .kpi .head { grid-column: 1 / -1; }
.seconds .kpi mittari-spark { grid-column: 2; grid-row: 2 / span 3; align-self: center; }
.seconds :is(.figure, .awaited) { font-size: min(var(--s4), calc(150cqi / var(--signs, 4))); white-space: nowrap; margin-block: 8px 4px; padding-block-end: 3px; justify-self: start; }
.swap .icon { display: none; inline-size: 16px; block-size: 16px; }
.mark { inline-size: 0.8em; block-size: 0.8em; fill: currentcolor; }

.panel { padding-block: calc(var(--u) * 5) 0; }
.panel > header { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: 8px 16px; margin-block-end: calc(var(--u) * 2); }
.panel > header .set { display: flex; flex-wrap: wrap; gap: 8px 16px; min-inline-size: 0; max-inline-size: 100%; }
.panel > header .set label { min-inline-size: 0; max-inline-size: 100%; }
.panel > header .set .select { max-inline-size: 100%; text-overflow: ellipsis; }
.panel > header label { display: inline-flex; align-items: center; gap: 8px; font-size: var(--s0); color: var(--ink-2); }
.panel > header .select { min-block-size: 36px; padding-block: 5px; }
.panel > header .set { align-items: center; }
.panel > header .set .button { min-block-size: 28px; padding: 2px 10px; border-radius: 4px; font-weight: 450; color: var(--ink-2); font-size: 0.8125rem; }
.panel > header .set .button:hover { color: var(--ink); }
/* A picture without a title of its own: its buttons stand on the heading's line. */
.panel.drawn > header { margin-block-end: 0; padding-inline-end: 160px; min-block-size: 28px; align-items: center; }
.panel.drawn > header + * { margin-block-start: -28px; }

.table { inline-size: 100%; border-collapse: collapse; font-size: var(--s0); }
.table caption { text-align: start; }
/* A shade at the edge tells of columns beyond it; at the end the paper covers it. */
.panel .scroll {
  background:
    linear-gradient(90deg, var(--paper) 40%, transparent) 0 0 / 40px 100% no-repeat local,
    linear-gradient(270deg, var(--paper) 40%, transparent) 100% 0 / 40px 100% no-repeat local,
    linear-gradient(90deg, color-mix(in srgb, var(--ink) 14%, transparent), transparent) 0 0 / 12px 100% no-repeat scroll,
    linear-gradient(270deg, color-mix(in srgb, var(--ink) 14%, transparent), transparent) 100% 0 / 12px 100% no-repeat scroll;
}
.scroll { overflow-x: auto; overscroll-behavior-x: contain; }
.table th, .table td { padding: 10px 12px; text-align: end; vertical-align: baseline; }
.table :is(th, td):first-child { text-align: start; padding-inline-start: 0; }
.table :is(th, td):last-child { padding-inline-end: 0; }
.table thead th { font-weight: 550; color: var(--ink-2); border-block-end: 1px solid var(--line-2); vertical-align: bottom; line-height: 1.3; padding-block: 4px 8px; }
.table thead button { position: relative; display: inline-flex; align-items: end; gap: 4px; text-align: inherit; font-weight: inherit; color: inherit; min-block-size: 28px; max-inline-size: 12em; overflow-wrap: break-word; hyphens: auto; }
.table thead button:hover { color: var(--ink); }
.table thead .arrow { inline-size: 9px; block-size: 9px; position: absolute; inset-inline-end: -12px; inset-block-end: 5px; visibility: hidden; fill: currentcolor; }
/* Beyond the last column it would make the table wider than its frame. */
.table thead th:last-child .arrow { inset-inline: -12px auto; }
.table thead [aria-sort="ascending"] .arrow, .table thead [aria-sort="descending"] .arrow { visibility: visible; }
.table thead [aria-sort="ascending"] .arrow { rotate: 180deg; }
.table thead button:is(:hover, :focus-visible) .arrow { visibility: visible; }
.table thead :is([aria-sort="ascending"], [aria-sort="descending"]) { color: var(--ink); }
.table tbody th { font-weight: 500; min-inline-size: 8em; max-inline-size: 22em; overflow-wrap: break-word; }
.table td { min-inline-size: 56px; }
.table tbody tr + tr > * { border-block-start: 1px solid var(--line); }
.table tbody tr:hover > * { background: var(--paper-2); }
.table .num { border-radius: 3px; min-block-size: 24px; min-inline-size: 24px; text-align: end; white-space: nowrap; }
.table .num:hover { color: var(--accent); text-decoration: underline; text-underline-offset: 0.25em; text-decoration-thickness: 1px; }
.table .primary .num { font-weight: 600; }
.table .why { display: block; font-size: var(--s-1); color: var(--ink-3); white-space: normal; max-inline-size: 18ch; margin-inline-start: auto; }
.table tfoot > tr > * { border-block-start: 2px solid var(--ink); font-weight: 600; padding-block-start: 12px; }
.table tfoot small { display: block; font-size: var(--s-1); font-weight: 400; color: var(--ink-2); }
.flagged { color: var(--caution); margin-inline-start: 3px; font-weight: 600; }
.panel .more { display: flex; gap: 16px; align-items: center; padding-block-start: 12px; font-size: var(--s0); color: var(--ink-2); }
.panel > .caution { padding-block-start: 12px; }
.appendix { display: none; }
.nothing { padding-block: calc(var(--u) * 3); color: var(--ink-2); max-inline-size: 60ch; }

@media (max-width: 1023px) {
  .panel .table { font-size: var(--s-1); }
  .panel .table :is(th, td) { padding-inline: 6px; }
  .panel .table :is(th, td):first-child { padding-inline-start: 0; }
  .panel .table :is(th, td):last-child { padding-inline-end: 0; }
  .table thead .arrow { inline-size: 8px; block-size: 8px; inset-inline-end: -9px; }
  .kpi .swap span { display: none; }
  .kpi .swap .icon { display: block; }
  .kpi .swap { min-inline-size: 32px; justify-content: end; margin-block-start: -2px; }
  .kpi h2 { min-inline-size: 0; overflow-wrap: anywhere; hyphens: auto; }
}
/* Between a phone and a desk: the primary with its line beside it, the others below, side by side. */
@media (min-width: 1200px) { .table td > span:has(> .flagged) { white-space: nowrap; } }
@media (min-width: 760px) and (max-width: 1023px) {
  .controls { column-gap: 12px; }
  .controls .select { max-inline-size: 11.5em; text-overflow: ellipsis; }
  .controls .plain { padding-inline: 4px; }
  .score { grid-template-columns: minmax(0, 1fr); }
  .kpi.first { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 38%); column-gap: 40px; align-content: start; padding-inline-end: 0; border-inline-end: 0; }
  .kpi.first > * { grid-column: 1; }
  .kpi.first .head { grid-column: 1 / -1; }
  .kpi.first mittari-spark { grid-column: 2; grid-row: 2 / span 6; align-self: end; margin-block-start: 0; padding-block-start: 0; }
  .seconds { grid-template-rows: none; grid-template-columns: 1fr 1fr; border-block-start: 1px solid var(--line); }
  .seconds .kpi { padding-inline: 0 24px; }
  .seconds .kpi + .kpi { border-block-start: 0; border-inline-start: 1px solid var(--line); padding-inline: 24px 0; }
}
@media (max-width: 379px) {
  .table.stack tr { grid-template-columns: repeat(2, minmax(0, 1fr)) !important; }
  .kpi .delta b { font-size: var(--s0); }
}
/* The trend below draws the same line: on a short screen the whole card comes first. */
@media (max-width: 759px) and (max-height: 860px) { .kpi.first mittari-spark { display: none !important; } }
@media (max-width: 759px) {
  .bar { padding-block-end: 8px; }
  .bar .acts { margin-inline-start: 0; flex-wrap: wrap; gap: 4px 16px; }
  .bar .acts .link { white-space: nowrap; }
  .bar .name { inline-size: 100%; }
  .controls { position: relative; flex-wrap: nowrap; overflow-x: auto; padding-block: 12px; margin-inline: calc(clamp(16px, 3vw, 24px) * -1); padding-inline: clamp(16px, 3vw, 24px); scrollbar-width: none; }
  .controls > * { flex: none; }
  .controls .chips { flex-wrap: nowrap; }
  .controls label > span:first-child { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  .score { grid-template-columns: minmax(0, 1fr); }
  .kpi.first { padding-inline-end: 0; border-inline-end: 0; padding-block: 12px; }
  .kpi .say { margin-block-start: 8px; font-size: var(--s0); }
  .kpi.first .figure { margin-block-start: 4px; }
  .seconds { grid-template-rows: none; grid-template-columns: 1fr 1fr; border-block-start: 1px solid var(--line); }
  .seconds .kpi { padding-inline-start: 0; padding-inline-end: 16px; padding-block: 12px; display: block; }
  .seconds .kpi + .kpi { border-block-start: 0; border-inline-start: 1px solid var(--line); padding-inline: 16px 0; }
  .seconds .kpi mittari-spark { display: block; margin-block-start: 8px; }
  .seconds .figure { font-size: min(var(--s3), calc(150cqi / var(--signs, 4))); }
  .seconds .vs { display: none; }
  .seconds .delta b { font-size: var(--s0); }
  .kpi .head { align-items: start; }
  .panel { padding-block-start: calc(var(--u) * 4); }
  .panel.drawn > header { padding-inline-end: 0; margin-block-end: 8px; }
  .panel.drawn > header + * { margin-block-start: 0; }
  .panel > header .set { gap: 8px; }

  .table.stack thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  .table.stack, .table.stack tbody, .table.stack tfoot, .table.stack tr { display: block; }
  .table.stack tr { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 4px 16px; padding-block: 16px; border-block-start: 1px solid var(--line); }
  .table.stack tr > * { border: 0 !important; padding: 0 !important; text-align: start !important; background: none !important; }
  .table.stack :is(tbody, tfoot) th { grid-column: 1 / -1; font-weight: 600; font-size: var(--s1); max-inline-size: none; }
  .table.stack td { display: flex; flex-direction: column; font-size: var(--s0); order: 2; min-inline-size: 0; }
  .table.stack td.ratio { order: 1; }
  .table.stack td.ratio .num { font-size: 1.0625rem; font-weight: 600; }
  .table.stack td::before { content: attr(data-name); font-size: var(--s-1); color: var(--ink-3); font-weight: 400; line-height: 1.35; overflow-wrap: anywhere; hyphens: auto; }
  .table.stack td > bdi { align-self: flex-start; }
  .comparing .table.stack tr:not(:has(td:nth-of-type(3))) { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  :lang(fa) .table.stack tr { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .table.stack .num { text-align: start; white-space: normal; overflow-wrap: anywhere; }
  .table.stack .why { margin-inline-start: 0; }
  .table.stack tfoot tr { border-block-start: 2px solid var(--ink); }
}
${signs}
`;
