// One input on its way to the hosts: in pieces to one of them, or in parts to several at once, whose states are
// joined. What the parts can't settle between them is read again in one.
import { asMittariError, fault } from "./errors.ts";
import type { Ask, Taken } from "./host.ts";
import { type ReadRequest, routeOf } from "./intake.ts";
import type { Link } from "./link.ts";
import { type Inspection, type Look, MittariError, type SourceInfo } from "./operations.ts";
import { Part, rowsAbout, Stretch } from "./parts.ts";
import type { RowShape } from "./rows.ts";

/** Of a file that is read in parts: the first host looks at its first quarter of a megabyte for all. */
const firstBytes = 320 << 10;
/** Pieces on their way to a host: while it reads one the next one waits at its door. */
const ahead = 2;
/** The others give their states while the first host still reads: its part is so much larger, an eighth at most. */
const leadBytes = 1 << 20;
/** A part smaller than this isn't worth a host. */
const leastPart = 1 << 20;
/** A host reads its part in pieces of at most so much, and gives up what it holds after each: so a large file stands
 * in memory once, and not a second time on its way from host to host. */
const mostPart = 96 << 20;
/** Rows that are compared with each other, to find those that stand twice: they must all lie in the first part. */
const comparedRows = 100_000;

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

/** The bytes that one host is given. */
interface Span { part: Part; stopped: boolean }

/** Who reads what: the first host's own stretches, those of each other, and what stands at the beginning of each of the
 * others' that belongs to the part before. */
interface Divided { own: Stretch[]; others: { link: Link; stretches: Stretch[] }[]; heads: Uint8Array[]; look: Look | null }

/** UTF-16 has two bytes for a letter. */
const even = (place: number): number => Math.floor(place / 2) * 2;

export class Reading {
  #rows: number[] = [];
  #spans: Span[] = [];
  #stretches: Stretch[] = [];
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
    try {
      if (parts > 1) {
        const sources = await this.#inParts(parts, place);
        if (sources) return sources;
        this.events.again();
        this.#rows = [];
        this.#spans = [];
      }
      return await this.#whole();
    } finally {
      for (const stretch of this.#stretches) stretch.end();
    }
  }

