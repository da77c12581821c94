import type { ErrorCode, FlagCode, IssueCode, QuestionCode, ReasonCode } from "../../engine/codes.gen.ts";
import type { ErrorWords, IssueWords, NoteWords, QuestionWords } from "../types.ts";

// A sentence for every code of the core: a new code without one fails the build.
export interface CodeWords {
  readonly errors: Readonly<Record<ErrorCode, ErrorWords>>;
  readonly issues: Readonly<Record<IssueCode, IssueWords>>;
  readonly questions: Readonly<Record<QuestionCode, QuestionWords>>;
  readonly reasons: Readonly<Record<ReasonCode, NoteWords>>;
  readonly flags: Readonly<Record<FlagCode, NoteWords>>;
  // Names of the outcomes of questions, by choice id; an id without a name is shown as it is.
  readonly choices: Readonly<Record<string, string>>;
}
