// How a chart's frame looks: heading, buttons, tip, table. Colours come from the page; the fall-backs are for a chart on
// a bare white page.
import { css } from "lit";
import { markStyles } from "./mark-styles.js";

const frameStyles = css`
  :host {
    display: block;
    position: relative;
    color: var(--ink, #16191d);
    --c: var(--accent, #1d5fc4);
  }
  figure {
    margin: 0;
  }
  .head {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
    flex-wrap: wrap;
    gap: 8px 16px;
    margin-block-end: 12px;
  }
  figcaption:not(.unseen) {
    flex: 1 1 14em;
    min-inline-size: 0;
  }
  .acts:only-child,
  .unseen + .acts {
    margin-inline-start: auto;
  }
  @media (max-width: 759px) {
    .acts:only-child,
    .unseen + .acts {
      margin-inline-start: 0;
    }
  }
  .title {
    font-weight: 600;
    line-height: 1.3;
    text-wrap: balance;
  }
  .sentence {
    display: block;
    margin-block-start: 2px;
    color: var(--ink-2, #4a525c);
    line-height: 1.45;
    max-inline-size: 68ch;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .acts {
    display: flex;
    flex: none;
    gap: 8px;
  }
  button {
    flex: none;
    font: inherit;
    font-size: calc(0.8125 * var(--rem, 1rem));
    line-height: 1;
    color: var(--ink-2, #4a525c);
    background: none;
    border: 1px solid var(--line-2, #82908b);
    border-radius: 4px;
    padding: 6px 10px;
    min-block-size: 28px;
    cursor: pointer;
  }
  button:hover {
    color: var(--ink, #16191d);
    border-color: var(--ink-3, #6a737e);
  }
  button:focus-visible {
    outline: 2px solid var(--focus, var(--accent, #1d5fc4));
    outline-offset: 2px;
  }
  /* A label that is measured a pixel short must not widen the page. */
  figure {
    overflow-x: clip;
    overflow-clip-margin: 4px;
  }
  .stage {
    position: relative;
  }
  :host([plain]) svg {
    pointer-events: none;
  }
  .scroll {
    overflow-x: auto;
    overflow-y: hidden;
  }
  svg {
    display: block;
    overflow: visible;
    touch-action: pan-y;
  }
  .scroll svg {
    touch-action: pan-x pan-y;
  }
  .cross {
    stroke: var(--ink-2, #4a525c);
    stroke-width: 1;
    shape-rendering: crispEdges;
  }
  .node {
    fill: transparent;
    stroke: none;
    outline: none;
  }
  .aim-near .node {
    pointer-events: none;
  }
  .node.lit {
    fill: var(--ink, #16191d);
    fill-opacity: 0.06;
  }
  .aim-near .node.lit {
    fill: transparent;
  }
  .node:focus-visible {
    stroke: var(--focus, var(--accent, #1d5fc4));
    stroke-width: 2;
  }
  .pickable .node,
  .pickable.aim-near {
    cursor: pointer;
  }
  .tip {
    position: absolute;
    inset-block-start: 0;
    inset-inline: auto;
    z-index: 2;
    max-inline-size: 260px;
    inline-size: max-content;
    padding: 8px 10px;
    background: var(--paper, #fff);
    border: 1px solid var(--ink-3, #6a737e);
    border-radius: 4px;
    font-size: calc(0.8125 * var(--rem, 1rem));
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
    pointer-events: none;
  }
  .tip p {
    margin: 0;
  }
  .tip-head {
    color: var(--ink-2, #4a525c);
  }
  .tip-line {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .tip-line b {
    margin-inline-start: auto;
    padding-inline-start: 12px;
    font-weight: 400;
  }
  .tip-line.active,
  .tip-line.active b {
    font-weight: 600;
  }
  .tip-line.alone b {
    margin-inline-start: 0;
    padding-inline-start: 0;
  }
  .tip-note {
    color: var(--ink-2, #4a525c);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    margin-block-start: 8px;
    font-size: calc(0.8125 * var(--rem, 1rem));
    line-height: 1.4;
    color: var(--ink-2, #4a525c);
  }
  .foot span {
    display: inline-block;
  }
  .empty {
    margin: 0;
    padding-block: 32px;
    color: var(--ink-2, #4a525c);
    text-align: center;
  }
  .twin {
    overflow: auto;
    max-block-size: 420px;
  }
  .twin:focus-visible {
    outline: 2px solid var(--focus, var(--accent, #1d5fc4));
    outline-offset: 2px;
  }
  table {
    border-collapse: collapse;
    inline-size: 100%;
    font-size: calc(0.875 * var(--rem, 1rem));
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 6px 0;
    padding-inline-start: 16px;
    border-block-end: 1px solid var(--line, #d9dde2);
    text-align: end;
    font-weight: 400;
    vertical-align: baseline;
  }
  thead th {
    position: sticky;
    inset-block-start: 0;
    background: var(--paper, #fff);
    color: var(--ink-2, #4a525c);
    border-block-end-color: var(--ink-3, #6a737e);
  }
  th:first-child {
    min-inline-size: 6em;
    padding-inline-start: 0;
    text-align: start;
  }
  tr.total > * {
    font-weight: 600;
  }
  .cell-note {
    display: block;
    color: var(--ink-2, #4a525c);
    font-size: calc(0.8125 * var(--rem, 1rem));
    font-weight: 400;
  }
  @media (forced-colors: active) {
    svg {
      --paper: Canvas;
      --ink: CanvasText;
      --ink-2: CanvasText;
      --ink-3: CanvasText;
      --line: GrayText;
      --focus: Highlight;
      forced-color-adjust: none;
    }
    .s1, .s2, .s3, .s4, .s5, .s6, .s7, .s8, .ink, .good, .bad {
      --c: CanvasText;
    }
    .band, .flow, .cell {
      fill: none;
      stroke: CanvasText;
    }
  }
  @media print {
    /* Drawn for the screen's width; paper is narrower. */
    svg {
      max-width: 100%;
      height: auto;
    }
    button, .tip {
      display: none;
    }
    figure {
      break-inside: avoid;
    }
  }
`;

export const chartStyles = [frameStyles, markStyles];
