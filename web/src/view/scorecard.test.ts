import type { TemplateResult } from "lit";
import { describe, expect, it } from "vitest";
import type { Report } from "../engine/operations.ts";
import { makeFormats, messagesFor } from "../i18n/index.ts";
import { newDocument } from "../model/document.ts";
import { emptyLive, type Live } from "../model/live.ts";
import type { Context } from "./context.ts";
import { scorecard } from "./scorecard.ts";

const name = (id: string): string => `[${id}]`;
const context = (live: Partial<Live>): Context => ({
  doc: newDocument("en"), live: { ...emptyLive, ...live }, plan: { kpis: ["cac"], columns: [], dimension: undefined, grain: "month", span: null }, m: messagesFor("en"), f: makeFormats("en"),
  names: { metric: name, plain: name, measure: name, dimension: name, role: name }, act: {}, store: {}, hands: {},
}) as unknown as Context;
const isTemplate = (value: unknown): value is TemplateResult => typeof value === "object" && value !== null && "strings" in value && "values" in value;
const textOf = (value: unknown): string => (typeof value === "string" ? value : Array.isArray(value) ? value.map(textOf).join("") : isTemplate(value) ? value.strings.map((part, at) => part + textOf(value.values[at])).join("") : "");

describe("a card", () => {
  it("shows no dash before its number is known", () => expect(textOf(scorecard(context({ computing: true })))).not.toContain("—"));

  it("shows a dash and why where there is none", () => {
    const total = { by: [], groups: [], metrics: {}, total: { metrics: { cac: { value: null, reason: "denominator_zero" } } } } as unknown as Report;
    expect(textOf(scorecard(context({ total })))).toContain("—");
  });
});
