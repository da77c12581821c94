// The hosted page only: starts the service worker that keeps it, and tells when another version is ready. A page from a
// disk, a saved one or one in a frame has none.
import { trusted } from "../engine/trusted.ts";

const worker = "sw.js";

/** `ready` gets the deed that puts the new version to use; the page then loads anew. */
export function stayOffline(ready: (use: () => void) => void): void {
  // Sandboxed frames may not even ask whether there are service workers.
  if (parent !== window || !/^https?:$/.test(location.protocol) || document.querySelector('link[rel="manifest"]') === null) return;
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  let asked = false;
  const watch = (registration: ServiceWorkerRegistration): void => {
    const offer = (): void => {
      // The first one ever has nothing to take the place of.
      if (registration.waiting && serviceWorker.controller)
        ready(() => {
          asked = true;
          registration.waiting?.postMessage("use");
        });
    };
    offer();
    registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
  };
  serviceWorker.addEventListener("controllerchange", () => { if (asked) location.reload(); });
  const policy = trusted("mittari-offline", { createScriptURL: (url) => (url === worker ? url : "") });
  const start = (): void =>
    void serviceWorker.register((policy?.createScriptURL(worker) ?? worker) as string, { updateViaCache: "none" }).then(watch, () => {});
  // The first file goes before: what is kept is fetched and stored beside everything else that the machine does.
  const later = (): void => void setTimeout(start, 1500);
  if (document.readyState === "complete") later();
  else addEventListener("load", later);
}
