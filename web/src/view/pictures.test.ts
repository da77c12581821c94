import { describe, expect, it } from "vitest";
import type { CohortModel, FunnelModel, PipelineModel, WaterfallModel } from "../chart/index.ts";
import type { Report } from "../engine/operations.ts";
import { makeFormats, messagesFor } from "../i18n/index.ts";
import { closedApart } from "../model/board.ts";
import { newDocument } from "../model/document.ts";
import { emptyLive, type Live } from "../model/live.ts";
import type { Context } from "./context.ts";
import { movementSteps, picturesOf } from "./pictures.ts";

const found = {
  opening_mrr: 1000, new_mrr: 210, expansion_mrr: 35, reactivation_mrr: 7, contraction_mrr: 12, churned_mrr: 90, net_new_mrr: 150, closing_mrr: 1150, currency: "EUR",
};

describe("movements of recurring revenue", () => {
  it("float from where the one before ended, losses downwards", () => {
    expect(movementSteps(found).map(({ id, value, from, to }) => [id, value, from, to])).toEqual([
      ["opening", 1000, 0, 1000], ["new_mrr", 210, 1000, 1210], ["expansion_mrr", 35, 1210, 1245], ["reactivation_mrr", 7, 1245, 1252],
      ["contraction_mrr", -12, 1252, 1240], ["churned_mrr", -90, 1240, 1150], ["closing", 1150, 0, 1150],
    ]);
  });
  it("are not drawn without both ends", () => expect(movementSteps({ new_mrr: 5 })).toEqual([]));
});

const name = (id: string): string => `[${id}]`;
const context = (live: Partial<Live>): Context => ({
  doc: newDocument("en"), live: { ...emptyLive, ...live }, plan: { kpis: [], columns: [] }, m: messagesFor("en"), f: makeFormats("en"),
  names: { metric: name, plain: name, measure: name, dimension: name, role: name },
}) as unknown as Context;
const models = (live: Partial<Live>): Record<string, unknown> =>
  Object.fromEntries(picturesOf(context(live)).map(({ id, chart }) => [id, chart(true).values.find((value) => typeof value === "object" && value !== null && "title" in value)]));

