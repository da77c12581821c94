// Small pictures that stand beside a number. They are images with a name, not things to move about in.
import { max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { type SVGTemplateResult, nothing, svg } from "lit";
import { valueDomain } from "./axis.js";
import { across, round, seriesClass, whisker, write } from "./marks.js";
import { sayValue, type Stage } from "./picture.js";
import { ellipsise } from "./text.js";
import type { BulletModel, ChartWords, SparkModel } from "./types.js";

export interface SmallPicture {
  readonly width: number;
  readonly height: number;
  readonly drawing: SVGTemplateResult;
}

const kSparkHeight = 40;

// A line without axes. Gaps stay gaps, the open period is dotted, the last value carries a dot.
export const sparkPicture = (model: SparkModel, stage: Stage): SmallPicture => {
  const { width } = stage;
  const { points } = model;
  const values = points.flatMap((p) => (p.value === null ? [] : [p.value]));
  if (model.target !== undefined) values.push(model.target);
  const [low, high] = valueDomain(values, "auto");
  const y = scaleLinear()
    .domain([low, high])
    .range([kSparkHeight - 5, 5]);
  const x = scaleLinear()
    .domain([0, Math.max(1, points.length - 1)])
    .range(model.reverseTime ? [width - 6, 6] : [6, width - 6]);
  const placed = points.map((p, i) => ({
    x: round(points.length === 1 ? width / 2 : x(i)),
    y: p.value === null ? null : round(y(p.value)),
    partial: p.partial === true,
  }));
  type Spot = (typeof placed)[number];
  const path = line<Spot>()
    .x((p) => p.x)
    .y((p) => p.y ?? 0)
    .defined((p) => p.y !== null && !p.partial);
  const fill = area<Spot>()
    .x((p) => p.x)
    .y0(round(y(0)))
    .y1((p) => p.y ?? 0)
    .defined((p) => p.y !== null);
  const open = placed.flatMap((p, i) => {
    const before = placed[i - 1];
    if (p.y === null || !before || before.y === null || !(p.partial || before.partial)) return [];
    return [`M${before.x} ${before.y}L${p.x} ${p.y}`];
  });
  const dots = placed.flatMap((p, i) => {
    const lone =
      p.y !== null && (placed[i - 1]?.y ?? null) === null && (placed[i + 1]?.y ?? null) === null;
    const last = p.y !== null && !placed.slice(i + 1).some((later) => later.y !== null);
    return lone || last ? [p] : [];
  });
  const targetY = model.target === undefined ? undefined : round(y(model.target));
  const drawing = svg`
    ${low === 0 ? svg`<path class="band s1" d=${fill(placed) ?? ""}></path>` : nothing}
    ${targetY === undefined ? nothing : svg`<path class="fine-target" d="M0 ${targetY}H${width}"></path>`}
    <path class="line s1" d=${path(placed) ?? ""}></path>
    <path class="line dashed s1" d=${open.join("")}></path>
    ${dots.map(({ x: cx, y: cy, partial }) => {
      const name = `marker s1 ${partial ? "hollow" : ""}`;
      return svg`<circle class=${name} cx=${cx} cy=${cy ?? 0} r="3.5"></circle>`;
    })}`;
  return { width, height: kSparkHeight, drawing };
};

export const bulletName = (model: BulletModel, words: ChartWords): string => {
  const said = sayValue(model, words);
  const goal = model.target ? [`${model.target.label ?? words.target} ${model.target.text}`] : [];
  return words.join([model.label, said.text, ...goal, ...said.notes]);
};

// A value against its goal: bar from zero, goal as a stroke across it with its value in words,
// interval as a whisker, bands as ever lighter ground.
export const bulletPicture = (model: BulletModel, stage: Stage): SmallPicture => {
  const { width, rtl, size, measure, words } = stage;
  const { target, bands = [] } = model;
  const known = [model.value ?? 0, target?.value ?? 0, ...bands.map((band) => band.upTo)];
  const top = max(known) ?? 0;
  const far = top > 0 ? Math.min(Math.max(top, model.high ?? 0), top * 1.4) : 1;
  const low = Math.min(0, ...known);
  const scale = scaleLinear()
    .domain([low, far * 1.04])
    .range([0, width]);
  const flipX = (x: number): number => round(rtl ? width - x : x);
  const box = (from: number, to: number): { x: number; width: number } =>
    across(flipX(scale(from)), flipX(scale(to)));
  const bar = box(0, model.value ?? 0);
  const neutral = model.direction === "neutral" || model.tone === undefined;
  const tone = neutral ? seriesClass(0) : model.tone;
  const goalX = target ? flipX(scale(target.value)) : 0;
  const goalText = target
    ? ellipsise(`${target.label ?? words.target} ${target.text}`, width, size, measure)
    : "";
  const wide = measure(goalText, size);
  const middle = Math.min(Math.max(goalX, wide / 2), Math.max(wide / 2, width - wide / 2));
  const track = box(low, far * 1.04);
  const bandEdges = [
    low,
    ...bands.map((band) => band.upTo),
    ...(bands.length > 0 ? [far * 1.04] : []),
  ];
  const range =
    model.value === null || model.low === undefined || model.high === undefined
      ? undefined
      : [Math.max(low, model.low), Math.min(model.high, far * 1.04)].map((v) => flipX(scale(v)));
  const goalAt = { x: round(middle), y: 26 + size, edge: "middle" } as const;
  const drawing = svg`
    <rect class="track" x=${track.x} y="3" width=${track.width} height="18"></rect>
    ${bandEdges.slice(0, -1).map((from, i) => {
      const { x, width: wide } = box(from, bandEdges[i + 1] ?? from);
      const shade = 0.26 - 0.07 * Math.min(3, i);
      return svg`<rect class="ground" x=${x} y="3" width=${wide} height="18" fill-opacity=${shade}></rect>`;
    })}
    ${
      model.value === null
        ? nothing
        : svg`<rect class="bar ${tone}" x=${bar.x} y="8" width=${Math.max(1, bar.width)} height="8"></rect>`
    }
    ${range ? whisker(`M${range[0]} 12H${range[1]}`) : nothing}
    ${
      target === undefined
        ? nothing
        : svg`<path class="goal" d="M${goalX} 0V24"></path>${write("tick", goalText, goalAt, stage)}`
    }`;
  return { width, height: target === undefined ? 24 : 24 + size + 8, drawing };
};
