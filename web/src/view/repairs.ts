// What was done to the table, line by line, each with its way back.
import { html, nothing, type TemplateResult } from "lit";
import type { Issue, IssueCode, Sample, SourceInfo } from "../engine/operations.ts";
import { isolate, quoted, type QuestionWords } from "../i18n/index.ts";
import { getter, type Context } from "./context.ts";
import { choiceName } from "./questions.ts";

export const issueText = (c: Pick<Context, "m" | "f" | "names">, issue: Issue): string => {
  const words = c.m.codes.issues[issue.code];
  const column = issue.samples?.[0]?.column;
  return words ? words(issue.count, c.f.count(issue.count), getter(c, column ? { column, ...issue.args } : issue.args)) : issue.code;
};

export const sampleText = (c: Context, sample: Sample): string =>
  [
    ...(sample.row === undefined ? [] : [c.m.check.place.row(c.f.count(sample.row))]),
    ...(sample.column ? [isolate(sample.column)] : []),
    ...(sample.text && sample.text !== sample.column ? [quoted(isolate(sample.text.length > 60 ? `${sample.text.slice(0, 60)}…` : sample.text), c.doc.language)] : []),
  ].join(c.m.chart.separator);

// Repairs the core can leave undone; the others follow from the bytes.
const undoableCodes = new Set<IssueCode>([
  "total_row", "footer_row", "repeated_header", "comment_row", "bound_value", "micros_divided", "minor_divided", "percent_divided",
  "header_multiplied",
]);

const line = (c: Context, issue: Issue, owner: string, undoable: boolean): TemplateResult => {
  const named = issue.column && !(issue.samples ?? []).some((sample) => sample.column === issue.column);
  const seen = [...(named ? [isolate(issue.column!)] : []), ...new Set((issue.samples ?? []).map((sample) => sampleText(c, sample)))].filter((text) => text !== "").slice(0, 3);
  return html`<li><span>${issueText(c, issue)}</span>
    ${undoable && undoableCodes.has(issue.code)
      ? html`<button type="button" class="link" aria-label=${`${c.m.check.undo}: ${issueText(c, issue)}`}
          @click=${() => void c.store.run({ do: "repair", id: owner, code: issue.code, on: false })}>${c.m.check.undo}</button>`
      : nothing}
    ${seen.length > 0 ? html`<span class="seen">${seen.join(" · ")}</span>` : nothing}</li>`;
};

export const repairs = (c: Context, info: SourceInfo, owner: string): TemplateResult => {
  const { m, doc, store } = c;
  const settings = doc.inputs.find((input) => input.id === owner)?.settings ?? {};
  const off = settings.off ?? [];
  const done = [...info.excluded, ...info.repairs];
  // Answers given: the question is gone from the inspection, the way back is here.
  const answers = Object.entries(settings.answers ?? {}).filter(([key]) => !info.questions.some((each) => `${each.code}:${each.column ?? ""}` === key));
  return html`<section class="card done"><h3>${m.check.whatWeDid}</h3>
    ${done.length === 0 && off.length === 0 && answers.length === 0 ? html`<p class="small">${m.check.nothingDone}</p>` : nothing}
    <ul>${answers.map(([key, choice]) => {
        const colon = key.indexOf(":");
        const words = (m.codes.questions as Readonly<Record<string, QuestionWords | undefined>>)[key.slice(0, colon)];
        return html`<li><span>${words ? words.ask(isolate(key.slice(colon + 1))) : key} <b>${choiceName(c, choice)}</b></span>
          <button type="button" class="link" @click=${() => void store.run({ do: "unanswer", id: owner, question: key })}>${m.check.undo}</button></li>`;
      })}${done.map((issue) => line(c, issue, owner, true))}
      ${off.map((code) => html`<li class="off"><span>${issueText(c, c.live.seen[`${owner}:${code}`] ?? { code: code as IssueCode, count: 1 })}</span>
        <button type="button" class="link" @click=${() => void store.run({ do: "repair", id: owner, code, on: true })}>${m.check.redo}</button></li>`)}</ul>
    ${info.warnings.length > 0
      ? html`<h4>${m.check.watch}</h4><ul>${info.warnings.map((issue) => line(c, issue, owner, false))}</ul>`
      : nothing}
  </section>`;
};
