export const embed = `
dialog.embed { inline-size: min(960px, calc(100vw - 32px)); max-block-size: calc(100dvh - 32px); }
.embed .body { display: grid; grid-template-columns: minmax(0, 1fr); grid-auto-rows: max-content; gap: calc(var(--u) * 1.5); align-content: start; }
.embed .choices { display: flex; flex-wrap: wrap; gap: 12px 16px; }
.embed .choices label > span:first-child { display: block; font-size: var(--s-1); color: var(--ink-2); margin-block-end: 2px; }
@media (max-width: 560px) {
  .embed .choices { display: grid; grid-template-columns: 1fr 1fr; }
  .embed .choices label:nth-child(-n + 2) { grid-column: 1 / -1; }
  .embed .choices :is(.pull, .select) { inline-size: 100%; }
}
.embed .code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: var(--s-1); line-height: 1.5; white-space: pre; overflow: auto; }
.embed figure { border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden; }
.embed figcaption { padding: 4px 12px; border-block-end: 1px solid var(--line); background: var(--paper-2); }
.embed .w320 { max-inline-size: 322px; }
.embed .w600 { max-inline-size: 602px; }
#mittari.embedded { min-block-size: 0; }
#mittari.embedded > main { padding: 8px; }
.embedded .calc { border: 0; padding: 0; margin: 0; }
.embedded .report-pages { max-block-size: none; overflow: visible; position: static; }
.renewal { display: flex; flex-wrap: wrap; gap: 4px 16px; justify-content: center; padding: 8px 16px; background: var(--accent-wash); font-size: var(--s0); }
`;
