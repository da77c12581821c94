// One input on its way to the hosts: in pieces to one of them, or in parts to several at once, whose states are
// joined. What the parts can't settle between them is read again in one.
import { asMittariError, fault } from "./errors.ts";
import type { Ask, Taken } from "./host.ts";
import { type ReadRequest, routeOf } from "./intake.ts";
import type { Link } from "./link.ts";
import type { Inspection, Look, MittariError, SourceInfo } from "./operations.ts";
import { Pieces } from "./pieces.ts";
import { type RowShape, rowStart } from "./rows.ts";

/** What the home host reads on while the others get ready. */
const onBytes = 2 << 20;
/** Of a file that is read in parts: the first host looks at its first quarter of a megabyte for all. */
const firstBytes = 320 << 10;
/** Pieces on their way to a host: while it reads one the next one waits at its door. */
const ahead = 2;
/** The others begin when the first host has looked at the file: its part is so much larger, an eighth at most. */
const leadBytes = 1 << 20;
/** A part smaller than this isn't worth a host. */
const leastPart = 1 << 20;
/** A host reads its part in pieces of at most so much, and gives up what it holds after each: so a large file stands
 * in memory once, and not a second time on its way from host to host. */
const mostPart = 96 << 20;
/** Rows that are compared with each other, to find those that stand twice: they must all lie in the first part. */
const comparedRows = 100_000;
const windowBytes = [64 << 10, 4 << 20];

export interface ReadingEvents {
  /** Throws where the reading is to stop. */
  check(): void;
  took(bytes: number, rows: number): void;
  /** All is read again from the start. */
  again(): void;
}

export interface Hosts {
  home: Link;
  /** Called once, for a file that is worth it. */
  others(count: number): Promise<readonly Link[]>;
  /** Its state has been taken: its memory is needed where the states are joined. True where it has been ended. */
  done(link: Link): boolean;
}

/** In how many parts a file of `size` bytes is read by at most `workers` hosts. */
export function partsOf(size: number, workers: number): number {
  return Math.max(1, Math.min(workers, Math.floor(size / leastPart)));
}

function shapeOf({ encoding, delimiter, quote, newline, columns }: Look): RowShape {
  return {
    unit: /^utf-16/.test(encoding) ? 2 : 1, bigEndian: /be$/.test(encoding), newline: newline === "cr" ? "\r" : "\n",
    delimiter: String.fromCharCode(delimiter), quote: quote ? String.fromCharCode(quote) : "", columns: columns.length,
  };
}

/** The part of a file that one host reads. */
interface Span { from: number; to: number; stopped: boolean }

export class Reading {
  #rows: number[] = [];
  #spans: Span[] = [];
  #used: Link[] = [];

  constructor(
    private readonly data: Blob, private readonly request: ReadRequest, private readonly hosts: Hosts,
    private readonly events: ReadingEvents, private readonly most = mostPart,
  ) {}

  /** The hosts beside the first that took part. */
  get helpers(): readonly Link[] {
    return this.#used;
  }

  /** `place`: the index that the source gets where it replaces none. */
  async run(parts: number, place: number): Promise<SourceInfo[]> {
    if (parts > 1) {
      const sources = await this.#inParts(parts, place);
      if (sources) return sources;
      this.events.again();
      this.#rows = [];
      this.#spans = [];
    }
    return this.#whole();
  }

