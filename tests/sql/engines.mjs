// Who answers: the core itself, DuckDB, a PostgreSQL of our own, and a parser for the dialects that can't be run here.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const built = process.env.MITTARI_CORE ?? path.join(root, "build/wasm/wasm");

/** Sessions of the core, in this very process. */
export async function core() {
  const { default: createModule } = await import(pathToFileURL(path.join(built, "mittari.mjs")).href);
  const compiled = await WebAssembly.compile(fs.readFileSync(path.join(built, "mittari.wasm")));
  const module = await createModule({
    instantiateWasm(imports, receive) {
      void WebAssembly.instantiate(compiled, imports).then(receive);
      return {};
    },
    print() {}, printErr() {},
  });
  return () => {
    const session = new module.Session();
    const call = (operation, args) => JSON.parse(session.call(operation, JSON.stringify(args)));
    return {
      call,
      end: () => session.delete(),
      read(name, text, settings) {
        const must = (answer) => {
          if (!answer.ok) throw new Error(JSON.stringify(answer.error));
          return answer;
        };
        must(call("begin", { name, settings }));
        const bytes = new TextEncoder().encode(text);
        module.HEAPU8.set(bytes, session.reserve(bytes.length) >>> 0);
        must(JSON.parse(session.feed(bytes.length)));
        return must(call("end", {}));
      },
    };
  };
}

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;
const types = { date: "DATE", text: "VARCHAR", number: "DECIMAL(20, 4)" };
/** The tables as statements that both databases take. */
export function load(table, columns, backslash) {
  const literal = (column, value) => {
    if (value === null) return "NULL";
    if (column.kind === "number") return String(value);
    const text = `'${String(value).replaceAll("'", "''")}'`;
    return backslash && text.includes("\\") ? `E${text.replaceAll("\\", "\\\\")}` : text;
  };
  const rows = columns[0].values.map((_, row) => `(${columns.map((c) => literal(c, c.values[row])).join(", ")})`);
  return [
    `DROP TABLE IF EXISTS ${quoted(table)}`,
    `CREATE TABLE ${quoted(table)} (${columns.map((c) => `${quoted(c.header)} ${types[c.kind]}`).join(", ")})`,
    `INSERT INTO ${quoted(table)} VALUES ${rows.join(", ")}`,
  ];
}

/** -> run(statements) and ask(query): rows of texts, null for NULL. */
export async function duckdb() {
  const { DuckDBInstance } = createRequire(import.meta.url)("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  return {
    async run(statements) { for (const statement of statements) await connection.run(statement); },
    async ask(query) {
      const rows = (await connection.runAndReadAll(query)).getRowsJS();
      return rows.map((row) => row.map((value) => (value === null ? null : value instanceof Date ? value.toISOString().slice(0, 10) : String(value))));
    },
  };
}

/** Where initdb is: as pg_config says, else the newest of Debian's folders. */
function serverFolder() {
  const told = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" }).stdout?.trim();
  if (told && fs.existsSync(path.join(told, "initdb"))) return told;
  const all = "/usr/lib/postgresql";
  const versions = fs.existsSync(all) ? fs.readdirSync(all).filter((name) => fs.existsSync(path.join(all, name, "bin/initdb"))) : [];
  if (versions.length === 0) throw new Error("PostgreSQL's server is not installed");
  return path.join(all, versions.sort((a, b) => Number(b) - Number(a))[0], "bin");
}

