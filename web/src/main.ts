// The page's entry: styles, charts, the engine, and the view over them.
import { defineCharts } from "./chart/index.ts";
import { publishApi } from "./engine/api.ts";
import { createEngine } from "./engine/client.ts";
import { makeFormats, isLanguage } from "./i18n/index.ts";
import { stayOffline } from "./offline/register.ts";
import { defineSheets } from "./report/sheets.ts";
import { fetchProgram } from "./save/program.ts";
import { adoptStyles } from "./style/index.ts";
import { inSteps } from "./view/arrived.ts";
import { Hub } from "./view/hub.ts";
import { definePreview } from "./view/preview.ts";

const engine = createEngine();
publishApi(engine);
const mount = document.getElementById("mittari");
inSteps(
  () => {
    adoptStyles(document);
    defineCharts();
    defineSheets();
    definePreview();
  },
  () => {
    // The browser's own words for numbers: their first use takes as long as a drawing.
    const { lang } = document.documentElement;
    if (isLanguage(lang)) makeFormats(lang).number(1000);
  },
  () => {
    if (!mount) return;
    const hub = new Hub(mount, engine);
    stayOffline((use) => hub.offer(use));
    fetchProgram();
  },
);
