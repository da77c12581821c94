// Plan, goals, the channel form, questions, drafts, the index of calculators.
export const plan = `
.index { margin-block-start: calc(var(--u) * 8); border-block-start: 1px solid var(--line); padding-block-start: calc(var(--u) * 4); }
.index > header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 12px 32px; margin-block-end: 24px; }
.index > header .field { max-inline-size: 360px; }
.index .groups { columns: 3; column-gap: 56px; }
.index details { break-inside: avoid; border-block-end: 1px solid var(--line); }
.index summary { display: flex; justify-content: space-between; gap: 16px; padding-block: 10px; min-block-size: 44px; cursor: pointer; font-weight: 550; list-style: none; }
.index summary::-webkit-details-marker { display: none; }
.index summary:hover { color: var(--accent); }
.index ul { padding-block-end: 10px; }
.index a { display: block; padding-block: 6px; min-block-size: 32px; font-size: var(--s0); text-decoration: none; color: var(--ink-2); overflow-wrap: anywhere; }
.index a:hover, .index a[aria-current] { color: var(--accent); text-decoration: underline; }
.index .found ul { columns: 3; column-gap: 56px; }
.index .found li { break-inside: avoid; }
.calc .choose > a { align-self: center; margin-inline-start: 10px; font-size: var(--s0); font-weight: 450; }

.draft-line { border-block-start: 1px solid var(--line); font-size: var(--s-1); color: var(--ink-2); }
.top .draft-line .wrap { min-block-size: 0; flex-wrap: nowrap; gap: 8px; }
.draft-line .wrap { display: flex; align-items: center; gap: 8px; padding-block: 5px; }
.draft-line i { flex: none; inline-size: 8px; block-size: 8px; border-radius: 50%; border: 1.5px solid var(--caution); }
.draft-line i.kept { background: var(--good); border-color: var(--good); }
.offer { border: 1px solid var(--accent); background: var(--accent-wash); border-radius: 10px; padding: 16px 20px; margin-block-start: 24px; }
.offer h2 { font-size: var(--s1); margin-block-end: 4px; }
.offer p { overflow-wrap: anywhere; }
.offer .acts { display: flex; flex-wrap: wrap; gap: 8px; margin-block-start: 12px; }
.offer.line { margin-block: 0 16px; padding-block: 8px; display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; font-size: var(--s0); }

.whatif > header, .goals > header { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: 12px 32px; margin-block-end: 8px; }
.whatif > header > div { max-inline-size: 62ch; }
.whatif h2, .goals h2 { font-size: var(--s4); letter-spacing: -0.02em; }
.whatif header label { display: grid; gap: 4px; max-inline-size: 100%; min-inline-size: 0; }
.whatif header .pull { max-inline-size: min(360px, 100%); }
.whatif header .select { inline-size: 100%; }
.vars { border-block: 2px solid var(--ink); margin-block-start: 16px; display: grid; column-gap: 20px; }
.vars, .var { grid-template-columns: minmax(0, 5fr) minmax(0, 3fr) minmax(150px, 4fr) minmax(90px, 4fr) minmax(64px, 2fr) minmax(96px, auto); }
.var { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; gap: 4px 20px; align-items: center; padding-block: 8px; border-block-start: 1px solid var(--line); }
.var:first-child, .var.heads + .var { border-block-start: 0; }
.var.heads { font-size: var(--s-1); color: var(--ink-3); padding-block: 8px 0; }
.var label { font-weight: 550; font-size: var(--s0); overflow-wrap: anywhere; hyphens: auto; }
.var .was { font-size: var(--s0); color: var(--ink-2); }
.var .in { display: grid; }
.var .in .field { min-block-size: 40px; font-weight: 600; padding-block: 6px; }
.var .echo { font-size: var(--s-1); color: var(--ink-3); overflow-wrap: anywhere; }
.var.solved .field { background: var(--accent-wash); border-color: var(--accent); }
.var .slide { inline-size: 100%; accent-color: var(--accent); min-block-size: 28px; }
.var .delta { font-size: var(--s0); white-space: nowrap; }
.var .tag { justify-self: start; border-color: var(--accent); color: var(--accent); }
.var > .link { font-size: var(--s0); font-weight: 450; }
.whatif .acts { display: flex; flex-wrap: wrap; gap: 8px; margin-block-start: 16px; }
.scenarios { margin-block-start: 32px; }
.scenarios thead td { border-block-end: 1px solid var(--line-2); }
.scenarios .field { min-inline-size: 8em; max-inline-size: 16em; min-block-size: 36px; padding-block: 4px; font-weight: 600; text-align: end; font-size: var(--s0); }
.scenarios tfoot td { font-weight: 400; }
.scenarios tfoot .link + .link { margin-inline-start: 12px; }
.goals { margin-block-start: 64px; }
.goals .list { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr)); gap: 0 56px; border-block-start: 2px solid var(--ink); margin-block-start: 16px; }
.goal { padding-block: 24px; border-block-end: 1px solid var(--line); min-inline-size: 0; }
.goal header { display: flex; justify-content: space-between; gap: 16px; align-items: baseline; }
.goal h3 { overflow-wrap: anywhere; hyphens: auto; }
.goal .now { font-size: var(--s3); font-weight: 620; letter-spacing: -0.02em; margin-block: 8px 4px; display: flex; flex-wrap: wrap; gap: 0 14px; align-items: baseline; }
.goal .now > :not(bdi) { font-size: var(--s0); letter-spacing: 0; font-weight: 450; }
.goal summary, .q .year { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; margin-block-start: 12px; font-size: var(--s0); }
.q .year .field { inline-size: 7em; min-block-size: 40px; }
.ask summary { cursor: pointer; min-block-size: 32px; padding-block: 4px; font-size: var(--s0); font-weight: 550; color: var(--accent); }
.goal details { margin-block-start: 4px; }
.verdict { display: inline-flex; align-items: center; gap: 6px; font-weight: 600; font-size: var(--s0); }
.verdict i { inline-size: 9px; block-size: 9px; border-radius: 50%; border: 2px solid currentcolor; }
.verdict:is(.met, .on) { color: var(--good); }
.verdict.met i { background: currentcolor; }
.verdict.close { color: var(--caution); }
.verdict.close i { border-radius: 0; }
.verdict.behind { color: var(--bad); }
.verdict.behind i { border-radius: 0; background: currentcolor; rotate: 45deg; }
.smart li { padding-block: 10px; border-block-start: 1px solid var(--line); font-size: var(--s0); display: grid; gap: 2px; }
.smart b { font-weight: 550; }
.smart span { color: var(--ink-2); overflow-wrap: anywhere; }
.smart em { font-style: normal; border: 1px solid var(--line-2); border-radius: 3px; padding: 0 7px; font-size: var(--s-1); color: var(--ink-2); margin-inline-start: 6px; white-space: nowrap; }
.smart .yes em { color: var(--good); border-color: var(--good); }
.smart .no em { color: var(--bad); border-color: var(--bad); }
.kpi .aim .small { display: block; }
.kpi .aim { margin-block-start: 12px; font-size: var(--s0); max-inline-size: 420px; }
.aim .verdict, .paper-goal .verdict { margin-inline-start: 6px; }
.kpi .aim mittari-bullet { display: block; }
.kpi .doors { display: inline-flex; gap: 14px; flex: none; align-items: center; }
.kpi .promote .icon { display: block; inline-size: 16px; block-size: 16px; }
.kpi[draggable] { cursor: grab; }
.kpi[draggable] :is(.say, .notes, .why, .small) { cursor: text; }
.kpi .set-goal .icon { inline-size: 15px; block-size: 15px; margin-inline-end: 4px; }

dialog.goal-form { inline-size: min(600px, calc(100vw - 32px)); }
.form { display: grid; gap: 16px; align-content: start; }
.form label { display: grid; align-items: stretch; gap: 4px; font-size: var(--s0); color: var(--ink-2); min-inline-size: 0; }
.form .select, .form .field { inline-size: 100%; color: var(--ink); }
.form .pull { display: block; }
.goal-form :is(input.field, .select) { min-block-size: 2.875rem; padding-block: 0; }
.form .duo { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 16px; align-items: end; }
.form .months { display: grid; grid-template-columns: repeat(auto-fill, minmax(130px, 1fr)); gap: 12px; }
.form .months legend { padding: 0; font-size: var(--s0); font-weight: 600; margin-block-end: 8px; }
dialog.sheet { inline-size: min(1120px, calc(100vw - 32px)); }
.sheet .table .field { min-block-size: 40px; padding: 6px 8px; text-align: end; min-inline-size: 5.5em; }
.sheet .table td:first-child .field { text-align: start; min-inline-size: 9em; }
.sheet .table :is(td, th) { padding: 4px; vertical-align: middle; }
@media (min-width: 600px) and (max-width: 899px) {
  .sheet .table .field { min-inline-size: 3.7em; padding-inline: 5px; }
  .sheet .table td:first-child .field { min-inline-size: 6.5em; }
  .sheet .table thead th { font-size: var(--s-1); max-inline-size: 5.2em; overflow-wrap: anywhere; }
  .sheet .table :is(td, th) { padding-inline: 2px; }
}
.sheet .field[aria-invalid] { border-color: var(--bad); background: var(--bad-wash); }
.heard > p { color: var(--ink-2); }
.heard .shares { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(280px, 100%), 1fr)); gap: 16px 48px; margin-block: 16px 24px; }
.heard .shares li { display: grid; grid-template-columns: auto minmax(0, 1fr); column-gap: 16px; align-items: start; border-block-start: 1px solid var(--line-2); padding-block-start: 12px; }
.heard .shares .num { font-size: var(--s4); font-weight: 600; letter-spacing: -0.02em; line-height: 1.15; }
.heard .shares .num:hover { color: var(--accent); }
.heard .table .text { text-align: start; white-space: normal; }
.ahead { display: grid; grid-template-columns: 1fr 1fr; gap: 32px 56px; }
.signs h3 { font-size: var(--s2); border-block-end: 1px solid var(--line-2); padding-block-end: 8px; }
.signs h3 small { font-size: var(--s-1); font-weight: 400; color: var(--ink-3); margin-inline-start: 8px; }
.signs li { display: grid; grid-template-columns: minmax(0, 1fr) auto minmax(72px, auto); gap: 16px; align-items: baseline; padding-block: 8px; border-block-end: 1px solid var(--line); font-size: var(--s0); }
.signs li > :first-child { overflow-wrap: anywhere; hyphens: manual; }
/* Without anything to compare with there is no column for it. */
.signs ul:not(:has(.nowrap)) li { grid-template-columns: minmax(0, 1fr) auto; }
.signs ul:not(:has(.nowrap)) li > :empty { display: none; }
.signs .num { font-weight: 600; min-block-size: 24px; }
.signs .num:hover { color: var(--accent); text-decoration: underline; }
.signs li > :last-child { text-align: end; color: var(--ink-2); }
.signs li > .good { color: var(--good); }
.signs li > .bad { color: var(--bad); }
.small-button { min-block-size: 36px; padding-block: 5px; }
.ask summary { display: flex; align-items: center; gap: 12px; }
.ask summary::before { content: ""; inline-size: 8px; block-size: 8px; border-inline-end: 2px solid; border-block-end: 2px solid; rotate: -45deg; flex: none; transition: rotate var(--quick); }
.ask summary:dir(rtl)::before { rotate: 135deg; }
.ask details[open] summary::before { rotate: 45deg; }
.ask summary h2 { color: var(--ink); }
.ask .two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 56px; margin-block-start: 16px; }
.ask h3 { margin-block-end: 8px; }

@media (max-width: 899px) {
  .index .groups, .index .found ul { columns: 2; column-gap: 32px; }
  .vars { display: block; }
  .var { grid-template-columns: 1fr 1fr; gap: 4px 16px; padding-block: 12px; }
  .var.heads { display: none; }
  .var label { grid-column: 1 / -1; font-size: var(--s1); }
  .var :is(.was, .in) { grid-column: 1 / -1; }
  .var .was .unseen { position: static; inline-size: auto; block-size: auto; clip-path: none; }
  .var .slide { grid-column: 1 / -1; }
  .var span.slide { display: none; }
  .var .delta { grid-column: 1; }
  .var > :is(.link, .tag) { grid-column: 2; justify-self: end; }
  .ask .two, .ahead { grid-template-columns: minmax(0, 1fr); gap: 24px; }
}
/* Wide enough for a line: the name, today, the field with its slider beneath, and what follows. */
@media (min-width: 600px) and (max-width: 899px) {
  .vars { display: grid; column-gap: 16px; }
  .vars, .var { grid-template-columns: minmax(0, 5fr) minmax(0, 4fr) minmax(150px, 5fr) minmax(88px, auto); }
  .var { grid-template-columns: subgrid; gap: 2px 16px; }
  .var label, .var :is(.was, .in, .slide, .delta), .var > :is(.link, .tag) { grid-column: auto; }
  .var label { grid-column: 1; grid-row: 1; font-size: var(--s0); }
  .var .was { grid-column: 2; grid-row: 1; }
  .var .in { grid-column: 3; grid-row: 1; }
  .var > :is(.link, .tag) { grid-column: 4; grid-row: 1; }
  .var .slide { grid-column: 3; grid-row: 2; }
  .var .delta { grid-column: 4; grid-row: 2; justify-self: end; }
}
@media (max-width: 599px) {
  .index .groups, .index .found ul { columns: 1; }
  .goals { margin-block-start: 48px; }
  .whatif h2, .goals h2 { font-size: var(--s3); }
  .whatif header label, .whatif header .pull, .whatif header .select { inline-size: 100%; }
  .signs h3 small { display: block; margin-inline-start: 0; }
  .signs li { gap: 12px; }
  .seconds .set-goal, .seconds .promote { display: none; }
  .kpi .set-goal span { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  .kpi .doors { gap: 4px; }
  .kpi :is(.set-goal, .doors .swap) { min-inline-size: 32px; min-block-size: 32px; justify-content: center; margin-block: -4px; }
  .kpi .set-goal .icon { margin: 0; }
  .kpi .doors { margin-inline-end: -8px; }
  .sheet thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  .sheet .table, .sheet .table tbody { display: block; }
  .sheet .table tr { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 12px; padding-block: 16px; }
  .sheet .table td { display: block; border: 0 !important; padding: 0 !important; text-align: start; }
  .sheet .table td:first-child { grid-column: 1 / -1; }
  .sheet .table td:last-child { grid-column: 2; justify-self: end; }
  .sheet .table td[data-name]::before { content: attr(data-name); font-size: var(--s-1); color: var(--ink-3); }
  .sheet .table .field { min-inline-size: 0; text-align: start; }
}
.draft-line .saved { border-color: var(--good); background: var(--good); }
.top .save { display: inline-flex; align-items: center; gap: 6px; inline-size: auto; padding-inline: 8px; white-space: nowrap; }
.top .save span { font-size: var(--s0); font-weight: 550; }
.saving fieldset { display: grid; gap: 4px; }
.saving legend { padding: 0; font-size: var(--s0); font-weight: 600; margin-block-end: 4px; }
.form .pick { display: grid; grid-template-columns: auto 1fr; gap: 10px; align-items: start; padding-block: 10px; cursor: pointer; }
.pick input { inline-size: 18px; block-size: 18px; margin: 3px 0 0; accent-color: var(--accent); }
.pick b { display: block; font-weight: 550; color: var(--ink); }
.pick small { display: block; }
.as-link { border-block-start: 1px solid var(--line); padding-block-start: 16px; display: grid; gap: 8px; }
.as-link h3 { font-size: var(--s1); }
dialog.comparing { inline-size: min(960px, calc(100vw - 32px)); }
.comparing .body { overflow-wrap: anywhere; }
.comparing h3 { margin-block: 24px 8px; font-size: var(--s1); }
.comparing .table :is(td, th) { vertical-align: top; overflow-wrap: anywhere; }
.read-only :is(.bar .acts, .kpi .doors, .kpi .head .link, .controls > .plain, .goals header .button, .goal header .link, .trend-notes) { display: none !important; }
@media (max-width: 1179px) { .top .save span { display: none; } }
@media print { .draft-line, .offer, .kpi .set-goal { display: none !important; } }
`;
