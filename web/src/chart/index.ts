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
//   <mittari-stack>      StackModel       stacked columns, each series with its pattern
//   <mittari-scatter>    ScatterModel     two measures of the same rows
//   <mittari-pipeline>   PipelineModel    open deals by stage, weighted part solid
//   <mittari-spark>      SparkModel       a line without axes, beside a number
//   <mittari-bullet>     BulletModel      a value against its goal
//   <mittari-menu>       .label .items    a button that opens a list of deeds
//
// All charts take `.model` and `.words`; the first eight also `pickable` (fires kPickEvent with ChartPick), `titled`,
// `plain` (no buttons: for paper) and `extra` (more items for the menu of ways out).
// Direction (RTL) is read from the surrounding page, width from the space they are given.
export * from "./types.js";
export { defineCharts } from "./define.js";
export type {
  MittariBars,
  MittariBullet,
  MittariCohort,
  MittariFunnel,
  MittariPipeline,
  MittariScatter,
  MittariSpark,
  MittariStack,
  MittariTrend,
  MittariWaterfall,
} from "./define.js";
export { toPng, toSvgString } from "./export.js";
export { type MenuItem, MittariMenu } from "./menu.js";
