// globalThis.mittari: the engine for scripts, in the words of the contract.
import {
  type CalcResult, type Catalogue, type Engine, type Input, type Inspection, MittariError, type OpenOptions, type Operations,
  type Passport, type Query, type Report,
} from "./operations.ts";

export interface MittariApi {
  open(inputs: readonly Input[], options?: OpenOptions): Promise<Inspection>;
  report(query?: Query): Promise<Report>;
  explain(metric: string, query?: Query & { key?: Record<string, string> }): Promise<Passport>;
  calc(metric: string, inputs: Record<string, number>, solve?: string): Promise<CalcResult>;
  analyse(subject: string, query?: Omit<Operations["analyse"]["args"], "subject">): Promise<Operations["analyse"]["result"]>;
  metrics(): Promise<Catalogue>;
  close(): Promise<void>;
  readonly MittariError: typeof MittariError;
}

export function createApi(engine: Engine): MittariApi {
  return Object.freeze({
    open: (inputs, options) => engine.open(inputs, options),
    report: (query = {}) => engine.call("report", query),
    explain: (metric, query = {}) => engine.call("explain", { ...query, metric }),
    calc: (metric, inputs, solve) => engine.call("calc", { metric, inputs, ...(solve === undefined ? {} : { solve }) }),
    analyse: (subject, query = {}) => engine.call("analyse", { ...query, subject }),
    metrics: () => engine.call("metrics", {}),
    close: () => engine.close(),
    MittariError,
  } satisfies MittariApi);
}

/** Puts the API of this page's engine on globalThis. */
export function publishApi(engine: Engine): void {
  Object.defineProperty(globalThis, "mittari", { value: createApi(engine), configurable: true, enumerable: true });
}
