// Notes of what happened when: typed once, drawn on every time axis.
import { html, nothing, type TemplateResult } from "lit";
import { isolate } from "../i18n/index.ts";
import { dataSpan } from "../model/live.ts";
import type { Context } from "./context.ts";
import { dayField } from "./day.ts";
import { icon, iso } from "./parts.ts";

// The day in the form that is open.
let chosen = "";

export const events = (c: Context): TemplateResult => {
  const { doc, m, f, store, live } = c;
  const span = dataSpan(live);
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const typed = new FormData(form);
    const day = chosen;
    const text = String(typed.get("text") ?? "").trim().slice(0, 120);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || text === "" || form.querySelector("[aria-invalid=true]")) return;
    form.reset();
    chosen = "";
    void store.run({ do: "event", event: { day, text } });
  };
  return html`<section class="events" aria-label=${m.paper.events}>
    ${doc.events.length === 0 ? nothing : html`<ul>${doc.events.map((event) => html`<li><span>${iso(f.day(event.day))}</span> <bdi>${event.text}</bdi>
      <button type="button" class="square" aria-label=${m.paper.eventRemove(isolate(event.text))}
        @click=${() => void store.run({ do: "event_gone", event })}>${icon("close")}</button></li>`)}</ul>`}
    <form @submit=${add}>
      <label><span>${m.paper.eventDay}</span>${dayField(c, "", (day) => { chosen = day; }, { required: true, min: span?.from, max: span?.to })}</label>
      <label class="grow"><span>${m.paper.eventText}</span><input class="field" type="text" name="text" required maxlength="120" autocomplete="off"></label>
      <button class="button">${m.paper.eventSave}</button></form>
  </section>`;
};
