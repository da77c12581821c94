import { describe, expect, it } from "vitest";
import { apply, type Command } from "./commands.ts";
import { newDocument, type Document, type InputEntry } from "./document.ts";
import { canRedo, canUndo, redo, run, startHistory, undo } from "./history.ts";

const input = (id: string, sample = false): InputEntry => ({
  id, name: `${id}.csv`, size: 1, settings: {}, ...(sample ? { sample: "local_service" as const } : {}),
});
const after = (...commands: Command[]): Document => commands.reduce(apply, newDocument("en"));

describe("commands", () => {
  it("never change the document they are given", () => {
    const before = Object.freeze(newDocument("en"));
    const next = apply(before, { do: "filter", dimension: "channel", values: ["A"] });
    expect(before.selection.where).toEqual({});
    expect(next.selection.where).toEqual({ channel: ["A"] });
  });

  it("let a real table take the place of the sample, with its filters", () => {
    const doc = after(
      { do: "replace_all", input: input("s", true), selection: { preset: "year" } },
      { do: "kpis", kpis: ["cac"] },
      { do: "add", input: input("mine") });
    expect(doc.inputs.map((each) => each.id)).toEqual(["mine"]);
    expect(doc.selection.preset).toBe("all");
    expect(doc.kpis).toEqual([]);
  });

  it("keep the first table when a second is added", () => {
    const doc = after({ do: "add", input: input("a") }, { do: "select", change: { preset: "month" } }, { do: "add", input: input("b") });
    expect(doc.inputs.map((each) => each.id)).toEqual(["a", "b"]);
    expect(doc.selection.preset).toBe("month");
  });

  it("give a column one meaning", () => {
    const doc = after(
      { do: "add", input: input("a") },
      { do: "meaning", id: "a", column: "Total", role: "revenue" },
      { do: "meaning", id: "a", column: "Total", role: "new_revenue" });
    expect(doc.inputs[0]?.settings.map).toEqual({ new_revenue: "Total" });
  });

  it("leave several columns unused", () => {
    const doc = after(
      { do: "add", input: input("a") },
      { do: "meaning", id: "a", column: "CTR", role: null },
      { do: "meaning", id: "a", column: "CPM", role: null },
      { do: "meaning", id: "a", column: "CTR", role: "clicks" });
    expect(doc.inputs[0]?.settings.map).toEqual({ ignore: "CPM", clicks: "CTR" });
  });

  it("switch a repair off once, and on again", () => {
    const off: Command = { do: "repair", id: "a", code: "total_row", on: false };
    expect(after({ do: "add", input: input("a") }, off, off).inputs[0]?.settings.off).toEqual(["total_row"]);
    expect(after({ do: "add", input: input("a") }, off, { ...off, on: true }).inputs[0]?.settings.off).toEqual([]);
  });

  it("show at most three KPIs, each once", () => {
    expect(after({ do: "kpis", kpis: ["a", "b", "a", "c", "d"] }).kpis).toEqual(["a", "b", "c"]);
  });

  it("go back to the start place with the last table", () => {
    const doc = after({ do: "add", input: input("a") }, { do: "place", place: "board" }, { do: "remove", id: "a" });
    expect(doc.place).toBe("data");
  });
});

describe("history", () => {
  const start = (): ReturnType<typeof startHistory> => startHistory(newDocument("en"));

  it("undoes and redoes to the same document", () => {
    let log = run(run(start(), { do: "add", input: input("a") }), { do: "filter", dimension: "channel", values: ["X"] });
    const end = log.now;
    log = undo(undo(log));
    expect(log.now.inputs).toEqual([]);
    expect(canUndo(log)).toBe(false);
    log = redo(redo(log));
    expect(log.now).toEqual(end);
    expect(canRedo(log)).toBe(false);
  });

  it("takes typing in one field as one step", () => {
    let log = start();
    for (const text of ["1", "12", "120"]) log = run(log, { do: "field", field: "spend", text });
    log = run(log, { do: "field", field: "leads", text: "3" });
    log = undo(log);
    expect(log.now.fields).toEqual({ spend: "120" });
    log = undo(log);
    expect(log.now.fields).toEqual({});
  });

  it("leaves language and place out of the steps", () => {
    let log = run(start(), { do: "add", input: input("a") });
    log = run(run(log, { do: "language", language: "fi" }), { do: "place", place: "board" });
    expect(log.past).toHaveLength(1);
    log = undo(log);
    expect(log.now.language).toBe("fi");
    expect(log.now.place).toBe("data");
  });

  it("forgets what could be redone once something new is done", () => {
    let log = run(start(), { do: "kpis", kpis: ["a"] });
    log = run(undo(log), { do: "kpis", kpis: ["b"] });
    expect(canRedo(log)).toBe(false);
  });

  it("brings everything back after starting over", () => {
    let log = run(start(), { do: "add", input: input("a") });
    log = undo(run(log, { do: "clear" }));
    expect(log.now.inputs.map((each) => each.id)).toEqual(["a"]);
  });
});
