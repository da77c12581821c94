// The command line: the same core in Node, the same JSON. Status 0 done, 1 the input can't be used, 2 wrong call.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { today } from "../engine/client.ts";
import { asMittariError, fault, parseAnswer } from "../engine/errors.ts";
import { Intake } from "../engine/intake.ts";
import {
  type Analysis, type CalcResult, type Catalogue, type Inspection, MittariError, type NumberReading, type Passport, type Report,
  type SqlText, tableKinds,
} from "../engine/operations.ts";
import { Core } from "../engine/wasm.ts";
import { join } from "../engine/zip.ts";
import { type Arguments, type FileArgument, fileArgument, parseArguments, UsageError } from "./arguments.ts";
import { documentOf, type ReadFile, writePage } from "./page.ts";
import { analysisText, catalogueRows, inspectRows, inspectText, type Names, passportRows, passportText, reportRows, toCsv, toTable, unmatchedText } from "./text.ts";

const usage = `Usage:
  mittari inspect FILE...                       what was read, how, and what is uncertain
  mittari report  FILE... [selection] [output]  metrics, grouped
  mittari explain METRIC FILE... [selection]    how this number was made
  mittari calc    METRIC NAME=VALUE... [--solve NAME]
  mittari analyse SUBJECT FILE... [selection]   an analysis; --input FILE.json for numbers alone, --option NAME=VALUE
  mittari metrics [--lang en|tr|fi|fa]          the catalogue

selection  --metrics ID,ID | --set KPI_SET   --by DIM,DIM   --where DIM=VALUE[,VALUE]   --from DATE --to DATE
           --formula 'name = expression'   --alias 'fb=Facebook Ads'
           --compare previous|year   --today DATE   --param NAME=VALUE   --blanks skip|leave_out   --no-proxies
           --months gregorian|jalali   --week-start monday|saturday|sunday   --first-month 1..12 (of quarters and years)
reading    --table KIND   --map ROLE=COLUMN   --delimiter C   --encoding NAME   --header-row N   --sheet NAME
           --numbers '1.234,5'   --dates dmy|mdy|ymd|jalali   --currency CODE   --channel NAME   --table-index N
output     --json (default when not a terminal)   --csv   --table   --lang LANG   (explain --csv: every deal or customer behind it)
           --html OUT.html   report: the page with these files and this selection in it, to give away
           --sql duckdb|postgres|bigquery|spark   the report's question as one query for a warehouse
FILE is PATH, PATH@channel=NAME,table=KIND, or - for standard input.
`;

const here = path.dirname(fileURLToPath(import.meta.url));

// A call that names what does not exist is a wrong call; everything else lies in the input.
const wrongCall = /^(metric|dimension|set|query|calc|call|formula|sql)\.|^map\.(unknown_role|name_taken)$/;

class Program {
  /** What was read, for a page that is to hold it. */
  #files: ReadFile[] = [];

  constructor(private readonly args: Arguments, private readonly core: Core) {}

