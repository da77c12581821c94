// The hosts of an engine: one that holds the workspace, and others that read parts of large files. They are started
// when the page is at rest and kept, so that a file finds them ready.
import { fault } from "./errors.ts";
import { Link } from "./link.ts";
import type { Connect } from "./port.ts";
import type { WarmStep } from "./warm.ts";

/** What it costs to hold a host ready grows with what it has read. */
const lightBytes = 24 << 20;
/** So long the page is left alone once its first host is ready. */
const restMs = 600;

export class Crew {
  #home: Link | undefined;
  #opening: Promise<Link> | undefined;
  #others: Link[] = [];
  #over = false;
  #warming: Promise<void> | undefined;

  /** `lost` is called when the host of the workspace is gone. */
  constructor(private readonly connect: Connect, private readonly lost: () => void) {}

  /** The host of the workspace, if it is there. */
  get home(): Link | undefined {
    return this.#home;
  }

  /** The host of the workspace; a new one where there is none. */
  needHome(): Promise<Link> {
    if (this.#home) return Promise.resolve(this.#home);
    this.#opening ??= this.#open("whole").then((link) => (this.#home = link)).finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  /** Up to `count` hosts beside the first; none where the hosts would share the page's own thread. */
  async needOthers(count: number): Promise<Link[]> {
    const home = await this.needHome();
    if (!home.apart) return [];
    const missing = Math.max(0, count - this.#others.length);
    const fresh = await Promise.all(Array.from({ length: missing }, () => this.#open("part").catch(() => undefined)));
    for (const link of fresh) {
      if (!link) continue;
      if (link.apart) this.#others.push(link);
      else link.end(fault("engine.cancelled"));
    }
    return this.#others.slice(0, count);
  }

  /** Starts the hosts before anything is asked of them. */
  async prepare(others: number): Promise<void> {
    const home = await this.needHome();
    // A first file may need the machine's cores for itself; a large one starts the others when it comes.
    await this.#warming;
    await new Promise((resolve) => setTimeout(resolve, restMs));
    if (home.alive) await this.needOthers(others);
  }

  /** Those that have read much are ended: only so does their memory come back. */
  relieve(links: readonly Link[], bytesEach: number): boolean {
    if (bytesEach <= lightBytes) return false;
    for (const link of links) link.end(fault("engine.cancelled"));
    return true;
  }

  dismissHome(): void {
    this.#home?.end(fault("engine.cancelled"));
  }

  dismiss(): void {
    this.dismissHome();
    for (const link of [...this.#others]) link.end(fault("engine.cancelled"));
  }

  /** Ends them for good: those that are still starting as well. */
  end(): void {
    this.#over = true;
    this.dismiss();
  }

  async #open(warm: "whole" | "part"): Promise<Link> {
    if (this.#over) throw fault("engine.cancelled");
    const link = await Link.open(this.connect, (ended) => {
      this.#others = this.#others.filter((other) => other !== ended);
      if (this.#home !== ended) return;
      this.#home = undefined;
      this.lost();
    });
    if (this.#over) {
      link.end(fault("engine.cancelled"));
      throw fault("engine.cancelled");
    }
    const warming = this.#warm(link, warm === "whole" ? ["catalogue", "words", "read", "report"] : ["words", "read"]).catch(() => {});
    if (warm === "whole") this.#warming = warming;
    return link;
  }

  /** One step after another, so that what is asked meanwhile goes in between. */
  async #warm(link: Link, steps: WarmStep[]): Promise<void> {
    for (const step of steps) await link.ask({ type: "warm", step });
  }
}
