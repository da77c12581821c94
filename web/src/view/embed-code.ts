// The lines to copy for another site. Everything that comes from outside is escaped for the place it stands in.
import { escaped } from "../export/table.ts";
import type { EmbedPart } from "../model/route.ts";

export type EmbedWay = "element" | "auto" | "fixed";

export interface EmbedChoice {
  readonly what: EmbedPart;
  readonly how: EmbedWay;
  readonly language: string;
  readonly theme: "auto" | "light" | "dark";
  readonly currency: string;
  // The metric of a calculator, or those of a scorecard.
  readonly metrics: readonly string[];
  readonly by?: string;
  readonly title: string;
  // Where the files stand, with the last slash.
  readonly base: string;
  readonly height: number;
  // The tables to go along, as text; empty: none.
  readonly tables: readonly string[];
  // For a frame: the document as a link's "#s=…"; empty: none.
  readonly state?: string;
}

// A script's text ends at the first "</script", whatever it is, and "<!--" changes how the rest is read: a table with
// either can't stand in one.
export const fitsInScript = (text: string): boolean => !/<\/script|<!--/i.test(text) && !text.includes("\0");

const attributes = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs).filter(([, value]) => value !== "").map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");

export const filesOf = ({ what, how }: Pick<EmbedChoice, "what" | "how">): readonly string[] =>
  how === "element" ? [what === "calculator" ? "mittari-calculator.js" : "mittari-elements.js"]
    : [what === "calculator" ? "embed.html" : "mittari.html", ...(how === "auto" ? ["mittari-frame.js"] : [])];

export const embedCode = (choice: EmbedChoice): string => {
  const { what, how, language, theme, currency, metrics, base } = choice;
  const look = theme === "auto" ? "" : theme;
  if (how === "element") {
    const tag = `mittari-${what}`;
    const own: Readonly<Record<string, string>> = what === "calculator" ? { metric: metrics[0] ?? "" } : { metric: metrics.join(" "), by: choice.by ?? "", data: choice.tables.length > 0 ? "" : "#mittari-table" };
    const tables = what === "calculator" ? "" : choice.tables.map((text) => `\n<script type="text/csv">\n${text.replace(/\s+$/, "")}\n</script>`).join("");
    return [
      `<script type="module" src="${escaped(`${base}${filesOf(choice)[0]}`)}"></script>`,
      `<${tag}${attributes({ ...own, lang: language, theme: look, currency })}>${tables === "" ? "" : `${tables}\n`}</${tag}>`,
      ...(what !== "calculator" && choice.tables.length === 0 ? [`<script type="text/csv" id="mittari-table">\n…\n</script>`] : []),
    ].join("\n");
  }
  const frame = how === "auto" ? `mittari-${metrics[0] ?? what}`.slice(0, 40) : "";
  const asked = new URLSearchParams({
    ...(what === "calculator" ? { metric: metrics[0] ?? "" } : { embed: what }), lang: language,
    ...(look === "" ? {} : { theme: look }), ...(what === "calculator" && currency !== "" ? { currency } : {}), ...(frame === "" ? {} : { frame }),
  });
  const lines = [`<iframe${attributes({
    "data-mittari": frame, src: `${base}${filesOf(choice)[0]}${choice.state ? `${choice.state}&` : "#"}${asked}`, title: choice.title, sandbox: "allow-scripts", loading: "lazy", width: "100%",
    height: String(choice.height), frameborder: "0",
  })}></iframe>`];
  if (how === "auto") lines.push(`<script src="${escaped(`${base}mittari-frame.js`)}" defer></script>`);
  return lines.join("\n");
};
