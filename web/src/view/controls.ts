// What the numbers are about: period, comparison, filters.
import { html, nothing, type TemplateResult } from "lit";
import { isolate } from "../i18n/index.ts";
import type { Preset, Selection } from "../model/document.ts";
import { dataSpan, dimensionsOf, hasDates, inJalaliMonths } from "../model/live.ts";
import { before } from "../model/days.ts";
import type { Context } from "./context.ts";
import { dayField } from "./day.ts";
import { choose, icon, showing } from "./parts.ts";
import { folded } from "./picker.ts";

const presets: readonly Preset[] = ["all", "month", "quarter", "half", "year", "custom"];

export const controls = (c: Context): TemplateResult => {
  const { doc, live, m, f, names, act, store, plan } = c;
  const { selection } = doc;
  const select = (change: Partial<Selection>): void => void store.run({ do: "select", change });
  const dated = hasDates(live);
  const data = dataSpan(live);
  const filters = Object.entries(selection.where).filter(([, values]) => values.length > 0);
  const day = (caption: string, which: "from" | "to" | "compareFrom" | "compareTo", value: string): TemplateResult => html`<label><span>${caption}</span>
    ${dayField(c, value, (day) => select({ [which]: day }), { min: data?.from, max: data?.to })}</label>`;
  return html`<div class="controls">
    ${dated
      ? html`${choose(m.board.period, presets.map((id) => ({ id, name: m.board.presets[id] })), selection.preset, (id) =>
          select(id === "custom"
            ? { preset: "custom", ...(plan.span ?? data ?? {}) }
            : { preset: id as Preset }))}
        ${selection.preset === "custom"
          ? html`${day(m.board.from, "from", selection.from ?? data?.from ?? "")}${day(m.board.to, "to", selection.to ?? data?.to ?? "")}`
          : nothing}
        ${choose(m.board.compare,
          [...(["none", "previous", "year"] as const).map((id) => ({ id, name: m.board.compares[id] })), { id: "custom", name: m.work.calendar.custom }], selection.compare ?? "none",
          (id) => {
            if (id === "none") {
              const { compare: _gone, ...rest } = selection;
              void store.run({ do: "select_all", selection: rest });
            } else if (id === "custom") {
              // What it is compared with now is where choosing begins, or else as many days before, as far as there are any.
              const now = plan.span ?? data;
              const earlier = now && before(now);
              const from = live.total?.compare?.period ?? (earlier && data && earlier.to >= data.from ? { ...earlier, from: earlier.from < data.from ? data.from : earlier.from } : now);
              select({ compare: "custom", ...(from ? { compareFrom: from.from, compareTo: from.to } : {}) });
            } else select({ compare: id === "year" ? "year" : "previous" });
          })}
        ${selection.compare === "custom"
          ? html`${day(m.board.from, "compareFrom", selection.compareFrom ?? "")}${day(m.board.to, "compareTo", selection.compareTo ?? "")}`
          : nothing}`
      : nothing}
    ${dimensionsOf(live).length > 0
      ? html`<button type="button" class="button" aria-haspopup="dialog" @click=${() => {
          act.hold({ dialog: "filters", search: "" });
          for (const dimension of dimensionsOf(live)) void store.loadValues(dimension);
        }}>${icon("filter")}${m.board.filter}</button>`
      : nothing}
    ${dated
      ? html`<button type="button" class="button plain" aria-haspopup="dialog" @click=${() => act.hold({ dialog: "calendar" })}>${m.work.calendar.open}</button>`
      : nothing}
    ${filters.length > 0
      ? html`<span class="chips">${filters.map(([dimension, values]) => html`<button type="button" class="chip"
          aria-label=${m.board.removeFilter(names.dimension(dimension))} title=${m.board.removeFilter(names.dimension(dimension))}
          @click=${() => void store.run({ do: "filter", dimension, values: [] })}>
          <span>${m.board.filtered(names.dimension(dimension), f.list(values.map(isolate)))}</span>${icon("close")}</button>`)}</span>`
      : nothing}
  </div>`;
};

