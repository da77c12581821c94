// What the engine asks of its host, with a host that keeps a list.
import { describe, expect, it } from "vitest";
import { createEngine } from "./client.ts";
import type { Ask } from "./host.ts";
import type { Connect, PortEvents } from "./port.ts";

function listener(): { connect: Connect; asked: string[]; die(): void; open(): number } {
  const asked: string[] = [];
  let open = 0;
  let current: PortEvents | undefined;
  const answerTo = (ask: Ask): unknown => {
    if (ask.type === "call") return JSON.stringify({ ok: true, sources: [] });
    if (ask.type === "bytes") return { rows: 1, sources: ask.last ? [{ name: "a.csv" }] : [] };
    return undefined;
  };
  const connect: Connect = async (events) => {
    open++;
    current = events;
    return {
      apart: false,
      post: (id, ask) => {
        if (ask.type !== "warm") asked.push(ask.type === "call" ? ask.operation : ask.type);
        queueMicrotask(() => events.reply(id, { ok: true, answer: answerTo(ask) }));
      },
      close: () => open--,
    };
  };
  return { connect, asked, die: () => current?.died(), open: () => open };
}

describe("after the host has died", () => {
  const own = { formulas: ["cost per demo = sum(spend) / sum(demos)"] };
  for (const [operation, args] of [["report", {}], ["explain", {}], ["analyse", {}], ["rows", {}], ["sql", { dialect: "duckdb" }], ["calc", own], ["formulas", own]] as const) {
    it(`${operation} is answered from files that are read again`, async () => {
      const { connect, asked, die } = listener();
      const engine = createEngine(connect);
      await engine.open([{ name: "a.csv", data: "Channel,Spend\nA,1\n" }]);
      die();
      asked.length = 0;
      await engine.call(operation, args as never);
      expect(asked).toEqual(["begin", "bytes", operation]);
    });
  }

  it("a calculator and the catalogue need no file", async () => {
    const { connect, asked, die } = listener();
    const engine = createEngine(connect);
    await engine.open([{ name: "a.csv", data: "Channel,Spend\nA,1\n" }]);
    die();
    asked.length = 0;
    await engine.call("calc", { metric: "cac", inputs: {} });
    await engine.call("metrics", {});
    expect(asked).toEqual(["calc", "metrics"]);
  });
});

describe("an engine that is ended", () => {
  it("leaves no host, not even one that was starting, and starts none", async () => {
    const { connect, open } = listener();
    const used = createEngine(connect);
    await used.open([{ name: "a.csv", data: "Channel,Spend\nA,1\n" }]);
    expect(open()).toBe(1);
    used.end();
    expect(open()).toBe(0);
    const starting = createEngine(connect);
    const asked = starting.call("metrics", {});
    expect(open()).toBe(1);
    starting.end();
    await expect(asked).rejects.toMatchObject({ code: "engine.cancelled" });
    await expect(starting.call("metrics", {})).rejects.toMatchObject({ code: "engine.cancelled" });
    expect(open()).toBe(0);
  });
});
