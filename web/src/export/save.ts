// The two ways out: a file, and the clipboard. Nothing here reaches for the network.

// A name that every file system takes.
export const fileName = (title: string, ending: string): string =>
  `${title.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu, " ").replace(/\s+/g, " ").slice(0, 80).replace(/^[\s.]+|[\s.]+$/g, "") || "mittari"}.${ending}`;

export const saveFile = (name: string, content: BlobPart, type: string): void => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

// True when it is on the clipboard. Where the browser refuses, a copy event of our own still carries both forms.
export const copyForms = async (forms: Readonly<Record<string, string>>): Promise<boolean> => {
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(
      Object.entries(forms).map(([type, text]) => [type, new Blob([text], { type })])))]);
    return true;
  } catch {
    const put = (event: ClipboardEvent): void => {
      for (const [type, text] of Object.entries(forms)) event.clipboardData?.setData(type, text);
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    document.addEventListener("copy", put, true);
    const done = document.execCommand("copy");
    document.removeEventListener("copy", put, true);
    return done;
  }
};

// A picture can only be copied while the click that asked for it still counts, so the promise goes along.
export const copyPicture = async (picture: Promise<Blob>): Promise<boolean> => {
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
    return true;
  } catch {
    return false;
  }
};
