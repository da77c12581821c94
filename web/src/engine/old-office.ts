// The container of Office before 2007, which also wraps workbooks with a password: refused, and told apart.
import { fault } from "./errors.ts";
import type { MittariError } from "./operations.ts";

export const isOldOffice = (b: Uint8Array): boolean => b[0] === 0xd0 && b[1] === 0xcf && b[2] === 0x11 && b[3] === 0xe0;

/** Whether the directory of the container names such a stream (in UTF-16). */
function names(bytes: Uint8Array, stream: string): boolean {
  const wanted = [...stream].flatMap((letter) => [letter.charCodeAt(0), 0]);
  // Entries of the directory stand every 128 bytes.
  for (let at = 512; at + wanted.length <= bytes.length; at += 128) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return true;
  }
  return false;
}

export function refuseOldOffice(bytes: Uint8Array): MittariError {
  if (names(bytes, "EncryptedPackage")) return fault("input.locked");
  const kind = names(bytes, "WordDocument") ? "doc" : names(bytes, "PowerPoint Document") ? "ppt" : "xls";
  return fault("input.unsupported", { args: { kind } });
}
