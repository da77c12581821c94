// The two ways into a file: the browser's own save window, whose file can be written again, and a download.
import { fault } from "../engine/errors.ts";
import { saveFile } from "../export/save.ts";

interface Writable { write(data: Blob): Promise<void>; close(): Promise<void>; abort?(): Promise<void> }
export interface FileHandle { readonly name: string; createWritable(): Promise<Writable> }
type Picker = (options: { suggestedName: string; types: { description: string; accept: Record<string, string[]> }[] }) => Promise<FileHandle>;

const picker = (): Picker | undefined => (globalThis as { showSaveFilePicker?: Picker }).showSaveFilePicker;

/** Asks where to; undefined where the browser has no such window, null where the reader chose none. Only within a click. */
export async function chooseFile(name: string): Promise<FileHandle | null | undefined> {
  const pick = picker();
  if (!pick) return undefined;
  try {
    return await pick.call(globalThis, { suggestedName: name, types: [{ description: "HTML", accept: { "text/html": [".html"] } }] });
  } catch (thrown) {
    // A frame of another page may not ask: then it is a download.
    return thrown instanceof DOMException && thrown.name === "AbortError" ? null : undefined;
  }
}

/** Throws save.refused; the file is then as it was. */
export async function writeFile(handle: FileHandle, text: string): Promise<void> {
  let file: Writable | undefined;
  try {
    file = await handle.createWritable();
    await file.write(new Blob([text], { type: "text/html" }));
    await file.close();
  } catch {
    await file?.abort?.().catch(() => {});
    throw fault("save.refused");
  }
}

export const download = (name: string, text: string): void => saveFile(name, text, "text/html");
