import { describe, expect, it } from "vitest";
import { movementSteps } from "./pictures.ts";

describe("movements of recurring revenue", () => {
  const found = {
    opening_mrr: 1000, new_mrr: 210, expansion_mrr: 35, reactivation_mrr: 7, contraction_mrr: 12, churned_mrr: 90, net_new_mrr: 150, closing_mrr: 1150,
  };
  it("float from where the one before ended, losses downwards", () => {
    expect(movementSteps(found).map(({ id, value, from, to }) => [id, value, from, to])).toEqual([
      ["opening", 1000, 0, 1000], ["new_mrr", 210, 1000, 1210], ["expansion_mrr", 35, 1210, 1245], ["reactivation_mrr", 7, 1245, 1252],
      ["contraction_mrr", -12, 1252, 1240], ["churned_mrr", -90, 1240, 1150], ["closing", 1150, 0, 1150],
    ]);
  });
  it("are not drawn without both ends", () => expect(movementSteps({ new_mrr: 5 })).toEqual([]));
});
