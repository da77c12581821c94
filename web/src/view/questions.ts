// What is truly ambiguous: each question with its outcomes side by side.
import { html, nothing, type TemplateResult } from "lit";
import type { Choice, Question, SourceInfo } from "../engine/operations.ts";
import { isolate } from "../i18n/index.ts";
import { isDay } from "../model/days.ts";
import { isCopy, isOpen } from "../model/live.ts";
import type { Context } from "./context.ts";

// The outcome of a reading, as the engine computed it: days, sums, a cell read that way.
const preview = (c: Context, choice: Choice, info: SourceInfo): TemplateResult | typeof nothing => {
  const names = c.m.check.preview as Readonly<Record<string, string>>;
  // What the outcome's name already says is not said again.
  const entries = Object.entries(choice.preview).filter(([key, value]) => value !== null && typeof value !== "object" && !["role", "measure"].includes(key));
  if (entries.length === 0) return nothing;
  const show = (key: string, value: unknown): string => {
    const text = String(value);
    if (typeof value === "number" || (key === "sum" && /^-?\d+(\.\d+)?$/.test(text)))
      return key === "sum" && info.currency ? c.f.metric(Number(value), { unit: "currency", currency: info.currency }) : c.f.number(Number(value), 4);
    return isDay(text) ? c.f.day(text) : text;
  };
  return html`<dl>${entries.slice(0, 5).map(([key, value]) => html`<dt>${key === "sum" && typeof choice.preview["measure"] === "string" ? c.names.role(choice.preview["measure"]) : names[key === "text" ? "example" : key] ?? key.replaceAll("_", " ")}</dt><dd><bdi>${show(key, value)}</bdi></dd>`)}</dl>`;
};

// The name of an outcome: its own words, or the measure it stands for, or the id as it is.
export const choiceName = (c: Context, id: string): string => {
  const named = c.m.codes.choices[id];
  if (named) return named;
  const role = c.names.role(id);
  return role === id.replaceAll("_", " ") ? isolate(id) : role;
};

// The file that came before, where the question is about one, and how much of it stands here again.
const earlier = (c: Context, question: Question): string => {
  const { name, same, changed, added } = question.about ?? {};
  if (typeof name !== "string" || typeof same !== "number" || typeof changed !== "number" || typeof added !== "number") return "";
  const { f } = c;
  return ` ${c.m.check.again(isolate(name), [f.count(same), f.count(changed), f.count(added)])}`;
};

const one = (c: Context, info: SourceInfo, owner: string, question: Question): TemplateResult => {
  const words = c.m.codes.questions[question.code];
  const key = `${question.code}:${question.column ?? ""}`;
  // Without a year nothing is read until one is chosen; elsewhere the first reading is the one in use.
  const now = question.answer ?? question.likelier ?? (question.code === "date.no_year" ? undefined : question.choices[0]?.id);
  return html`<fieldset class="q ${isOpen(question) ? "is-open" : ""}"><legend>${words.ask(question.column ? isolate(question.column) : "")}</legend>
    <p class="small">${words.why}${earlier(c, question)}</p>
    <div class="outcomes">${question.choices.map((choice) => html`<label class="outcome">
      <input type="radio" name=${`${owner}-${key}`} .checked=${choice.id === now}
        @change=${() => void c.store.run({ do: "answer", id: owner, question: key, choice: choice.id })}>
      <span><b>${choiceName(c, choice.id)}</b>${choice.id === now && isOpen(question) ? html`<small>${c.m.check.likely}</small>` : nothing}</span>
      ${preview(c, choice, info)}</label>`)}</div>
    ${question.code === "date.no_year"
      ? html`<label class="year">${c.m.work.calendar.otherYear}<input class="field" type="text" inputmode="numeric" autocomplete="off" .value=${question.choices.some((each) => each.id === question.answer) ? "" : question.answer ?? ""}
          @change=${(event: Event) => {
            const year = (event.target as HTMLInputElement).value.trim();
            if (/^[\d۰-۹٠-٩]{4}$/.test(year)) void c.store.run({ do: "answer", id: owner, question: key, choice: year });
          }}></label>` : nothing}</fieldset>`;
};

const card = (c: Context, info: SourceInfo, owner: string, list: readonly Question[], named = false): TemplateResult | typeof nothing => {
  if (list.length === 0) return nothing;
  const open = list.some(isOpen);
  return html`<section class="ask-card ${open ? "" : "settled"}"><h3>${list.every(isCopy) ? c.m.check.copies : c.m.check.answers}${named ? html`<span class="of"><bdi>${info.name}</bdi></span>` : nothing}</h3>
    ${open ? html`<p class="small">${c.m.check.answersHint}</p>` : nothing}
    ${list.map((question) => one(c, info, owner, question))}</section>`;
};

// Of one table among several only what is settled stands beside it: what is open stands before all of them.
export const questions = (c: Context, info: SourceInfo, owner: string, among: boolean): TemplateResult | typeof nothing =>
  card(c, info, owner, info.questions.filter((each) => !among || !isOpen(each)));

export const openFirst = (c: Context, sources: readonly SourceInfo[]): readonly (TemplateResult | typeof nothing)[] =>
  sources.map((info, place) => card(c, info, c.live.owners[place] ?? "", info.questions.filter(isOpen), true));
