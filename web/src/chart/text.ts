// How wide a text will be, and what to do when it is too wide.

export type Measure = (text: string, size: number, weight?: number) => number;

// Width without a canvas (tests, servers): by class of character, a little generous so that labels
// chosen with it do not collide when drawn.
export const estimateWidth: Measure = (text, size, weight = 400) => {
  let em = 0;
  for (const ch of text) {
    const code = ch.codePointAt(0) ?? 0;
    if (/[\u0300-\u036f\u064b-\u065f\u200b-\u200f\u2066-\u2069]/.test(ch)) continue;
    if (/[ilj.,:;'|!]/.test(ch)) em += 0.29;
    else if (/[mwMW%@—…]/.test(ch)) em += 0.9;
    else if (/[A-ZÄÖÅÇŞĞÜİ]/.test(ch)) em += 0.68;
    else if (/\s/.test(ch)) em += 0.29;
    else if (code >= 0x1100 && code < 0xfb00) em += 1;
    else em += 0.57;
  }
  return em * size * (weight >= 600 ? 1.06 : 1);
};

// Measures with the very font of the page. Remembers, for the same labels are asked for at every resize.
export const canvasMeasure = (family: string): Measure => {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return estimateWidth;
  const known = new Map<string, number>();
  return (text, size, weight = 400) => {
    const id = `${weight} ${size} ${text}`;
    let width = known.get(id);
    if (width === undefined) {
      context.font = `${weight} ${size}px ${family}`;
      width = context.measureText(text).width;
      if (known.size > 4000) known.clear();
      known.set(id, width);
    }
    return width;
  };
};

// The longest beginning of text that fits, with "…"; the text itself when it fits. The full text
// belongs into a <title> beside it.
export const ellipsise = (
  text: string,
  room: number,
  size: number,
  measure: Measure,
  weight?: number,
): string => {
  if (measure(text, size, weight) <= room) return text;
  const letters = Array.from(text);
  let fits = 0;
  let over = letters.length;
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    const shorter = `${letters.slice(0, middle).join("").trimEnd()}…`;
    if (measure(shorter, size, weight) <= room) fits = middle;
    else over = middle;
  }
  return `${letters.slice(0, fits).join("").trimEnd()}…`;
};

// text-anchor is relative to the reading direction; geometry is not.
export const anchorAt = (edge: "left" | "middle" | "right", rtl: boolean): string =>
  edge === "middle" ? "middle" : (edge === "left") === rtl ? "end" : "start";

// Data between first-strong isolates: a Latin name in a Persian page keeps its "…" and brackets on the
// right side.
export const isolate = (text: string): string => `\u2068${text}\u2069`;
