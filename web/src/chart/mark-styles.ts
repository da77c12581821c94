// How the drawing itself looks: axes, lines, bars, cells and what is written on them.
// Colours come from the page; the fall-backs are for a chart on a bare white page.
import { css } from "lit";

export const markStyles = css`
  text {
    fill: var(--ink, #16191d);
    font-family: inherit;
    font-variant-numeric: tabular-nums;
  }
  .tick {
    fill: var(--ink-2, #4a525c);
  }
  .context {
    fill: var(--ink, #16191d);
  }
  .strong,
  .value {
    font-weight: 600;
  }
  .absent {
    fill: var(--ink-2, #4a525c);
    font-weight: 400;
  }
  .halo {
    paint-order: stroke;
    stroke: var(--paper, #fff);
    stroke-width: 3px;
    stroke-linejoin: round;
  }
  .grid,
  .zero,
  .tickmark {
    fill: none;
    stroke: var(--ink-3, #6a737e);
    stroke-width: 1;
    shape-rendering: crispEdges;
  }
  .grid {
    stroke: var(--line, #d9dde2);
  }
  .s1 { --c: var(--series-1, #1d5fc4); }
  .s2 { --c: var(--series-2, #b8530b); }
  .s3 { --c: var(--series-3, #08806f); }
  .s4 { --c: var(--series-4, #8a3fa8); }
  .s5 { --c: var(--series-5, #9a7400); }
  .s6 { --c: var(--series-6, #c2366f); }
  .s7 { --c: var(--series-7, #55606e); }
  .s8 { --c: var(--series-8, #7a4a25); }
  .good { --c: var(--good, #157347); }
  .bad { --c: var(--bad, #b3261e); }
  .ink { --c: var(--ink-2, #4a525c); }
  .line {
    fill: none;
    stroke: var(--c);
    stroke-width: 2.25;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  .dashed {
    stroke-dasharray: 1 5;
  }
  .marker {
    fill: var(--c);
    stroke: var(--paper, #fff);
    stroke-width: 1.25;
  }
  .marker.hollow {
    fill: var(--paper, #fff);
    stroke: var(--c);
    stroke-width: 2;
  }
  .band {
    fill: var(--c);
    fill-opacity: 0.14;
  }
  .whisker,
  .whisker-ground {
    fill: none;
    stroke: var(--ink, #16191d);
    stroke-width: 1.25;
  }
  .whisker-ground {
    stroke: var(--paper, #fff);
    stroke-width: 3.25;
  }
  .compare {
    fill: none;
    stroke: var(--ink-3, #6a737e);
    stroke-width: 1.5;
    stroke-dasharray: 5 3;
  }
  .compare-ground {
    fill: none;
    stroke: var(--paper, #fff);
    stroke-width: 4.5;
  }
  .compare-dot {
    fill: var(--ink-3, #6a737e);
  }
  .column,
  .bar {
    fill: var(--c);
  }
  .column.open,
  .bar.open {
    fill: var(--paper, #fff);
    stroke: var(--c);
    stroke-width: 1.25;
  }
  .segment {
    fill: var(--paper, #fff);
    stroke: var(--c);
    stroke-width: 1;
  }
  .segment.full {
    fill: var(--c);
  }
  .texture {
    fill: none;
    stroke: var(--c);
  }
  .dot {
    fill: var(--c);
    fill-opacity: 0.78;
    stroke: var(--paper, #fff);
    stroke-width: 1.25;
  }
  .hatch-line {
    fill: none;
    stroke: var(--c);
    stroke-width: 2.5;
  }
  .hatch-faint {
    fill: none;
    stroke: var(--ink-3, #6a737e);
    stroke-opacity: 0.35;
    stroke-width: 0.75;
  }
  .target {
    fill: none;
    stroke: var(--ink, #16191d);
    stroke-width: 1.5;
    stroke-dasharray: 7 4;
  }
  .fine-target {
    stroke: var(--ink-3, #6a737e);
    stroke-dasharray: 3 3;
  }
  .annotation {
    stroke: var(--ink-2, #4a525c);
    stroke-width: 1;
    stroke-dasharray: 2 2;
  }
  .leader {
    fill: none;
    stroke: var(--ink-3, #6a737e);
    stroke-width: 1;
  }
  .joint {
    stroke: var(--ink-3, #6a737e);
    stroke-width: 1;
    stroke-dasharray: 2 2;
  }
  .flow {
    fill: var(--series-1, #1d5fc4);
    fill-opacity: 0.1;
  }
  .flow.weak {
    fill: var(--bad, #b3261e);
    fill-opacity: 0.16;
  }
  .rate {
    fill: var(--ink-2, #4a525c);
  }
  .rate.weak {
    fill: var(--ink, #16191d);
    font-weight: 600;
  }
  .cell {
    fill: var(--accent, #1d5fc4);
  }
  .cell-absent {
    fill: none;
    stroke: var(--line, #d9dde2);
  }
`;
