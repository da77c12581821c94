// Header, trust line, footer, start place, calculators, progress and errors.
export const frame = `
#mittari { min-block-size: 100dvh; display: flex; flex-direction: column; }
.wrap { inline-size: 100%; max-inline-size: 1248px; margin-inline: auto; padding-inline: clamp(16px, 3vw, 24px); }
.top { border-block-end: 1px solid var(--line); background: var(--paper); }
.top .wrap { display: flex; align-items: center; gap: calc(var(--u) * 3); min-block-size: 64px; }
.wordmark { display: inline-flex; align-items: center; gap: 10px; font-size: 1.25rem; font-weight: 650; letter-spacing: -0.02em; color: var(--ink); text-decoration: none; min-block-size: 44px; min-inline-size: 32px; }
.wordmark svg { inline-size: 22px; block-size: 22px; }
.wordmark rect { fill: var(--accent); }
.places { display: flex; gap: calc(var(--u) * 0.5); align-self: stretch; margin-inline-end: auto; }
.places button {
  position: relative; padding-inline: 12px; font-size: var(--s0); font-weight: 550; color: var(--ink-2); min-block-size: 44px;
}
.places button:hover { color: var(--ink); }
.places button[aria-current]::after {
  content: ""; position: absolute; inset-inline: 12px; inset-block-end: -1px; block-size: 2px; background: var(--accent);
}
.places button[aria-current] { color: var(--ink); }
.top .end { display: flex; align-items: center; gap: 4px; margin-inline-start: auto; }
.top .undo:not([hidden]) { display: flex; }
.tongues { display: flex; margin-inline-end: var(--u); }
.tongues button { min-inline-size: 32px; min-block-size: 40px; padding-inline: 7px; font-size: var(--s-1); font-weight: 550; color: var(--ink-3); text-align: center; }
.tongues button:hover { color: var(--ink); }
.tongues button[aria-pressed="true"] { color: var(--ink); text-decoration: underline; text-decoration-color: var(--accent); text-decoration-thickness: 2px; text-underline-offset: 0.4em; }
.tongues [lang="fa"] { font-family: Vazirmatn, Tahoma, "Noto Sans Arabic", "DejaVu Sans", sans-serif; }

.trust { border-block-end: 1px solid var(--line); font-size: var(--s0); }
.trust summary { display: flex; flex-wrap: wrap; align-items: center; column-gap: var(--u); padding-block: 9px; cursor: pointer; list-style: none; min-block-size: 40px; }
.trust summary::-webkit-details-marker { display: none; }
.trust summary b { font-weight: 550; }
.trust summary .link { font-weight: 450; }
.trust .why { display: grid; gap: calc(var(--u) * 1.5); padding-block: var(--u) calc(var(--u) * 3); max-inline-size: 68ch; color: var(--ink-2); }
.trust code { display: block; padding: calc(var(--u) * 1.5); background: var(--paper-2); border-radius: var(--radius); font-size: var(--s-1); line-height: 1.6; overflow-wrap: anywhere; }

main { flex: 1; padding-block: calc(var(--u) * 4) calc(var(--u) * 8); }
main:focus { outline: none; }
.foot { border-block-start: 1px solid var(--line); font-size: var(--s0); color: var(--ink-3); padding-block: calc(var(--u) * 3); }
.foot .wrap { display: flex; flex-wrap: wrap; gap: var(--u) calc(var(--u) * 3); justify-content: space-between; }

.opening { max-inline-size: 44rem; padding-block: calc(var(--u) * 1) calc(var(--u) * 4); }
.opening h1 { font-size: clamp(1.953rem, 4.2vw, var(--s6)); letter-spacing: -0.028em; font-weight: 620; line-height: 1.18; }
:lang(fa) .opening h1 { line-height: 1.4; letter-spacing: 0; }
.opening p { margin-block-start: calc(var(--u) * 2); font-size: var(--s2); color: var(--ink-2); line-height: 1.45; text-wrap: balance; }
:lang(fa) .opening p { line-height: 1.75; }
.start { display: grid; grid-template-columns: minmax(0, 7fr) minmax(0, 5fr); gap: calc(var(--u) * 4) calc(var(--u) * 7); align-items: start; }
.start h2 { margin-block-end: calc(var(--u) * 2); }
.paste { position: relative; border: 1.5px dashed var(--line-2); border-radius: 10px; transition: border-color var(--quick), background var(--quick); }
.paste:hover, .paste:focus-within { border-color: var(--accent); }
.paste:focus-within { border-style: solid; }
.paste textarea {
  display: block; inline-size: 100%; block-size: 320px; resize: none; border: 0; background: none; padding: calc(var(--u) * 3); border-radius: 10px;
  font-size: var(--s0); line-height: 1.6; white-space: pre; overflow-wrap: normal; tab-size: 12;
}
.paste textarea:focus-visible { outline-offset: -2px; border-radius: 9px; }
.paste .hint { position: absolute; inset-inline: calc(var(--u) * 3); inset-block-start: calc(var(--u) * 3); pointer-events: none; }
.paste .hint b { display: block; font-size: var(--s2); font-weight: 600; letter-spacing: -0.01em; }
.paste .hint span { display: block; color: var(--ink-2); font-size: var(--s0); margin-block-start: 4px; }
.ghost { display: grid; grid-template-columns: minmax(0, 1.6fr) repeat(3, minmax(min(84px, 18%), auto)); gap: 0 24px; margin-block-start: 24px; max-inline-size: 30rem; }
.paste .ghost span { padding-block-end: 6px; border-block-end: 1px solid var(--line-2); color: var(--ink-3); font-size: var(--s-1); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.ghost i { block-size: 33px; border-block-end: 1px solid var(--line); position: relative; }
.ghost i::before { content: ""; position: absolute; inset-block-start: 13px; inset-inline-start: 0; block-size: 7px; inline-size: 62%; border-radius: 4px; background: var(--paper-3); }
.ghost i:nth-of-type(4n + 1)::before { inline-size: 78%; }
.ghost i:nth-of-type(3n)::before { inline-size: 44%; }
.paste .acts { display: flex; flex-wrap: wrap; gap: 12px; padding: 0 calc(var(--u) * 3) calc(var(--u) * 3); }
.menu { position: relative; }
.menu > summary { list-style: none; }
.menu > summary::-webkit-details-marker { display: none; }
.menu > summary .icon { inline-size: 14px; block-size: 14px; }
.menu > ul {
  position: absolute; z-index: 5; inset-inline-start: 0; inset-block-start: calc(100% + 4px); min-inline-size: 280px; max-inline-size: calc(100vw - 48px);
  background: var(--paper); border: 1px solid var(--line-2); border-radius: var(--radius); padding: 4px;
}
.menu li button { display: block; inline-size: 100%; padding: 9px 12px; border-radius: 4px; font-size: var(--s0); min-block-size: 40px; }
.menu li button:hover { background: var(--paper-2); }

.files { margin-block-start: calc(var(--u) * 4); }
.files .acts { display: flex; flex-wrap: wrap; gap: 8px; margin-block-start: calc(var(--u) * 2); }
.files h2 { font-size: var(--s1); margin-block-end: var(--u); }
.files li { display: flex; align-items: center; gap: calc(var(--u) * 1.5); padding-block: 6px; border-block-start: 1px solid var(--line); font-size: var(--s0); }
.files li > :first-child { font-weight: 550; overflow-wrap: anywhere; }
.files li .quiet { white-space: nowrap; }
.files li .square { margin-inline-start: auto; }

.calc { border-inline-start: 1px solid var(--line); padding-inline-start: calc(var(--u) * 7); margin-inline-start: calc(var(--u) * -1); }
.calc .choose { display: flex; flex-wrap: wrap; gap: 2px; margin-inline-start: -10px; margin-block-end: calc(var(--u) * 2); }
.calc .choose button { padding: 6px 10px; min-block-size: 40px; font-size: var(--s0); font-weight: 550; color: var(--ink-2); border-radius: var(--radius); }
.calc .choose button:hover { color: var(--ink); background: var(--paper-2); }
.calc .choose button[aria-pressed="true"] { color: var(--accent); background: var(--accent-wash); }

.index.coming { min-block-size: 100dvh; }

.dropping::after { content: ""; position: fixed; inset: 0; z-index: 8; background: color-mix(in srgb, var(--paper) 82%, transparent); }
.landing { position: fixed; z-index: 9; inset: 24px; border: 2px dashed var(--accent); border-radius: 16px; display: grid; place-content: center; text-align: center; pointer-events: none; }
.landing b { font-size: var(--s4); letter-spacing: -0.02em; }

.progress { position: sticky; inset-block-start: 0; z-index: 6; background: var(--paper); border-block-end: 1px solid var(--line); }
.progress .wrap { display: flex; align-items: center; gap: calc(var(--u) * 2); min-block-size: 56px; font-size: var(--s0); }
.progress progress { appearance: none; flex: 1; min-inline-size: 80px; block-size: 6px; border: 0; border-radius: 3px; overflow: hidden; background: var(--paper-3); }
.progress progress::-webkit-progress-bar { background: var(--paper-3); }
.progress progress::-webkit-progress-value { background: var(--accent); }
.progress progress::-moz-progress-bar { background: var(--accent); }
.alert { border-inline-start: 4px solid var(--bad); background: var(--bad-wash); padding: calc(var(--u) * 2) calc(var(--u) * 2.5); margin-block-end: calc(var(--u) * 3); display: grid; grid-template-columns: 1fr auto; gap: 4px calc(var(--u) * 2); border-radius: 0 var(--radius) var(--radius) 0; }
.alert:dir(rtl) { border-radius: var(--radius) 0 0 var(--radius); }
.alert h2 { font-size: var(--s1); }
.alert p { grid-column: 1; max-inline-size: 68ch; }
.alert .square { grid-column: 2; grid-row: 1 / span 2; margin: -8px; }

@media (max-width: 899px) {
  .top .wrap { gap: var(--u); }
  .places button { padding-inline: 9px; }
  .places button[aria-current]::after { inset-inline: 9px; }
  .tongues { margin-inline-end: 0; }
  .tongues button { padding-inline: 5px; min-inline-size: 28px; }
  .start { grid-template-columns: minmax(0, 1fr); }
  .calc { border-inline-start: 0; padding-inline-start: 0; margin-inline-start: 0; border-block-start: 1px solid var(--line); padding-block-start: calc(var(--u) * 4); }
}
@media (max-width: 759px) {
  main { padding-block-start: calc(var(--u) * 2); }
  .top .wrap { gap: var(--u); min-block-size: 56px; flex-wrap: wrap; row-gap: 0; }
  .top .end { gap: 0; }
  .tongues { margin-inline-end: 0; }
  .tongues button { padding-inline: 6px; min-inline-size: 30px; }
  .top .undo:not([hidden]) { display: none; }
  .places {
    position: fixed; z-index: 4; inset-inline: 0; inset-block-end: 0; justify-content: stretch; gap: 0; background: var(--paper);
    border-block-start: 1px solid var(--line); padding-block-end: env(safe-area-inset-bottom);
  }
  .places button { flex: 1 1 auto; text-align: center; min-block-size: 52px; padding-inline: 3px; font-size: var(--s-1); }
  .places button[aria-current]::after { inset-block: -1px auto; inset-inline: 20%; }
  .has-places .foot { padding-block-end: calc(var(--u) * 11); }
  .opening { padding-block: var(--u) calc(var(--u) * 3); }
  .paste textarea { block-size: 148px; }
  .ghost { display: none; }
  .opening p { font-size: 1.125rem; }
  .paste .acts .button { flex: 1 1 auto; padding-inline: 12px; white-space: nowrap; }
  .menu { flex: 1 1 auto; display: flex; position: static; }
  .menu > ul { inset-inline: calc(var(--u) * 3); inset-block-start: calc(100% - var(--u) * 2); min-inline-size: 0; max-inline-size: none; }
  .menu > summary { flex: 1; }
}
@media (max-width: 379px) { .places button { font-size: 0.75rem; padding-inline: 1px; letter-spacing: -0.01em; } .places { padding-inline: 4px; } }
@media (min-width: 760px) and (max-width: 979px) {
  .top .wrap { flex-wrap: wrap; row-gap: 0; }
  .places { order: 3; inline-size: 100%; margin-inline: -9px; }
}
@media (max-width: 359px) { .wordmark span { display: none; } .paste textarea { block-size: 188px; } }
`;
