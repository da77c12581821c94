declare const MITTARI_VERSION: string;

/** The program's version; empty where it was not built. */
export const version = typeof MITTARI_VERSION === "string" ? MITTARI_VERSION : "";