  async #whole(): Promise<SourceInfo[]> {
    const { home } = this.hosts;
    const begun = home.ask({ type: "begin", request: { ...this.request, bytes: this.data.size } });
    begun.catch(() => {});
    return this.#pour(home, 0, this.#span(0, this.data.size), begun);
  }

  /** Undefined where only the whole file can decide something. */
  async #inParts(parts: number, place: number): Promise<SourceInfo[] | undefined> {
    const { home } = this.hosts;
    const { size } = this.data;
    const start = await this.#slice(0, firstBytes);
    this.events.check();
    if (routeOf(start, this.request.name) !== "text" || this.request.member !== undefined) return undefined;
    const { replace, ...request } = this.request;
    const from = start.length;  // its bytes are given away below
    const running: Promise<unknown>[] = [];
    const begin = (ask: Ask): Promise<unknown> => {
      const answer = home.ask(ask);
      answer.catch(() => {});
      running.push(answer);
      return answer;
    };
    try {
      begin({ type: "begin", request });
      const begun = begin({ type: "bytes", bytes: start, last: false });
      const looked = begin({ type: "look" });
      // While the others get ready the home host reads on, not so far that a cut could lie there.
      const more = await this.#slice(from, Math.min(onBytes, Math.floor((size - from) / parts / 4) * 2));
      const at = from + more.length;
      const went = begin({ type: "bytes", bytes: more, last: false });
      const others = await this.hosts.others(parts - 1);
      const { rows } = await begun as Taken;
      const look = await looked as Look | null;
      this.events.check();
      const edges = look && rows > 0 && others.length > 0 ? await this.#cuts(shapeOf(look), at, from / rows, others.length + 1) : [];
      const helpers = others.slice(0, edges.length);
      this.#used = helpers;
      edges.push(size);
      const states = helpers.map(async (link, i) => {
        const pieces = await this.#pieces(shapeOf(look as Look), edges[i] as number, edges[i + 1] as number);
        return this.#part(link, 1 + i * 1000, look as Look, pieces);
      });
      states.forEach((state) => state.catch(() => {}));
      running.push(...states);
      this.events.took(at, this.#count(0, (await went as Taken).rows));
      const home0 = this.#pour(home, 0, this.#span(at, edges[0] as number));
      running.push(home0);
      const sources = await home0;
      if (states.length && (sources[0]?.rows.used ?? 0) < comparedRows) throw fault("engine.cancelled");
      for (const state of states) for (const bytes of await state) await home.ask({ type: "merge", bytes });
      if (replace !== undefined) await home.ask({ type: "call", operation: "place", json: JSON.stringify({ source: replace }) });
      return sources;
    } catch (thrown) {
      return await this.#undo(thrown, running, place);
    }
  }

  /** Reads the rows between the edges, each piece as a file of its own; their states. */
  async #part(link: Link, part: number, look: Look, edges: readonly number[]): Promise<Uint8Array[]> {
    const { name, settings } = this.request;
    const states: Uint8Array[] = [];
    for (let i = 0; i + 1 < edges.length; i++) {
      const [from, to] = [edges[i] as number, edges[i + 1] as number];
      await this.#pour(link, part + i, this.#span(from, to), link.ask({ type: "begin", request: { name, settings, look } }));
      states.push(await link.ask({ type: "state" }) as Uint8Array);
    }
    if (this.hosts.done(link)) this.#used = this.#used.filter((used) => used !== link);
    return states;
  }

  /** Leaves the hosts as they were. Throws what can't be helped by reading in one. */
  async #undo(thrown: unknown, running: readonly Promise<unknown>[], place: number): Promise<undefined> {
    const { home } = this.hosts;
    for (const span of this.#spans) span.stopped = true;
    await Promise.allSettled(running);
    for (const link of this.#used) if (link.alive) await link.ask({ type: "reset" }).catch(() => {});
    if (home.alive) {
      // It has come to the end of its part where its source stands beside the others.
      const { sources } = JSON.parse(await home.ask({ type: "call", operation: "inspect", json: "{}" }) as string) as Inspection;
      if (sources.length > place) await home.ask({ type: "call", operation: "drop", json: JSON.stringify({ source: place }) });
      else await home.ask({ type: "cancel" });
    }
    this.events.check();
    if (!home.alive || this.#used.some((link) => !link.alive)) throw this.#placed(thrown);
    return undefined;
  }

  /** A part knows its own rows only: where memory ran out, the rows of all parts tell how far the reading came. */
  #placed(thrown: unknown): MittariError {
    const error = asMittariError(thrown);
    if (error.code !== "input.out_of_memory") return error;
    return fault("input.out_of_memory", { at: { row: this.#rows.reduce((sum, rows) => sum + (rows ?? 0), 0) } });
  }

  /** Where the parts after the first begin, beyond `from`; none where that is most of the file. */
  async #cuts(shape: RowShape, from: number, rowBytes: number, parts: number): Promise<number[]> {
    const { size } = this.data;
    const compared = comparedRows * 1.1 * rowBytes;
    if (compared > size * 0.8) return [];
    const first = Math.max(compared, size / parts + Math.min(leadBytes, size / parts / 8));
    const others = Math.max(1, Math.min(parts - 1, Math.floor((size - first) / leastPart)));
    const cuts: number[] = [];
    for (let i = 0; i < others; i++) {
      const near = Math.floor((first + ((size - first) * i) / others) / 2) * 2;
      const at = near > (cuts.at(-1) ?? from) ? await this.#rowStart(near, shape) : undefined;
      if (at !== undefined && at < size) cuts.push(at);
    }
    return cuts;
  }

  /** The edges of the pieces that [from, to) is read in. */
  async #pieces(shape: RowShape, from: number, to: number): Promise<number[]> {
    const edges = [from];
    const count = Math.ceil((to - from) / this.most);
    for (let i = 1; i < count; i++) {
      const near = Math.floor((from + ((to - from) * i) / count) / 2) * 2;
      const at = await this.#rowStart(near, shape);
      if (at !== undefined && at > (edges.at(-1) as number) && at < to) edges.push(at);
    }
    return [...edges, to];
  }

  async #rowStart(near: number, shape: RowShape): Promise<number | undefined> {
    for (const size of windowBytes) {
      const at = rowStart(await this.#slice(near, size), shape);
      if (at !== undefined) return near + at;
    }
    return undefined;
  }

  /** Gives a host the bytes of a span in pieces; the main thread reads, for on file:// WebKit's workers can't. `begun`: the
   * host's answer to what comes before them. */
  async #pour(link: Link, part: number, span: Span, begun?: Promise<unknown>): Promise<SourceInfo[]> {
    const asked: { answer: Promise<Taken>; size: number }[] = [];
    const pieces = new Pieces(this.data, span.from, span.to);
    let piece = this.#read(pieces);
    try {
      await begun;
      for (let last = false; ; ) {
        const bytes = await piece;
        this.events.check();
        if (span.stopped) throw fault("engine.cancelled");
        const size = bytes.length;
        last = pieces.over;
        const answer = link.ask({ type: "bytes", bytes, last }) as Promise<Taken>;
        answer.catch(() => {});
        asked.push({ answer, size });
        if (!last) piece = this.#read(pieces);
        while (asked.length >= ahead || (last && asked.length > 0)) {
          const oldest = asked.shift() as { answer: Promise<Taken>; size: number };
          const { rows, sources } = await oldest.answer;
          this.events.check();
          this.events.took(oldest.size, this.#count(part, rows));
          if (last && asked.length === 0) return sources;
        }
      }
    } finally {
      pieces.end();
    }
  }

  /** Rows of all parts so far. */
  #count(part: number, rows: number): number {
    this.#rows[part] = rows;
    return this.#rows.reduce((sum, count) => sum + (count ?? 0), 0);
  }

  #span(from: number, to: number): Span {
    const span = { from, to, stopped: false };
    this.#spans.push(span);
    return span;
  }

  /** The next of the pieces, under way at once. */
  #read(pieces: Pieces): Promise<Uint8Array> {
    const piece = pieces.next().catch(() => {
      throw fault("input.unreadable", { file: this.request.name });
    });
    piece.catch(() => {});
    return piece;
  }

  async #slice(from: number, size: number): Promise<Uint8Array> {
    try {
      return new Uint8Array(await this.data.slice(from, from + size).arrayBuffer());
    } catch {
      throw fault("input.unreadable", { file: this.request.name });
    }
  }
}