  async run(): Promise<string> {
    const { command, words } = this.args;
    if (this.args.sql !== undefined && (command !== "report" || this.args.html !== undefined)) throw new UsageError("--sql goes with report, and alone");
    if (this.args.html !== undefined) return this.#page(this.args.html);
    switch (command) {
      case "inspect":
        this.#open(words);
        return this.#print(this.#ask("inspect", {}), (text) => {
          const inspection = JSON.parse(text) as Inspection;
          return this.args.output === "csv" ? toCsv(inspectRows(inspection)) : inspectText(inspection);
        });
      case "report":
        this.#open(words);
        if (this.args.sql !== undefined) {
          const answer = this.#ask("sql", { ...this.args.query, dialect: this.args.sql });
          return this.args.output === "json" ? answer + "\n" : (JSON.parse(answer) as SqlText).sql;
        }
        return this.#print(this.#ask("report", { today: today(), ...this.args.query }), (text) => {
          const report = JSON.parse(text) as Report;
          if (this.args.output === "csv") return toCsv(reportRows(report, (id) => id, false));
          return toTable(reportRows(report, this.#names(), true)) + unmatchedText(report);
        });
      case "explain": {
        const [metric, ...files] = words;
        if (metric === undefined) throw new UsageError("explain takes a metric and at least one file");
        this.#open(files);
        const { key } = this.args;
        const csv = this.args.output === "csv";
        const query = { today: today(), ...this.args.query, metric, ...(Object.keys(key).length ? { key } : {}), ...(csv ? { list_all: true } : {}) };
        return this.#print(this.#ask("explain", query), (text) => {
          const passport = JSON.parse(text) as Passport;
          return csv ? toCsv(passportRows(passport)) : passportText(passport, this.#names());
        });
      }
      case "calc":
        return this.#calc(words);
      case "analyse":
        return this.#analyse(words);
      case "metrics":
        if (words.length) throw new UsageError(`metrics takes no '${words[0]}'`);
        return this.#print(this.#ask("metrics", this.args.lang ? { lang: this.args.lang } : {}), (text) => {
          const rows = catalogueRows(JSON.parse(text) as Catalogue, this.args.lang ?? "en");
          return this.args.output === "csv" ? toCsv(rows) : toTable(rows);
        });
      default:
        throw new UsageError(command ? `unknown command '${command}'` : "a command is missing");
    }
  }

  async #page(out: string): Promise<string> {
    if (this.args.command !== "report") throw new UsageError("--html goes with report");
    this.#open(this.args.words);
    // What can't be answered is told now.
    const report = JSON.parse(this.#ask("report", { today: today(), ...this.args.query })) as Report;
    const catalogue = parseAnswer<Catalogue>(this.core.call("metrics", "{}"));
    const document = documentOf(this.#files, this.args.query, Object.keys(report.metrics), catalogue, this.args.lang ?? "en");
    const { bytes, data } = await writePage(here, out, document, this.#files);
    const json = JSON.stringify({ ok: true, html: out, bytes, data });
    return this.#print(json, () => `${out}: ${bytes} bytes, data ${data}\n`);
  }

  #analyse(words: string[]): string {
    const [subject, ...files] = words;
    if (subject === undefined) throw new UsageError("analyse takes a subject, and files or --input FILE.json");
    const alone = this.args.input === undefined && Object.keys(this.args.options).length === 0;
    if (files.length === 0 && alone) throw new UsageError("analyse takes at least one file, --input FILE.json or --option NAME=VALUE");
    // A subject that is none is told before anything is read; what it lacks, after.
    const known = this.core.call("analyse", JSON.stringify({ subject }));
    if ((JSON.parse(known) as { error?: { code: string } }).error?.code === "not_available") parseAnswer(known);
    const given = this.args.input === undefined ? {} : readInput(this.args.input);
    for (const [kind, text] of Object.entries(given.tables ?? {})) {
      const table = tableKinds.find((each) => each === kind);
      const settings = table === undefined ? {} : { table };
      new Intake(this.core, { name: `${kind}.csv`, settings: { ...settings, ...this.args.settings } }).push(new TextEncoder().encode(text), true);
    }
    if (files.length) this.#open(files);
    const options = { ...given.options, ...this.args.options };
    const query = { ...(files.length ? { today: today() } : {}), ...this.args.query, subject, scalars: given.scalars ?? {}, options };
    return this.#print(this.#ask("analyse", query), (text) => analysisText(JSON.parse(text) as Analysis));
  }

  #calc(words: string[]): string {
    const [metric, ...pairs] = words;
    if (metric === undefined) throw new UsageError("calc takes a metric and its inputs");
    const inputs: Record<string, number> = {};
    for (const word of pairs) {
      const at = word.indexOf("=");
      if (at <= 0) throw new UsageError(`calc takes NAME=VALUE, not '${word}'`);
      inputs[word.slice(0, at)] = this.#number(word.slice(at + 1), word);
    }
    const { solve } = this.args;
    const { formulas } = this.args.query;
    const more = { ...(solve === undefined ? {} : { solve }), ...(formulas === undefined ? {} : { formulas }) };
    return this.#print(this.#ask("calc", { metric, inputs, ...more }), (text) => {
      const result = JSON.parse(text) as CalcResult;
      const value = (of: number | null | undefined) => (of === null || of === undefined ? `— ${result.reason ?? ""}` : String(of));
      const lines = [`${this.#names()(result.metric)}: ${value(result.value)}`, ...result.steps.map((step) => `  ${step}`)];
      if (solve !== undefined) lines.push(`  ${solve} = ${value(result.inputs[solve])}`);
      return lines.join("\n") + "\n";
    });
  }

  /** Plain numbers as they stand; others (12k, 1.234,5) as the core reads them. */
  #number(text: string, word: string): number {
    if (/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text.trim())) return Number(text);
    const answer = JSON.parse(this.core.call("number", JSON.stringify({ text }))) as NumberReading | { ok: false };
    if (!answer.ok) throw new UsageError(`'${word}': ${text.trim() === "" ? "a number is missing" : "this is not a number"}`);
    return answer.value;
  }

  #names(): Names {
    const lang = this.args.lang ?? "en";
    const catalogue = parseAnswer<Catalogue>(this.core.call("metrics", JSON.stringify({ lang })));
    const all = new Map([...catalogue.dimensions, ...catalogue.measures, ...catalogue.metrics].map((entry) => [entry.id, entry.name ?? entry.names[lang]]));
    return (id) => all.get(id) ?? id;
  }

  /** The core's own text: printed as it is, so that every door shows the same bytes. */
  #ask(operation: string, args: unknown): string {
    const text = this.core.call(operation, JSON.stringify(args));
    parseAnswer(text);
    return text;
  }

  #print(json: string, readable: (json: string) => string): string {
    const output = this.args.output ?? (process.stdout.isTTY ? "table" : "json");
    return output === "json" ? json + "\n" : readable(json);
  }

  #open(words: readonly string[]): void {
    if (words.length === 0) throw new UsageError(`${this.args.command} takes at least one file`);
    const files = words.map((word) => fileArgument(word, fs.existsSync));
    if (files.filter((file) => file.path === "-").length > 1) throw new UsageError("standard input can be read once");
    for (const file of files) this.#read(file);
  }

  #read({ path: file, settings }: FileArgument): void {
    const name = file === "-" ? "stdin" : path.basename(file);
    const own = this.args.settings;
    const merged = { ...own, ...settings, ...(own.map || settings.map ? { map: { ...own.map, ...settings.map } } : {}) };
    const intake = new Intake(this.core, { name, settings: merged });
    let handle: number | undefined;
    try {
      try {
        handle = file === "-" ? 0 : fs.openSync(file, "r");
        if (file !== "-" && fs.fstatSync(handle).isDirectory()) throw new Error("a folder");
      } catch {
        throw fault("input.unreadable", { file });
      }
      const buffer = Buffer.allocUnsafe(1 << 20);
      const pieces: Uint8Array[] = [];
      for (;;) {
        const size = readSome(handle, buffer);
        // Copied: what is held for sniffing must outlive the buffer.
        intake.push(new Uint8Array(buffer.subarray(0, size)), size === 0);
        if (this.args.html !== undefined) pieces.push(new Uint8Array(buffer.subarray(0, size)));
        if (size === 0) break;
      }
      if (this.args.html !== undefined) this.#files.push({ name, settings: merged, bytes: join(pieces) });
    } catch (thrown) {
      throw asMittariError(thrown, name);
    } finally {
      if (handle !== undefined && handle !== 0) fs.closeSync(handle);
    }
  }
}

