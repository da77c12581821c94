// What went wrong, as the views tell it.
import { MittariError } from "../engine/operations.ts";

export interface Failure {
  readonly code: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly file?: string;
  readonly row?: number;
  readonly column?: number;
  readonly message: string;
}

export const toFailure = (thrown: unknown): Failure => {
  if (thrown instanceof MittariError)
    return {
      code: thrown.code, args: thrown.args, message: thrown.message,
      ...(thrown.file === undefined ? {} : { file: thrown.file }),
      ...(thrown.at.row === undefined ? {} : { row: thrown.at.row }),
      ...(thrown.at.column === undefined ? {} : { column: thrown.at.column }),
    };
  return { code: "", args: {}, message: thrown instanceof Error ? thrown.message : String(thrown) };
};
