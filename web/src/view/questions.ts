// What is truly ambiguous: each question with its outcomes side by side.
import { html, nothing, type TemplateResult } from "lit";
import type { Choice, Question, SourceInfo } from "../engine/operations.ts";
import { isolate } from "../i18n/index.ts";
import { isDay } from "../model/days.ts";
import type { Context } from "./context.ts";

// The outcome of a reading, as the engine computed it: days, sums, a cell read that way.
const preview = (c: Context, choice: Choice, info: SourceInfo): TemplateResult | typeof nothing => {
  const names = c.m.check.preview as Readonly<Record<string, string>>;
  const entries = Object.entries(choice.preview).filter(([, value]) => value !== null && typeof value !== "object");
  if (entries.length === 0) return nothing;
  const show = (key: string, value: unknown): string => {
    if (typeof value === "number")
      return key === "sum" && info.currency ? c.f.metric(value, { unit: "currency", currency: info.currency }) : c.f.number(value, 4);
    const text = String(value);
    return isDay(text) ? c.f.day(text) : text;
  };
  return html`<dl>${entries.slice(0, 5).map(([key, value]) => html`<dt>${names[key] ?? key.replaceAll("_", " ")}</dt><dd><bdi>${show(key, value)}</bdi></dd>`)}</dl>`;
};

const choiceName = (c: Context, choice: Choice): string => {
  const named = c.m.codes.choices[choice.id];
  if (named) return named;
  const role = c.names.role(choice.id);
  return role === choice.id.replaceAll("_", " ") ? isolate(choice.id) : role;
};

const one = (c: Context, info: SourceInfo, owner: string, question: Question): TemplateResult => {
  const words = c.m.codes.questions[question.code];
  const key = `${question.code}:${question.column ?? ""}`;
  const now = question.answer ?? question.likelier ?? question.choices[0]?.id;
  return html`<fieldset class="q"><legend>${words.ask(question.column ? isolate(question.column) : "")}</legend>
    <p class="small">${words.why}</p>
    <div class="outcomes">${question.choices.map((choice) => html`<label class="outcome">
      <input type="radio" name=${`${owner}-${key}`} .checked=${choice.id === now}
        @change=${() => void c.store.run({ do: "answer", id: owner, question: key, choice: choice.id })}>
      <span><b>${choiceName(c, choice)}</b>${choice.id === now && question.answer === undefined ? html`<small>${c.m.check.likely}</small>` : nothing}</span>
      ${preview(c, choice, info)}</label>`)}</div></fieldset>`;
};

export const questions = (c: Context, info: SourceInfo, owner: string): TemplateResult | typeof nothing => {
  if (info.questions.length === 0) return nothing;
  return html`<section class="ask-card"><h3>${c.m.check.answers}</h3>
    ${info.questions.some((each) => each.answer === undefined) ? html`<p class="small">${c.m.check.answersHint}</p>` : nothing}
    ${info.questions.map((question) => one(c, info, owner, question))}</section>`;
};
