// What a host does before anything is asked of it: the core reads its tables of words and metrics at their first use, and
// the browser compiles a function when it is first called. Both would otherwise be waited for with the first file.
import { parseAnswer } from "./errors.ts";
import type { Core } from "./wasm.ts";

export type WarmStep = "catalogue" | "words" | "read" | "report";

export function warm(core: Core, step: WarmStep): void {
  if (step === "catalogue") core.call("metrics", "{}");
  if (step === "words") read(core, 1);
  if (step === "read") read(core, 500);
  if (step === "report") {
    read(core, 500, () => {
      core.report(JSON.stringify({ by: ["channel", "month"], today: "2025-03-01", compare: "previous" }));
      core.call("inspect", "{}");
    });
  }
}

/** A small table of the usual kind; it is gone again when this returns. */
function read(core: Core, rows: number, then = () => {}): void {
  let text = "Date,Channel,Campaign,Impressions,Clicks,Cost,Leads,New customers,Revenue\n";
  for (let row = 0; row < rows; row++) {
    const day = `2025-0${1 + (row % 2)}-${10 + (row % 18)}`;
    text += `${day},Channel ${row % 5},"Campaign, ${row % 7}",${row * 37},${row * 3},"1,${100 + row}.5${row % 10}",${row % 40},${row % 3},${row * 9}.25\n`;
  }
  const before = parseAnswer<{ sources: unknown[] }>(core.call("inspect", "{}")).sources.length;
  core.call("begin", '{"name":"warm.csv"}');
  core.feed(new TextEncoder().encode(text));
  parseAnswer(core.call("end", "{}"));
  then();
  core.call("drop", JSON.stringify({ source: before }));
}
