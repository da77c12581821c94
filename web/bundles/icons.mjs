// The mark, four bars, as SVG and as PNG: drawn here, so that nothing has to be fetched or kept beside the sources.
import { deflateSync } from "node:zlib";

const green = [0x0a, 0x6b, 0x5e];
// x, y, width, height in parts of 22; within the middle 80 %, as round masks want it.
const bars = [[1, 12, 4, 9], [6.5, 7, 4, 14], [12, 10, 4, 11], [17.5, 1, 3.5, 20]].map((bar) => bar.map((part, at) => (at < 2 ? 22 / 4 + part / 2 : part / 2)));

export const iconSvg = () =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22"><path fill="#0a6b5e" d="M0 0h22v22H0z"/><path fill="#fff" d="${bars.map(([x, y, w, h]) => `M${x} ${y}h${w}v${h}h-${w}z`).join("")}"/></svg>\n`;

export function icon(size) {
  const rows = Buffer.alloc(size * (size * 3 + 1));
  const inside = (x, y) => bars.some(([left, top, wide, high]) => x >= left && x < left + wide && y >= top && y < top + high);
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) {
    // Four samples a pixel keep the edges even.
    let white = 0;
    for (const [a, b] of [[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]]) white += inside(((x + a) * 22) / size, ((y + b) * 22) / size) ? 0.25 : 0;
    const at = y * (size * 3 + 1) + 1 + x * 3;
    green.forEach((part, place) => { rows[at + place] = Math.round(part + (255 - part) * white); });
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", header), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

const table = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  let c = 0xffffffff;
  for (const byte of body) c = table[(c ^ byte) & 255] ^ (c >>> 8);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE((c ^ 0xffffffff) >>> 0, 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
