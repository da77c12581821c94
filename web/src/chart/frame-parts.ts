// The parts of a figure around its drawing: what can be pointed at, the tooltip, the foot, the table twin.
import { type TemplateResult, html, nothing, svg } from "lit";
import type { OutTable } from "../export/table.ts";
import { marker } from "./marks.js";
import type { ChartNode, Picture, Place, TableTwin, Tip } from "./picture.js";
import type { ChartWords } from "./types.js";

interface Reach {
  // The one tab stop, and what the pointer is at.
  readonly stop: Place;
  readonly at: Place | undefined;
  readonly role: "button" | "img";
  // On paper nothing can be reached.
  readonly still: boolean;
}

export const nodesOf = (picture: Picture, { stop, at, role, still }: Reach): TemplateResult[][] =>
  picture.nodes.map((row, r) =>
    row.flatMap((node, c) => {
      if (node === undefined) return [];
      const isStop = stop.row === r && stop.column === c;
      const lit = at?.row === r && at.column === c;
      return [
        svg`<rect class="node ${lit ? "lit" : ""}" data-r=${r} data-c=${c} x=${node.x} y=${node.y} width=${node.width}
            height=${node.height} rx=${node.round} role=${role} tabindex=${isStop && !still ? 0 : -1} aria-label=${node.name}></rect>`,
      ];
    }),
  );

export const tipOf = (tip: Tip): TemplateResult => {
  const several = tip.lines.length > 1;
  return html`<div class="tip" aria-hidden="true">
      <p class="tip-head"><bdi>${tip.head}</bdi></p>
      ${tip.lines.map(
        (line) => html`<p class="tip-line ${line.active ? "active" : ""} ${several ? "" : "alone"}">
          ${
            line.color === undefined || !several
              ? nothing
              : html`<svg width="10" height="10" viewBox="-5 -5 10 10">${marker(0, 0, line.color)}</svg>`
          }
          ${line.label === "" ? nothing : html`<bdi>${line.label}</bdi>`}<b>${line.text}</b>
        </p>`,
      )}
      ${tip.note === "" ? nothing : html`<p class="tip-note">${tip.note}</p>`}
    </div>`;
};

// The tooltip stands above what it is about, inside the chart, below where there is no room above.
// Its place is set by property: a style attribute would need a laxer content policy.
export const putTip = (tip: HTMLElement, node: ChartNode, aim: Picture["aim"], space: number, scrolled: number): void => {
  const { offsetWidth: width, offsetHeight: height } = tip;
  const near = aim === "near";
  const x = node.tipX - scrolled;
  const side = x + 14 + width <= space ? x + 14 : x - 14 - width;
  const left = near ? side : x - width / 2;
  const above = node.tipY - height - 10;
  const top = near ? Math.max(-8, node.tipY - height / 2) : above < -40 ? node.y + node.height + 6 : above;
  tip.style.left = `${Math.round(Math.min(Math.max(0, left), Math.max(0, space - width)))}px`;
  tip.style.top = `${Math.round(top)}px`;
};

// Without a button: on paper.
export const footOf = (
  { more, notes }: Picture,
  words: ChartWords,
  button: { readonly expanded: boolean; readonly expand: () => void } | null,
): TemplateResult | typeof nothing => {
  if (more === undefined && notes.length === 0) return nothing;
  return html`<div class="foot">
      ${notes.map((note) => html`<span>${note}</span>`)}
      ${
        more === undefined
          ? nothing
          : html`<span>${words.shown(words.count(more.shown), words.count(more.total))}</span>
            ${button === null ? nothing : html`<button type="button" @click=${button.expand}>${button.expanded ? words.showFewer : words.showAll}</button>`}`
      }
    </div>`;
};

export const tableOf = (title: string, twin: TableTwin): TemplateResult => html`<div class="twin" tabindex="0" role="region" aria-labelledby="title"><table>
      <caption class="unseen">${title}</caption>
      <thead><tr>${twin.headings.map((heading) => html`<th scope="col"><bdi>${heading}</bdi></th>`)}</tr></thead>
      <tbody>${twin.rows.map(
        (row) => html`<tr class=${row.total ? "total" : ""}><th scope="row"><bdi>${row.head}</bdi></th>
          ${row.cells.map(
            (cell) =>
              html`<td>${cell.text}${cell.note ? html`<span class="cell-note">${cell.note}</span>` : nothing}</td>`,
          )}</tr>`,
      )}</tbody>
    </table></div>`;

// The table twin with its numbers.
export const outTable = (title: string, { headings, rows }: TableTwin, rtl: boolean): OutTable => ({
  title,
  columns: headings.map((name, i) => ({ name, kind: i === 0 ? "text" : "number" })),
  rows: rows.map(({ head, cells }) => [
    { value: head, text: head },
    ...cells.map(({ text, value = null }) => ({ value, text })),
  ]),
  total: rows.at(-1)?.total === true,
  rtl,
});