interface AnalysisInput { tables?: Record<string, string>; scalars?: Record<string, unknown>; options?: Record<string, unknown> }

function readInput(file: string): AnalysisInput {
  let text: string;
  try {
    text = fs.readFileSync(file === "-" ? 0 : file, "utf8");
  } catch {
    throw fault("input.unreadable", { file });
  }
  try {
    const input = JSON.parse(text) as unknown;
    if (typeof input === "object" && input !== null && !Array.isArray(input)) return input as AnalysisInput;
  } catch {
    // Not JSON: said below.
  }
  throw new UsageError("--input takes a JSON file: {\"tables\": {…}, \"scalars\": {…}, \"options\": {…}}");
}

/** Reads until there is something or the end; a pipe that has nothing yet is waited for. */
function readSome(handle: number, buffer: Buffer): number {
  for (;;) {
    try {
      return fs.readSync(handle, buffer, 0, buffer.length, null);
    } catch (thrown) {
      const { code } = thrown as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw fault("input.unreadable");
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function output(stream: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += fs.writeSync(stream, bytes, at);
    } catch (thrown) {
      const { code } = thrown as NodeJS.ErrnoException;
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw thrown;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

async function main(argv: readonly string[]): Promise<number> {
  if (argv[0] === "--help" || argv[0] === "-h" || argv[0] === "help") {
    output(1, usage);
    return 0;
  }
  let args: Arguments | undefined;
  try {
    args = parseArguments(argv);
    const wasm = fs.readFileSync(path.join(here, "mittari.wasm"));
    output(1, await new Program(args, await Core.load(await WebAssembly.compile(wasm))).run());
    return 0;
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      output(2, `mittari: ${thrown.message}\nSee: mittari --help\n`);
      return 2;
    }
    const error: MittariError = asMittariError(thrown);
    const json = JSON.stringify({ ok: false, error: error.toBody() }) + "\n";
    output(2, json);
    // The machine's copy, also where nobody asked: standard output that is not a terminal carries JSON.
    if (args === undefined || args.output === "json" || (args.output === undefined && !process.stdout.isTTY)) output(1, json);
    return wrongCall.test(error.code) ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
