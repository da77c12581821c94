// The page's entry: styles, charts, the engine, and the view over them.
import { defineCharts } from "./chart/index.ts";
import { publishApi } from "./engine/api.ts";
import { createEngine } from "./engine/client.ts";
import { stayOffline } from "./offline/register.ts";
import { defineSheets } from "./report/sheets.ts";
import { adoptStyles } from "./style/index.ts";
import { Hub } from "./view/hub.ts";
import { definePreview } from "./view/preview.ts";

adoptStyles(document);
defineCharts();
defineSheets();
definePreview();
const engine = createEngine();
publishApi(engine);
const mount = document.getElementById("mittari");
if (mount) {
  const hub = new Hub(mount, engine);
  stayOffline((use) => hub.offer(use));
}
