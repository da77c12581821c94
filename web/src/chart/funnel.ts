// Stages as bars on one scale; between two bars stands the share that came through.
import { max } from "d3-array";
import { nothing, svg } from "lit";
import { across, round, write } from "./marks.js";
import { type ChartNode, type Picture, type Stage, type TableTwin, sayValue } from "./picture.js";
import { ellipsise, isolate } from "./text.js";
import type { ChartWords, FunnelModel, FunnelStage } from "./types.js";

const kBar = 26;

const rateWords = (stage: FunnelStage, words: ChartWords): string[] => [
  ...(stage.rateText === undefined ? [] : [words.ofPrevious(stage.rateText)]),
  ...(stage.weakest ? [words.weakest] : []),
];

export const funnelPicture = (model: FunnelModel, stage: Stage): Picture => {
  const { width, rtl, size, measure, words } = stage;
  const stacked = width < 440;
  const { stages } = model;
  const widest = max(stages, (s) => measure(s.label, size)) ?? 0;
  const labelRoom = stacked ? 0 : Math.ceil(Math.min(widest, width * 0.32)) + 14;
  const valueRoom = Math.ceil(max(stages, (s) => measure(s.text, size, 600)) ?? 0) + 10;
  const most = max(stages, (s) => s.value ?? 0) || 1;
  const room = Math.max(40, width - labelRoom - valueRoom);
  const flipX = (x: number): number => round(rtl ? width - x : x);
  const long = (s: FunnelStage | undefined): number => (Math.max(0, s?.value ?? 0) / most) * room;
  const near = rtl ? ("right" as const) : ("left" as const);

  const head = stacked ? size + 11 : 0;
  const between = size + 18;
  const pitch = head + kBar + between;
  const height = Math.ceil(stages.length * pitch - between + 8);
  const topOf = (i: number): number => 4 + i * pitch + head;

  const drawing = svg`${stages.map((s, i) => {
    const y = topOf(i);
    const end = labelRoom + long(s);
    const before = stages[i - 1];
    const label = ellipsise(s.label, stacked ? width : labelRoom - 14, size, measure);
    const x0 = flipX(labelRoom);
    const joinTop = y - head - between;
    const rate = rateWords(s, words);
    const rateText = s.weakest
      ? words.join([s.rateText ?? "", words.weakest].filter((t) => t !== ""))
      : (s.rateText ?? "");
    const flow = [
      [x0, joinTop],
      [flipX(labelRoom + long(before)), joinTop],
      [flipX(end), y - head],
      [x0, y - head],
    ].join(" ");
    const known = before !== undefined && before.value !== null && s.value !== null;
    const weak = s.weakest ? "weak" : "";
    const absent = s.reason ? `— ${s.reason}` : "—";
    const rateAt = { x: flipX(labelRoom + 8), y: joinTop + between / 2, edge: near };
    const labelAt = { x: flipX(0), y: stacked ? y - 6 : y + kBar / 2, edge: near };
    const valueAt = { x: flipX(end + 6), y: y + kBar / 2, edge: near };
    const bar = across(x0, flipX(end));
    return svg`
      ${known ? svg`<polygon class="flow ${weak}" points=${flow}></polygon>` : nothing}
      ${rate.length === 0 ? nothing : write(`rate ${weak}`, `↓ ${rateText}`, rateAt, stage, { middle: true })}
      ${
        s.value === null
          ? write("absent", ellipsise(absent, width - end - 8, size, measure), valueAt, stage, {
              middle: true,
            })
          : svg`<rect class="bar s1" x=${bar.x} y=${y} width=${Math.max(1, bar.width)} height=${kBar}></rect>
            ${write("value halo", s.text, valueAt, stage, { middle: true })}`
      }
      ${write("label", isolate(label), labelAt, stage, { middle: !stacked, full: s.label })}`;
  })}`;

  const nodes = stages.map((s, i): ChartNode[] => {
    const said = sayValue(s, words);
    const notes = [...rateWords(s, words), ...said.notes];
    return [
      {
        x: 0,
        y: topOf(i) - head,
        width,
        height: head + kBar + 4,
        round: 3,
        tipX: flipX(labelRoom + long(s)),
        tipY: topOf(i),
        name: words.join([s.label, said.text, ...notes]),
        pick: { id: s.id },
        tip: {
          head: s.label,
          lines: [{ label: "", text: said.text, active: true }],
          note: words.join(notes),
        },
      },
    ];
  });
  return {
    width,
    height,
    drawing,
    nodes,
    flip: rtl,
    aim: "inside",
    start: { row: 0, column: 0 },
    notes: [],
  };
};

export const funnelTable = (model: FunnelModel, words: ChartWords): TableTwin => ({
  headings: [model.stageHeading ?? words.series, model.unit === "" ? words.value : model.unit],
  rows: model.stages.map((s) => {
    const note = words.join([...rateWords(s, words), ...sayValue(s, words).notes]);
    return { head: s.label, cells: [{ text: s.value === null ? "—" : s.text, value: s.value, note }] };
  }),
});
