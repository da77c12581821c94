// The core as the hosted page has it: gzip, as base64. It is larger than what unpacked.ts reads, but browsers unpack it
// themselves, in a tenth of the time, and compile it meanwhile: where a file waits, that counts for more.

/** Gzip begins so; nothing that unpacked.ts reads does. */
export const isInflated = (text: string): boolean => text.startsWith("H4sI");

type FromBase64 = { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };

export function inflated(text: string): Response {
  const bytes = (Uint8Array as FromBase64).fromBase64?.(text) ?? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "content-type": "application/wasm" } });
}
