// The bytes of a part of an input, one piece after another. They come as a stream, which the browser reads ahead of
// us: the same bytes asked for slice by slice take it twice as long.

/** Pieces smaller than this are joined: each costs a message and a call. */
const leastBytes = 256 << 10;

export class Pieces {
  readonly #chunks: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  #left: number;

  constructor(data: Blob, from: number, to: number) {
    this.#chunks = data.slice(from, to).stream().getReader();
    this.#left = to - from;
  }

  /** No bytes are left after the piece that came last. */
  get over(): boolean {
    return this.#left <= 0;
  }

  /** The next piece, in a buffer that may be given away; empty where none are left. Throws where they can't be read. */
  async next(): Promise<Uint8Array<ArrayBuffer>> {
    const held: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    while (size < Math.min(leastBytes, this.#left)) {
      const { done, value } = await this.#chunks.read();
      if (done) throw new Error("shorter than it was");
      held.push(value);
      size += value.length;
    }
    this.#left -= size;
    const [only] = held;
    if (only && held.length === 1 && only.length === only.buffer.byteLength) return only;
    const whole = new Uint8Array(size);
    let at = 0;
    for (const chunk of held) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }

  /** Nothing more is wanted. */
  end(): void {
    this.#chunks.cancel().catch(() => {});
  }
}
