// The page's styles for a shadow root inside of somebody else's page. Three things are otherwise there: the root of the
// document is not ours but `.frame` is; what counts is the width of the element, not of the window; and `rem` is the
// host's affair, so its place takes --rem, the reader's own letter size. Every token can be set from outside:
// --accent becomes var(--mittari-accent, …).

const settable = (css: string): string =>
  css.replace(/(?<=[{;]\s*)--([\w-]+): ([^;]+);/g, (_all, name: string, value: string) => `--${name}: var(--mittari-${name}, ${value});`);

export const inShadow = (css: string): string =>
  css.replace(/:root/g, ".frame")
    .replace(/(?<=^|[\s,}])(html|body)(?=[\s,{])/gm, ".frame")
    .replace(/@media (\((?:max|min)-width: \d+px\)(?: and \((?:max|min)-width: \d+px\))?)(?= \{)/g, "@container $1")
    .replace(/(?<![\w.-])(\d*\.?\d+)rem\b/g, "calc($1 * var(--rem, 16px))");

// Nothing of the host's look comes in: what is inherited ends at `.wall`, and what the host does to all of its elements
// is undone on ours. Where it stands and how wide it is stays the host's to say.
const wall = `
:host {
  all: initial; display: block;
  padding: 0 !important; border: 0 !important; outline: 0 !important; background: none !important; box-shadow: none !important;
  opacity: 1 !important; filter: none !important; transform: none !important; clip-path: none !important; mask: none !important;
  animation: none !important; transition: none !important; float: none !important; columns: auto !important; overflow: visible !important;
  visibility: inherit !important; text-indent: 0 !important; zoom: 1 !important; mix-blend-mode: normal !important;
}
:host([hidden]) { display: none; }
.wall { all: initial; display: block; direction: ltr; container-type: inline-size; }
.frame { display: block; }
`;

export const shadowStyles = (tokens: string, rest: string): string => wall + settable(inShadow(tokens)) + inShadow(rest);

// One sheet for all elements of a kind.
export const sheetOf = (css: string): (() => CSSStyleSheet) => {
  let made: CSSStyleSheet | undefined;
  return () => {
    if (!made) {
      made = new CSSStyleSheet();
      made.replaceSync(css);
    }
    return made;
  };
};
