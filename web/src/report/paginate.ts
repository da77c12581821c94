// Which block stands on which page. Heights in, pages out; nothing here knows what the blocks show.

export interface Measured {
  readonly height: number;
  // Stays on the page of the block after it: a heading.
  readonly keep?: boolean;
  // Begins a page: the author's page break.
  readonly fresh?: boolean;
  // A table that may be cut between its rows: their heights, and the height of all that is repeated with each piece.
  readonly rows?: readonly number[];
  readonly frame?: number;
}

export interface Part {
  readonly block: number;
  // Rows [from, to) of a table.
  readonly from?: number;
  readonly to?: number;
}

// So many rows of a table stay together at a cut, on either side of it.
const together = 2;

const sum = (values: readonly number[], from = 0, to = values.length): number => {
  let total = 0;
  for (let i = from; i < to; ++i) total += values[i] ?? 0;
  return total;
};

// The least height with which a block may begin on a page.
const least = (block: Measured): number =>
  block.rows && block.rows.length > together ? (block.frame ?? 0) + sum(block.rows, 0, together) : block.height;

export const paginate = (blocks: readonly Measured[], room: number): Part[][] => {
  const pages: Part[][] = [];
  let page: Part[] = [];
  let used = 0;
  const turn = (): void => {
    if (page.length > 0) pages.push(page);
    page = [];
    used = 0;
  };
  blocks.forEach((block, place) => {
    if (block.fresh) turn();
    // A heading is weighed with what follows it.
    let need = 0;
    for (let i = place; i < blocks.length; ++i) {
      const each = blocks[i]!;
      if (i > place && each.fresh) break;
      need += each.keep ? each.height : least(each);
      if (!each.keep) break;
    }
    if (used > 0 && used + need > room) turn();
    if (!block.rows || block.rows.length <= together || used + block.height <= room) {
      page.push({ block: place });
      used += block.height;
      return;
    }
    const { rows, frame = 0 } = block;
    let from = 0;
    while (from < rows.length) {
      let to = from;
      let tall = frame;
      while (to < rows.length && (used + tall + rows[to]! <= room || to - from < together)) tall += rows[to++]!;
      // No single row is left for the next page.
      const left = rows.length - to;
      if (left > 0 && left < together && to - from > together) {
        to -= together - left;
        tall = frame + sum(rows, from, to);
      }
      page.push({ block: place, from, to });
      used += tall;
      from = to;
      if (from < rows.length) turn();
    }
  });
  turn();
  return pages;
};
