// Recurring revenue and what moved it, where a table states it month by month: the same answer that subscriptions give.
import type { Analysis } from "../engine/operations.ts";
import { isoDay } from "./days.ts";
import { dataSpan, measuresOf, type Live } from "./live.ts";
import type { Plan } from "./query.ts";
import { refused, type Asker } from "./steady.ts";

const movements = ["new_mrr", "expansion_mrr", "reactivation_mrr", "contraction_mrr", "churned_mrr"] as const;

// The opening is what stood before the first day; null where no day stands before it, or the parts don't give the closing.
export const movementsOf = async (engine: Asker, plan: Plan, live: Live): Promise<Analysis["result"] | null> => {
  const known = measuresOf(live);
  const data = dataSpan(live);
  const parts = movements.filter((id) => known.includes(id));
  if (!known.includes("mrr") || !parts.includes("new_mrr") || !parts.includes("churned_mrr") || !plan.span || !data || plan.span.from <= data.from) return null;
  const dayBefore = isoDay(Date.parse(plan.span.from) - 86_400_000);
  try {
    const now = await engine.call("report", { ...plan.selection, metrics: ["mrr", ...parts] });
    const before = await engine.call("report", { ...plan.selection, metrics: ["mrr"], from: data.from, to: dayBefore });
    const opening = before.total.metrics["mrr"]?.value;
    const closing = now.total.metrics["mrr"]?.value;
    if (typeof opening !== "number" || typeof closing !== "number") return null;
    const amounts = Object.fromEntries(parts.map((id) => [id, now.total.metrics[id]?.value ?? 0]));
    const reached = parts.reduce((sum, id) => sum + (id === "contraction_mrr" || id === "churned_mrr" ? -1 : 1) * amounts[id]!, opening);
    if (Math.abs(reached - closing) > Math.max(1, Math.abs(closing)) * 1e-3) return null;
    return { opening_mrr: opening, ...amounts, closing_mrr: closing, currency: now.metrics["mrr"]?.currency ?? null };
  } catch (thrown) {
    return refused(thrown, null);
  }
};
