// What is looked up when the reader asks to see it: the values of a filter, a table's rows, how a number was made.
import type { Passport } from "../engine/operations.ts";
import { measuresOf, sourcesOf, type Live, type PassportRequest } from "./live.ts";
import { channelsFor, findRows, type Wanted } from "./behind.ts";
import type { Document } from "./document.ts";
import { toFailure } from "./failure.ts";
import { ownWords, type Plan } from "./query.ts";
import { isPassing, type Asker } from "./steady.ts";

export class Lookups {
  readonly #engine: Asker;
  readonly #of: { readonly document: Document; readonly live: Live; readonly plan: Plan };
  readonly #set: (change: Partial<Live>) => void;
  // What is being asked, and what came to nothing: the views ask at every drawing.
  readonly #asking = new Set<string>();
  readonly #failed = new Set<string>();
  #passportAsked = 0;

  constructor(engine: Asker, of: { readonly document: Document; readonly live: Live; readonly plan: Plan }, set: (change: Partial<Live>) => void) {
    this.#engine = engine;
    this.#of = of;
    this.#set = set;
  }

  // What came to nothing is asked anew from now on.
  again(): void {
    this.#failed.clear();
  }

  // `take` is given the answer unless the tables or the channels' names are others by then.
  async #once<Answer>(what: string, ask: () => Promise<Answer>, take: (answer: Answer) => Partial<Live>): Promise<void> {
    if (this.#asking.has(what) || this.#failed.has(what)) return;
    this.#asking.add(what);
    const { live: { inspection }, document: { aliases } } = this.#of;
    try {
      const answer = await ask();
      this.#asking.delete(what);
      this.#set(this.#of.live.inspection === inspection && this.#of.document.aliases === aliases ? take(answer) : {});
    } catch (thrown) {
      this.#asking.delete(what);
      this.#failed.add(what);
      this.#set({ failure: toFailure(thrown) });
    }
  }

  // The values of a dimension over everything, for the filter.
  async values(dimension: string): Promise<void> {
    const { live, document, plan } = this.#of;
    const metric = plan.columns[0];
    if (live.values[dimension] || metric === undefined) return;
    await this.#once(`values of ${dimension}`,
      () => this.#engine.call("report", { ...ownWords(document, live), by: [dimension], metrics: [metric] }),
      (report) => ({ values: { ...this.#of.live.values, [dimension]: report.groups.map((group) => group.key[dimension] ?? "") } }));
  }

  // The first rows of a table. They are a courtesy: where the engine has none to give, the panel shows the rest.
  async rows(source: number): Promise<void> {
    if (this.#of.live.rows[source]) return;
    await this.#once(`rows of ${source}`,
      () => this.#engine.call("rows", { source, from: 0, count: 200 }).catch((thrown: unknown) => {
        if (isPassing(thrown)) throw thrown;
        return { ok: true as const, header: [], rows: [] };
      }),
      (rows) => ({ rows: { ...this.#of.live.rows, [source]: rows } }));
  }

  // The rows behind a number, in every table; null for the first rows again.
  async behind(wanted: Wanted | null): Promise<void> {
    this.#set({ wanted, found: {} });
    if (!wanted) return;
    const { live, document } = this.#of;
    const known = new Set(sourcesOf(live).flatMap(({ columns, channel }) => [...columns.flatMap(({ role }) => role ?? []), ...(channel ? ["channel"] : [])]));
    for (const [place, info] of sourcesOf(live).entries())
      try {
        const measures = measuresOf({ ...live, inspection: { ok: true, sources: [info] } });
        const channels = await channelsFor(this.#engine, wanted, ownWords(document, live), measures);
        const found = await findRows(this.#engine, place, info, wanted, known, channels);
        if (this.#of.live.wanted !== wanted) return;
        this.#set({ found: { ...this.#of.live.found, [place]: found } });
      } catch (thrown) {
        // The table as it begins is shown in its place.
        if (this.#of.live.wanted === wanted && isPassing(thrown)) return this.#set({ wanted: null, found: {}, failure: toFailure(thrown) });
      }
  }

  // All that the number in sight was made of, however many; null where the engine refuses.
  async listed(): Promise<Passport["list"] | null> {
    const { asked } = this.#of.live;
    try {
      return (asked && (await this.#explain(asked, { list_all: true })).list) ?? null;
    } catch (thrown) {
      this.#set({ failure: toFailure(thrown) });
      return null;
    }
  }

  #explain(request: PassportRequest, more: { list_all?: true } = {}): Promise<Passport> {
    const { selection, total } = this.#of.plan;
    return this.#engine.call("explain", {
      ...selection, ...(total.compare ? { compare: total.compare } : {}),
      metric: request.metric, ...(request.key ? { key: { ...request.key } } : {}), ...more,
    });
  }

  async passport(request: PassportRequest | null): Promise<void> {
    const turn = ++this.#passportAsked;
    this.#set({ asked: request, passport: null });
    if (!request) return;
    try {
      const passport = await this.#explain(request);
      if (turn === this.#passportAsked) this.#set({ passport });
    } catch (thrown) {
      if (turn === this.#passportAsked) this.#set({ asked: null, failure: toFailure(thrown) });
    }
  }
}
