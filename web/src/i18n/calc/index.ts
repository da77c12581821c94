// The words of a calculator on its own, without the rest of the page's.
import type { Language } from "../types.ts";
import * as en from "./en.ts";
import * as fa from "./fa.ts";
import * as fi from "./fi.ts";
import * as tr from "./tr.ts";
import type { CalcErrors, CalcWords, Ends, ReasonWords } from "./types.ts";

export interface CalculatorWords {
  readonly calc: CalcWords;
  readonly ends: Ends;
  readonly errors: CalcErrors;
  readonly reasons: ReasonWords;
}

const words: Readonly<Record<Language, CalculatorWords>> = { en, tr, fi, fa };
export const calculatorWordsFor = (language: Language): CalculatorWords => words[language];
