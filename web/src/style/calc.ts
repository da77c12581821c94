// A calculator's form, on the page and alone.
export const calc = `
.calc .about { margin-block-end: calc(var(--u) * 2.5); color: var(--ink-2); font-size: var(--s0); min-block-size: 3em; max-inline-size: 46ch; }
.calc .fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(176px, 1fr)); gap: calc(var(--u) * 1.5) calc(var(--u) * 2); }
.calc .row { display: flex; flex-direction: column; justify-content: end; }
.calc .row label, .calc .out .name { display: block; font-size: var(--s0); font-weight: 550; }
.calc .row label { margin-block-end: 4px; line-height: 1.35; }
.calc .line { display: flex; align-items: baseline; justify-content: space-between; gap: var(--u); }
.calc .row .line { margin-block-start: 4px; }
.calc .line .link { font-size: var(--s-1); font-weight: 450; }
.calc .echo { min-block-size: 1.5em; font-size: var(--s-1); color: var(--ink-3); overflow-wrap: anywhere; }
.calc .out { margin-block-start: calc(var(--u) * 1); padding-block-start: calc(var(--u) * 2); border-block-start: 2px solid var(--ink); }
.calc .out .figure { font-size: var(--s5); font-weight: 620; letter-spacing: -0.025em; line-height: 1.2; overflow-wrap: anywhere; }
.calc .out .steps { margin-block-start: 4px; font-size: var(--s0); color: var(--ink-2); min-block-size: 1.5em; }
.calc .more .link { white-space: nowrap; font-size: var(--s0); font-weight: 450; }
.calc .more { display: flex; flex-wrap: wrap; gap: 4px calc(var(--u) * 2); margin-block-start: calc(var(--u) * 2); }
.solved .field { background: var(--accent-wash); border-color: var(--accent); font-weight: 600; }
.calc .which { margin-block-end: 4px; }
`;
