// The way to a host: a worker of its own, or the page itself where the browser refuses workers.
import { fault } from "./errors.ts";
import type { Ask, Reply } from "./host.ts";

export interface Port {
  post(id: number, ask: Ask): void;
  close(): void;
}
export interface PortEvents {
  reply(id: number, reply: Reply): void;
  /** The host is gone; nothing more will come. */
  died(): void;
}
export type Connect = (events: PortEvents) => Promise<Port>;

interface Standby {
  serve(end: MessagePort): void;
  script: string;
}

/** A port to the engine that is embedded in this document. Throws engine.unavailable. */
export function embedded(): Connect {
  let wasm: Promise<Uint8Array> | undefined;
  return async (events) => {
    const standby = (globalThis as Record<string, unknown>).mittariEngine as Standby | undefined;
    if (!standby || typeof WebAssembly === "undefined") throw fault("engine.unavailable");
    wasm ??= embeddedWasm();
    const bytes = await wasm.catch(() => {
      wasm = undefined;
      throw fault("engine.unavailable");
    });
    try {
      return await start(await worker(standby.script, events), bytes, events);
    } catch {
      return start(local(standby, events), bytes, events);
    }
  };
}

/** gzip in base64, in a script that is only text. */
async function embeddedWasm(): Promise<Uint8Array> {
  const text = document.getElementById("mittari-wasm")?.textContent ?? "";
  const packed = Uint8Array.from(atob(text.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A port whose first answer, to `start`, still has to come. */
interface Starting { port: Port; lock?: string | undefined; hear(listener: (reply: Reply) => void, died: () => void): void }

function start(starting: Starting, wasm: Uint8Array, events: PortEvents): Promise<Port> {
  return new Promise((resolve, reject) => {
    let settled = false;
    starting.hear((reply) => {
      settled = true;
      if (reply.ok) {
        if (starting.lock !== undefined) watchLock(starting.lock, () => events.died());
        resolve(starting.port);
      } else {
        starting.port.close();
        reject(fault("engine.unavailable"));
      }
    }, () => {
      if (settled) events.died();
      else {
        starting.port.close();
        reject(fault("engine.unavailable"));
      }
    });
    starting.port.post(0, { type: "start", wasm, ...(starting.lock === undefined ? {} : { lock: starting.lock }) });
  });
}

/** Calls back once the lock, which a worker took when it started, is free: the worker is gone. */
function watchLock(name: string, gone: () => void): void {
  navigator.locks.request(name, gone).catch(() => {});
}

/** Locks are refused to sandboxed frames and, by some browsers, to files. */
async function lockName(): Promise<string | undefined> {
  try {
    const name = `mittari-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
    await navigator.locks.request(name, { ifAvailable: true }, () => {});
    return name;
  } catch {
    return undefined;
  }
}

async function worker(script: string, events: PortEvents): Promise<Starting> {
  const lock = await lockName();
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const made = new Worker(url);  // WebKit throws here where workers are refused, the others send an error
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
      post: (id, ask) => made.postMessage({ id, ask }, ask.type === "bytes" ? [ask.bytes.buffer] : []),
      close: () => made.terminate(),
    },
    hear: (onReply, onDied) => [listener, died] = [onReply, onDied],
  };
}

function local(standby: Standby, events: PortEvents): Starting {
  const { port1, port2 } = new MessageChannel();
  standby.serve(port2);
  let listener: (reply: Reply) => void = () => {};
  port1.onmessage = (event: MessageEvent<{ id: number; reply: Reply }>) => {
    if (event.data.id === 0) listener(event.data.reply);
    else events.reply(event.data.id, event.data.reply);
  };
  return {
    port: {
      post: (id, ask) => port1.postMessage({ id, ask }, ask.type === "bytes" ? [ask.bytes.buffer as ArrayBuffer] : []),
      close: () => port1.close(),
    },
    hear: (onReply) => (listener = onReply),
  };
}
