// The reader's hands on the page: paste, drop, keys, address.
import type { Store } from "../model/store.ts";
import type { Actions } from "./context.ts";

/** What the hands reach. `again` saves once more; `goTo` follows the address. */
export interface Reach {
  readonly store: Store;
  readonly act: Actions;
  readonly again: () => void;
  readonly goTo: () => void;
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

export function listen(reader: Reach): void {
  const { store, act, goTo } = reader;
  addEventListener("beforeunload", (event) => { if (store.unsaved) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) store.keepNow(); });
  addEventListener("hashchange", () => goTo());
  document.addEventListener("paste", (event) => paste(reader, event));
  document.addEventListener("keydown", (event) => key(reader, event));
  let depth = 0;
  const files = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragenter", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    if (depth++ === 0) act.hold({ dropping: true });
  });
  document.addEventListener("dragover", (event) => { if (files(event)) event.preventDefault(); });
  document.addEventListener("dragleave", (event) => {
    if (files(event) && --depth <= 0) {
      depth = 0;
      act.hold({ dropping: false });
    }
  });
  document.addEventListener("drop", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    depth = 0;
    act.hold({ dropping: false });
    act.readFiles([...(event.dataTransfer?.files ?? [])]);
  });
}

function paste({ act }: Reach, event: ClipboardEvent): void {
  const data = event.clipboardData;
  if (!data) return;
  const text = data.getData("text/plain");
  const files = [...data.files];
  const field = typing(event.target);
  const table = /[\t\n]/.test(text.trim());
  // Into a field goes what is no table; the paste box takes tables only.
  if (field && !table) return;
  if (files.length > 0 && text === "") {
    event.preventDefault();
    act.readFiles(files);
  } else if (table || (!field && text.trim() !== "")) {
    event.preventDefault();
    act.readText(text, data.getData("text/html"));
  }
}

function key({ store, act, again }: Reach, event: KeyboardEvent): void {
  const doc = store.document;
  const letter = event.key.toLowerCase();
  const command = event.ctrlKey || event.metaKey;
  const field = typing(event.target);
  const modal = document.querySelector("dialog[open]") !== null;
  if (command && !event.altKey && !event.shiftKey && letter === "s") {
    // The browser's own window would save the page as it was drawn.
    event.preventDefault();
    if (!modal) again();
    return;
  }
  if (command && !event.altKey && !modal) {
    if (letter === "o") {
      event.preventDefault();
      act.chooseFiles();
    } else if (!field && letter === "z" && !event.shiftKey) {
      event.preventDefault();
      act.undo();
    } else if (!field && (letter === "y" || (letter === "z" && event.shiftKey))) {
      event.preventDefault();
      act.redo();
    }
    return;
  }
  if (command || event.altKey || field || modal || !doc.singleKeys) return;
  if (event.key === "?") {
    event.preventDefault();
    act.hold({ dialog: "keys" });
  } else if (event.key === "/") {
    event.preventDefault();
    const field = document.getElementById("calculator-search");
    if (field) field.focus();
    else if (doc.inputs.length > 0) act.hold({ dialog: "picker", picking: 0, search: "" });
  } else if (letter === "g" && doc.inputs.length > 0) {
    event.preventDefault();
    const card = document.activeElement?.closest<HTMLElement>("[data-metric]")?.dataset["metric"];
    act.setGoal(card ?? store.plan.kpis[0] ?? "");
  } else if (letter === "t") {
    // The button outlives the picture it swaps, so the focus goes there.
    const swap = event.composedPath().map((each) => each instanceof HTMLElement ? each.shadowRoot?.querySelector<HTMLElement>("button.swap") : null)
      .find((each) => each);
    if (!swap) return;
    event.preventDefault();
    swap.click();
    swap.focus();
  } else if (letter === "i" && document.activeElement instanceof HTMLElement && document.activeElement.dataset["number"] !== undefined) {
    event.preventDefault();
    document.activeElement.click();
  }
}
