// The reader's language: one catalogue of sentences, one set of formats.
import { en, type Messages } from "./messages/en.ts";
import { fa } from "./messages/fa.ts";
import { fi } from "./messages/fi.ts";
import { tr } from "./messages/tr.ts";
import type { Language } from "./types.ts";

export const catalogues: Readonly<Record<Language, Messages>> = { en, tr, fi, fa };
export const messagesFor = (language: Language): Messages => catalogues[language];

export type { Messages };
export * from "./types.ts";
export { makeFormats, type Digits, type Formats } from "./format.ts";
