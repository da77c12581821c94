import { describe, expect, it } from "vitest";
import { MittariError, type Engine, type FormulaInfo, type OwnFormula } from "../engine/operations.ts";
import { freshId, soundOf } from "./own.ts";

describe("what the reader adds", () => {
  it("gets a name of its own in Latin letters", () => {
    expect(freshId("Demo calls (EUR)", new Set(), "column")).toBe("demo_calls_eur");
    expect(freshId("Mesafe Işığı", new Set(), "column")).toBe("mesafe_isigi");
    expect(freshId("Spend", new Set(["spend", "spend_2"]), "column")).toBe("spend_3");
    expect(freshId("۱۲ ویجت", new Set(["column_1"]), "column")).toBe("column_2");
    expect(freshId("2024", new Set(), "metric")).toBe("metric_1");
  });

  it("keeps sound formulas when one is not, also where one stands on a later one", async () => {
    const known = new Set(["spend", "leads"]);
    const engine = {
      call: async (_: string, { formulas }: { formulas: OwnFormula[] }) => {
        const ids = new Set([...known, ...formulas.map((each) => each.id)]);
        for (const each of formulas)
          for (const [name] of each.formula.matchAll(/[a-z]+/g))
            if (!ids.has(name)) throw new MittariError({ code: "formula.unknown_name", message: "", args: { name } });
        return { ok: true, formulas: formulas.map((each) => ({ id: each.id }) as FormulaInfo) };
      },
    } as unknown as Engine;
    const [twice, lost, base] = [{ id: "twice", formula: "base" }, { id: "lost", formula: "gone" }, { id: "base", formula: "spend leads" }];
    const own = await soundOf(engine, [twice, lost, base]);
    expect(own.sound).toEqual([base, twice]);
    expect(own.infos.map((each) => each.id)).toEqual(["base", "twice"]);
    expect([...own.faults].map(([formula, fault]) => [formula, fault.code])).toEqual([[lost, "formula.unknown_name"]]);
    expect((await soundOf(engine, [twice, base])).sound).toEqual([twice, base]);
  });
});