export const filterDialog = (c: Context): TemplateResult => {
  const { doc, live, m, f, names, act, store, hands } = c;
  const open = hands.dialog === "filters";
  const most = 60;
  const many = dimensionsOf(live).some((dimension) => (live.values[dimension]?.length ?? 0) > 20);
  const wanted = folded(hands.search.trim());
  // Where they are many, those ticked come first, so that none is out of sight.
  const found = (all: readonly string[], chosen: ReadonlySet<string>): readonly string[] => {
    const shown = all.filter((value) => chosen.has(value) || folded(value === "" ? m.board.blankKey : value).includes(wanted));
    return shown.length <= most ? shown : [...chosen, ...shown.filter((value) => !chosen.has(value))];
  };
  const set = (dimension: string, value: string, on: boolean): void => {
    // What is ticked by now, drawn or not.
    const now = new Set(store.document.selection.where[dimension]);
    const all = live.values[dimension] ?? [];
    const values = all.filter((each) => (each === value ? on : now.has(each)));
    void store.run({ do: "filter", dimension, values: values.length === all.length ? [] : values });
  };
  const ticks = (dimension: string): TemplateResult => {
    const chosen = new Set(doc.selection.where[dimension]);
    const shown = found(live.values[dimension] ?? [], chosen);
    return html`<fieldset><legend>${names.dimension(dimension)} ${shown.length > most
        ? html`<small class="quiet">${m.chart.shown(f.count(most), f.count(shown.length))}</small>` : nothing}</legend>
      <div class="ticks">${shown.slice(0, most).map((value) => html`<label class="tick">
        <input type="checkbox" .checked=${chosen.has(value)} @change=${(event: Event) => set(dimension, value, (event.target as HTMLInputElement).checked)}>
        <bdi>${value === "" ? m.board.blankKey : value}</bdi></label>`)}</div></fieldset>`;
  };
  return html`<dialog class="filters" aria-labelledby="filters-title" ${showing(open)} @close=${() => hands.dialog === "filters" && act.hold({ dialog: null, search: "" })}>
    ${open
      ? html`<header><h2 id="filters-title">${m.board.filterTitle}</h2>
          <button type="button" class="square" aria-label=${m.passport.close} @click=${() => act.hold({ dialog: null, search: "" })}>${icon("close")}</button></header>
        <div class="body">${many ? html`<p class="find"><input class="field" type="search" autofocus aria-label=${m.board.filterSearch} placeholder=${m.board.filterSearch} .value=${hands.search}
            @input=${(event: Event) => act.hold({ search: (event.target as HTMLInputElement).value })}></p>` : nothing}
          ${dimensionsOf(live).map(ticks)}</div>
        <footer><button type="button" class="button main" @click=${() => act.hold({ dialog: null, search: "" })}>${m.board.done}</button>
          <button type="button" class="button plain" ?disabled=${Object.keys(doc.selection.where).length === 0}
            @click=${() => void store.run({ do: "select", change: { where: {} } })}>${m.board.filterClear}</button></footer>`
      : nothing}
  </dialog>`;
};

// Where weeks and years begin, and whose months are meant: of this document, not of the machine.
export const calendarDialog = (c: Context): TemplateResult => {
  const { doc, m, f, act, store, hands } = c;
  const w = m.work.calendar;
  const open = hands.dialog === "calendar";
  const close = (): void => act.hold({ dialog: null });
  const { weekStart, firstMonth, months, days, digits } = doc.calendar;
  const jalali = inJalaliMonths(doc, c.live);
  return html`<dialog class="filters" aria-labelledby="calendar-title" ${showing(open)} @close=${() => hands.dialog === "calendar" && close()}>
    ${open
      ? html`<header><h2 id="calendar-title">${w.title}</h2><button type="button" class="square" aria-label=${m.passport.close} @click=${close}>${icon("close")}</button></header>
        <div class="body form">
          ${choose(w.weekStart, ([0, 5, 6] as const).map((id) => ({ id: String(id), name: w.days[id] })), String(weekStart),
            (id) => void store.run({ do: "calendar", change: { weekStart: id === "5" ? 5 : id === "6" ? 6 : 0 } }))}
          ${choose(w.firstMonth, Array.from({ length: 12 }, (_, month) => ({ id: String(month + 1), name: f.monthName(month + 1, jalali) })), String(firstMonth),
            (id) => void store.run({ do: "calendar", change: { firstMonth: Number(id) } }))}
          ${choose(w.months, (["auto", "gregorian", "jalali"] as const).map((id) => ({ id, name: w.kinds[id] })), months,
            (id) => void store.run({ do: "calendar", change: { months: id === "jalali" ? "jalali" : id === "gregorian" ? "gregorian" : "auto" } }))}
          ${choose(w.written, (["auto", "gregorian", "jalali"] as const).map((id) => ({ id, name: w.kinds[id] })), days ?? "auto",
            (id) => void store.run({ do: "calendar", change: { days: id === "jalali" || id === "gregorian" ? id : undefined } }))}
          ${choose(w.digits, (["auto", "latn", "arabext"] as const).map((id) => ({ id, name: w.digitKinds[id] })), digits ?? "auto",
            (id) => void store.run({ do: "calendar", change: { digits: id === "latn" || id === "arabext" ? id : undefined } }))}
        </div>
        <footer><button type="button" class="button main" @click=${close}>${m.board.done}</button></footer>`
      : nothing}
  </dialog>`;
};
