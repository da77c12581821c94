// What every message catalogue is made of. Types only: the chart room may import this file.

export const languages = ["en", "tr", "fi", "fa"] as const;
export type Language = (typeof languages)[number];

// How a language calls itself; never translated.
export const autonyms: Readonly<Record<Language, string>> = {
  en: "English",
  tr: "Türkçe",
  fi: "Suomi",
  fa: "فارسی",
};
export const shortNames: Readonly<Record<Language, string>> = {
  en: "EN",
  tr: "TR",
  fi: "FI",
  fa: "فارسی",
};

export const direction = (language: Language): "ltr" | "rtl" => (language === "fa" ? "rtl" : "ltr");

export const isLanguage = (text: unknown): text is Language =>
  typeof text === "string" && (languages as readonly string[]).includes(text);

// An argument of a code by its name: already formatted for reading and isolated from the direction
// of the sentence; '' when the core gave none.
export type Get = (name: string) => string;

// An error: what happened, and how to mend it. Where it happened is said by Messages.place.
export type Remedy = readonly [what: string, mend: string];
export type ErrorWords = (get: Get) => Remedy;

// A repair, an exclusion or a warning that counts rows or cells.
export type IssueWords = (n: number, count: string, get: Get) => string;

// An open question about one column; the outcomes are shown beside it.
export interface QuestionWords {
  readonly ask: (column: string) => string;
  readonly why: string;
}

export type NoteWords = (get: Get) => string;

// Picks the plural form a language wants for n.
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };
export const pluralsOf = (language: Language): ((n: number, forms: Forms) => string) => {
  const rules = new Intl.PluralRules(language);
  return (n, forms) => forms[rules.select(n)] ?? forms.other;
};

// Finnish and Turkish words may break before any consonant that a vowel follows: soft hyphens show browsers
// without a dictionary where; "prosentti" keeps its beginning. For headings and labels only; never for what is copied or spoken.
export const breakable = (text: string, language: Language): string =>
  language !== "fi" && language !== "tr"
    ? text
    : text.replace(/\p{L}{12,}/gu, (word) =>
        word.replace(/(?<=\p{L}{3})(?!(?<=p)ros)(?=pros|[^aeıioöuüyäåAEIİOÖUÜYÄÅ][aeıioöuüyäå]\p{L})/gu, (_at, place: number) =>
          language === "tr" && /y/i.test(word[place + 1] ?? "") ? "" : "\u00ad"));

// First-strong isolate: keeps data of the other direction from turning a sentence round.
export const isolate = (text: string): string => (text === "" ? "" : `\u2068${text}\u2069`);

// What stands in a file, between the quotation marks of the reader's language.
export const quoted = (text: string, language: Language): string =>
  language === "fa" ? `«${text}»` : `${language === "fi" ? "”" : "“"}${text}”`;

// Persian and Arabic digits as Latin ones.
export const latinDigits = (text: string): string =>
  text.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 15)).replace("٫", ".");
