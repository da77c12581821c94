// Archives: the members of a ZIP, by its central directory, and gzip. Both unpack in pieces and stop where
// far more comes out than any table would give (a "bomb").
import { Gunzip, Inflate } from "fflate";
import { fault } from "./errors.ts";

// Text tables pack 5 to 50 times; a thousandfold is a trap.
const bombRatio = 300;
const bombFloor = 64 << 20;

export interface Member {
  name: string;
  size: number;
  packed: number;
  method: number;
  locked: boolean;
  offset: number;
}

export const isZip = (b: Uint8Array): boolean => b[0] === 0x50 && b[1] === 0x4b && b[2] === 3 && b[3] === 4;
export const isGzip = (b: Uint8Array): boolean => b[0] === 0x1f && b[1] === 0x8b && b[2] === 8;

/** Throws where more than `limit` bytes have come out. */
function guard(packed: number): (bytes: number) => void {
  const limit = Math.max(bombFloor, packed * bombRatio);
  let out = 0;
  return (bytes) => {
    out += bytes;
    if (out > limit) throw fault("input.archive_too_large", { args: { bytes: out, limit } });
  };
}

/** The members, without folders; throws input.archive_broken. */
export function listMembers(archive: Uint8Array): Member[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  let end = archive.length - 22;
  for (const lowest = Math.max(0, end - 65535); end >= lowest; end--) if (view.getUint32(end, true) === 0x06054b50) break;
  if (end < 0 || end < archive.length - 22 - 65535 || view.getUint32(end, true) !== 0x06054b50) throw fault("input.archive_broken");
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const members: Member[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > archive.length || view.getUint32(at, true) !== 0x02014b50) throw fault("input.archive_broken");
    const flags = view.getUint16(at + 8, true);
    const nameBytes = view.getUint16(at + 28, true);
    const skip = nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const name = new TextDecoder(flags & 0x800 ? "utf-8" : "windows-1252").decode(archive.subarray(at + 46, at + 46 + nameBytes));
    const member = {
      name: name.replaceAll("\\", "/"), method: view.getUint16(at + 10, true), locked: (flags & 1) === 1,
      packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), offset: view.getUint32(at + 42, true),
    };
    if (!member.name.endsWith("/")) members.push(member);
    at += 46 + skip;
  }
  return members;
}

/** Unpacks one member; `take` is called with each piece. */
export function unpack(archive: Uint8Array, member: Member, take: (piece: Uint8Array) => void): void {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const { offset, packed, method, locked } = member;
  if (locked || offset + 30 > archive.length || view.getUint32(offset, true) !== 0x04034b50) throw fault("input.archive_broken");
  const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const body = archive.subarray(from, from + packed);
  if (body.length < packed) throw fault("input.archive_broken");
  if (method === 0) {
    take(body);
  } else if (method === 8) {
    const count = guard(packed);
    const inflate = new Inflate((piece) => {
      count(piece.length);
      take(piece);
    });
    pushAll(body, (piece, last) => inflate.push(piece, last));
  } else {
    throw fault("input.archive_broken");
  }
}

export function unpackWhole(archive: Uint8Array, member: Member): Uint8Array {
  const pieces: Uint8Array[] = [];
  unpack(archive, member, (piece) => pieces.push(piece.slice()));
  return join(pieces);
}

/** Unpacks gzip as it comes; push(bytes, last). */
export class GzipStream {
  #packed = 0;
  #out = 0;
  #gunzip: Gunzip;

  constructor(take: (piece: Uint8Array) => void) {
    this.#gunzip = new Gunzip((piece) => {
      this.#out += piece.length;
      const limit = Math.max(bombFloor, this.#packed * bombRatio);
      if (this.#out > limit) throw fault("input.archive_too_large", { args: { bytes: this.#out, limit } });
      take(piece);
    });
  }

  push(bytes: Uint8Array, last: boolean): void {
    pushAll(bytes, (piece, end) => {
      this.#packed += piece.length;
      this.#gunzip.push(piece, end && last);
    });
  }
}

export function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

// Small pieces in keep the pieces that come out small, so that the guard acts before the memory is gone.
function pushAll(bytes: Uint8Array, push: (piece: Uint8Array, last: boolean) => void): void {
  const step = 1 << 16;
  try {
    for (let at = 0; ; at += step) {
      const last = at + step >= bytes.length;
      push(bytes.subarray(at, at + step), last);
      if (last) return;
    }
  } catch (thrown) {
    // fflate's own errors carry a number as their code; ours pass.
    if (thrown instanceof Error && typeof (thrown as { code?: unknown }).code === "number") throw fault("input.archive_broken");
    throw thrown;
  }
}
