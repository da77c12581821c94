// The page's style sheet, adopted by the document (and later by a shadow root).
import { base } from "./base.ts";
import { board } from "./board.ts";
import { check } from "./check.ts";
import { frame } from "./frame.ts";
import { paper } from "./paper.ts";
import { plan } from "./plan.ts";
import { tokens } from "./tokens.ts";

export const pageStyles = tokens + base + frame + board + check + plan + paper;

export const adoptStyles = (root: Document | ShadowRoot): void => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageStyles);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
};
