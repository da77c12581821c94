// Puts text on the clipboard. Where that is refused, a selected field and the old command still work; `within` is where
// such a field may stand: inside of an open dialogue, for what is outside of it can't be selected.
export const copyText = async (text: string, within: Document | ShadowRoot): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    (within.querySelector("dialog[open]") ?? (within instanceof Document ? within.body : within)).append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
};
