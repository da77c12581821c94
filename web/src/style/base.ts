export const base = `
*, *::before, *::after { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; scroll-padding-block: calc(var(--u) * 10); }
body {
  margin: 0; font-family: var(--font); font-size: var(--s1); line-height: var(--leading);
  font-variant-numeric: tabular-nums lining-nums; text-rendering: optimizeLegibility;
}
h1, h2, h3, p, ul, ol, dl, dd, figure, fieldset { margin: 0; padding: 0; }
ul, ol { list-style: none; }
fieldset { border: 0; min-inline-size: 0; }
h1, h2, h3 { font-weight: 600; line-height: 1.25; text-wrap: balance; }
h2 { font-size: var(--s2); letter-spacing: -0.01em; }
h3 { font-size: var(--s1); }
:lang(fa) :is(h1, h2, h3, .figure, .wordmark) { letter-spacing: 0; }
a { color: var(--accent); text-underline-offset: 0.2em; }
bdi { unicode-bidi: isolate; }
button, input, select, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
button { cursor: pointer; background: none; border: 0; padding: 0; text-align: start; }
button:disabled { cursor: default; color: var(--ink-3); }
:focus { outline: none; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
[hidden] { display: none !important; }
.unseen:not(:focus):not(:active) {
  position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.skip:focus { position: fixed; inset-block-start: var(--u); inset-inline-start: var(--u); z-index: 9; background: var(--paper); padding: var(--u) calc(var(--u) * 2); }
.small { font-size: var(--s0); color: var(--ink-2); }
.quiet { color: var(--ink-3); }
.nowrap { white-space: nowrap; }
.caution { color: var(--caution); }
.good { color: var(--good); }
.bad { color: var(--bad); }

.button {
  display: inline-flex; align-items: center; justify-content: center; gap: var(--u); min-block-size: 40px;
  padding: 7px calc(var(--u) * 2); border: 1px solid var(--line-2); border-radius: var(--radius); background: var(--paper);
  font-size: var(--s0); font-weight: 550; line-height: 1.5; text-align: center; transition: background var(--quick), border-color var(--quick);
}
.button:hover { background: var(--paper-2); border-color: var(--ink-3); }
.button.main { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
.button.main:hover { background: color-mix(in srgb, var(--accent) 88%, var(--ink)); }
.button.plain { border-color: transparent; background: none; color: var(--ink-2); }
.button.plain:hover { background: var(--paper-2); color: var(--ink); }
.link {
  display: inline-flex; align-items: center; min-block-size: 24px; color: var(--accent); font-weight: 550;
  text-decoration: underline; text-decoration-color: color-mix(in srgb, var(--accent) 35%, transparent);
  text-decoration-thickness: 1px; text-underline-offset: 0.25em;
}
.link:hover { text-decoration-color: currentcolor; }
.icon { inline-size: 20px; block-size: 20px; flex: none; fill: none; stroke: currentcolor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.icon.flip:dir(rtl) { transform: scaleX(-1); }
.square { display: inline-grid; place-items: center; inline-size: 40px; block-size: 40px; border-radius: var(--radius); color: var(--ink-2); }
.square:hover:not(:disabled) { background: var(--paper-2); color: var(--ink); }
.square:disabled { opacity: 0.45; }

.select {
  appearance: none; min-block-size: 40px; max-inline-size: 100%; border: 1px solid var(--line-2); border-radius: var(--radius);
  padding-block: 7px; padding-inline: 12px 34px; background: var(--paper); font-size: var(--s0); line-height: 1.5; text-overflow: ellipsis;
}
.pull { position: relative; display: inline-block; max-inline-size: 100%; }
.pull::after {
  content: ""; position: absolute; inset-inline-end: 14px; inset-block-start: 50%; inline-size: 7px; block-size: 7px; margin-block-start: -6px;
  border-inline-end: 1.5px solid var(--ink-2); border-block-end: 1.5px solid var(--ink-2); rotate: 45deg; pointer-events: none;
}
.pull:dir(rtl)::after { rotate: -45deg; }
.select:hover { border-color: var(--ink-3); background: var(--paper-2); }
.field {
  inline-size: 100%; min-block-size: 44px; border: 1px solid var(--line-2); border-radius: var(--radius); padding: 8px 12px;
  background: var(--paper); font-size: var(--s1);
}
.field:hover { border-color: var(--ink-3); }
.field::placeholder, textarea::placeholder { color: var(--ink-3); opacity: 1; }
.field:disabled { background: var(--paper-2); border-color: var(--line); }

.tag {
  display: inline-block; padding: 0 7px; border: 1px solid var(--line-2); border-radius: 3px; font-size: var(--s-1);
  line-height: 1.55; color: var(--ink-2); white-space: nowrap;
}
.tag.sample { border-color: var(--caution); color: var(--caution); }

dialog {
  border: 1px solid var(--line); color: inherit; background: var(--paper); padding: 0; margin: auto; border-radius: 10px;
  inline-size: min(560px, calc(100vw - 32px)); max-block-size: min(760px, calc(100dvh - 48px)); overflow: hidden;
}
dialog[open] { display: flex; flex-direction: column; }
dialog::backdrop { background: color-mix(in srgb, #07110e 42%, transparent); }
dialog > header {
  display: flex; align-items: start; justify-content: space-between; gap: calc(var(--u) * 2);
  padding: calc(var(--u) * 2.5) calc(var(--u) * 3) calc(var(--u) * 1.5);
}
dialog > header .square { margin-block: -6px; margin-inline-end: -10px; }
dialog.about :is(code, li) { overflow-wrap: anywhere; }
dialog.about code { display: block; font-size: var(--s0); text-align: left; }
dialog.about h3 { margin-block: calc(var(--u) * 3) var(--u); }
dialog.about p + p { margin-block-start: var(--u); }
dialog.about small { display: block; }
dialog.about dt { font-weight: 600; margin-block-start: var(--u); }
dialog.about :is(dd, ul) { margin: 0; }
dialog.about ul { padding-inline-start: 1.2em; text-align: left; }
dialog.sql { inline-size: min(900px, calc(100vw - 32px)); }
dialog.sql pre { margin-block: calc(var(--u) * 2) 0; padding: calc(var(--u) * 2); overflow-x: auto; text-align: left; font-size: 0.8125rem;
  line-height: 1.5; tab-size: 2; background: var(--paper-2); border: 1px solid var(--line); border-radius: 6px; }
dialog > .body { overflow-y: auto; overscroll-behavior: contain; padding: 0 calc(var(--u) * 3) calc(var(--u) * 3); }
dialog > footer { display: flex; flex-wrap: wrap; gap: var(--u); padding: calc(var(--u) * 2) calc(var(--u) * 3); border-block-start: 1px solid var(--line); }
@media (forced-colors: active) { .button.main { border: 2px solid; } }
`;
