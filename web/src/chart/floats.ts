// Bars that float: what moved an amount from its opening to its closing; and those of deals by stage, partly solid.
import type { Bar } from "./bars-layout.js";
import { picture } from "./bars.js";
import { seriesClass } from "./marks.js";
import { type Picture, type Stage, type TableTwin, sayValue } from "./picture.js";
import type { ChartWords, PipelineModel, WaterfallModel } from "./types.js";

export const waterfallPicture = (model: WaterfallModel, stage: Stage): Picture => {
  const bars = model.steps.map((step): Bar => {
    const from = step.from ?? 0;
    const to = step.to ?? step.value ?? 0;
    return {
      ...step,
      from,
      to,
      fill: step.kind === "change" ? (to < from ? seriesClass(1) : seriesClass(0)) : "ink",
      hatched: step.kind === "change" && to < from,
    };
  });
  return picture(bars, undefined, model.format, stage, true, undefined);
};

export const waterfallTable = (model: WaterfallModel, words: ChartWords): TableTwin => ({
  headings: [model.stepHeading ?? words.series, model.unit === "" ? words.value : model.unit],
  rows: model.steps.map((step) => {
    const { notes } = sayValue(step, words, model.format);
    const text = step.value === null ? "—" : step.text;
    return {
      head: step.label,
      cells: [{ text, value: step.value, note: words.join(notes) }],
      total: step.kind !== "change",
    };
  }),
});

export const pipelinePicture = (model: PipelineModel, stage: Stage): Picture => {
  const label = model.weightedLabel ?? "";
  const bars = model.stages.map((each): Bar => {
    const { weighted, count, ...row } = each;
    const part = weighted && weighted.value !== null && !each.total ? weighted : undefined;
    return {
      ...row,
      ...(part ? { part: { value: part.value ?? 0, text: `${label} ${part.text}` } } : {}),
      ...(count === undefined ? {} : { detail: count }),
      from: 0,
      to: each.value ?? 0,
      fill: each.total ? "ink" : seriesClass(0),
    };
  });
  const drawn = picture(bars, undefined, model.format, stage, false, undefined);
  return bars.some((bar) => bar.part) ? { ...drawn, notes: [...drawn.notes, `■ ${label}`] } : drawn;
};

export const pipelineTable = (model: PipelineModel, words: ChartWords): TableTwin => {
  const counted = model.stages.some((each) => each.count !== undefined);
  const weighed = model.stages.some((each) => each.weighted !== undefined);
  return {
    headings: [
      model.stageHeading ?? words.series,
      ...(counted ? [model.countHeading ?? words.value] : []),
      model.unit === "" ? words.value : model.unit,
      ...(weighed ? [model.weightedLabel ?? words.value] : []),
    ],
    rows: model.stages.map((each) => ({
      head: each.label,
      cells: [
        ...(counted ? [{ text: each.count ?? "" }] : []),
        {
          text: each.value === null ? "—" : each.text,
          value: each.value,
          note: words.join(sayValue(each, words, model.format).notes),
        },
        ...(weighed
          ? [{ text: each.weighted?.text ?? "—", value: each.weighted?.value ?? null }]
          : []),
      ],
      total: each.total === true,
    })),
  };
};
