// The way to a host: a worker of its own, or the page itself where the browser refuses workers.
import { fault } from "./errors.ts";
import type { Ask, Reply } from "./host.ts";
import { bytesOf } from "./packed.ts";
import { trusted, type TrustedPolicy } from "./trusted.ts";

export interface Port {
  /** Whether the host works beside the page rather than inside it. */
  readonly apart: boolean;
  post(id: number, ask: Ask): void;
  close(): void;
}
export interface PortEvents {
  reply(id: number, reply: Reply): void;
  /** The host is gone; nothing more will come. */
  died(): void;
}
export type Connect = (events: PortEvents) => Promise<Port>;

/** The engine's program, in both of its forms. */
export interface Standby {
  /** A host in this very thread; it answers in order. */
  host(): (ask: Ask) => Promise<Reply>;
  script: string;
}

type Packed = () => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;

const startPatience = 8000;

/** A port to the engine that is embedded in this document. Throws engine.unavailable. The core is the document's last
    part: over a slow network the page is there and can be typed into while it still comes. */
export function embedded(): Connect {
  const packed = async (): Promise<Uint8Array<ArrayBuffer>> => {
    if (document.readyState === "loading") await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve, { once: true }));
    return bytesOf(document.getElementById("mittari-wasm")?.textContent ?? "");
  };
  return portTo(() => (globalThis as Record<string, unknown>).mittariEngine as Standby | undefined, packed);
}

/** A port to the engine of this program and this module, gzipped. Throws engine.unavailable. */
export function portTo(find: () => Standby | undefined, packed: Packed): Connect {
  let compiled: Promise<WebAssembly.Module> | undefined;
  return async (events) => {
    const standby = find();
    if (!standby || typeof WebAssembly === "undefined") throw fault("engine.unavailable");
    // Compiled once: a host more costs its memory, not its start.
    compiled ??= compile(packed);
    const wasm = await compiled.catch(() => {
      compiled = undefined;
      throw fault("engine.unavailable");
    });
    try {
      return await start(await worker(standby.script, events), wasm, events);
    } catch {
      return start(local(standby, events), wasm, events);
    }
  };
}

/** A port to a host in this very thread, where there is no page: Node. */
export function inThread(host: Standby["host"], compiled: () => Promise<WebAssembly.Module>): Connect {
  return async (events) => start(local({ host, script: "" }, events), await compiled(), events);
}

/** gzip. */
async function compile(packed: Packed): Promise<WebAssembly.Module> {
  const bytes = await packed();
  const unpacked = () => new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  try {
    return await WebAssembly.compileStreaming(new Response(unpacked(), { headers: { "content-type": "application/wasm" } }));
  } catch {
    return WebAssembly.compile(await new Response(unpacked()).arrayBuffer());
  }
}

/** A port whose first answer, to `start`, still has to come. */
interface Starting { port: Port; lock?: string | undefined; hear(listener: (reply: Reply) => void, died: () => void): void }

function start(starting: Starting, wasm: WebAssembly.Module, events: PortEvents): Promise<Port> {
  return new Promise((resolve, reject) => {
    let settled = false;
    const gone = () => {
      settled = true;
      starting.port.close();
      reject(fault("engine.unavailable"));
    };
    starting.hear((reply) => {
      settled = true;
      if (reply.ok) {
        if (starting.lock !== undefined) watchLock(starting.lock, () => events.died());
        resolve(starting.port);
      } else {
        starting.port.close();
        reject(fault("engine.unavailable"));
      }
    }, () => (settled ? events.died() : gone()));
    // One that is ended before it has its lock would never be heard of again.
    if (starting.port.apart) setTimeout(() => !settled && gone(), startPatience);
    starting.port.post(0, { type: "start", wasm, ...(starting.lock === undefined ? {} : { lock: starting.lock }) });
  });
}

/** Calls back once the lock, which a worker took when it started, is free: the worker is gone. */
function watchLock(name: string, gone: () => void): void {
  navigator.locks.request(name, gone).catch(() => {});
}

/** Locks are refused to sandboxed frames and, by some browsers, to files; asked once. */
let locks: Promise<boolean> | undefined;

async function lockName(): Promise<string | undefined> {
  locks ??= Promise.resolve().then(() => Promise.race([
    navigator.locks.request(newName(), { ifAvailable: true }, () => true),
    new Promise<boolean>((resolve) => setTimeout(resolve, 1000, false)),
  ])).catch(() => false);
  return await locks ? newName() : undefined;
}

function newName(): string {
  return `mittari-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
}

let policy: TrustedPolicy | undefined;

/** A worker's address as the page's policy wants it: nothing but what the page itself has just made. */
function program(url: string): string {
  policy ??= trusted("mittari-worker", { createScriptURL: (from) => (from.startsWith("blob:") ? from : "") });
  return (policy?.createScriptURL(url) ?? url) as string;
}

async function worker(script: string, events: PortEvents): Promise<Starting> {
  const lock = await lockName();
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const made = new Worker(program(url));  // WebKit throws here where workers are refused, the others send an error
  let listener: (reply: Reply) => void = () => {};
  let died: () => void = () => {};
  made.onmessage = (event: MessageEvent<{ id: number; reply: Reply }>) => {
    URL.revokeObjectURL(url);
    if (event.data.id === 0) listener(event.data.reply);
    else events.reply(event.data.id, event.data.reply);
  };
  made.onerror = (event) => {
    event.preventDefault();
    died();
  };
  made.onmessageerror = () => died();
  return {
    lock,
    port: {
      apart: true,
      post: (id, ask) => made.postMessage({ id, ask }, owned(ask)),
      close: () => made.terminate(),
    },
    hear: (onReply, onDied) => [listener, died] = [onReply, onDied],
  };
}

/** What a message hands over instead of copying it. */
function owned(ask: Ask): Transferable[] {
  return "bytes" in ask ? [ask.bytes.buffer] : [];
}

function local(standby: Standby, events: PortEvents): Starting {
  const answer = standby.host();
  let listener: (reply: Reply) => void = () => {};
  let open = true;
  return {
    port: {
      apart: false,
      post: (id, ask) => {
        answer(ask).then((reply) => {
          if (!open) return;
          if (id === 0) listener(reply);
          else events.reply(id, reply);
        });
      },
      close: () => (open = false),
    },
    hear: (onReply) => (listener = onReply),
  };
}