  async #whole(): Promise<SourceInfo[]> {
    const { home } = this.hosts;
    const begun = home.ask({ type: "begin", request: { ...this.request, bytes: this.data.size } });
    begun.catch(() => {});
    return this.#pour(home, 0, this.#span(new Part(this.#stretch(0, this.data.size))), begun);
  }

  /** Undefined where only the whole file can decide something. */
  async #inParts(parts: number, place: number): Promise<SourceInfo[] | undefined> {
    const { home } = this.hosts;
    const start = await this.#slice(0, firstBytes);
    this.events.check();
    if (routeOf(start, this.request.name) !== "text" || this.request.member !== undefined) return undefined;
    const { replace, ...request } = this.request;
    const from = start.length;  // its bytes are given away below
    // Under way at once, while the first host looks; where the parts begin to the byte is told by what it has seen.
    const edges = this.#edges(from, from / rowsAbout(start), parts);
    const stretches = this.#stretchesAt([from, ...edges]);
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
      // The home host reads on; when it is at the end of its first stretch, it is known who reads the next.
      const divided = this.#divided(stretches, begun as Promise<Taken>, looked as Promise<Look | null>, from, parts);
      divided.catch(() => {});
      (begun as Promise<Taken>).then(({ rows }) => this.events.took(from, this.#count(0, rows)), () => {});
      let at = 1;
      const home0 = this.#pour(home, 0, this.#span(new Part(stretches[0] as Stretch, async () => {
        const { own, heads } = await divided;
        return at < own.length ? { stretch: own[at++] as Stretch } : { last: heads[0] };
      })));
      home0.catch(() => {});
      running.push(home0);
      // A first host that dies isn't kept waiting for by others that still start.
      const { others, heads, look } = await Promise.race([divided, home0.then(() => divided)]);
      this.events.check();
      this.#used = others.map(({ link }) => link);
      const states = others.map(({ link, stretches }, i) => this.#part(link, 1 + i * 1000, look as Look, stretches, heads[i + 1]));
      states.forEach((state) => state.catch(() => {}));
      running.push(...states);
      const sources = await home0;
      if (states.length && (sources[0]?.rows.used ?? 0) < comparedRows) throw fault("engine.cancelled");
      for (const state of states) for (const bytes of await state) await home.ask({ type: "merge", bytes });
      if (replace !== undefined) await home.ask({ type: "call", operation: "place", json: JSON.stringify({ source: replace }) });
      return sources;
    } catch (thrown) {
      return await this.#undo(thrown, running, place);
    }
  }

  /** Settled once the first host has looked. */
  async #divided(stretches: Stretch[], begun: Promise<Taken>, looked: Promise<Look | null>, from: number, parts: number): Promise<Divided> {
    const links = stretches.length > 1 ? await this.hosts.others(parts - 1) : [];
    const { rows } = await begun;
    const look = await looked;
    this.events.check();
    const [first, ...later] = stretches as [Stretch, ...Stretch[]];
    const divided: Divided = { own: [first], others: [], heads: [], look };
    let rest = later;
    // Rows are longer than they seemed: the others begin further on.
    const rowBytes = from / rows;
    if (rows > 0 && later.length > 0 && first.to < comparedRows * 1.02 * rowBytes) {
      for (const stretch of later) stretch.end();
      const [more, ...moved] = this.#stretchesAt([first.to, ...this.#edges(first.to, rowBytes, parts)]);
      divided.own.push(more as Stretch);
      rest = moved;
    }
    const shape = look && rows > 0 ? shapeOf(look) : undefined;
    for (const stretch of rest) {
      const link = stretch.major ? links[divided.others.length] : undefined;
      const head = shape && link ? await this.#read(stretch.head(shape)) : undefined;
      if (head && link) {
        divided.others.push({ link, stretches: [stretch] });
        divided.heads.push(head);
      } else {
        (divided.others.at(-1)?.stretches ?? divided.own).push(stretch);
      }
    }
    return divided;
  }

  /** Gives a host the rows of its stretches, which are read as files of their own where they can be; their states. `head`:
   * what of the part after belongs to this one. */
  async #part(link: Link, part: number, look: Look, stretches: readonly Stretch[], head: Uint8Array | undefined): Promise<Uint8Array[]> {
    const { name, settings } = this.request;
    const states: Uint8Array[] = [];
    for (let i = 0; i < stretches.length; ) {
      const piece = new Part(stretches[i++] as Stretch, async () => {
        const next = stretches[i];
        if (!next) return { last: head };
        const last = next.major ? undefined : await next.head(shapeOf(look));
        if (last) return { last };
        i++;
        return { stretch: next };
      });
      await this.#pour(link, part + states.length, this.#span(piece), link.ask({ type: "begin", request: { name, settings, look } }));
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

  /** About where the parts after the first begin, beyond `from`; none where the first is most of the file. */
  #edges(from: number, rowBytes: number, parts: number): number[] {
    const { size } = this.data;
    const compared = comparedRows * 1.1 * rowBytes;
    if (compared > size * 0.8) return [];
    const first = Math.max(compared, size / parts + Math.min(leadBytes, size / parts / 8));
    const others = Math.max(1, Math.min(parts - 1, Math.floor((size - first) / leastPart)));
    const edges = Array.from({ length: others }, (_, i) => even(first + ((size - first) * i) / others));
    return edges.filter((edge, i) => edge > (edges[i - 1] ?? from) && edge < size);
  }

  #stretch(from: number, to: number, major = true): Stretch {
    const stretch = new Stretch(this.data, from, to, major);
    this.#stretches.push(stretch);
    return stretch;
  }

  /** Stretches that begin at these places, under way, the last to the end of the file. What is more than a host other than
   * the first is to hold goes on in stretches that follow. */
  #stretchesAt(places: readonly number[]): Stretch[] {
    return places.flatMap((from, i) => {
      const to = places[i + 1] ?? this.data.size;
      const count = i > 0 ? Math.max(1, Math.ceil((to - from) / this.most)) : 1;
      const edges = Array.from({ length: count }, (_, j) => (j ? even(from + ((to - from) * j) / count) : from));
      return edges.map((edge, j) => (j ? this.#stretch(edge, edges[j + 1] ?? to, false) : this.#stretch(edge, edges[1] ?? to).open()));
    });
  }

  /** Gives a host the bytes of a span in pieces; the main thread reads, for on file:// WebKit's workers can't. `begun`: the
   * host's answer to what comes before them. */
  async #pour(link: Link, part: number, span: Span, begun?: Promise<unknown>): Promise<SourceInfo[]> {
    const asked: { answer: Promise<Taken>; size: number }[] = [];
    let piece = this.#read(span.part.next());
    for (let last = false; ; ) {
      const next = piece;
      const bytes = await Promise.race([next, ...asked.map(({ answer }) => answer.then(() => next))]);
      this.events.check();
      if (span.stopped) throw fault("engine.cancelled");
      const size = bytes.length;
      last = span.part.over;
      const answer = link.ask({ type: "bytes", bytes, last }) as Promise<Taken>;
      answer.catch(() => {});
      asked.push({ answer, size });
      if (!last) piece = this.#read(span.part.next());
      while (asked.length >= ahead || (last && asked.length > 0)) {
        await begun;
        const oldest = asked.shift() as { answer: Promise<Taken>; size: number };
        const { rows, sources } = await oldest.answer;
        this.events.check();
        this.events.took(oldest.size, this.#count(part, rows));
        if (last && asked.length === 0) return sources;
      }
    }
  }

  /** Rows of all parts so far. */
  #count(part: number, rows: number): number {
    this.#rows[part] = rows;
    return this.#rows.reduce((sum, count) => sum + (count ?? 0), 0);
  }

  #span(part: Part): Span {
    const span = { part, stopped: false };
    this.#spans.push(span);
    return span;
  }

  /** What comes of the file, under way at once. */
  #read<T>(bytes: Promise<T>): Promise<T> {
    const read = bytes.catch((thrown: unknown) => {
      throw thrown instanceof MittariError ? thrown : fault("input.unreadable", { file: this.request.name });
    });
    read.catch(() => {});
    return read;
  }

  async #slice(from: number, size: number): Promise<Uint8Array> {
    try {
      return new Uint8Array(await this.data.slice(from, from + size).arrayBuffer());
    } catch {
      throw fault("input.unreadable", { file: this.request.name });
    }
  }
}
