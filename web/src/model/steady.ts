// What is asked of the engine until there is an answer. An asking may come to nothing because a reading was cancelled, a
// file was being read, or the worker ended: that says nothing about the question, and must not be kept as its answer.
import { MittariError, type Engine } from "../engine/operations.ts";

// All that most of the model needs of an engine.
export type Asker = Pick<Engine, "call">;

// True where asking again may be answered; false where the engine has refused the question itself.
export const isPassing = (thrown: unknown): boolean => !(thrown instanceof MittariError) || thrown.code.startsWith("engine.");

const worthAgain = (thrown: unknown): boolean => thrown instanceof MittariError && /^engine\.(busy|cancelled|stopped)$/.test(thrown.code);

// Asks once more what came to nothing, after `rest`: when nothing is being read.
export const steady = (engine: Asker, rest: () => Promise<unknown>): Asker => ({
  call: async (operation, args) => {
    try {
      return await engine.call(operation, args);
    } catch (thrown) {
      if (!worthAgain(thrown)) throw thrown;
      await rest();
      return engine.call(operation, args);
    }
  },
});

// The value for a question that the engine refuses; what only failed on the way is thrown on.
export const refused = <Value>(thrown: unknown, value: Value): Value => {
  if (isPassing(thrown)) throw thrown;
  return value;
};
