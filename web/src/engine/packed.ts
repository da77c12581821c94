// Bytes as text, in the manner of basE91: two letters of 91 carry 13 or 14 bits, a tenth less than base64 takes. The
// letters are those of ASCII but for the space, "<", ">" and "&", so that the text may stand in a document as it is.
// pack.mjs writes it.
const letters = Array.from({ length: 94 }, (_, place) => place + 33).filter((code) => code !== 38 && code !== 60 && code !== 62);
const values = new Int8Array(127).fill(-1);
letters.forEach((code, value) => { values[code] = value; });

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil((text.length * 14) / 16) + 2);
  let length = 0;
  let bits = 0;
  let held = 0;
  let first = -1;
  for (let i = 0; i < text.length; i++) {
    const value = values[text.charCodeAt(i)] ?? -1;
    if (value < 0) continue;  // spaces around it
    if (first < 0) {
      first = value;
      continue;
    }
    const pair = first + value * 91;
    bits |= pair << held;
    held += (pair & 8191) > 88 ? 13 : 14;
    for (; held > 7; held -= 8, bits >>>= 8) bytes[length++] = bits & 255;
    first = -1;
  }
  if (first >= 0) bytes[length++] = (bits | (first << held)) & 255;
  return bytes.subarray(0, length);
}
