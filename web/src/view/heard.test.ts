import { describe, expect, it } from "vitest";
import { makeFormats, messagesFor } from "../i18n/index.ts";
import { newDocument } from "../model/document.ts";
import { emptyLive } from "../model/live.ts";
import type { Context } from "./context.ts";
import { heardBlocks, linesOf, tellShare } from "./heard.ts";

// Seven answers, counted by hand: four name a source where tracking saw none or a direct visit; of the six with a
// tracked source one names it.
const line = (said: string, answers: number, same: number, hidden: number, tracked: Record<string, number>) =>
  ({ self_reported: said, answers, tracked_same: same, untracked: hidden, tracked });
const found = {
  self_reported_column: "How did you hear?", tracked_column: "Source", rows: 9, answers: 7,
  table: [line("A friend", 1, 0, 1, { "": 1 }), line("Google", 1, 0, 0, { organic_search: 1 }), line("paid_social", 2, 1, 1, { direct: 1, paid_social: 1 }), line("podcast", 3, 0, 2, { direct: 2, paid_search: 1 })],
  agreement: { value: 1 / 6, count: 1, of: 6, low: 0.03, high: 0.5635 }, dark_social_share: { value: 4 / 7, count: 4, of: 7, low: 0.2505, high: 0.8418 },
};
const context = (analyses: object): Context => ({
  doc: newDocument("en"), live: { ...emptyLive, analyses, catalogue: { channels: [{ id: "podcast", names: { en: "Podcasts" } }] } }, plan: { kpis: [], columns: [], selection: { where: { owner: ["Aino"] } } },
  m: messagesFor("en"), f: makeFormats("en"), names: { dimension: (id: string) => `[${id}]` },
}) as unknown as Context;
const plain = (text: string | undefined): string => (text ?? "").replace(/[\u2066-\u2069]/g, "");

describe("what people say, beside what was tracked", () => {
  it("tells how each share was made", () => {
    const told = tellShare(context({ self_reported: found }), "untracked")!;
    expect([told.value, told.values]).toEqual(["57%", "4 ÷ 7 = 57%"]);
    const lines = Object.fromEntries(told.lines.map(([name, text]) => [name, plain(text)]));
    expect(lines).toMatchObject({ "What went in": "How did you hear?, Source", Rows: "7 answers in 9 rows.", Selection: "[owner]: Aino", "Likely range": "between 25% and 84%" });
    expect(told.caution).toContain("few cases");
    expect(tellShare(context({ self_reported: found }), "agreement")).toMatchObject({ value: "17%", values: "1 ÷ 6 = 17%" });
  });
  it("a share that does not exist is left away, and so is all without answers", () => {
    expect(tellShare(context({ self_reported: { ...found, agreement: { undefined: "denominator_zero" } } }), "agreement")).toBeNull();
    expect(heardBlocks(context({}))).toEqual([]);
    expect(heardBlocks(context({ self_reported: { ...found, answers: 0 } }))).toEqual([]);
  });
  it("the most common answers come first; the rare ones are one line that holds all of them", () => {
    expect(linesOf(found.table).map((each) => each.self_reported)).toEqual(["podcast", "paid_social", "A friend", "Google"]);
    const many = Array.from({ length: 30 }, (_, n) => line(`said ${n}`, n + 1, n % 2, n % 3, { direct: n % 3, [`s${n}`]: n + 1 - (n % 3) }));
    const lines = linesOf(many);
    expect(lines).toHaveLength(13);
    const total = (of: "answers" | "tracked_same" | "untracked", from: typeof lines): number => from.reduce((sum, each) => sum + each[of], 0);
    for (const of of ["answers", "tracked_same", "untracked"] as const) expect(total(of, lines)).toBe(total(of, many));
    expect(Object.values(lines[12]!.tracked).reduce((sum, n) => sum + n, 0)).toBe(lines[12]!.answers);
  });
});
