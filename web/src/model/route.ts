// The address after '#': what to open at once. "#sample=local_service&lang=fi", "#cpl", "#cost_per_mql".
import { isLanguage, type Language } from "../i18n/types.ts";
import { sampleIds, type CalculatorId, type SampleId } from "./document.ts";

export interface Route {
  readonly sample?: SampleId;
  // A calculator's id or a metric's; whether there is one by that name is for the catalogue to say.
  readonly calculator?: CalculatorId;
  readonly language?: Language;
  // In a frame of another page: the part of the page to show, how it looks, and what the frame is called there.
  readonly embed?: EmbedPart;
  readonly theme?: "light" | "dark";
  readonly frame?: string;
}

export const embedParts = ["calculator", "scorecard", "report"] as const;
export type EmbedPart = (typeof embedParts)[number];

export const readRoute = (hash: string): Route => {
  let route: Route = {};
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [key = "", value = ""] = part.split("=");
    const sample = sampleIds.find((id) => key === "sample" && id === value);
    if (sample) route = { ...route, sample };
    else if (key === "lang" && isLanguage(value)) route = { ...route, language: value };
    else if (key === "embed") route = { ...route, embed: embedParts.find((part) => part === value) ?? "scorecard" };
    else if (key === "theme" && (value === "light" || value === "dark")) route = { ...route, theme: value };
    else if (key === "frame" && /^[\w-]{1,40}$/.test(value)) route = { ...route, frame: value };
    else if (key === "metric" && /^[a-z][a-z0-9_]{1,40}$/.test(value)) route = { ...route, calculator: value };
    else if (value === "" && /^[a-z][a-z0-9_]{1,40}$/.test(key)) route = { ...route, calculator: key };
  }
  return route;
};

export const writeRoute = (route: Route): string => {
  const parts = [
    ...(route.sample ? [`sample=${route.sample}`] : []),
    ...(route.calculator ? [route.calculator] : []),
    ...(route.language ? [`lang=${route.language}`] : []),
  ];
  return parts.length > 0 ? `#${parts.join("&")}` : "";
};
