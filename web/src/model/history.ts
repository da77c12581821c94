// The command log: what was done, what can be undone, what can be done again.
import { apply, isQuiet, stepKey, type Command } from "./commands.ts";
import type { Document } from "./document.ts";
import { retyped } from "./typed.ts";

interface Step {
  readonly before: Document;
  readonly command: Command;
}

export interface History {
  readonly now: Document;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}

const limit = 200;

export const startHistory = (now: Document): History => ({ now, past: [], future: [] });

export const run = (history: History, command: Command): History => {
  const now = apply(history.now, command);
  if (now === history.now) return history;
  if (isQuiet(command)) return { ...history, now };
  const last = history.past.at(-1);
  const key = stepKey(command);
  // Typing on in the same field lengthens the last step instead of adding one per letter.
  if (last && key !== null && stepKey(last.command) === key && history.future.length === 0)
    return { now, past: [...history.past.slice(0, -1), { before: last.before, command }], future: [] };
  return { now, past: [...history.past, { before: history.now, command }].slice(-limit), future: [] };
};

// Undoing the work leaves language, theme and shortcuts as they are now.
const keepView = (document: Document, from: Document): Document => ({
  ...retyped(document, from.language), language: from.language, theme: from.theme, singleKeys: from.singleKeys, calculator: from.calculator,
});

// Where an undone change can be seen: with tables again, the place it was made in.
const placeFor = (target: Document, from: Document): Document =>
  target.inputs.length === 0
    ? { ...target, place: "data" }
    : from.inputs.length === 0
      ? target
      : { ...target, place: from.place };

export const undo = (history: History): History => {
  const step = history.past.at(-1);
  if (!step) return history;
  return {
    now: placeFor(keepView(step.before, history.now), history.now),
    past: history.past.slice(0, -1),
    future: [...history.future, { before: history.now, command: step.command }],
  };
};

export const redo = (history: History): History => {
  const step = history.future.at(-1);
  if (!step) return history;
  return {
    now: placeFor(keepView(step.before, history.now), history.now),
    past: [...history.past, { before: history.now, command: step.command }],
    future: history.future.slice(0, -1),
  };
};

export const canUndo = (history: History): boolean => history.past.length > 0;
export const canRedo = (history: History): boolean => history.future.length > 0;
