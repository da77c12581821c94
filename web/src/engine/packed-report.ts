// A report as the core packs it for another thread (core/report/packed.h): the numbers of its groups in a row, and what
// stands around them once per shape. What comes out is the report that the same question gets as text.
import { parseAnswer } from "./errors.ts";
import type { MetricValue, Report } from "./operations.ts";

interface Packed {
  names: string[];
  shapes: { numbers: 0 | 1 | 3; answer: MetricValue & { flags: string[] } }[];
  rest: MetricValue[];
}

const heading = 8;
const decoder = new TextDecoder();

export function unpackReport(bytes: Uint8Array): Report {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new Float64Array(view.getUint32(0, true));
  const kinds = bytes.subarray(heading + 8 * numbers.length, heading + 8 * numbers.length + view.getUint32(4, true));
  new Uint8Array(numbers.buffer).set(bytes.subarray(heading, heading + 8 * numbers.length));
  const text = decoder.decode(bytes.subarray(heading + 8 * numbers.length + kinds.length));
  const { packed, ...report } = parseAnswer<Report & { packed?: Packed }>(text);
  if (!packed) return report;
  const { names, shapes, rest } = packed;
  let answer = 0;
  let number = 0;
  let other = 0;
  for (const group of report.groups) {
    const metrics: Record<string, MetricValue> = {};
    for (const name of names) {
      const shape = shapes[kinds[answer++]!];
      if (shape === undefined) {
        metrics[name] = rest[other++]!;
        continue;
      }
      const like = shape.answer;
      const flags = like.flags.slice();
      if (shape.numbers === 3) {
        const value = numbers[number]!;
        const interval = { low: numbers[number + 1]!, high: numbers[number + 2]!, level: like.interval!.level, method: like.interval!.method };
        metrics[name] = { value, interval, flags } as MetricValue;
        number += 3;
      } else if (shape.numbers === 1) {
        metrics[name] = { value: numbers[number++]!, flags } as MetricValue;
      } else {
        metrics[name] = { ...like, flags };
      }
    }
    group.metrics = metrics;
  }
  return report;
}
