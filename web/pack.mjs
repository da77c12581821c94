// Bytes as text of 91 letters. Read back by src/engine/packed.ts, which says how.
const letters = Uint8Array.from(
  Array.from({ length: 94 }, (_, place) => place + 33).filter((code) => !"<>&".includes(String.fromCharCode(code))));

export function asText(bytes) {
  const out = new Uint8Array(Math.ceil(bytes.length * 16 / 13) + 2);
  let length = 0;
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits |= byte << held;
    held += 8;
    if (held <= 13) continue;
    const take = (bits & 8191) > 88 ? 13 : 14;
    const value = bits & ((1 << take) - 1);
    out[length++] = letters[value % 91];
    out[length++] = letters[Math.floor(value / 91)];
    bits >>>= take;
    held -= take;
  }
  if (held > 0) {
    out[length++] = letters[bits % 91];
    if (held > 7 || bits > 90) out[length++] = letters[Math.floor(bits / 91)];
  }
  return new TextDecoder().decode(out.subarray(0, length));
}
