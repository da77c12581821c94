// Readers of untrusted values. Each takes anything and gives a fresh value of its type, or throws `Misfit` with the
// place. Nothing is copied that was not asked for, so keys of a prototype and fields of another program stay outside.
export class Misfit extends Error {}

export type Reader<T> = (value: unknown, at: string) => T;

const forbidden = new Set(["__proto__", "constructor", "prototype"]);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const misfit = (at: string): never => {
  throw new Misfit(at);
};

export const text = (most = 20_000): Reader<string> => (value, at) =>
  typeof value === "string" && value.length <= most ? value : misfit(at);

export const number: Reader<number> = (value, at) => (typeof value === "number" && Number.isFinite(value) ? value : misfit(at));

export const whole = (least: number, most: number): Reader<number> => (value, at) =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most ? value as number : misfit(at);

export const flag: Reader<boolean> = (value, at) => (typeof value === "boolean" ? value : misfit(at));

export const oneOf = <const T>(...allowed: readonly T[]): Reader<T> => (value, at) =>
  allowed.includes(value as T) ? value as T : misfit(at);

export const either = <T>(...readers: readonly Reader<T>[]): Reader<T> => (value, at) => {
  for (const read of readers) {
    try {
      return read(value, at);
    } catch {
      // Perhaps another kind.
    }
  }
  return misfit(at);
};

export const orNull = <T>(reader: Reader<T>): Reader<T | null> => (value, at) => (value === null ? null : reader(value, at));

// A day of the calendar; empty where none is chosen.
export const day: Reader<string> = (value, at) => {
  if (value === "") return "";
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return misfit(at);
  const time = Date.parse(`${value}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === value ? value : misfit(at);
};

export const list = <T>(reader: Reader<T>, most = 10_000): Reader<readonly T[]> => (value, at) =>
  Array.isArray(value) && value.length <= most ? value.map((each, place) => reader(each, `${at}[${place}]`)) : misfit(at);

export const record = <T>(reader: Reader<T>, most = 10_000): Reader<Record<string, T>> => (value, at) => {
  if (!isRecord(value)) return misfit(at);
  const keys = Object.keys(value);
  if (keys.length > most) return misfit(at);
  const out: Record<string, T> = {};
  for (const key of keys) {
    if (forbidden.has(key) || key.length > 2000) return misfit(`${at}.${key.slice(0, 40)}`);
    out[key] = reader(value[key], `${at}.${key.slice(0, 40)}`);
  }
  return out;
};

// Every field of the type has its reader: one that is added to the type fails the build until it has one. Fields come
// out in this order, those left out stay out where the type says so.
type Fields<T> = { readonly [K in keyof Required<T>]: Reader<T[K]> };
export const shape = <T extends object>(fields: Fields<T>, optional: readonly (keyof T)[] = []): Reader<T> => (value, at) => {
  if (!isRecord(value)) return misfit(at);
  const out: Partial<T> = {};
  for (const key of Object.keys(fields) as (keyof T & string)[]) {
    const given = Object.hasOwn(value, key) ? value[key] : undefined;
    if (given === undefined && optional.includes(key)) continue;
    out[key] = fields[key](given, at === "" ? key : `${at}.${key}`) as T[typeof key];
  }
  return out as T;
};
