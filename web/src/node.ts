// The entry of the package in Node: the page's API over the same core, in this very thread. One workspace per call.
import fs from "node:fs";
import { createApi, type MittariApi } from "./engine/api.ts";
import { createEngine } from "./engine/client.ts";
import { host } from "./engine/host.ts";
import { inThread } from "./engine/port.ts";

let compiled: Promise<WebAssembly.Module> | undefined;
const compile = (): Promise<WebAssembly.Module> =>
  (compiled ??= WebAssembly.compile(fs.readFileSync(new URL("./cli/mittari.wasm", import.meta.url))));

export const createMittari = (): MittariApi => createApi(createEngine(inThread(host, compile)));
export { MittariError } from "./engine/operations.ts";
