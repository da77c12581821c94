// The few habits kept between visits: language, theme, shortcuts. Never data. In a sandboxed frame every
// access to storage throws; then nothing is kept.
import { isLanguage, languages, type Language } from "../i18n/types.ts";
import type { Theme } from "./document.ts";

export interface Habits {
  readonly language?: Language;
  readonly theme?: Theme;
  readonly singleKeys?: boolean;
}

const place = "mittari.habits";

export const readHabits = (): Habits => {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? "{}");
    if (typeof found !== "object" || found === null) return {};
    const { language, theme, singleKeys } = found as Record<string, unknown>;
    return {
      ...(isLanguage(language) ? { language } : {}),
      ...(theme === "light" || theme === "dark" ? { theme } : {}),
      ...(typeof singleKeys === "boolean" ? { singleKeys } : {}),
    };
  } catch {
    return {};
  }
};

// Asked at every drawing; the browser writes to its disk for each.
let kept = "";
export const keepHabits = (habits: Habits): void => {
  const text = JSON.stringify(habits);
  if (text === kept) return;
  kept = text;
  try {
    localStorage.setItem(place, text);
  } catch {
    // Nothing can be stored here; the page works without.
  }
};

// The first of the browser's languages that we speak.
export const languageFrom = (wanted: readonly string[]): Language => {
  for (const tag of wanted) {
    const found = languages.find((language) => tag.toLowerCase().split("-")[0] === language);
    if (found) return found;
  }
  return "en";
};
