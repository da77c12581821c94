// Charts: ready rows in, an SVG figure with its table twin out.
//
//   defineCharts();                       // once; registers the elements below
//   html`<mittari-trend .model=${model} .words=${words} pickable></mittari-trend>`
//
//   <mittari-trend>      TrendModel       line or columns over time
//   <mittari-bars>       BarsModel        one bar per row
//   <mittari-funnel>     FunnelModel
//   <mittari-waterfall>  WaterfallModel
//   <mittari-cohort>     CohortModel
//   <mittari-spark>      SparkModel       a line without axes, beside a number
//   <mittari-bullet>     BulletModel      a value against its goal
//
// All take `.model` and `.words`; the first five also `pickable` (fires kPickEvent with ChartPick).
// Direction (RTL) is read from the surrounding page, width from the space they are given.
export * from "./types.js";
export { defineCharts } from "./define.js";
export type {
  MittariBars,
  MittariBullet,
  MittariCohort,
  MittariFunnel,
  MittariSpark,
  MittariTrend,
  MittariWaterfall,
} from "./define.js";
export { toSvgString } from "./export.js";
