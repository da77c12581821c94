// The browser's Back and Forward go through the places of the page before they leave it.
import { places, type Place } from "../model/document.ts";

const isPlace = (state: unknown): state is { readonly place: Place } =>
  typeof state === "object" && state !== null && places.includes((state as { place: Place }).place);

/** `go` brings a place to sight. -> To be told which place is in sight, as often as one likes. */
export function trail(go: (place: Place) => void): (place: Place) => void {
  // The history of a frame is that of the page around it.
  if (globalThis.parent !== globalThis.self) return () => undefined;
  let shown: Place | undefined;
  let travelled = false;
  addEventListener("popstate", ({ state }) => {
    if (!isPlace(state) || state.place === shown) return;
    shown = state.place;
    travelled = true;
    go(state.place);
  });
  return (place) => {
    // A place may be gone meanwhile, with its tables: what is shown instead is no step onwards.
    const onwards = shown !== undefined && !travelled;
    travelled = false;
    if (place === shown) return;
    shown = place;
    try {
      if (onwards) history.pushState({ place }, "");
      else history.replaceState({ place }, "");
    } catch { /* A page without an origin of its own may have no history; else so many steps a minute are allowed. */ }
  };
}
