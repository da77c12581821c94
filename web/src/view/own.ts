// A metric of one's own: its name, its formula, checked as it is typed, and what it comes to.
import { html, nothing, render, type TemplateResult } from "lit";
import { MittariError, type Direction, type OwnFormula } from "../engine/operations.ts";
import { isolate, messagesFor } from "../i18n/index.ts";
import { measuresOf } from "../model/live.ts";
import { metricIdFor, type Formula } from "../model/own.ts";
import { getter, showValue, type Context } from "./context.ts";
import { choose, icon, iso } from "./parts.ts";
import { withKpi } from "./picker.ts";

interface Fault { readonly what: string; readonly mend: string; readonly at: number | null }

const faultOf = (c: Context, thrown: unknown): Fault => {
  if (!(thrown instanceof MittariError)) return { what: String(thrown), mend: "", at: null };
  const errors = messagesFor(c.doc.language).codes.errors as Readonly<Record<string, ((get: (name: string) => string) => readonly [string, string]) | undefined>>;
  const [what, mend] = errors[thrown.code]?.(getter(c, thrown.args)) ?? [thrown.message, ""];
  return { what, mend, at: thrown.at.column ?? null };
};

// Shown over whatever stands there. `place`: where on the card it goes when it is new.
export const openOwn = (c: Context, formula: Formula | null, place = -1): void => {
  const words = c.m.own;
  const known = formula === null ? null : typeof formula === "string"
    ? { name: formula.slice(0, formula.indexOf("=")).trim(), formula: formula.slice(formula.indexOf("=") + 1).trim() } : formula;
  let now: OwnFormula & { name: string; direction: Direction } = { name: "", formula: "", ...known, direction: known && "direction" in known ? known.direction ?? "neutral" : "neutral" };
  const measures = measuresOf(c.live);
  const id = now.id ?? metricIdFor(c.live, "", c.doc.formulas);
  let fault: Fault | null = null;
  let value = "";
  let tried = false;
  let turn = 0;
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "own-title");
  dialog.className = "own";
  const close = (): void => dialog.close();
  const entry = (): OwnFormula => ({ ...now, id: now.id ?? metricIdFor(c.live, now.name, c.doc.formulas), name: now.name.trim(), formula: now.formula.trim() });
  const check = async (): Promise<void> => {
    const mine = ++turn;
    if (now.formula.trim() === "") [fault, value] = [null, ""];
    else
      try {
        const { info, total } = await c.store.formula({ ...entry(), id, name: now.name.trim() || id });
        if (mine !== turn) return;
        [fault, value] = [null, total ? showValue(c, total.total.metrics[info.id], total.metrics[info.id]) : ""];
      } catch (thrown) {
        if (mine !== turn) return;
        [fault, value] = [faultOf(c, thrown), ""];
      }
    draw();
  };
  const put = (change: Partial<OwnFormula>): void => {
    now = { ...now, ...change };
    draw();
    void check();
  };
  const insert = (text: string): void => {
    const field = dialog.querySelector<HTMLTextAreaElement>("textarea")!;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.focus();
    put({ formula: field.value });
  };
  const save = async (): Promise<void> => {
    tried = true;
    await check();
    const field = now.name.trim() === "" ? "input" : now.formula.trim() === "" || fault ? "textarea" : null;
    if (field) return void dialog.querySelector<HTMLElement>(field)?.focus();
    const made = entry();
    const drop = typeof formula === "string" ? [{ do: "drop_formula", formula } as const] : [];
    close();
    await c.store.run(...drop, { do: "formula", formula: made }, ...(place < 0 || !made.id ? [] : [{ do: "kpis", kpis: withKpi(c.store.plan.kpis, place, made.id) } as const]));
  };
  const remove = async (): Promise<void> => {
    close();
    if (formula !== null && await c.store.run({ do: "drop_formula", formula })) c.store.say(words.removed(now.name));
  };
  const part = (text: string, name: string): TemplateResult => html`<button type="button" class="button plain" title=${text} @click=${() => insert(text)}><bdi>${name}</bdi></button>`;
  const draw = (): unknown => render(html`<header><h2 id="own-title">${words.title}</h2><button type="button" class="square" aria-label=${c.m.passport.close} @click=${close}>${icon("close")}</button></header>
    <div class="body">
      <label><span>${words.name}</span><input class="field" type="text" maxlength="120" autocomplete="off" autofocus .value=${now.name}
        aria-invalid=${tried && now.name.trim() === "" ? "true" : "false"} @input=${(event: Event) => put({ name: (event.target as HTMLInputElement).value })}
        @keydown=${(event: KeyboardEvent) => { if (event.key === "Enter") void save(); }}></label>
      ${tried && now.name.trim() === "" ? html`<p class="bad" role="alert">${words.noName}</p>` : nothing}
      <label><span>${words.formula}</span><textarea class="field code" dir="ltr" lang="en" translate="no" rows="3" spellcheck="false" autocapitalize="off" aria-describedby="own-hint own-said"
        aria-invalid=${fault ? "true" : "false"} .value=${now.formula} @input=${(event: Event) => put({ formula: (event.target as HTMLTextAreaElement).value })}></textarea></label>
      <p class="small" id="own-hint">${words.hint}</p>
      <div id="own-said" role="status">${fault
        ? html`<p class="bad">${fault.what} ${fault.mend}</p>${fault.at === null ? nothing : html`<pre dir="ltr" lang="en" translate="no" aria-hidden="true">${now.formula.replace(/\s/g, " ")}\n${" ".repeat(Math.max(0, fault.at - 1))}↑</pre>`}`
        : value === "" ? nothing : html`<p>${words.value(isolate(value))}</p>`}</div>
      ${choose(words.better, (["higher", "lower", "neutral"] as const).map((each) => ({ id: each, name: words.directions[each] })), now.direction, (direction) => put({ direction: direction as Direction }))}
      <details open><summary>${words.parts}</summary>
        <h3>${words.sums}</h3><div class="parts">${measures.map((each) => part(`sum(${each})`, c.names.measure(each)))}</div>
        <h3>${words.metrics}</h3><div class="parts">${c.live.available.filter((each) => each !== now.id && !measures.includes(each)).map((each) => part(each, c.names.plain(each)))}</div></details>
    </div>
    <footer><button type="button" class="button main" @click=${() => void save()}>${words.save}</button>
      ${formula === null ? nothing : html`<button type="button" class="button plain" @click=${() => void remove()}>${words.remove}</button>`}</footer>`, dialog);
  c.act.hold({ dialog: null, search: "" });
  draw();
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  if (now.formula !== "") void check();
};