describe("pictures of what the engine has analysed", () => {
  it("there is none where nothing was analysed", () => expect(models({})).toEqual({}));

  it("movements carry their amounts in the currency of the data", () => {
    const { movements } = models({ analyses: { mrr_movements: found } }) as { movements: WaterfallModel };
    expect(movements.steps.map(({ label, text, tone }) => [label, text, tone])).toEqual([
      ["At the start", "€1,000", undefined], ["[new_mrr]", "€210", "good"], ["[expansion_mrr]", "€35", "good"], ["[reactivation_mrr]", "€7", "good"],
      ["[contraction_mrr]", "−€12", "bad"], ["[churned_mrr]", "−€90", "bad"], ["At the end", "€1,150", undefined],
    ]);
  });

  it("cohorts keep their ages, sizes and intervals; the future stays empty", () => {
    const cohort = (size: number, retention: readonly number[]) => ({ size, retention, intervals: retention.map((each) => ({ low: each / 2, high: each })) });
    const { cohorts } = models({ analyses: { cohort_retention: { "2025-02": cohort(30, [1, 0.6]), "2025-01": cohort(20, [1, 0.75, 0.5]), average_by_age: [1, 0.66, 0.5] } } }) as { cohorts: CohortModel };
    expect(cohorts.columns).toEqual(["0", "1", "2"]);
    expect(cohorts.rows.map(({ label, size, cells }) => [label, size, cells.map((cell) => cell?.text)])).toEqual([
      ["January 2025", "20", ["100%", "75%", "50%"]], ["February 2025", "30", ["100%", "60%", undefined]],
    ]);
    expect(cohorts.rows[0]?.cells[1]?.intervalText).toBe("between 38% and 75%");
  });

  it("open deals stand in the order in which they pass the stages", () => {
    const group = (stage: string, value: number) => ({ key: { stage }, metrics: { open_pipeline: { value }, open_deals: { value: 3 } } });
    const stages = { metrics: { open_pipeline: { unit: "currency", currency: "EUR" } }, groups: [group("Offer", 30), group("Unknown", 4), group("Lead", 10), group("Talk", 20)], total: { metrics: {} } } as unknown as Report;
    const order = ["Lead", "Talk", "Offer"].map((stage) => ({ stage, entered: 5, advanced: 1, rate: 0.2 }));
    const { pipeline } = models({ stages, analyses: { stage_conversion: { stages: order } } }) as { pipeline: PipelineModel };
    expect(pipeline.stages.slice(0, -1).map(({ label }) => label)).toEqual(["Lead", "Talk", "Offer", "Unknown"]);
  });

  it("stages say what came through; the weakest is one with deals enough", () => {
    const stages = [
      { stage: "Lead", entered: 200, advanced: 80, rate: 0.4 }, { stage: "Talk", entered: 80, advanced: 20, rate: 0.25 },
      { stage: "Offer", entered: 9, advanced: 1, rate: 0.111 }, { stage: "Deal", entered: 1, advanced: 0, rate: 0 },
    ];
    const model = (models({ analyses: { stage_conversion: { stages } } }) as { stages: FunnelModel }).stages;
    expect(model.stages.map(({ label, text, rateText, weakest }) => [label, text, rateText, weakest])).toEqual([
      ["Lead", "200", undefined, undefined], ["Talk", "80", "40%", undefined], ["Offer", "9", "25%", true], ["Deal", "1", "11%", undefined],
    ]);
  });

  it("open deals stand by stage, the whole at the end, closed stages left out", () => {
    const metrics = (amount: number, deals: number) => ({ open_pipeline: { value: amount }, open_deals: { value: deals } });
    const report = {
      ok: true, by: ["stage"], sources: [], metrics: { open_pipeline: { unit: "currency", currency: "EUR", direction: "higher", formula: "last(open_pipeline_amount)" } },
      groups: [{ key: { stage: "Offer" }, metrics: metrics(4000, 3) }, { key: { stage: "Talk" }, metrics: metrics(1500, 1) }, { key: { stage: "Won" }, metrics: metrics(0, 0) }],
      total: { metrics: metrics(5500, 4) },
    } as unknown as Report;
    const { pipeline } = models({ stages: report }) as { pipeline: PipelineModel };
    expect(pipeline.stages.map(({ label, value, count, total }) => [label, value, count, total])).toEqual([
      ["Offer", 4000, "3 deals", false], ["Talk", 1500, "1 deal", false], ["All rows together", 5500, "4 deals", true],
    ]);
  });

  it("deals closed since a day stand together, not at the stage that they have now", () => {
    const metrics = (amount: number, deals: number) => ({ open_pipeline: { value: amount }, open_deals: { value: deals } });
    const at = (...groups: [string, number, number][]) => ({
      ok: true, by: ["stage"], sources: [], metrics: { open_pipeline: { unit: "currency", currency: "EUR" }, open_deals: { unit: "count" } },
      groups: groups.map(([stage, amount, deals]) => ({ key: { stage }, metrics: metrics(amount, deals) })), total: { metrics: metrics(5500, 4) },
    }) as unknown as Report;
    const now = at(["Talk", 1500, 1], ["Won", 0, 0], ["Lost", 0, 0]);
    const { pipeline } = models({ stages: closedApart(at(["Lost", 1000, 1], ["Talk", 1500, 1], ["Won", 3000, 2]), now) }) as { pipeline: PipelineModel };
    expect(pipeline.stages.map(({ label, value, count }) => [label, value, count])).toEqual([
      ["Talk", 1500, "1 deal"], ["Closed since", 4000, "3 deals"], ["All rows together", 5500, "4 deals"],
    ]);
  });
});
