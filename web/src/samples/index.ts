// Tables to try, written in the reader's language and number format.
import type { Language } from "../i18n/types.ts";
import type { SampleId, Selection } from "../model/document.ts";
import { adExport } from "./ad-export.ts";
import { agency } from "./agency.ts";
import { localService } from "./local-service.ts";
import { onlineShop } from "./online-shop.ts";
import { saas } from "./saas.ts";
import type { Sample } from "./write.ts";

export const makeSample = (id: SampleId, language: Language): Sample =>
  ({ local_service: localService, online_shop: onlineShop, saas, agency, ad_export: adExport })[id](language);

// What a sample opens with, so that a comparison can be seen at once.
export const sampleSelection: Readonly<Record<SampleId, Partial<Selection>>> = {
  local_service: { preset: "year", compare: "year" },
  online_shop: { preset: "month", compare: "previous" },
  saas: { preset: "year", compare: "year" },
  agency: { preset: "month", compare: "previous" },
  ad_export: { preset: "month", compare: "previous" },
};
