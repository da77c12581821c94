// What is worked out beside the scorecard: the what-if, the goals, the questions' answers, the calculator. Of each the last
// asking counts; one that came to nothing is said, and asked again at the reader's next step.
import { askAll } from "./ask.ts";
import { calculatorOf } from "./calculators.ts";
import type { Document } from "./document.ts";
import { toFailure } from "./failure.ts";
import type { Live } from "./live.ts";
import type { Planner } from "./planner.ts";
import type { Plan } from "./query.ts";
import { reckon } from "./reckon.ts";
import type { Asker } from "./steady.ts";

type Part = "plan" | "goals" | "answers" | "calculator";

export class Workings {
  readonly #engine: Asker;
  readonly #planner: Planner;
  readonly #of: { readonly document: Document; readonly live: Live; readonly plan: Plan };
  readonly #set: (change: Partial<Live>) => void;
  readonly #turns: Record<Part, number> = { plan: 0, goals: 0, answers: 0, calculator: 0 };
  readonly #missed = new Set<Part>();
  #watching = false;

  constructor(engine: Asker, planner: Planner, of: { readonly document: Document; readonly live: Live; readonly plan: Plan }, set: (change: Partial<Live>) => void) {
    this.#engine = engine;
    this.#planner = planner;
    this.#of = of;
    this.#set = set;
  }

  async #work(part: Part, ask: () => Promise<Partial<Live>>): Promise<boolean> {
    const turn = ++this.#turns[part];
    this.#missed.delete(part);
    try {
      const change = await ask();
      if (turn !== this.#turns[part]) return false;
      this.#set(change);
      return true;
    } catch (thrown) {
      if (turn === this.#turns[part]) {
        this.#missed.add(part);
        this.#set({ failure: toFailure(thrown) });
      }
      return false;
    }
  }

  // Asks again what came to nothing.
  again(): void {
    for (const part of [...this.#missed]) this[part]();
  }

  plan(): void {
    const { document, live, plan } = this.#of;
    void this.#work("plan", async () => ({ whatif: await this.#planner.whatIf(document, live, plan) }));
  }

  goals(): void {
    const { document, live } = this.#of;
    void this.#work("goals", async () => ({ goals: await this.#planner.goals(document, live) })).then((done) => done && this.answers());
  }

  // The questions are answered while they are looked at.
  watch(watching: boolean): void {
    this.#watching = watching;
    if (watching) this.answers();
  }

  answers(): void {
    const { document, live, plan } = this.#of;
    if (!this.#watching || document.inputs.length === 0) return;
    void this.#work("answers", async () => ({ answers: await askAll(this.#engine, document, live, plan) }));
  }

  // Reads what was typed into the calculator and, when enough is there, asks for the result.
  calculator(): void {
    const { document, live } = this.#of;
    const calculator = calculatorOf(live.catalogue, document.calculator);
    void this.#work("calculator", () => reckon(this.#engine, calculator, document.fields, document.solve[calculator.id], document.language));
  }
}
