import { describe, expect, it } from "vitest";
import type { ChartNode, Picture } from "./picture.js";
import { aimAt, move } from "./roving.js";

const node = (x: number, y: number): ChartNode => ({
  x: x - 5,
  y: y - 5,
  width: 10,
  height: 10,
  round: 0,
  tipX: x,
  tipY: y,
  name: `${x},${y}`,
  pick: { id: "" },
  tip: { head: "", lines: [], note: "" },
});

const grid = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => node(c * 100, r * 40)),
  );

describe("keyboard", () => {
  it("moves along a row and between rows", () => {
    const nodes = grid(2, 3);
    expect(move(nodes, { row: 0, column: 0 }, "ArrowRight", false)).toEqual({ row: 0, column: 1 });
    expect(move(nodes, { row: 0, column: 1 }, "ArrowDown", false)).toEqual({ row: 1, column: 1 });
    expect(move(nodes, { row: 1, column: 1 }, "ArrowUp", false)).toEqual({ row: 0, column: 1 });
    expect(move(nodes, { row: 0, column: 2 }, "ArrowRight", false)).toEqual({ row: 0, column: 2 });
    expect(move(nodes, { row: 1, column: 1 }, "Home", false)).toEqual({ row: 1, column: 0 });
    expect(move(nodes, { row: 1, column: 1 }, "End", false)).toEqual({ row: 1, column: 2 });
    expect(move(nodes, { row: 0, column: 0 }, "x", false)).toBeUndefined();
  });

  it("follows what is seen when columns run to the left", () => {
    const nodes = grid(2, 3);
    expect(move(nodes, { row: 0, column: 0 }, "ArrowLeft", true)).toEqual({ row: 0, column: 1 });
    expect(move(nodes, { row: 0, column: 1 }, "ArrowRight", true)).toEqual({ row: 0, column: 0 });
  });

  it("in a list every arrow moves, the ends are its ends", () => {
    const nodes = grid(30, 1);
    expect(move(nodes, { row: 3, column: 0 }, "ArrowDown", false)).toEqual({ row: 4, column: 0 });
    expect(move(nodes, { row: 3, column: 0 }, "ArrowRight", true)).toEqual({ row: 4, column: 0 });
    expect(move(nodes, { row: 3, column: 0 }, "ArrowLeft", true)).toEqual({ row: 2, column: 0 });
    expect(move(nodes, { row: 3, column: 0 }, "End", false)).toEqual({ row: 29, column: 0 });
    expect(move(nodes, { row: 3, column: 0 }, "PageDown", false)).toEqual({ row: 13, column: 0 });
    expect(move(nodes, { row: 3, column: 0 }, "PageUp", false)).toEqual({ row: 0, column: 0 });
  });

  it("jumps over what isn't there", () => {
    const row = [node(0, 0), undefined, node(200, 0)];
    expect(move([row], { row: 0, column: 0 }, "ArrowRight", false)).toEqual({ row: 0, column: 2 });
    expect(move([[undefined, node(100, 0)]], { row: 0, column: 1 }, "Home", false)).toEqual({
      row: 0,
      column: 1,
    });
  });
});

describe("pointer", () => {
  const picture = (aim: Picture["aim"]): Picture => ({
    width: 300,
    height: 100,
    drawing: undefined as never,
    nodes: grid(2, 3),
    flip: false,
    aim,
    start: { row: 0, column: 0 },
    notes: [],
  });

  it("means the nearest period, then the nearest line", () => {
    expect(aimAt(picture("near"), 130, 39)).toEqual({ row: 1, column: 1 });
    expect(aimAt(picture("near"), 190, -20)).toEqual({ row: 0, column: 2 });
  });

  it("means only the box it is in where boxes are drawn", () => {
    expect(aimAt(picture("inside"), 102, 41)).toEqual({ row: 1, column: 1 });
    expect(aimAt(picture("inside"), 130, 39)).toBeUndefined();
  });
});