/** A cluster in a folder that goes away with it, reached by a socket in that folder alone. */
export function postgres() {
  const bin = serverFolder();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mittari-sql-"));
  const asRoot = process.getuid() === 0;
  if (asRoot) fs.chownSync(folder, 65534, 65534);
  // It refuses to run as root.
  const as = (command) => (asRoot ? ["setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "env", `HOME=${folder}`, ...command]] : [command[0], command.slice(1)]);
  const data = path.join(folder, "data");
  const made = spawnSync(...as([`${bin}/initdb`, "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]), { encoding: "utf8", cwd: folder });
  if (made.status !== 0) throw new Error(`initdb: ${made.error ?? made.stderr}`);
  const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", `unix_socket_directories=${folder}`, "shared_buffers=16MB", "jit=off"];
  const server = spawn(...as([`${bin}/postgres`, "-D", data, ...settings.flatMap((one) => ["-c", one])]), { cwd: folder, stdio: "ignore" });
  const psql = (input, ...more) => spawnSync("psql", ["-h", folder, "-U", "tester", "-d", "postgres", "-X", "-q", ...more], { input, encoding: "utf8", cwd: os.tmpdir(), maxBuffer: 1 << 28 });
  for (let tries = 0; psql("SELECT 1;").status !== 0; tries++) {
    if (tries > 200) throw new Error("PostgreSQL does not start");
    spawnSync("sleep", ["0.1"]);
  }
  const none = "\u2400"; // stands for NULL
  return {
    version: psql("SHOW server_version;", "-At").stdout.trim(),
    /** Runs the statements, then each query; rows, or an Error, per query. */
    batch(statements, queries) {
      const end = (n) => `\n\\echo\n\\echo end-of-answer-${n}\n`;
      const script = `SET client_min_messages = error;\n${statements.map((s) => `${s};\n`).join("")}${queries.map((q, n) => `${q};${end(n)}`).join("")}`;
      const done = spawnSync("sh", ["-c", 'exec psql "$@" 2>&1', "sh", "-h", folder, "-U", "tester", "-d", "postgres", "-X", "-q", "--csv", "-t", "-P", `null=${none}`],
        { input: script, encoding: "utf8", cwd: os.tmpdir(), maxBuffer: 1 << 28 });
      let rest = done.stdout;
      return queries.map((_, n) => {
        const mark = `\nend-of-answer-${n}\n`;
        const at = rest.indexOf(mark);
        if (at < 0) return new Error(rest.slice(0, 500));
        const text = rest.slice(0, at);
        rest = rest.slice(at + mark.length);
        return /(^|\n)(psql:|ERROR:)/.test(text) ? new Error(text.slice(0, 800)) : parse(text).map((row) => row.map((value) => (value === none ? null : value)));
      });
    },
    stop() {
      server.kill("SIGQUIT");
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}

function parse(text) {
  const rows = [];
  let row = [];
  for (let at = 0; at < text.length;) {
    if (text[at] === "\n" && row.length === 0) { at++; continue; }
    let value = "";
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) { if (text[at] === '"') at++; value += text[at]; }
      at++;
    } else {
      while (at < text.length && text[at] !== "," && text[at] !== "\n") value += text[at++];
    }
    row.push(value);
    if (text[at] === ",") { at++; if (at >= text.length || text[at] === "\n") row.push(""); if (text[at] !== "\n" && at < text.length) continue; }
    rows.push(row);
    row = [];
    at++;
  }
  return rows;
}

/**
 * The query with its texts and names taken out, by the rules of BigQuery's and Spark's own manuals: sqlglot of Debian 12
 * does not know that a backtick or a quotation mark can stand inside. Also what they say, undone.
 */
export function lexed(sql, dialect) {
  const names = [];
  const texts = [];
  let plain = "";
  for (let at = 0; at < sql.length;) {
    if (sql.startsWith("--", at)) {
      at = sql.indexOf("\n", at);
      continue;
    }
    const mark = sql[at];
    if (mark !== "'" && mark !== "`") {
      if (mark === '"') throw new Error("a double quotation mark outside a text");
      plain += sql[at++];
      continue;
    }
    let value = "";
    for (at++; ; at++) {
      const c = sql[at];
      if (c === undefined || c === "\n") throw new Error(`${mark} is not closed`);
      if (c === "\\" && (dialect === "bigquery" || mark === "'")) {
        const next = sql[++at];
        if (!"nrt\\'`".includes(next)) throw new Error(`unknown escape \\${next}`);
        value += { n: "\n", r: "\r", t: "\t" }[next] ?? next;
      } else if (c !== mark) value += c;
      else if (dialect === "spark" && mark === "`" && sql[at + 1] === "`") { value += c; at++; }
      else break;
    }
    at++;
    (mark === "'" ? texts : names).push(value);
    plain += mark === "`" ? `\`name_${names.length}\`` : /^[\w %:-]*$/.test(value) ? `'${value}'` : `'text'`;
  }
  return { plain, names, texts };
}

/** Faults that sqlglot (of Debian's Python) finds: [{at, fault}]. Each query must be one statement, a query, and nothing else. */
export function parsed(queries) {
  const program = `
import json, sys, logging
import sqlglot
logging.disable(logging.CRITICAL)
out = []
for at, (dialect, sql, columns) in enumerate(json.load(sys.stdin)):
    try:
        trees = sqlglot.parse(sql, read=dialect, error_level=sqlglot.ErrorLevel.RAISE)
        assert len(trees) == 1, "more than one statement"
        tree = trees[0]
        assert tree.key == "select", tree.key
        assert len(tree.expressions) == columns, "columns: %d" % len(tree.expressions)
        bad = [n.key for n, *_ in tree.walk() if n.key in ("drop", "delete", "insert", "update", "create", "command")]
        assert not bad, bad
    except Exception as fault:
        out.append({"at": at, "fault": str(fault)[:600]})
print(json.dumps(out))
`;
  const done = spawnSync("/usr/bin/python3", ["-c", program], { input: JSON.stringify(queries), encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout);
}
