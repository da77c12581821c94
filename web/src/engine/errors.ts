// Errors that arise outside the core, in the same shape as the core's own.
import { messages } from "./messages.gen.ts";
import { type Args, type ErrorBody, MittariError, type Place } from "./operations.ts";

export function fault(code: keyof typeof messages, parts: { at?: Place; args?: Args; file?: string } = {}): MittariError {
  const [message, hint] = messages[code];
  return new MittariError({ code, message, ...(hint ? { hint } : {}), ...parts });
}

/** Any thrown thing as a MittariError; what is not one of ours is a fault of the engine. */
export function asMittariError(thrown: unknown, file?: string): MittariError {
  const error = thrown instanceof MittariError ? thrown : fault("engine.stopped", { args: { detail: String(thrown) } });
  return file === undefined || error.file !== undefined ? error : new MittariError({ ...error.toBody(), file });
}

/** The parsed answer of the core, or its error thrown. */
export function parseAnswer<T>(text: string): T {
  const answer = JSON.parse(text) as { ok: true } | { ok: false; error: ErrorBody };
  if (!answer.ok) throw new MittariError(answer.error);
  return answer as T;
}
