// One script for both places. In a worker it serves; in the page it only stands by: its own text is what workers
// are made of, and `host` is used where the browser refuses workers.
import { host, serve } from "./host.ts";

declare const document: { currentScript: { textContent: string } | null } | undefined;

if (typeof document === "undefined") {
  serve(self as unknown as DedicatedWorkerGlobalScope);
} else {
  (globalThis as Record<string, unknown>).mittariEngine = { host, script: document.currentScript?.textContent ?? "" };
}
