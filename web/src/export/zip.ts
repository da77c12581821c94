// Files into a ZIP archive; deflated by the browser itself where it can, stored where it can't.
const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; ++bit) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c;
});
const crc32 = (bytes: Uint8Array): number => {
  let c = ~0;
  for (const byte of bytes) c = (c >>> 8) ^ (crcTable[(c ^ byte) & 255] ?? 0);
  return ~c >>> 0;
};

const deflated = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> => {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    return null;
  }
};

// The archive bears the first day its format knows, so that the same table gives the same bytes.
const firstDay = (1 << 5) | 1;

export const zip = async (files: Readonly<Record<string, string>>): Promise<Uint8Array<ArrayBuffer>> => {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const index: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const [path, content] of Object.entries(files)) {
    const name = new TextEncoder().encode(path);
    const plain = new TextEncoder().encode(content);
    const packed = await deflated(plain);
    const data = packed && packed.length < plain.length ? packed : plain;
    const head = (signature: number, before: readonly number[], after: readonly number[]): Uint8Array<ArrayBuffer> => {
      const fields: (readonly [number, 2 | 4])[] = [
        [signature, 4], ...before.map((value) => [value, 2] as const), [20, 2], [0x800, 2], [data === plain ? 0 : 8, 2], [0, 2], [firstDay, 2],
        [crc32(plain), 4], [data.length, 4], [plain.length, 4], [name.length, 2], [0, 2],
      ];
      const view = new DataView(new ArrayBuffer(fields.reduce((sum, [, size]) => sum + size, 0) + after.length * 2));
      let at = 0;
      for (const [value, size] of fields) {
        if (size === 2) view.setUint16(at, value, true);
        else view.setUint32(at, value, true);
        at += size;
      }
      for (const value of after) view.setUint16(at, value, true), (at += 2);
      return new Uint8Array(view.buffer);
    };
    const local = head(0x04034b50, [], []);
    index.push(head(0x02014b50, [20], [0, 0, 0, 0, 0, offset & 0xffff, offset >>> 16]), name);
    parts.push(local, name, data);
    offset += local.length + name.length + data.length;
  }
  const size = index.reduce((sum, each) => sum + each.length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  const count = Object.keys(files).length;
  end.setUint16(8, count, true);
  end.setUint16(10, count, true);
  end.setUint32(12, size, true);
  end.setUint32(16, offset, true);
  return new Uint8Array(await new Blob([...parts, ...index, new Uint8Array(end.buffer)]).arrayBuffer());
};
