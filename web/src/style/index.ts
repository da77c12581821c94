// The page's style sheet, adopted by the document (and later by a shadow root).
import { base } from "./base.ts";
import { board } from "./board.ts";
import { calc } from "./calc.ts";
import { check } from "./check.ts";
import { embed } from "./embed.ts";
import { frame } from "./frame.ts";
import { paper } from "./paper.ts";
import { plan } from "./plan.ts";
import { tokens } from "./tokens.ts";

export const partStyles = base + frame + calc + board + check + plan + paper + embed;
export { tokens as pageTokens };
export const pageStyles = tokens + partStyles;

export const adoptStyles = (root: Document | ShadowRoot): void => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageStyles);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
};
