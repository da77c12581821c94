// Cohorts by age. The value is printed in each cell; the shade only helps the eye, so nothing is lost
// in black and white.
import { max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { type SVGTemplateResult, nothing, svg } from "lit";
import { openGround, round, write } from "./marks.js";
import { type ChartNode, type Picture, type Stage, type TableTwin, sayValue } from "./picture.js";
import { ellipsise, isolate } from "./text.js";
import type { ChartWords, CohortCell, CohortModel } from "./types.js";

const kRow = 30;
// Strongest shade: ink on it keeps 4.5:1 in the light and in the dark theme.
const kDeepest = 0.5;

export const cohortPicture = (model: CohortModel, stage: Stage): Picture => {
  const { rtl, size, measure, words } = stage;
  const texts = model.rows.flatMap((row) => row.cells.map((cell) => cell?.text ?? ""));
  const need = Math.ceil(max(texts, (text) => measure(text, size)) ?? 0) + 6;
  const widest = max(model.rows, (row) => measure(row.label, size)) ?? 0;
  const sizeRoom = Math.ceil(max(model.rows, (row) => measure(row.size ?? "", size)) ?? 0);
  const labelRoom = Math.ceil(Math.min(widest, 120)) + 10 + (sizeRoom > 0 ? sizeRoom + 12 : 0);
  const count = Math.max(1, model.columns.length);
  const cell = Math.max(need, Math.min(72, (stage.width - labelRoom) / count));
  // May be wider than the space given: the frame scrolls it.
  const width = Math.max(stage.width, Math.ceil(labelRoom + cell * count));
  const flipX = (x: number): number => round(rtl ? width - x : x);
  const shade = scaleLinear()
    .domain([...model.domain])
    .range([0.06, kDeepest])
    .clamp(true);
  const near = rtl ? ("right" as const) : ("left" as const);
  const far = rtl ? ("left" as const) : ("right" as const);
  const top = size * 2 + 16;
  const bottom = top + model.rows.length * kRow + 4;
  const ends = model.domainText;
  const height = bottom + (ends ? size + 18 : 0);
  // The key: five shades from one end of the scale to the other, each end with its value.
  const key = (): SVGTemplateResult => {
    const [low = "", high = ""] = ends ?? [];
    const from = measure(low, size) + 8;
    const y = bottom + 10;
    const at = (x: number): { x: number; y: number; edge: typeof near } => ({
      x: flipX(x),
      y: y + size / 2,
      edge: near,
    });
    const [least, most] = model.domain;
    return svg`${write("tick", low, at(0), stage, { middle: true })}
      ${[0, 1, 2, 3, 4].map((n) => {
        const x = from + n * 22;
        return svg`<rect class="cell" x=${rtl ? flipX(x + 20) : x} y=${y} width="20" height=${size}
          fill-opacity=${shade(least + ((most - least) * n) / 4)}></rect>`;
      })}
      ${write("tick", high, at(from + 116), stage, { middle: true })}`;
  };
  const boxX = (c: number): number =>
    rtl ? flipX(labelRoom + (c + 1) * cell) : flipX(labelRoom + c * cell);

  const drawCell = (value: CohortCell, x: number, y: number): SVGTemplateResult => {
    const absent = value.value === null;
    const at = { x: round(x + cell / 2), y: y + kRow / 2, edge: "middle" } as const;
    return svg`
      <rect class=${absent ? "cell-absent" : "cell"} x=${x + 1} y=${y + 1} width=${cell - 2} height=${kRow - 2}
        fill-opacity=${absent ? nothing : shade(value.value ?? 0)}></rect>
      ${value.partial ? openGround({ x: x + 1, y: y + 1, width: cell - 2, height: kRow - 2 }) : nothing}
      ${write("cell-text", absent ? "—" : value.text, at, stage, { middle: true })}`;
  };

  const drawing = svg`
    ${write("tick", model.columnHeading, { x: flipX(labelRoom), y: size, edge: near }, stage)}
    ${model.columns.map((heading, c) =>
      write(
        "tick",
        heading,
        { x: round(boxX(c) + cell / 2), y: size * 2 + 8, edge: "middle" },
        stage,
      ),
    )}
    ${model.rows.map((row, r) => {
      const y = top + r * kRow;
      const label = ellipsise(
        row.label,
        labelRoom - (sizeRoom > 0 ? sizeRoom + 22 : 10),
        size,
        measure,
      );
      const middle = y + kRow / 2;
      const sizeAt = { x: flipX(labelRoom - 10), y: middle, edge: far };
      return svg`
        ${write("label", isolate(label), { x: flipX(0), y: middle, edge: near }, stage, { middle: true, full: row.label })}
        ${row.size === undefined ? nothing : write("tick", row.size, sizeAt, stage, { middle: true })}
        ${row.cells.map((value, c) => (value === undefined ? nothing : drawCell(value, boxX(c), y)))}`;
    })}
    ${ends ? key() : nothing}`;

  const nodes = model.rows.map((row, r) =>
    model.columns.map((heading, c): ChartNode | undefined => {
      const value = row.cells[c];
      if (value === undefined) return undefined;
      const said = sayValue(value, words);
      const where = `${model.columnHeading} ${heading}`;
      return {
        x: boxX(c) + 1,
        y: top + r * kRow + 1,
        width: cell - 2,
        height: kRow - 2,
        round: 2,
        tipX: boxX(c) + cell / 2,
        tipY: top + r * kRow,
        name: words.join([row.label, where, said.text, ...said.notes]),
        pick: { id: row.id, key: heading },
        tip: {
          head: words.join([row.label, where]),
          lines: [{ label: "", text: said.text, active: true }],
          note: words.join(said.notes),
        },
      };
    }),
  );
  const partial = model.rows.some((row) => row.cells.some((value) => value?.partial));
  return {
    width,
    height,
    drawing,
    nodes,
    flip: rtl,
    aim: "inside",
    start: { row: 0, column: 0 },
    notes: partial ? [words.partialNote] : [],
  };
};

export const cohortTable = (model: CohortModel, words: ChartWords): TableTwin => {
  const sized = model.rows.some((row) => row.size !== undefined);
  return {
    headings: [
      model.rowHeading,
      ...(sized ? [model.sizeHeading ?? words.value] : []),
      ...model.columns,
    ],
    rows: model.rows.map((row) => ({
      head: row.label,
      cells: [
        ...(sized ? [{ text: row.size ?? "" }] : []),
        ...model.columns.map((_, c) => {
          const value = row.cells[c];
          if (value === undefined) return { text: "" };
          const { notes } = sayValue(value, words);
          return {
            text: value.value === null ? "—" : value.text,
            value: value.value,
            note: words.join(notes),
          };
        }),
      ],
    })),
  };
};
