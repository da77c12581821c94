// The page as people meet it: in four languages without an accessibility fault, by paste, from a sample, saved and
// opened again, at every width.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { fixtures, options } from "./fixtures.mjs";
import { build, check, chromium, commandLine, equal, firefox, offlinePage, open, require, servePage, settled, Suite } from "./harness.mjs";

const suite = new Suite("page");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mittari-"));
process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
const server = await servePage();
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

async function faults(browser) {
  await browser.ev(axe);
  const found = await browser.ev(async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary.split("\n")[1] ?? ""}`.slice(0, 260)));
  });
  equal(found, [], "violations");
}

const browser = await chromium();
const { page } = browser;
for (const lang of ["en", "tr", "fi", "fa"]) {
  await suite.case(`start in ${lang}: axe finds nothing`, async () => {
    await open(browser, `${server.url}#lang=${lang}`);
    equal(await browser.ev(() => [document.documentElement.lang, document.documentElement.dir]), [lang, lang === "fa" ? "rtl" : "ltr"]);
    await faults(browser);
  });
  for (const scheme of ["light", "dark"]) {
    await suite.case(`scorecard in ${lang}, ${scheme}: axe finds nothing`, async () => {
      await page.emulateMedia({ colorScheme: scheme });
      const text = await open(browser, `${server.url}#sample=local_service&lang=${lang}`);
      check(/[\d۰-۹]{2}/.test(text) && await browser.ev(() => document.querySelectorAll("svg").length > 0), text.slice(0, 200));
      await faults(browser);
    });
  }
  await page.emulateMedia({ colorScheme: "light" });
  for (const width of [320, 768, 1280]) {
    await suite.case(`nothing runs out of the page at ${width} px in ${lang}`, async () => {
      await page.setViewportSize({ width, height: 844 });
      await open(browser, `${server.url}#sample=local_service&lang=${lang}`);
      const [wide, inner] = await browser.ev(() => [document.documentElement.scrollWidth, innerWidth]);
      check(wide <= inner, `${wide} px wide`);
    });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

await suite.case("pasted into the page: the same report as the command line's", async () => {
  const { name, text, query } = fixtures[0];
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  const want = JSON.parse(commandLine("report", file, "--json", ...options(query)).out);
  await open(browser, `${server.url}#lang=en`);
  await page.locator("textarea").first().fill(text);
  await page.getByRole("button", { name: /read|use|show/i }).first().click();
  await browser.ev(settled, 700);
  const got = await browser.ev((query) => mittari.report(query), query);
  equal(got.groups, want.groups, "groups");
  equal(got.total, want.total, "total");
});

await suite.case("pasted with the keyboard anywhere on the page", async () => {
  await open(browser, `${server.url}#lang=en`);
  await browser.ev(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "Channel\tSpend\tLeads\nSearch\t10\t2\nSocial\t21\t3\n");
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const text = await browser.ev(settled, 700);
  check(text.includes("6.2"), text.slice(0, 300));
});

await suite.case("no error, and no breach of the policy, was logged", async () => equal(browser.errors, []));
await suite.case("the policy lets no style or markup be made from text, and no connection be opened", async () => {
  await open(browser, `${server.url}#lang=en`);
  const [policy, made] = await browser.ev(() => {
    const tried = (action) => {
      try {
        action();
        return "done";
      } catch (error) {
        return error.name;
      }
    };
    return [document.querySelector("meta[http-equiv=Content-Security-Policy]").content, [
      tried(() => { document.createElement("p").innerHTML = "<b>x</b>"; }), tried(() => { document.createElement("script").text = "1"; }),
      tried(() => new Worker("data:text/javascript,1")), tried(() => trustedTypes.createPolicy("other", {})),
      tried(() => trustedTypes.createPolicy("mittari-program", {})),
    ]];
  });
  check(!/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|https?:|\*/.test(policy), policy);
  for (const part of ["default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'", "require-trusted-types-for 'script'"]) check(policy.includes(part), `${part} is not in ${policy}`);
  equal(made, Array(5).fill("TypeError"));
});
await browser.close();

// A page that was saved while in use, scripts, data and all, must start afresh.
for (const start of [chromium, firefox]) {
  const other = await start();
  await suite.case(`${other.name}: a saved copy of the used page works from disk`, async () => {
    await open(other, `${offlinePage}#sample=local_service&lang=en`);
    const saved = path.join(folder, `saved-${other.name}.html`);
    fs.writeFileSync(saved, await other.ev(() => `<!doctype html>${document.documentElement.outerHTML}`));
    check(fs.statSync(saved).size > fs.statSync(path.join(build, "mittari.html")).size, "nothing was drawn into the copy");
    await open(other, pathToFileURL(saved).href);
    const got = await other.ev(async () => {
      await mittari.open(["Channel,Spend,Leads\nA,10,2\nB,21,3\n"]);
      return [document.querySelectorAll("#mittari > *").length, (await mittari.report({ metrics: ["cost_per_lead"], today: "2025-06-15" })).total.metrics.cost_per_lead.value];
    });
    check(got[0] > 0 && got[1] === 6.2, got);
  });
  await suite.case(`${other.name}: no error from disk`, async () => equal(other.errors, []));
  await other.close();
}
suite.finish();
