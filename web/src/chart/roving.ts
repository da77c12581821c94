// One tab stop per chart; the arrow keys move inside it.
import type { ChartNode, Picture, Place } from "./picture.js";

type Nodes = Picture["nodes"];

const has = (nodes: Nodes, row: number, column: number): boolean =>
  nodes[row]?.[column] !== undefined;

// Where a key leads, or undefined when it isn't ours. Arrows follow what is seen: in a picture whose
// columns run from right to left, ArrowLeft goes to the next one. In a single row or column every arrow
// moves. Home and End go to the ends of the row (of the list, where there is only one column);
// PageUp and PageDown jump ten.
export const move = (nodes: Nodes, from: Place, key: string, flip: boolean): Place | undefined => {
  const rows = nodes.length;
  const columns = Math.max(0, ...nodes.map((row) => row.length));
  const tall = columns <= 1;
  const flat = rows <= 1;
  const walk = (dRow: number, dColumn: number): Place => {
    let { row, column } = from;
    for (;;) {
      row += dRow;
      column += dColumn;
      if (row < 0 || row >= rows || column < 0 || column >= columns) return from;
      if (has(nodes, row, column)) return { row, column };
    }
  };
  const end = (last: boolean): Place => {
    const count = tall ? rows : columns;
    for (let n = 0; n < count; ++n) {
      const i = last ? count - 1 - n : n;
      const place = tall ? { row: i, column: from.column } : { row: from.row, column: i };
      if (has(nodes, place.row, place.column)) return place;
    }
    return from;
  };
  const jump = (by: number): Place => {
    let place = from;
    for (let n = 0; n < 10; ++n) {
      const next = move(nodes, place, by > 0 ? "next" : "previous", false);
      if (next === undefined || (next.row === place.row && next.column === place.column)) break;
      place = next;
    }
    return place;
  };
  const along = (by: number): Place => (tall ? walk(by, 0) : walk(0, by));
  switch (key) {
    case "ArrowRight":
      return along(flip && !tall ? -1 : 1);
    case "ArrowLeft":
      return along(flip && !tall ? 1 : -1);
    case "ArrowDown":
      return flat ? along(1) : walk(1, 0);
    case "ArrowUp":
      return flat ? along(-1) : walk(-1, 0);
    case "next":
      return along(1);
    case "previous":
      return along(-1);
    case "Home":
      return end(false);
    case "End":
      return end(true);
    case "PageDown":
      return jump(1);
    case "PageUp":
      return jump(-1);
    default:
      return undefined;
  }
};

const boxDistance = (node: ChartNode, x: number, y: number): number => {
  const dx = Math.max(node.x - x, 0, x - node.x - node.width);
  const dy = Math.max(node.y - y, 0, y - node.y - node.height);
  return Math.hypot(dx, dy);
};

// The node meant by a pointer at (x, y), if any.
export const aimAt = (picture: Picture, x: number, y: number): Place | undefined => {
  let best: Place | undefined;
  let bestX = Infinity;
  let bestY = Infinity;
  picture.nodes.forEach((row, r) => {
    row.forEach((node, c) => {
      if (node === undefined) return;
      if (picture.aim === "inside") {
        if (boxDistance(node, x, y) === 0) best = { row: r, column: c };
        return;
      }
      const across = Math.abs(node.tipX - x);
      const dy = Math.abs(node.tipY - y);
      const dx = picture.aim === "close" ? Math.hypot(across, dy) : across;
      if (dx < bestX - 0.01 || (Math.abs(dx - bestX) <= 0.01 && dy < bestY)) {
        best = { row: r, column: c };
        bestX = dx;
        bestY = dy;
      }
    });
  });
  return best;
};
