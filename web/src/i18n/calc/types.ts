import type { ReasonCode } from "../../engine/codes.gen.ts";
import type { ErrorWords, NoteWords } from "../types.ts";
import type { calc, ends } from "./en.ts";

export type CalcWords = typeof calc;
export type Ends = typeof ends;
export type ReasonWords = Readonly<Record<ReasonCode, NoteWords>>;
export type CalcErrors = Readonly<Record<"calc.cannot_solve" | "calc.bad_input", ErrorWords>>;
