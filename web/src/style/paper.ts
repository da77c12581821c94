// The report: choices, pages on the screen, pages on paper. Sizes on paper are points, whatever the screen's letters are.
export const paper = `
.reporting { display: grid; grid-template-columns: minmax(0, 19rem) minmax(0, 1fr); gap: calc(var(--u) * 4); align-items: start; }
.report-choices { display: grid; gap: calc(var(--u) * 1.5); }
.report-choices > label { display: grid; gap: 4px; font-size: var(--s0); font-weight: 550; }
.report-choices .field { min-block-size: 40px; padding: 6px 10px; font-size: var(--s0); font-weight: 400; }
.report-choices textarea.field { min-block-size: 36px; resize: vertical; field-sizing: content; }
.report-choices h3 { font-size: var(--s0); margin-block-start: var(--u); }
.report-choices ul { border-block-end: 1px solid var(--line); }
.report-choices li { border-block-start: 1px solid var(--line); padding-block: 6px; }
.report-choices .tick { display: flex; gap: 10px; align-items: center; min-block-size: 28px; font-size: var(--s0); }
.report-choices .tick input { inline-size: 18px; block-size: 18px; flex: none; margin: 0; accent-color: var(--accent); }
.report-choices li .more { padding-inline-start: 28px; }
.report-choices li summary { list-style: none; cursor: pointer; inline-size: fit-content; }
.report-choices li summary::-webkit-details-marker { display: none; }
.report-choices li summary .link { font-size: var(--s-1); font-weight: 450; }
.report-choices li .more .field { margin-block: 4px 8px; }
.report-choices li .more .tick { color: var(--ink-2); font-size: var(--s-1); }
.pair { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; font-size: var(--s0); }
.pair label { display: inline-flex; align-items: center; gap: 8px; }
.report-pages { background: var(--paper-3); padding: calc(var(--u) * 2); border-radius: var(--radius); max-block-size: 100dvh; overflow-y: auto; position: sticky; inset-block-start: 0; }
mittari-sheets { display: block; }
.measure { position: absolute; visibility: hidden; block-size: 0; overflow: hidden; inset-block-start: 0; inset-inline-start: 0; }
.page-hold { margin-inline: auto; overflow: hidden; box-shadow: 0 0 0 1px var(--line-2); }
.page-hold + .page-hold { margin-block-start: calc(var(--u) * 2); }
.page { position: relative; overflow: hidden; transform-origin: 0 0; }
:dir(rtl) > .page { transform-origin: 100% 0; }
.light-paper { --s-1: 8pt; --s0: 9pt; --s1: 10pt; --s2: 13pt; font-size: 10pt; line-height: 1.45; }
.light-paper:lang(fa) { line-height: 1.7; }
.light-paper.mono { --ink: #000; --accent: #000; --good: #000; --bad: #000; --caution: #000; --ink-2: #333; --ink-3: #555;
  --series-1: #222; --series-2: #555; --series-3: #333; --series-4: #666; --series-5: #000; --series-6: #444; --series-7: #555; --series-8: #111; }
.light-paper .block { display: flow-root; }
.page-foot { position: absolute; inset-inline: 18mm; inset-block-end: 9mm; display: flex; justify-content: space-between; gap: 6mm; padding-block-start: 2mm;
  border-block-start: 0.5pt solid var(--line-2); font-size: 7.5pt; line-height: 1.3; color: var(--ink-2); }
.page-foot > :first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-inline-size: 0; }
.page-foot > :not(:first-child) { white-space: nowrap; }
.light-paper .small { font-size: 8pt; }
.paper-cover { border-block-end: 1.5pt solid var(--ink); padding-block-end: 4mm; }
.paper-cover h1 { font-size: 24pt; letter-spacing: -0.02em; line-height: 1.2; margin-block-end: 2mm; overflow-wrap: anywhere; }
.paper-cover .period { font-size: 12pt; color: var(--ink-2); }
.paper-head { font-size: 14pt; padding-block: 7mm 3mm; }
.block:first-child > .paper-head { padding-block-start: 0; }
.paper-note { padding-block-end: 4mm; max-inline-size: 68ch; white-space: pre-line; overflow-wrap: anywhere; }
.paper-kpi { padding-block-end: 3mm; }
.paper-kpi .name { font-weight: 600; color: var(--ink-2); }
.paper-kpi .value { font-size: 18pt; font-weight: 620; letter-spacing: -0.02em; line-height: 1.25; overflow-wrap: anywhere; }
.paper-kpi.first .value { font-size: 34pt; }
.paper-kpi p:not(.value, .name) { max-inline-size: 68ch; margin-block-start: 1mm; }
.paper-goal { max-inline-size: 90mm; margin-block-start: 2mm; }
.paper-seconds { display: grid; grid-template-columns: 1fr 1fr; gap: 8mm; border-block-start: 0.5pt solid var(--line-2); padding-block-start: 3mm; }
.light-paper :is(mittari-trend, mittari-bars, mittari-stack, mittari-waterfall, mittari-funnel, mittari-cohort, mittari-pipeline, mittari-scatter) { display: block; padding-block-end: 6mm; }
.paper-table { inline-size: 100%; border-collapse: collapse; font-size: 8.5pt; line-height: 1.35; }
.paper-table.tight { font-size: 7.5pt; }
.paper-table.fixed { table-layout: fixed; inline-size: auto; }
.paper-table :is(th, td) { padding: 1.6mm 1.5mm; text-align: end; vertical-align: baseline; overflow-wrap: break-word; font-weight: 400; }
.paper-table:not(.paper-told, .paper-did) td { white-space: nowrap; }
.paper-table :is(th, td):first-child { text-align: start; padding-inline-start: 0; }
.paper-table :is(th, td):last-child { padding-inline-end: 0; }
.paper-table thead th { color: var(--ink-2); border-block-end: 1pt solid var(--ink-2); vertical-align: bottom; font-weight: 550; overflow-wrap: break-word; hyphens: auto; }
.paper-table tbody tr > * { border-block-end: 0.5pt solid var(--line); }
.paper-table .total > * { border-block-start: 1.2pt solid var(--ink); font-weight: 600; }
.paper-table small { display: block; font-weight: 400; color: var(--ink-2); }
.paper-table.paper-heard td:last-child { text-align: start; white-space: normal; }
.paper-table:is(.paper-told, .paper-did) :is(th, td) { text-align: start; }
.paper-table.paper-told th { inline-size: 32mm; color: var(--ink-2); }
.paper-table.paper-did th { inline-size: 42mm; }
.paper-table.paper-told { margin-block-end: 5mm; }
.paper-table.paper-told thead th { font-size: 11pt; font-weight: 600; color: var(--ink); border-block-end: 0.5pt solid var(--line-2); }
.paper-marks { padding-block-start: 2mm; font-size: 8pt; color: var(--ink-2); }
.light-paper sup { font-size: 0.72em; line-height: 0; margin-inline-start: 1px; }
.panel > header mittari-menu { align-self: center; }
.events { margin-block-start: calc(var(--u) * 2); padding: calc(var(--u) * 2); background: var(--paper-2); border-radius: var(--radius); font-size: var(--s0); }
.noting { margin-block-start: 8px; font-size: var(--s0); text-align: end; }
.events li { display: flex; align-items: center; gap: 12px; border-block-end: 1px solid var(--line); }
.events li bdi { flex: 1; overflow-wrap: anywhere; }
.events form { display: flex; flex-wrap: wrap; align-items: end; gap: 12px; margin-block-start: 8px; }
.events label { display: grid; gap: 4px; }
.events .grow { flex: 1 1 14rem; }
@media (min-width: 600px) and (max-width: 899px) {
  .report-choices > ul { display: grid; grid-template-columns: 1fr 1fr; column-gap: 32px; }
}
@media (max-width: 899px) {
  .reporting { grid-template-columns: minmax(0, 1fr); }
  .report-pages { max-block-size: none; overflow: visible; position: static; padding: 8px; }
}
@media print {
  #mittari:has(mittari-sheets) > :not(main), #mittari:has(mittari-sheets) > main > :not(.reporting), .report-choices, .measure { display: none !important; }
  #mittari:has(mittari-sheets), #mittari:has(mittari-sheets) main { display: block; padding: 0; min-block-size: 0; }
  .reporting, .report-pages { display: block; padding: 0; max-block-size: none; overflow: visible; position: static; background: none; border-radius: 0; }
  .page-hold { inline-size: auto !important; block-size: auto !important; margin: 0 !important; box-shadow: none; overflow: visible; }
  .page { transform: none !important; break-after: page; break-inside: avoid; }
  .page-hold:last-child .page { break-after: auto; }
  .events, .noting { display: none; }
}
`;
