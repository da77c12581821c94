// The hosted page before its program: the first screen stands in the document, drawn beforehand in every language, and is
// shown in the reader's. What is typed, pasted, dropped or pressed until the program runs is kept for it.
import { direction } from "./i18n/types.ts";
import { languageFrom, readHabits } from "./model/keep.ts";
import { readRoute } from "./model/route.ts";
import type { Arrived } from "./view/arrived.ts";

const mount = document.getElementById("mittari");
const route = readRoute(location.hash);

if (parent !== window || !/^https?:$/.test(location.protocol)) {
  // A frame may be without an origin, as a file is: both may run only what stands in the document itself.
  location.replace(`mittari.html${location.hash}`);
} else if (mount) {
  const habits = readHabits();
  const language = route.language ?? habits.language ?? languageFrom(navigator.languages);
  const theme = route.theme ?? habits.theme;
  const root = document.documentElement;
  root.lang = language;
  root.dir = direction(language);
  if (theme && theme !== "auto") root.dataset["theme"] = theme;
  const screen = document.querySelector<HTMLTemplateElement>(`template[data-first="${language}"]`);
  // A document that the address brings, or a part of the page, has another first screen.
  if (screen && !location.hash.startsWith("#s=") && !route.embed) {
    document.title = screen.title;
    mount.replaceChildren(screen.content.cloneNode(true));
    mount.ariaBusy = "true";
  }
  keep(mount);
  document.addEventListener("error", (event) => {
    if (!(event.target instanceof HTMLScriptElement)) return;
    const words = document.querySelector<HTMLTemplateElement>(`template[data-lost="${language}"]`);
    if (words && event.target.id !== "mittari-engine") mount.prepend(words.content.cloneNode(true));
  }, true);
}

function keep(within: HTMLElement): void {
  const arrived: Arrived = { pressed: -1, given: null, done: () => stop.abort() };
  const stop = new AbortController();
  const on = <K extends keyof DocumentEventMap>(kind: K, hear: (event: DocumentEventMap[K]) => void): void =>
    document.addEventListener(kind, hear, { signal: stop.signal });
  on("click", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest("button, a") : null;
    if (!pressed) return;
    event.preventDefault();
    arrived.pressed = [...within.querySelectorAll("button, a")].indexOf(pressed);
  });
  on("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const files = [...event.clipboardData?.files ?? []];
    const field = event.target instanceof Element && event.target.closest("input, textarea") !== null;
    if (field && !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    arrived.given = { text, html: event.clipboardData?.getData("text/html") ?? "", files };
  });
  on("dragover", (event) => event.preventDefault());
  on("drop", (event) => {
    event.preventDefault();
    const files = [...event.dataTransfer?.files ?? []];
    if (files.length > 0) arrived.given = { text: "", html: "", files };
  });
  (globalThis as { mittariArrived?: Arrived }).mittariArrived = arrived;
}
