// A file on its way to several hosts: in stretches that are under way before it is known where rows begin. What stands
// before the first row of a stretch goes to whoever reads the stretch before it.
import { Pieces } from "./pieces.ts";
import { type RowShape, rowStart } from "./rows.ts";

/** What the first row of a stretch is looked for in: so much, then all of its first piece. */
const windowBytes = 64 << 10;

const [lf, cr, mark] = [10, 13, 34];

/** About how many rows the first bytes of a file have, before anybody knows how it is written; at least one. */
export function rowsAbout(bytes: Uint8Array): number {
  const newline = bytes.includes(lf) ? lf : cr;
  let rows = 0;
  let quoted = false;
  for (const byte of bytes) {
    if (byte === mark) quoted = !quoted;
    else if (byte === newline && !quoted) rows++;
  }
  return Math.max(1, rows);
}

/** The bytes of a file from about one place to about another. */
export class Stretch {
  #pieces: Pieces | undefined;
  /** Its first piece, or what of it is left. */
  #first: Promise<Uint8Array> | undefined;

  /** `major`: another host may begin here. */
  constructor(private readonly data: Blob, readonly from: number, readonly to: number, readonly major: boolean) {}

  /** Its bytes are under way from now on. */
  open(): this {
    if (this.#pieces) return this;
    this.#pieces = new Pieces(this.data, this.from, this.to);
    this.#first = this.#pieces.next();
    this.#first.catch(() => {});
    return this;
  }

  /** Takes what stands before its first row; undefined, with nothing taken, where no row is seen to begin. */
  async head(shape: RowShape): Promise<Uint8Array | undefined> {
    const first = await this.open().#first;
    if (!first) return undefined;
    const at = rowStart(first.subarray(0, windowBytes), shape) ?? rowStart(first, shape);
    if (at === undefined) return undefined;
    const head = first.slice(0, at);
    this.#first = Promise.resolve(first.subarray(at));
    return head;
  }

  /** The next piece, in a buffer that may be given away. Throws where the bytes can't be read. */
  async next(): Promise<Uint8Array> {
    const first = this.open().#first;
    this.#first = undefined;
    return first ?? (this.#pieces as Pieces).next();
  }

  get over(): boolean {
    return this.#first === undefined && this.#pieces?.over === true;
  }

  /** Nothing more is wanted. */
  end(): void {
    this.#pieces?.end();
  }
}

/** What comes after a stretch: one more of the same part, or the last bytes of the part, or nothing. */
export interface Following { stretch?: Stretch | undefined; last?: Uint8Array | undefined }

/** The bytes of one part, piece after piece. `follow` is asked once a stretch has been given away: what follows may not be
 * known before. */
export class Part {
  #stretch: Stretch | undefined;
  #last: Uint8Array | undefined;

  constructor(first: Stretch, private readonly follow?: () => Promise<Following>) {
    this.#stretch = first;
  }

  /** No bytes are left after the piece that came last. */
  get over(): boolean {
    return this.#last === undefined && (this.#stretch === undefined || (!this.follow && this.#stretch.over));
  }

  /** The next piece; empty where nothing follows after all. */
  async next(): Promise<Uint8Array> {
    if (this.#stretch?.over) ({ stretch: this.#stretch, last: this.#last } = await this.follow?.() ?? {});
    if (this.#stretch) return this.#stretch.next();
    const last = this.#last ?? new Uint8Array();
    this.#last = undefined;
    return last;
  }
}
