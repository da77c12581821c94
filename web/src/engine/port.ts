// The way to a host: a worker of its own, or the page itself where the browser refuses workers.
import { fault } from "./errors.ts";
import type { Ask, Reply } from "./host.ts";
import { workerOf } from "./trusted.ts";
import type { Wasm } from "./wasm.ts";

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
  /** The core, packed, where it came with the program. */
  core?: string;
  /** A worker that is under way since before the page's program ran; given away once. */
  early?(): Worker | undefined;
}

const startPatience = 8000;
/** Where the core has to be unpacked and compiled first, on a slow or busy machine. */
const compilePatience = 30000;

/** A port to the engine that is embedded in this document, or comes beside it. Throws engine.unavailable. */
export function embedded(): Connect {
  return portTo(async () => {
    // Of the hosted page it is a script by itself.
    const script = document.querySelector("script#mittari-engine");
    if (script && !standingBy()) await new Promise((resolve) => ["load", "error"].forEach((kind) => script.addEventListener(kind, resolve, { once: true })));
    return standingBy();
  }, ownCore);
}

const standingBy = (): Standby | undefined => (globalThis as Record<string, unknown>)["mittariEngine"] as Standby | undefined;

/** The core is the last part of the one-file page: over a slow network the page is there and can be typed into while
    it still comes. */
async function ownCore(): Promise<string> {
  const core = standingBy()?.core;
  if (core !== undefined) return core;
  if (document.readyState === "loading") await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve, { once: true }));
  return document.getElementById("mittari-wasm")?.textContent ?? "";
}

/** A port to the engine of this program and this core, packed. Throws engine.unavailable. */
export function portTo(find: () => Standby | undefined | Promise<Standby | undefined>, packed: () => string | Promise<string>): Connect {
  // The first host unpacks and compiles, beside the page; a host more costs its memory, not its start.
  let compiled: Promise<Wasm> | undefined;
  return async (events) => {
    const standby = await find();
    if (!standby || typeof WebAssembly === "undefined") throw fault("engine.unavailable");
    const open = async (wasm: () => Wasm | Promise<Wasm>): Promise<Started> => {
      try {
        return await start(await worker(standby, events), await wasm(), events);
      } catch {
        return start(local(standby, events), await wasm(), events);
      }
    };
    const first = compiled;
    if (first) return (await open(() => first)).port;
    const started = open(packed);
    compiled = started.then(({ module }) => module ?? packed());
    compiled.catch(() => (compiled = undefined));
    return (await started).port;
  };
}

/** A port to a host in this very thread, where there is no page: Node. */
export function inThread(host: Standby["host"], compiled: () => Promise<WebAssembly.Module>): Connect {
  return async (events) => (await start(local({ host, script: "" }, events), await compiled(), events)).port;
}

/** A port whose first answer, to `start`, still has to come. */
interface Starting { port: Port; lock?: string | undefined; module?(): WebAssembly.Module | undefined; hear(listener: (reply: Reply) => void, died: () => void): void }

/** `module`: what the host has compiled, where the browser lets it through. */
interface Started { port: Port; module: WebAssembly.Module | undefined }

function start(starting: Starting, wasm: Wasm, events: PortEvents): Promise<Started> {
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
        resolve({ port: starting.port, module: starting.module?.() });
      } else {
        starting.port.close();
        reject(fault("engine.unavailable"));
      }
    }, () => (settled ? events.died() : gone()));
    // One that is ended before it has its lock would never be heard of again.
    if (starting.port.apart) setTimeout(() => !settled && gone(), typeof wasm === "string" ? compilePatience : startPatience);
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

async function worker(standby: Standby, events: PortEvents): Promise<Starting> {
  // Its program is read while the locks are asked.
  const made = standby.early?.() ?? workerOf(standby.script);
  let listener: (reply: Reply) => void = () => {};
  let gone = false;
  let died = (): void => void (gone = true);
  let module: WebAssembly.Module | undefined;
  made.onmessage = (event: MessageEvent<{ id: number; reply: Reply } | { module: WebAssembly.Module }>) => {
    if ("module" in event.data) module = event.data.module;
    else if (event.data.id === 0) listener(event.data.reply);
    else events.reply(event.data.id, event.data.reply);
  };
  made.onerror = (event) => {
    event.preventDefault();
    died();
  };
  // WebKit does not let the compiled core out of a worker; anything else that comes is plain.
  made.onmessageerror = () => {};
  return {
    module: () => module,
    lock: await lockName(),
    port: {
      apart: true,
      post: (id, ask) => made.postMessage({ id, ask }, owned(ask)),
      close: () => made.terminate(),
    },
    hear: (onReply, onDied) => {
      [listener, died] = [onReply, onDied];
      // Refused while the locks were asked.
      if (gone) onDied();
    },
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
