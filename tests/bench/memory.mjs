// A large file in a tab of its own: what the browser's processes hold, by the kernel's count of their own pages.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** Proportional set size of all processes below this one, in MB. */
function held() {
  const children = new Map();
  for (const name of fs.readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(/\) . (\d+)/.exec(fs.readFileSync(`/proc/${name}/stat`, "utf8"))[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch { /* it has ended */ }
  }
  let total = 0;
  for (const queue = [...(children.get(process.pid) ?? [])]; queue.length;) {
    const one = queue.pop();
    queue.push(...(children.get(one) ?? []));
    try {
      total += Number(/^Pss:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${one}/smaps_rollup`, "utf8"))[1]) / 1024;
    } catch { /* it has ended */ }
  }
  return total;
}

export async function measureMemory(file, page, query) {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
  try {
    const tab = await browser.newPage();
    await tab.goto(pathToFileURL(page).href);
    await tab.evaluate(() => globalThis.mittari.calc("cost_per_lead", { spend: 1, leads: 1 }));
    await tab.evaluate(() => {
      const field = document.createElement("input");
      field.type = "file";
      field.id = "bench-file";
      document.body.append(field);
    });
    await (await tab.$("#bench-file")).setInputFiles(file);
    await new Promise((r) => setTimeout(r, 3000));
    const before = held();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, held())), 250);
    const { took, used, groups, error } = await tab.evaluate(async (query) => {
      const began = performance.now();
      try {
        const inspection = await globalThis.mittari.open([document.getElementById("bench-file").files[0]]);
        const report = await globalThis.mittari.report(query);
        return { took: performance.now() - began, used: inspection.sources[0].rows.used, groups: report.groups.length };
      } catch (error) {
        return { took: performance.now() - began, error: JSON.stringify(error.toBody?.() ?? String(error)) };
      }
    }, query);
    await new Promise((r) => setTimeout(r, 3000));
    clearInterval(watch);
    const after = held();
    const size = fs.statSync(file).size / 1e6;
    return [
      `\n### ${path.basename(file)}, ${size.toFixed(0)} MB, in a tab of its own\n`,
      error ? `failed after ${(took / 1000).toFixed(1)} s: ${error}` : `read in ${(took / 1000).toFixed(1)} s: ${used} rows, ${groups} groups`,
      `the whole browser: ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most, ${after.toFixed(0)} MB after`,
    ].join("\n");
  } finally {
    await browser.close();
  }
}
