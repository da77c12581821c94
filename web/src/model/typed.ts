// Numbers as they were typed, where the page changes its language: "1.234" is a little more than one where the point is the
// decimal mark, and more than a thousand where it stands between groups. What a text proves by itself ("1.234,5", "12k") is
// read alike everywhere and stays as it is.
import type { Language } from "../i18n/types.ts";
import type { Document, Goal, Sheet } from "./document.ts";

// Which mark of a doubtful "1.234" is the decimal one: the one the language of the page writes.
export const numbersOf: Readonly<Record<Language, string>> = { en: "1,234.5", tr: "1.234,5", fi: "1 234,5", fa: "1,234.5" };

const decimalOf = (language: Language): string => numbersOf[language].at(-2)!;
const doubtful = /(?<![\d۰-۹٠-٩.,])([1-9۱-۹١-٩][\d۰-۹٠-٩]{0,2})([.,])([\d۰-۹٠-٩]{3})(?![\d۰-۹٠-٩]*[.,]|[\d۰-۹٠-٩])/gu;

// The same number, written so that it is read as before.
export const retype = (text: string, from: Language, to: Language): string =>
  decimalOf(from) === decimalOf(to) ? text
    : text.replace(doubtful, (_all, head: string, mark: string, tail: string) =>
      `${head}${mark === decimalOf(from) ? decimalOf(to) : to === "fi" ? " " : mark === "." ? "," : "."}${tail}`);

type Texts = Readonly<Record<string, string>>;

/** The document with all that was typed into it as the other language writes it. */
export const retyped = (document: Document, to: Language): Document => {
  const from = document.language;
  if (decimalOf(from) === decimalOf(to)) return document;
  let other = false;
  const one = (text: string): string => {
    const now = retype(text, from, to);
    other ||= now !== text;
    return now;
  };
  const all = (texts: Texts): Texts => Object.fromEntries(Object.entries(texts).map(([id, text]) => [id, one(text)]));
  const goal = (each: Goal): Goal => ({ ...each, value: one(each.value), budget: one(each.budget), months: all(each.months) });
  const sheet = ({ rows }: Sheet): Sheet => ({ rows: rows.map((row) => ({ ...row, cells: all(row.cells) })) });
  const made = {
    ...document, fields: all(document.fields), whatif: { ...document.whatif, typed: all(document.whatif.typed) },
    scenarios: document.scenarios.map((each) => ({ ...each, typed: all(each.typed) })), goals: document.goals.map(goal),
    sheet: document.sheet && sheet(document.sheet),
  };
  // What has not changed is the same work.
  return other ? made : document;
};
