// One host and what it was asked: every promise is settled, whatever becomes of the host.
import { asMittariError, fault } from "./errors.ts";
import type { Ask, Reply } from "./host.ts";
import { MittariError } from "./operations.ts";
import type { Connect, Port } from "./port.ts";

export class Link {
  #port: Port | undefined;
  #pending = new Map<number, { resolve: (answer: unknown) => void; reject: (error: MittariError) => void }>();
  #next = 1;
  #dead = false;

  /** `ended` is called once, when the host dies or is ended. */
  private constructor(private readonly ended: (link: Link) => void) {}

  static async open(connect: Connect, ended: (link: Link) => void): Promise<Link> {
    const link = new Link(ended);
    link.#port = await connect({
      reply: (id, reply) => link.#reply(id, reply),
      died: () => link.end(fault("engine.stopped")),
    });
    if (link.#dead) throw fault("engine.stopped");
    return link;
  }

  /** False once the host is gone: nothing more can be asked. */
  get alive(): boolean {
    return !this.#dead;
  }

  /** Whether the host works beside the page rather than inside it. */
  get apart(): boolean {
    return this.#port?.apart ?? false;
  }

  ask(ask: Ask): Promise<unknown> {
    const port = this.#port;
    if (!port || this.#dead) return Promise.reject(fault("engine.stopped"));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      try {
        port.post(id, ask);
      } catch (thrown) {
        this.#pending.delete(id);
        reject(asMittariError(thrown));
      }
    });
  }

  /** A host that is deep in one piece of work can't hear a cancel: where it hasn't answered in time it is ended. */
  hurry(patience: number): void {
    const waiting = [...this.#pending.keys()];
    setTimeout(() => {
      if (waiting.some((id) => this.#pending.has(id))) this.end(fault("engine.cancelled"));
    }, patience);
  }

  /** Ends the host; what was asked and not answered is rejected. */
  end(error: MittariError): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#port?.close();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    this.ended(this);
    for (const { reject } of pending) reject(error);
  }

  #reply(id: number, reply: Reply): void {
    const waiting = this.#pending.get(id);
    if (!waiting) return;
    this.#pending.delete(id);
    if (reply.ok) waiting.resolve(reply.answer);
    else waiting.reject(new MittariError(reply.error));
    if (!reply.ok && reply.fatal) this.end(fault("engine.stopped"));
  }
}