// Those of the document, to take up, mend and drop; asleep where their columns are not here.
export const ownMetrics = (c: Context, take: (id: string) => void, place: number): TemplateResult | typeof nothing => {
  const { doc, live, m, act } = c;
  const open = act.ownMetric;
  if (!open || doc.readOnly) return nothing;
  const row = (formula: Formula): TemplateResult => {
    const at = live.own.sound.indexOf(formula);
    const info = live.own.infos[at];
    const name = info?.name || (typeof formula === "string" ? formula.split("=")[0]!.trim() : formula.name ?? formula.id ?? "");
    return html`<li class="with"><button type="button" ?disabled=${!info} aria-current=${info && c.plan.kpis.includes(info.id) ? "true" : nothing} @click=${() => info && take(info.id)}>
        <b><bdi>${name}</bdi></b>${info ? html`<span>${iso(showValue(c, live.overview?.total.metrics[info.id], live.overview?.metrics[info.id]))}</span>` : nothing}
        <small>${info ? html`<bdi dir="ltr">${info.formula}</bdi>` : m.own.asleep}</small></button>
      <button type="button" class="link" aria-label=${`${m.own.edit}: ${name}`} @click=${() => open(c, formula)}>${m.own.edit}</button></li>`;
  };
  return html`<h3>${m.own.heading}</h3>${doc.formulas.length > 0 ? html`<ul>${doc.formulas.map(row)}</ul>` : nothing}
    <p><button type="button" class="button" @click=${() => open(c, null, place)}>${m.own.add}</button></p>`;
};
