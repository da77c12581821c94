// Tables to try, written in the reader's language and number format.
import type { Language } from "../i18n/types.ts";
import type { SampleId, Selection } from "../model/document.ts";
import { adExport } from "./ad-export.ts";
import { localService } from "./local-service.ts";
import type { Sample } from "./write.ts";

export const makeSample = (id: SampleId, language: Language): Sample =>
  id === "local_service" ? localService(language) : adExport(language);

// What a sample opens with, so that a comparison can be seen at once.
export const sampleSelection: Readonly<Record<SampleId, Partial<Selection>>> = {
  local_service: { preset: "year", compare: "year" },
  ad_export: { preset: "month", compare: "previous" },
};
