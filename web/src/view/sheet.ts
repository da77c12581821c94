// The channel worksheet as a form: a row per channel, a number per cell, echoed where it can't be read.
import { html, nothing, type TemplateResult } from "lit";
import type { Sheet } from "../model/document.ts";
import { emptySheet, sheetMeasures } from "../model/sheet.ts";
import { breakable, isolate, quoted } from "../i18n/index.ts";
import type { Context } from "./context.ts";
import { icon, showing } from "./parts.ts";

export const sheetDialog = (c: Context): TemplateResult => {
  const { m, names, hands, act, store, doc, live } = c;
  const w = m.work.sheet;
  const open = hands.dialog === "sheet";
  const sheet = doc.sheet ?? emptySheet;
  const close = (): void => act.hold({ dialog: null });
  const put = (rows: Sheet["rows"], field: string): void => void store.run({ do: "sheet", sheet: { rows }, field });
  // As it is by now: two cells may be filled within one drawing.
  const rows = (): Sheet["rows"] => (store.document.sheet ?? emptySheet).rows;
  const change = (place: number, id: string | null, text: string): void => put(rows().map((row, at) =>
    at !== place ? row : id === null ? { ...row, channel: text } : { ...row, cells: { ...row.cells, [id]: text } }), `${place}:${id ?? "channel"}`);
  const filled = sheet.rows.some((row) => Object.values(row.cells).some((text) => text.trim() !== ""));
  const wrong = hands.unread.filter((text) => sheet.rows.some((row) => Object.values(row.cells).some((cell) => cell.trim() === text)));
  const channels = (live.catalogue?.channels ?? []).map((each) => each.names[doc.language]);
  return html`<dialog class="sheet" aria-labelledby="sheet-title" ${showing(open)} @close=${() => hands.dialog === "sheet" && close()}>
    ${open
      ? html`<header><div><h2 id="sheet-title">${w.title}</h2><p class="small">${w.lead}</p></div>
          <button type="button" class="square" aria-label=${m.passport.close} @click=${close}>${icon("close")}</button></header>
        <form class="body" id="sheet-form" @submit=${(event: Event) => { event.preventDefault(); act.showSheet(); }}>
          <datalist id="sheet-channels">${channels.map((name) => html`<option value=${name}></option>`)}</datalist>
          <div class="scroll"><table class="table" role="table"><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${w.channel}</th>${sheetMeasures.map((id) => html`<th role="columnheader" scope="col">${breakable(names.measure(id), c.doc.language)}</th>`)}<td role="cell"></td></tr></thead>
            <tbody role="rowgroup">${sheet.rows.map((row, place) => html`<tr role="row">
              <td role="cell" data-name=${w.channel}><input class="field" list="sheet-channels" dir="auto" autocomplete="off" aria-label=${`${w.channel} ${c.f.count(place + 1)}`} .value=${row.channel}
                @input=${(event: Event) => change(place, null, (event.target as HTMLInputElement).value)}></td>
              ${sheetMeasures.map((id) => {
                const text = row.cells[id] ?? "";
                return html`<td role="cell" data-name=${names.measure(id)}><input class="field" type="text" inputmode="decimal" autocomplete="off" aria-label=${`${names.measure(id)}, ${row.channel || c.f.count(place + 1)}`}
                  aria-invalid=${hands.unread.includes(text.trim()) && text.trim() !== "" ? "true" : nothing} title=${hands.unread.includes(text.trim()) && text.trim() !== "" ? w.unread : nothing}
                  .value=${text} @input=${(event: Event) => change(place, id, (event.target as HTMLInputElement).value)}
                  @change=${(event: Event) => act.checkNumber((event.target as HTMLInputElement).value)}></td>`;
              })}
              <td role="cell"><button type="button" class="square" aria-label=${w.remove(row.channel || c.f.count(place + 1))} title=${w.remove(row.channel || c.f.count(place + 1))}
                @click=${() => put(rows().filter((_, at) => at !== place), `drop${sheet.rows.length}`)}>${icon("close")}</button></td></tr>`)}</tbody></table></div>
          ${wrong.length > 0 ? html`<p class="caution" role="alert">${w.unread}: ${c.f.list(wrong.map((text) => quoted(isolate(text), doc.language)))}</p>` : nothing}
          <p><button type="button" class="link" @click=${() => put([...rows(), { channel: "", cells: {} }], `add${sheet.rows.length}`)}>${w.add}</button></p>
        </form>
        <footer><button type="submit" form="sheet-form" class="button main" ?disabled=${!filled}>${w.show}</button>
          <button type="button" class="button plain" @click=${close}>${w.close}</button></footer>`
      : nothing}
  </dialog>`;
};
