import { describe, expect, it } from "vitest";
import { paginate, type Measured } from "./paginate.ts";

const block = (height: number, more: Partial<Measured> = {}): Measured => ({ height, ...more });
const table = (rows: number, height = 10, frame = 20): Measured => ({ height: frame + rows * height, frame, rows: Array.from({ length: rows }, () => height) });
const places = (blocks: readonly Measured[], room = 100): number[][] => paginate(blocks, room).map((page) => page.map((part) => part.block));

// A small generator of its own, so that a failure comes again.
const random = (seed: number) => () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;

describe("pages", () => {
  it("take what fits, in order", () => expect(places([block(40), block(50), block(30), block(70)])).toEqual([[0, 1], [2, 3]]));
  it("keep a heading with what follows it", () => expect(places([block(70), block(20, { keep: true }), block(50)])).toEqual([[0], [1, 2]]));
  it("keep a heading and its note with a table's first rows", () => {
    expect(places([block(50), block(15, { keep: true }), block(10, { keep: true }), table(8)])).toEqual([[0], [1, 2, 3], [3]]);
  });
  it("break where the author asks", () => expect(places([block(10), block(10, { fresh: true }), block(10)])).toEqual([[0], [1, 2]]));
  it("a break at the very start makes no empty page", () => expect(places([block(10, { fresh: true })])).toEqual([[0]]));
  it("what is taller than a page stands alone", () => expect(places([block(10), block(130), block(10)])).toEqual([[0], [1], [2]]));
  it("cut a table between rows, with room for its repeated head", () => {
    const parts = paginate([block(30), table(20)], 100);
    // 70 left: head 20 and 5 rows; then head 20 and 8 rows a page.
    expect(parts.map((page) => page.filter((part) => part.block === 1).map(({ from, to }) => [from, to]))).toEqual([[[0, 5]], [[5, 13]], [[13, 20]]]);
  });
  it("leave no single row of a table for the next page", () => {
    const parts = paginate([table(9)], 100);
    expect(parts.map((page) => page.map(({ from, to }) => [from, to]))).toEqual([[[0, 7]], [[7, 9]]]);
  });
  it("whatever the blocks are: every block once, every row once, in order, nothing beyond the page", () => {
    for (let seed = 1; seed <= 400; ++seed) {
      const next = random(seed);
      const blocks = Array.from({ length: 1 + Math.floor(next() * 14) }, (): Measured => {
        const kind = next();
        if (kind < 0.25) return block(5 + next() * 10, { keep: true });
        if (kind < 0.55) return table(Math.floor(next() * 60), 4 + next() * 8, next() * 20);
        return block(5 + next() * 90, next() < 0.2 ? { fresh: true } : {});
      });
      const pages = paginate(blocks, 100);
      const seen = pages.flat().map((part) => part.block);
      expect([...new Set(seen)]).toEqual(blocks.map((_, i) => i));
      expect([...seen].sort((a, b) => a - b)).toEqual(seen);
      for (const [i, each] of blocks.entries()) {
        const parts = pages.flat().filter((part) => part.block === i);
        if (parts[0]?.from === undefined) expect(parts).toHaveLength(1);
        else {
          expect(parts[0].from).toBe(0);
          expect(parts.at(-1)!.to).toBe(each.rows!.length);
          for (const [n, part] of parts.entries()) if (n > 0) expect(part.from).toBe(parts[n - 1]!.to);
        }
      }
      for (const page of pages) {
        expect(page.length).toBeGreaterThan(0);
        const tall = page.reduce((sum, part) => {
          const each = blocks[part.block]!;
          return sum + (part.from === undefined ? each.height : (each.frame ?? 0) + each.rows!.slice(part.from, part.to).reduce((a, b) => a + b, 0));
        }, 0);
        expect(tall).toBeLessThanOrEqual(100.0001);
        // No heading is the last thing on a page, unless it and what follows are more than a page can hold.
        const last = page.at(-1)!.block;
        if (page === pages.at(-1) || !blocks[last]!.keep || blocks[last + 1]?.fresh) continue;
        let first = last;
        while (first > 0 && blocks[first - 1]!.keep && !blocks[first]!.fresh) --first;
        let need = 0;
        for (let k = first; ; ++k) {
          const each = blocks[k]!;
          need += each.rows && each.rows.length > 2 ? (each.frame ?? 0) + each.rows[0]! + each.rows[1]! : each.height;
          if (!each.keep || blocks[k + 1] === undefined || blocks[k + 1]!.fresh) break;
        }
        expect(need).toBeGreaterThan(100);
      }
    }
  });
});
