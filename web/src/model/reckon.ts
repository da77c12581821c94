// One calculator's fields, as typed, on their way through the engine: each is read, and when enough is there the result
// is asked for.
import type { CalcResult, NumberReading, Operations } from "../engine/operations.ts";
import type { Language } from "../i18n/types.ts";
import { valueOfField, type Calculator } from "./calculators.ts";
import { toFailure, type Failure } from "./failure.ts";
import { isPassing } from "./steady.ts";
import { numbersOf } from "./typed.ts";

// All that a calculator asks of an engine: the page's, or the small one that knows nothing else.
export type CalculatorOperation = "calc" | "metrics" | "number";
export interface CalculatorEngine {
  call<K extends CalculatorOperation>(operation: K, args: Operations[K]["args"]): Promise<Operations[K]["result"]>;
}

export interface Reckoned {
  // null: no number.
  readonly readings: Readonly<Record<string, NumberReading | null>>;
  readonly calc: CalcResult | null;
  readonly calcFailure: Failure | null;
}

export const reckon = async (
  engine: CalculatorEngine, calculator: Calculator, fields: Readonly<Record<string, string>>, solve: string | undefined, language: Language,
): Promise<Reckoned> => {
  const unknown = solve ?? calculator.result.id;
  const readings: Record<string, NumberReading | null> = {};
  const inputs: Record<string, number> = {};
  let missing = 0;
  for (const field of [...calculator.fields, calculator.result]) {
    if (field.id === unknown) continue;
    const typed = (fields[field.id] ?? "").trim();
    if (typed === "") {
      missing++;
      continue;
    }
    try {
      const reading = await engine.call("number", { text: typed, numbers: numbersOf[language] });
      readings[field.id] = reading;
      inputs[field.id] = valueOfField(field, typed, reading.value);
    } catch (thrown) {
      if (isPassing(thrown)) return { readings, calc: null, calcFailure: toFailure(thrown) };
      readings[field.id] = null;
      missing++;
    }
  }
  if (missing > 0) return { readings, calc: null, calcFailure: null };
  try {
    const calc = await engine.call("calc", { metric: calculator.metric, inputs, ...(solve ? { solve } : {}) });
    return { readings, calc, calcFailure: null };
  } catch (thrown) {
    return { readings, calc: null, calcFailure: toFailure(thrown) };
  }
};
