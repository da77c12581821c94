// One script for both places. In a worker it serves; in the page it only stands by: its own text is what workers
// are made of, and `serve` is used where the browser refuses workers.
import { serve } from "./host.ts";

declare const document: { currentScript: { textContent: string } | null } | undefined;

if (typeof document === "undefined") {
  serve(self as unknown as DedicatedWorkerGlobalScope);
} else {
  (globalThis as Record<string, unknown>).mittariEngine = { serve, script: document.currentScript?.textContent ?? "" };
}
