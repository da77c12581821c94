import { describe, expect, it } from "vitest";
import { languages } from "../i18n/types.ts";
import { sampleIds } from "../model/document.ts";
import { makeSample } from "./index.ts";
import { styles } from "./write.ts";

// Plain digits of a cell in any of the four styles.
const number = (cell: string): number => {
  const latin = cell.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)).replace(/[٬\u00a0"]/g, "");
  if (/,\d{2}$/.test(latin)) return Number(latin.replaceAll(".", "").replace(",", "."));
  if (/^\d{1,3}(\.\d{3})+$/.test(latin)) return Number(latin.replaceAll(".", ""));
  return Number(latin.replaceAll(",", ""));
};

const cells = (line: string, delimiter: string): string[] => {
  const out: string[] = [""];
  let quoted = false;
  for (const letter of line) {
    if (letter === '"') quoted = !quoted;
    else if (letter === delimiter && !quoted) out.push("");
    else out[out.length - 1] += letter;
  }
  return out;
};

const bodies = { local_service: 144, online_shop: 910, saas: 72, agency: 312, ad_export: 364 } as const;

describe.each(sampleIds.filter((id) => id !== "saas"))("sample %s", (id) => {
  it.each(languages)("in %s: the total row is the sum of the rows", (language) => {
    const { text } = makeSample(id, language);
    const table = text.trimEnd().split("\r\n").map((line) => cells(line, styles[language].delimiter));
    const wide = table.filter((row) => row.length > 3);
    const total = wide.at(-1)!;
    const body = wide.slice(1, -1);
    const last = total.length - 1;
    const sum = body.reduce((all, row) => all + number(row[last] ?? ""), 0);
    expect(Math.abs(sum - number(total[last] ?? ""))).toBeLessThan(1e-6 * Math.abs(sum) + 0.01);
    expect(body.length).toBe(bodies[id]);
  });
});

describe.each(sampleIds)("sample %s", (id) => {
  it("is the same on every visit", () => {
    expect(makeSample(id, "en")).toEqual(makeSample(id, "en"));
  });

  it("tells the same story in every language", () => {
    const rows = languages.map((language) => makeSample(id, language).text.split("\r\n").length);
    expect(new Set(rows).size).toBe(1);
  });
});

describe("sample saas", () => {
  it.each(languages)("in %s: opening and movements give the closing, to the cent", (language) => {
    const rows = makeSample("saas", language).text.trimEnd().split("\r\n").map((line) => cells(line, styles[language].delimiter)).filter((row) => row.length > 3).slice(1);
    expect(rows.length).toBe(bodies.saas);
    const before = new Map<string, number>();
    for (const [, plan = "", closing = "", fresh = "", more = "", less = "", gone = ""] of rows) {
      const opening = before.get(plan);
      if (opening !== undefined) expect(Math.abs(opening + number(fresh) + number(more) - number(less) - number(gone) - number(closing))).toBeLessThan(0.001);
      before.set(plan, number(closing));
    }
  });
});
