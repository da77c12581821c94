// Keeps the draft abreast of the work, and remembers how tables of the same columns were read.
import { sameWork, type Command } from "./commands.ts";
import type { Document } from "./document.ts";
import { worthKeeping, type Drafts } from "./draft.ts";
import type { Live } from "./live.ts";

// "ads.csv" and what a browser calls it the second time, "ads (1).csv".
const nameOf = (name: string): string => name.replace(/ \(\d{1,3}\)(?=\.[^.]*$|$)/, "");

/** A file that comes again, of the same name and columns, is read as the one in use was: what was said of that one's
    columns and channel would else hold for half of the rows, and the two would not be known for the same. Which
    columns it has is known once it is read: until then, and for any other command, `command` as it is. */
export const asBefore = (command: Command, document: Document, { inspection, owners }: Pick<Live, "inspection" | "owners">): Command => {
  if (command.do !== "add" || Object.keys(command.input.settings).length > 0) return command;
  const layout = (id: string): string => owners.flatMap((owner, place) => (owner === id ? [inspection?.sources[place]?.fingerprint ?? ""] : [])).join();
  const own = layout(command.input.id);
  const before = [...document.inputs].reverse().find((each) =>
    each.id !== command.input.id && !each.sample && !each.typed && nameOf(each.name) === nameOf(command.input.name) && own !== "" && layout(each.id) === own);
  if (!before) return command;
  const { answers, ...settings } = before.settings;
  // Which of the two counts is asked of each anew.
  const kept = Object.entries(answers ?? {}).filter(([question]) => !question.startsWith("table.again"));
  return { ...command, input: { ...command.input, settings: { ...settings, ...(kept.length > 0 ? { answers: Object.fromEntries(kept) } : {}) } } };
};

interface Work {
  readonly document: Document;
  readonly live: Live;
  readonly isSaved: boolean;
  bytes(id: string): Blob | string | undefined;
}

export class Keeping {
  readonly #drafts: Drafts | null;
  readonly #of: Work;
  readonly #set: (change: Partial<Live>) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  // Without `drafts` nothing is kept.
  constructor(drafts: Drafts | null, of: Work, set: (change: Partial<Live>) => void) {
    this.#drafts = drafts;
    this.#of = of;
    this.#set = set;
  }

  // After each step of the work.
  soon(): void {
    const { document, live, isSaved } = this.#of;
    // What a file holds is no draft, nor is looking at it another way.
    if (!this.#drafts || document.readOnly || (isSaved && live.keeping === "nothing")) return;
    if (!worthKeeping(document)) {
      if (live.keeping === "nothing") return;
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#set({ keeping: "nothing" });
      void this.#drafts.forget(null);
      return;
    }
    // Refused once may be taken later; until then it is said as it is.
    if (live.keeping !== "keeping" && live.keeping !== "refused") this.#set({ keeping: "keeping" });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.atOnce(), 500);
  }

  // What waits to be kept, before the page is put away: on a telephone nothing else is told of its end.
  atOnce(): void {
    if (this.#timer === undefined || !this.#drafts) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.#now(this.#drafts);
  }

  async #now(drafts: Drafts): Promise<void> {
    const { document, live } = this.#of;
    live.inspection?.sources.forEach((source, place) => {
      const input = document.inputs.find((each) => each.id === live.owners[place]);
      const recipe = source.recipe ?? {};
      if (source.fingerprint && input && !input.sample && Object.keys(recipe).some((key) => key !== "recipe"))
        void drafts.keepRecipe(source.fingerprint, recipe);
    });
    const keeping = await drafts.save(document, (id) => this.#of.bytes(id));
    // Looking at it another way meanwhile changes nothing of what was kept; what was changed meanwhile is kept next.
    if (sameWork(document, this.#of.document)) this.#set({ keeping });
  }

  // A table whose column names were seen before: the settings of then are offered.
  async recall(): Promise<void> {
    if (!this.#drafts) return;
    for (const [place, source] of (this.#of.live.inspection?.sources ?? []).entries()) {
      const id = this.#of.live.owners[place] ?? "";
      const input = this.#of.document.inputs.find((each) => each.id === id);
      if (!source.fingerprint || !input || input.sample || Object.keys(input.settings).length > 0 || this.#of.live.recipes[id]) continue;
      const recipe = await this.#drafts.recipe(source.fingerprint);
      // What the file's own cells proved then is of use only where these leave something open.
      const said = Object.keys(recipe ?? {}).some((key) => key !== "recipe" && key !== "learned");
      const open = source.questions.some((each) => each.answer === undefined && recipe?.learned?.[`${each.code}:${each.column ?? ""}`] !== undefined);
      if (recipe && (said || open)) this.#set({ recipes: { ...this.#of.live.recipes, [id]: recipe } });
    }
  }

  forgetRecipe(id: string): void {
    const { [id]: _gone, ...recipes } = this.#of.live.recipes;
    this.#set({ recipes });
  }
}
