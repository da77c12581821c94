// Draws the first screen where there is no browser: for the build, which puts it into the hosted page.
import type { Engine } from "./engine/operations.ts";
import { pageStyles } from "./style/index.ts";
import { Hub } from "./view/hub.ts";

// It is drawn before anything was asked.
const silent = new Proxy({}, { get: () => () => new Promise(() => {}) }) as Engine;

/** -> the document's title. */
export const draw = (mount: HTMLElement): string => {
  new Hub(mount, silent);
  return document.title;
};
export const styles = pageStyles;
