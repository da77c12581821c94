// Bytes as text of 91 letters. Read back by src/engine/packed.ts, which says how.
export function asText(bytes) {
  const letters = Array.from({ length: 94 }, (_, place) => String.fromCharCode(place + 33)).filter((letter) => !"<>&".includes(letter));
  const out = [];
  let bits = 0;
  let held = 0;
  const put = (value) => out.push(letters[value % 91], letters[Math.floor(value / 91)]);
  for (const byte of bytes) {
    bits |= byte << held;
    held += 8;
    if (held <= 13) continue;
    const take = (bits & 8191) > 88 ? 13 : 14;
    put(bits & ((1 << take) - 1));
    bits >>>= take;
    held -= take;
  }
  if (held > 0) out.push(letters[bits % 91], ...(held > 7 || bits > 90 ? [letters[Math.floor(bits / 91)]] : []));
  return out.join("");
}
