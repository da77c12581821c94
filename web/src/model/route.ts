// The address after '#': what to open at once. "#sample=local_service&lang=fi", "#cpl".
import { isLanguage, type Language } from "../i18n/types.ts";
import { calculatorIds, sampleIds, type CalculatorId, type SampleId } from "./document.ts";

export interface Route {
  readonly sample?: SampleId;
  readonly calculator?: CalculatorId;
  readonly language?: Language;
}

export const readRoute = (hash: string): Route => {
  let route: Route = {};
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [key = "", value = ""] = part.split("=");
    const sample = sampleIds.find((id) => key === "sample" && id === value);
    const calculator = calculatorIds.find((id) => id === key);
    if (sample) route = { ...route, sample };
    else if (calculator) route = { ...route, calculator };
    else if (key === "lang" && isLanguage(value)) route = { ...route, language: value };
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
