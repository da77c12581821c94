// Cohorts by age. The value is printed in each cell; the shade only helps the eye, so nothing is lost
// in black and white.
import { max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { nothing, svg } from "lit";
import { hatch, round } from "./marks.js";
import { type ChartNode, type Picture, type Stage, type TableTwin, sayValue } from "./picture.js";
import { anchorAt, ellipsise } from "./text.js";
import type { ChartWords, CohortModel } from "./types.js";

const kRow = 30;
// Strongest shade: ink on it keeps 4.5:1 in the light and in the dark theme.
const kDeepest = 0.5;

export const cohortPicture = (model: CohortModel, stage: Stage): Picture => {
  const { rtl, size, measure, words, uid } = stage;
  const texts = model.rows.flatMap((row) => row.cells.map((cell) => cell?.text ?? ""));
  const need = Math.ceil(max(texts, (text) => measure(text, size)) ?? 0) + 10;
  const widest = max(model.rows, (row) => measure(row.label, size)) ?? 0;
  const sizeRoom = Math.ceil(max(model.rows, (row) => measure(row.size ?? "", size)) ?? 0);
  const labelRoom = Math.ceil(Math.min(widest, 120)) + 10 + (sizeRoom > 0 ? sizeRoom + 12 : 0);
  const count = Math.max(1, model.columns.length);
  const cell = Math.max(need, Math.min(72, (stage.width - labelRoom) / count));
  // May be wider than the space given: the frame scrolls it.
  const width = Math.max(stage.width, Math.ceil(labelRoom + cell * count));
  const flipX = (x: number): number => round(rtl ? width - x : x);
  const shade = scaleLinear().domain([...model.domain]).range([0.06, kDeepest]).clamp(true);
  const near = rtl ? ("right" as const) : ("left" as const);
  const far = rtl ? ("left" as const) : ("right" as const);
  const top = size * 2 + 16;
  const height = top + model.rows.length * kRow + 4;
  const boxX = (c: number): number => (rtl ? flipX(labelRoom + (c + 1) * cell) : flipX(labelRoom + c * cell));

  const drawing = svg`
    <defs>${hatch(`${uid}-part`, "ink", true)}</defs>
    <text class="tick" x=${flipX(labelRoom)} y=${size} font-size=${size} text-anchor=${anchorAt(near, rtl)}>${model.columnHeading}</text>
    ${model.columns.map(
      (heading, c) => svg`<text class="tick" x=${round(boxX(c) + cell / 2)} y=${size * 2 + 8} font-size=${size} text-anchor="middle">${heading}</text>`,
    )}
    ${model.rows.map((row, r) => {
      const y = top + r * kRow;
      const label = ellipsise(row.label, labelRoom - (sizeRoom > 0 ? sizeRoom + 22 : 10), size, measure);
      return svg`
        <text class="label" x=${flipX(0)} y=${y + kRow / 2} dy="0.35em" font-size=${size} text-anchor=${anchorAt(near, rtl)}><title>${row.label}</title>${label}</text>
        <text class="tick" x=${flipX(labelRoom - 10)} y=${y + kRow / 2} dy="0.35em" font-size=${size} text-anchor=${anchorAt(far, rtl)}>${row.size ?? ""}</text>
        ${row.cells.map((value, c) => {
          if (value === undefined) return nothing;
          const x = boxX(c);
          return svg`
            ${
              value.value === null
                ? svg`<rect class="cell-absent" x=${x + 1} y=${y + 1} width=${cell - 2} height=${kRow - 2}></rect>`
                : svg`<rect class="cell" x=${x + 1} y=${y + 1} width=${cell - 2} height=${kRow - 2} fill-opacity=${shade(value.value)}></rect>`
            }
            ${value.partial ? svg`<rect x=${x + 1} y=${y + 1} width=${cell - 2} height=${kRow - 2} fill="url(#${uid}-part)"></rect>` : nothing}
            <text class="cell-text" x=${round(x + cell / 2)} y=${y + kRow / 2} dy="0.35em" font-size=${size} text-anchor="middle">${value.value === null ? "—" : value.text}</text>`;
        })}`;
    })}`;

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
        tip: { head: words.join([row.label, where]), lines: [{ label: "", text: said.text, active: true }], note: words.join(said.notes) },
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
    headings: [model.rowHeading, ...(sized ? [model.sizeHeading ?? words.value] : []), ...model.columns],
    rows: model.rows.map((row) => ({
      head: row.label,
      cells: [
        ...(sized ? [{ text: row.size ?? "" }] : []),
        ...model.columns.map((_, c) => {
          const value = row.cells[c];
          if (value === undefined) return { text: "" };
          const { notes } = sayValue(value, words);
          return { text: value.value === null ? "—" : value.text, note: words.join(notes) };
        }),
      ],
    })),
  };
};
