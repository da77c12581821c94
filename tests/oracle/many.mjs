// Answers many small workspaces in one process: [{files: [{name, text, settings}], asks: [[operation, args]]}] on
// standard input -> the answers of each, in order, on standard output.
import fs from "node:fs";
import { core } from "../sql/engines.mjs";

const open = await core();
const answers = JSON.parse(fs.readFileSync(0, "utf8")).map(({ files, asks }) => {
  const session = open();
  try {
    for (const { name, text, settings } of files) session.read(name, text, settings);
    return asks.map(([operation, args]) => session.call(operation, args));
  } finally {
    session.end();
  }
});
process.stdout.write(JSON.stringify(answers));
