// What the reader did on the first screen of the hosted page before the program was there: taken over from it.

/** Kept by first.ts. */
export interface Arrived {
  // Which of the screen's buttons and links was pressed last; -1 where none was.
  pressed: number;
  given: { readonly text: string; readonly html: string; readonly files: readonly File[] } | null;
  // Nothing more is kept.
  done(): void;
}

interface Doors {
  readFiles(files: readonly File[]): void;
  readText(text: string, html?: string): void;
}

const fields = (root: HTMLElement): (HTMLInputElement | HTMLTextAreaElement)[] => [...root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")];
const reachable = "a, button, input, textarea, select, summary";

/** Draws in the place of what stands in `root`; what was typed, where the focus was and what was pressed come after. */
export function takeOver(root: HTMLElement, draw: () => void, doors: Doors): void {
  const arrived = (globalThis as { mittariArrived?: Arrived }).mittariArrived;
  // What stands there then is a copy that a browser has made of the page.
  if (!arrived) {
    root.replaceChildren();
    return draw();
  }
  delete (globalThis as { mittariArrived?: Arrived }).mittariArrived;
  const typed = fields(root).map((field) => field.value);
  const { activeElement } = document;
  const place = activeElement && root.contains(activeElement) ? [...root.querySelectorAll(reachable)].indexOf(activeElement) : -1;
  const caret = activeElement instanceof HTMLTextAreaElement ? [activeElement.selectionStart, activeElement.selectionEnd] as const : undefined;
  root.replaceChildren();
  root.ariaBusy = null;
  draw();
  fields(root).forEach((field, at) => {
    if ((typed[at] ?? "") === "") return;
    field.value = typed[at] ?? "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  // Which button stands where depends on what was typed.
  if (typed.some((value) => value !== "")) draw();
  const focused = root.querySelectorAll<HTMLElement>(reachable)[place];
  focused?.focus({ preventScroll: true });
  if (caret && focused instanceof HTMLTextAreaElement) focused.setSelectionRange(...caret);
  arrived.done();
  root.querySelectorAll<HTMLElement>("button, a")[arrived.pressed]?.click();
  if (!arrived.given) return;
  if (arrived.given.files.length > 0 && arrived.given.text === "") doors.readFiles(arrived.given.files);
  else if (arrived.given.text.trim() !== "") doors.readText(arrived.given.text, arrived.given.html);
}

/** Where the first screen stands there already, it is shown before the program takes it over, and the browser has its turn
    between the steps; else all of them follow at once. */
export function inSteps(...steps: readonly (() => void)[]): void {
  if (!("mittariArrived" in globalThis)) return steps.forEach((step) => step());
  const left = [...steps];
  const next = (): void => {
    left.shift()?.();
    if (left.length > 0) setTimeout(next);
  };
  let begun = false;
  const begin = (): void => {
    if (!begun) next();
    begun = true;
  };
  // A page that is not looked at is not painted.
  setTimeout(begin, 100);
  if (performance.getEntriesByType("paint").length > 0) setTimeout(begin);
  else requestAnimationFrame(() => setTimeout(begin));
}
