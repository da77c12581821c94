// What the build packed: Zstandard, as text (packed.ts). By a program of our own, for browsers unpack only what is larger.
import { decompress } from "fzstd";
import { bytesOf } from "./packed.ts";

export const unpacked = (text: string): Uint8Array<ArrayBuffer> => decompress(bytesOf(text)) as Uint8Array<ArrayBuffer>;
