// The command line's words, read once, with a clear fault for each that is wrong.
import { type Query, type Settings, sqlDialects, tableKinds } from "../engine/operations.ts";

/** A wrong call: exit status 2. */
export class UsageError extends Error {}

export interface FileArgument { path: string; settings: Settings }
export interface Arguments {
  command: string;
  /** What stands after the command and is no option, files already split off their own settings. */
  words: string[];
  settings: Settings;
  query: Query;
  output: "json" | "csv" | "table" | undefined;
  sql: string | undefined;
  html: string | undefined;
  lang: "en" | "tr" | "fi" | "fa" | undefined;
  solve: string | undefined;
  input: string | undefined;
  key: Record<string, string>;
  /** An analysis's own: numbers where they are plain numbers, else text. */
  options: Record<string, string | number>;
}

const languages = ["en", "tr", "fi", "fa"];
const dateOrders = ["dmy", "mdy", "ymd", "jalali"];

const oneOf = (name: string, value: string, allowed: readonly string[]): string => {
  if (!allowed.includes(value)) throw new UsageError(`${name} is one of ${allowed.join(", ")}, not '${value}'`);
  return value;
};
const list = (value: string): string[] => value.split(",").map((part) => part.trim()).filter(Boolean);

function pair(name: string, text: string): [string, string] {
  const at = text.indexOf("=");
  if (at <= 0) throw new UsageError(`${name} takes NAME=VALUE, not '${text}'`);
  return [text.slice(0, at).trim(), text.slice(at + 1)];
}

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${name} takes a whole number, not '${text}'`);
  return Number(text);
}

function day(name: string, text: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const date = new Date(`${text}T00:00:00Z`);
  if (!found || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw new UsageError(`${name} takes a day such as 2025-01-31, not '${text}'`);
  }
  return text;
}

/** Sets one reading option; false where there is none of this name. */
function setReading(settings: Settings, option: string, value: string): boolean {
  switch (option) {
    case "table": settings.table = oneOf("--table", value, tableKinds) as NonNullable<Settings["table"]>; return true;
    case "map": { const [role, column] = pair("--map", value); settings.map = { ...settings.map, [role]: column }; return true; }
    case "delimiter": settings.delimiter = value === "\\t" || value === "tab" ? "\t" : value; return true;
    case "encoding": settings.encoding = value; return true;
    case "header-row": settings.header_row = whole("--header-row", value); return true;
    case "sheet": settings.sheet = value; return true;
    case "numbers": settings.numbers = value; return true;
    case "dates": settings.dates = oneOf("--dates", value, dateOrders) as NonNullable<Settings["dates"]>; return true;
    case "currency": settings.currency = value; return true;
    case "channel": settings.channel = value; return true;
    case "table-index": settings.table_index = whole("--table-index", value); return true;
    case "off": settings.off = list(value); return true;
    case "answer": { const [question, choice] = pair("--answer", value); settings.answers = { ...settings.answers, [question]: choice }; return true; }
    default: return false;
  }
}

/** PATH or PATH@channel=NAME,table=deals. */
export function fileArgument(word: string, exists: (path: string) => boolean): FileArgument {
  const at = word.lastIndexOf("@");
  if (at <= 0 || exists(word) || !/^[a-z_-]+=/.test(word.slice(at + 1))) return { path: word, settings: {} };
  const settings: Settings = {};
  // A comma parts settings only where a name follows: delimiter=, keeps its own.
  for (const part of word.slice(at + 1).split(/,(?=[a-z_-]+=)/)) {
    const [name, value] = pair(word, part);
    if (!setReading(settings, name.replaceAll("_", "-"), value)) throw new UsageError(`'${name}' is no reading option (in ${word})`);
  }
  return { path: word.slice(0, at), settings };
}

export function parseArguments(argv: readonly string[]): Arguments {
  const [command = "", ...rest] = argv;
  const parsed: Arguments = {
    command, words: [], settings: {}, query: {}, output: undefined, sql: undefined, html: undefined, lang: undefined,
    solve: undefined, input: undefined, key: {}, options: {},
  };
  const { query } = parsed;
  let onlyWords = false;
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i] as string;
    if (onlyWords || word === "-" || !word.startsWith("--")) {
      if (!onlyWords && word.startsWith("-") && word !== "-") throw new UsageError(`unknown option ${word}`);
      parsed.words.push(word);
      continue;
    }
    if (word === "--") {
      onlyWords = true;
      continue;
    }
    const equals = word.indexOf("=");
    const option = word.slice(2, equals < 0 ? undefined : equals);
    let inline = equals < 0 ? undefined : word.slice(equals + 1);
    const value = (): string => {
      const next = inline ?? rest[++i];
      if (next === undefined) throw new UsageError(`--${option} needs a value`);
      inline = undefined;
      return next;
    };
    switch (option) {
      case "json": parsed.output = "json"; break;
      case "csv": parsed.output = "csv"; break;
      // Without a value it is an output, with one the kind of table to read.
      case "table": {
        const next = inline ?? rest[i + 1];
        if (tableKinds.some((each) => each === next)) setReading(parsed.settings, "table", value());
        else if (inline !== undefined) oneOf("--table", inline, tableKinds);
        else parsed.output = "table";
        break;
      }
      case "sql": parsed.sql = oneOf("--sql", value(), sqlDialects); break;
      case "html": parsed.html = value(); break;
      case "lang": parsed.lang = oneOf("--lang", value(), languages) as "en"; break;
      case "solve": parsed.solve = value(); break;
      case "input": parsed.input = value(); break;
      case "metrics": query.metrics = list(value()); break;
      case "set": query.set = value(); break;
      case "by": query.by = list(value()); break;
      case "where": { const [name, values] = pair("--where", value()); query.where = { ...query.where, [name]: [...(query.where?.[name] ?? []), ...list(values)] }; break; }
      case "key": { const [name, text] = pair("--key", value()); parsed.key[name] = text; break; }
      case "option": { const [name, text] = pair("--option", value()); parsed.options[name] = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text; break; }
      case "from": query.from = day("--from", value()); break;
      case "to": query.to = day("--to", value()); break;
      case "today": query.today = day("--today", value()); break;
      case "compare": query.compare = oneOf("--compare", value(), ["previous", "year"]) as "previous"; break;
      case "months": query.calendar = { ...query.calendar, months: oneOf("--months", value(), ["gregorian", "jalali"]) as "jalali" }; break;
      case "week-start": query.calendar = { ...query.calendar, week_start: oneOf("--week-start", value(), ["monday", "saturday", "sunday"]) as "monday" }; break;
      case "first-month": query.calendar = { ...query.calendar, first_month: Number(oneOf("--first-month", value(), Array.from({ length: 12 }, (_, month) => String(month + 1)))) }; break;
      case "blanks": query.blanks = oneOf("--blanks", value(), ["skip", "leave_out"]) as "skip"; break;
      case "no-proxies": query.proxies = false; break;
      case "param": {
        const [name, text] = pair("--param", value());
        const number = Number(text);
        if (text.trim() === "" || !Number.isFinite(number)) throw new UsageError(`--param ${name} takes a number, not '${text}'`);
        query.params = { ...query.params, [name]: number };
        break;
      }
      // 'name = expression': the core reads it, and its faults point into it.
      case "formula": query.formulas = [...(query.formulas ?? []), value()]; break;
      case "alias": { const [alias, name] = pair("--alias", value()); query.aliases = { ...query.aliases, [alias]: name.trim() }; break; }
      default:
        if (!setReadingOption(parsed.settings, option, value)) throw new UsageError(`unknown option --${option}`);
    }
    if (inline !== undefined && ["json", "csv", "no-proxies"].includes(option)) throw new UsageError(`--${option} takes no value`);
  }
  return parsed;
}

const readingOptions = new Set(["map", "delimiter", "encoding", "header-row", "sheet", "numbers", "dates", "currency", "channel", "table-index", "off", "answer"]);

function setReadingOption(settings: Settings, option: string, value: () => string): boolean {
  return readingOptions.has(option) && setReading(settings, option, value());
}
