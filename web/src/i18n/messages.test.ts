import { describe, expect, it } from "vitest";
import { catalogues, languages, type Get, type Language } from "./index.ts";

// Every sentence of a catalogue by its path, functions called with marked arguments.
const sentences = (language: Language): Map<string, string> => {
  const found = new Map<string, string>();
  const get: Get = (name) => `<${name}>`;
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "string") found.set(path, value);
    else if (typeof value === "function") {
      const call = value as (...args: unknown[]) => unknown;
      const results =
        path.startsWith("codes.errors.") || path.startsWith("codes.reasons.") || path.startsWith("codes.flags.")
          ? [call(get), call(() => "")]
          : path.startsWith("codes.issues.")
            ? [call(1, "1", get), call(5, "5", get), call(5, "5", () => "")]
            : call.length === 0
              ? [call()]
              : [call("<1>", "<2>", 3, "<4>", "<5>"), call(3, "<2>", "<3>", "<4>", "<5>")];
      results.forEach((result, place) => walk(result, `${path}(${place})`));
    } else if (Array.isArray(value)) value.forEach((each, place) => walk(each, `${path}[${place}]`));
    else if (typeof value === "object" && value !== null)
      for (const [key, each] of Object.entries(value)) walk(each, path === "" ? key : `${path}.${key}`);
  };
  walk(catalogues[language], "");
  return found;
};

const all = new Map(languages.map((language) => [language, sentences(language)]));
const english = all.get("en")!;

describe("messages", () => {
  it.each(languages)("%s says something everywhere", (language) => {
    const own = all.get(language)!;
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of own) {
      expect(text.trim(), path).not.toBe("");
      expect(text, path).not.toMatch(/\b(undefined|null|NaN)\b|\[object/);
    }
  });

  it.each(["tr", "fi", "fa"] as const)("%s leaves nothing in English", (language) => {
    // Names, signs and loan words that are the same on purpose.
    const same =
      /^(app\.name|calc\.(names|fields\.ltv_cac_ratio)|calc\.echo|board\.filtered|chart\.separator|header\.data|check\.place)/;
    const left = [...all.get(language)!].filter(
      ([path, text]) => english.get(path) === text && !same.test(path) && /\p{L}{3}/u.test(text),
    );
    expect(left).toEqual([]);
  });

  it.each(["tr", "fi", "fa"] as const)("%s carries the arguments of errors that English carries", (language) => {
    for (const [path, text] of english) {
      if (!path.startsWith("codes.errors.")) continue;
      const wanted = [...text.matchAll(/<\w+>/g)].map((match) => match[0]).sort();
      const own = [...(all.get(language)!.get(path) ?? "").matchAll(/<\w+>/g)].map((match) => match[0]).sort();
      expect(own, path).toEqual(wanted);
    }
  });

  it("writes Persian in Persian letters, not in Arabic ones", () => {
    for (const [path, text] of all.get("fa")!) expect(text, path).not.toMatch(/[يكة]/);
  });

  it("counts in the plural forms of the language", () => {
    expect(catalogues.en.start.rows(1, "1")).toBe("1 row");
    expect(catalogues.en.start.rows(2, "2")).toBe("2 rows");
    expect(catalogues.fi.start.rows(1, "1")).toBe("1 rivi");
    expect(catalogues.fi.start.rows(2, "2")).toBe("2 riviä");
    expect(catalogues.tr.start.rows(2, "2")).toBe("2 satır");
    expect(catalogues.en.codes.issues.total_row(1, "1", () => "")).toContain("1 total row left out");
  });
});
