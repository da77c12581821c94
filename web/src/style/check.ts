// The Check place, dialogs' insides and print.
export const check = `
.check-head { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: 16px; padding-block: 32px 24px; }
.check-head h1 { font-size: var(--s4); letter-spacing: -0.02em; }
.check-head p { color: var(--ink-2); margin-block-start: 4px; }
.source { border-block-start: 2px solid var(--ink); padding-block: 24px 48px; }
.source > header { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; margin-block-end: 24px; }
.source > header h2 { overflow-wrap: anywhere; }
.cards { display: grid; grid-template-columns: minmax(0, 7fr) minmax(0, 5fr); gap: 40px 56px; align-items: start; }
.card > h3 { font-size: var(--s2); letter-spacing: -0.01em; margin-block-end: 4px; }
.card > .small { margin-block-end: 12px; }
.cards .side { display: grid; gap: 40px; }
.ask-card { border: 1px solid var(--caution); background: var(--caution-wash); border-radius: 10px; padding: 20px 24px; margin-block-end: 32px; }
.ask-card > h3 { font-size: var(--s2); }
:is(.ask-card, .picker) h3 .of { color: var(--ink-2); font-weight: 400; font-size: var(--s0); margin-inline-start: 12px; }
.ask-card.settled > h3 + .q { margin-block-start: 12px; }
.ask-card.settled { border-color: var(--line-2); background: none; }
.ask-card .q + .q { border-block-start: 1px solid var(--line-2); margin-block-start: 20px; padding-block-start: 20px; }
.ask-card legend { font-weight: 600; padding: 0; float: inline-start; inline-size: 100%; }
.ask-card legend + * { clear: both; }
.ask-card > .small + .q { margin-block-start: 12px; }
.ask-card > .small { margin-block-start: 2px; }
.outcomes { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 12px; margin-block-start: 12px; }
.outcome { position: relative; display: grid; grid-template-columns: auto 1fr; gap: 0 12px; align-items: start; padding: 12px 16px; background: var(--paper); border: 1px solid var(--line-2); border-radius: var(--radius); cursor: pointer; }
.outcome:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.outcome:has(:focus-visible) { outline: 2px solid var(--focus); outline-offset: 2px; }
.outcome input { accent-color: var(--accent); inline-size: 18px; block-size: 18px; margin: 3px 0 0; }
.outcome b { font-weight: 600; }
.outcome small { font-size: var(--s-1); color: var(--ink-2); display: block; }
.outcome dl { grid-column: 2; font-size: var(--s0); color: var(--ink-2); display: grid; grid-template-columns: auto 1fr; gap: 0 12px; margin-block-start: 4px; }
.outcome dd { color: var(--ink); overflow-wrap: anywhere; }
.columns-table td { vertical-align: middle; }
.columns-table :is(th, td) { text-align: start; padding-block: 6px; }
.columns-table tbody th { vertical-align: middle; max-inline-size: 14em; font-weight: 550; overflow-wrap: anywhere; }
.columns-table .select { min-block-size: 36px; padding-block: 5px; inline-size: 17em; }
.columns-table .is-off { color: var(--ink-3); }
.conf { display: inline-flex; align-items: center; gap: 6px; white-space: nowrap; color: var(--ink-2); }
.conf i { inline-size: 18px; block-size: 4px; border-radius: 2px; background: linear-gradient(to var(--end, right), var(--accent) var(--much, 0%), var(--paper-3) 0); }
[dir="rtl"] .conf i { --end: left; }
.conf.certain i, .conf.user i { --much: 100%; }
.conf.likely i { --much: 66%; }
.conf.ambiguous i { --much: 33%; }
.conf.ambiguous { color: var(--caution); }
.done li { display: grid; grid-template-columns: 1fr auto; gap: 0 16px; padding-block: 10px; border-block-start: 1px solid var(--line); font-size: var(--s0); }
.done li > .link { align-self: start; }
.done li.off > span { text-decoration: line-through; color: var(--ink-3); }
.done .seen { grid-column: 1 / -1; color: var(--ink-3); font-size: var(--s-1); overflow-wrap: anywhere; }
.done h4 { margin: 16px 0 4px; font-size: var(--s0); font-weight: 600; color: var(--ink-2); }
.rows { scroll-margin-block-start: 16px; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 12px 24px; margin-block-end: 24px; }
.facts label { font-size: var(--s0); color: var(--ink-2); display: grid; gap: 4px; max-inline-size: 320px; }
.facts .select, .facts .field { min-block-size: 36px; padding-block: 5px; font-size: var(--s0); inline-size: 100%; }
.rows { margin-block-start: 40px; }
.rows h3 { font-size: var(--s2); }
.rows .small { margin-block: 4px 12px; }
.rows .scroll { max-block-size: 420px; overflow: auto; border: 1px solid var(--line); border-radius: var(--radius); }
.rows table { border-collapse: separate; border-spacing: 0; font-size: var(--s-1); inline-size: max-content; min-inline-size: 100%; }
.rows :is(th, td) { padding: 5px 12px; text-align: start; white-space: nowrap; max-inline-size: 26em; overflow: hidden; text-overflow: ellipsis; border-block-end: 1px solid var(--line); }
.rows .end { text-align: end; }
.rows thead th { position: sticky; inset-block-start: 0; background: var(--paper-2); font-weight: 600; z-index: 1; }
.rows tbody th { font-weight: 400; color: var(--ink-3); }
.rows tr.left-out :is(td, th) { color: var(--ink-3); background: repeating-linear-gradient(-45deg, transparent 0 6px, var(--paper-3) 6px 7px); }
.rows tr.left-out .tag { background: var(--paper); color: var(--ink-2); }

.passport { margin: 0; margin-inline-start: auto; block-size: 100dvh; max-block-size: none; inline-size: min(480px, 100vw); max-inline-size: none; border-radius: 0; border-block: 0; border-inline-end: 0; }
.passport .head-figure { font-size: var(--s5); font-weight: 620; letter-spacing: -0.025em; line-height: 1.15; overflow-wrap: anywhere; }
.passport .body { display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px; align-content: start; flex: 1; }
.passport h3 { font-size: var(--s-1); font-weight: 600; color: var(--ink-3); margin-block-end: 4px; }
.passport .formula { font-size: var(--s1); line-height: 1.6; overflow-wrap: anywhere; }
.passport .formula.mine { font-size: var(--s2); font-weight: 550; letter-spacing: -0.01em; }
.passport p { max-inline-size: 62ch; }
.passport .table :is(th, td) { padding-block: 6px; padding-inline: 6px; }
.passport .table tbody th { min-inline-size: 0; overflow-wrap: anywhere; }
.passport .table :is(th, td):first-child { padding-inline-start: 0; }
.passport .table :is(th, td):last-child { padding-inline-end: 0; }
.passport .table small { display: block; color: var(--ink-3); font-size: var(--s-1); overflow-wrap: anywhere; }
.passport ul.plain li { padding-block: 2px; }
.passport ul.plain.warn li { color: var(--caution); }

.picker .find { padding: 0 24px 12px; }
.picker h3 { font-size: var(--s-1); color: var(--ink-3); margin-block: 16px 4px; }
.picker .sets { display: flex; flex-wrap: wrap; gap: 8px; }
.picker .sets .button { min-block-size: 32px; padding: 3px 12px; }
.picker li button { display: grid; grid-template-columns: 1fr auto; gap: 0 16px; inline-size: calc(100% + 24px); margin-inline: -12px; padding: 8px 12px; border-radius: var(--radius); min-block-size: 40px; }
.picker li button:hover:not(:disabled) { background: var(--paper-2); }
.picker li b { font-weight: 550; }
.picker li small { grid-column: 1 / -1; font-size: var(--s-1); color: var(--ink-3); }
.picker li small i { font-style: normal; color: var(--accent); }
.picker li [aria-current] b { color: var(--accent); }
.picker li.with { display: flex; align-items: center; gap: 4px 20px; }
.picker li.with > .link { flex: none; display: inline; inline-size: auto; margin: 0; padding: 4px 0; border-radius: 0; min-block-size: 32px; }
.picker li.with > button:first-child { flex: 1; min-inline-size: 0; }
.own .body { display: grid; gap: 12px; align-content: start; }
.own .pull { justify-self: start; }
.own label { display: grid; gap: 4px; font-size: var(--s-1); color: var(--ink-2); }
.own .field { inline-size: 100%; font-size: var(--s0); }
.own textarea { min-block-size: 84px; resize: vertical; text-align: left; font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
.own pre { overflow-x: auto; text-align: left; color: var(--bad); font-size: var(--s-1); line-height: 1.3; }
.own .parts { display: flex; flex-wrap: wrap; gap: 6px; max-block-size: 150px; overflow-y: auto; padding: 2px; }
.own .parts .button { min-block-size: 28px; padding: 2px 10px; font-size: var(--s-1); font-weight: 450; }
.own h3 { font-size: var(--s-1); color: var(--ink-3); margin-block: 10px 4px; }
.names ul { display: grid; margin-block: 8px; }
.names li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 6px 16px; padding-block: 8px; border-block-end: 1px solid var(--line); }
.names li:last-child { border: 0; }
.names .picks { display: flex; flex-wrap: wrap; gap: 8px; }
.picker li span { color: var(--ink-2); font-size: var(--s0); }

.filters fieldset + fieldset { margin-block-start: 20px; border-block-start: 1px solid var(--line); padding-block-start: 16px; }
.filters legend { font-weight: 600; padding: 0; margin-block-end: 4px; float: inline-start; inline-size: 100%; }
.filters legend + * { clear: both; }
.tick { display: flex; gap: 10px; align-items: start; padding-block: 6px; min-block-size: 36px; cursor: pointer; overflow-wrap: anywhere; }
.tick input { accent-color: var(--accent); inline-size: 18px; block-size: 18px; margin: 3px 0 0; flex: none; }
.ticks { columns: 2; column-gap: 24px; }
.ticks .tick { break-inside: avoid; }

.keys .body { padding-block-start: 4px; }
.keys dl { display: grid; grid-template-columns: auto 1fr; gap: 10px 24px; align-items: baseline; }
kbd { font: inherit; font-size: var(--s-1); border: 1px solid var(--line-2); border-block-end-width: 2px; border-radius: 4px; padding: 1px 7px; white-space: nowrap; }
.keys .tick { margin-block-start: 16px; border-block-start: 1px solid var(--line); padding-block-start: 16px; }

@media (max-width: 959px) { .cards { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 599px) {
  .ticks { columns: 1; }
  .columns-table, .columns-table tbody { display: block; }
  .columns-table thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  .columns-table tr { display: grid; grid-template-columns: 1fr auto; gap: 4px 12px; padding-block: 12px; border-block-start: 1px solid var(--line); }
  .columns-table tr > * { padding: 0 !important; border: 0 !important; }
  .columns-table td.meaning { grid-column: 1 / -1; grid-row: 2; }
  .columns-table .select, .columns-table .pull { inline-size: 100%; }
  .columns-table td.unit { grid-column: 2; grid-row: 1; }
  .columns-table td.blanks { display: none; }
}
@media print {
  @page { margin: 16mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #5f6d68; } }
  body { font-size: 10pt; }
  .top .end, .places, .trust, .controls, .bar .acts, .kpi .head .link, .panel > header .set, .progress, .foot, .skip, dialog { display: none !important; }
  main { padding-block: 0; }
  .wrap { max-inline-size: none; padding: 0; }
  .kpi, .table tr, .card { break-inside: avoid; }
  .panel { padding-block-start: 14pt; }
  .kpi.first mittari-spark { display: none; }
  h2, .panel > header { break-after: avoid; }
  .table thead { display: table-header-group; }
  .table tfoot { display: table-row-group; }
  button.figure { background-image: none; }
  mittari-trend { break-inside: avoid; }
  .panel .scroll { overflow: visible; background: none; }
  .panel .table { font-size: 8pt; }
  .panel .table :is(small, .why) { font-size: 7pt; }
  .panel .table th, .panel .table td { padding: 3pt 6px; }
  .table thead .arrow, .panel .more button { display: none; }
  .table .num { white-space: normal; min-block-size: 0; }
  .table tfoot tr { break-before: avoid; }
  .appendix { display: block; break-before: page; }
  .appendix h2 { margin-block-end: 12pt; }
  .appendix article { break-inside: avoid; border-block-start: 1px solid var(--line); padding-block: 8pt; font-size: 9pt; }
  .appendix dl { display: grid; grid-template-columns: 9em 1fr; gap: 2pt 12pt; margin-block-start: 4pt; }
  .appendix dt { grid-column: 1; color: var(--ink-2); }
  .appendix dd { grid-column: 2; }
  .appendix li { padding-block: 1pt; }
}
`;
