// The browser's trusted types: what may be run has to come out of a policy that the page's content policy names.

interface Rules {
  createScript?: (text: string) => string;
  createScriptURL?: (url: string) => string;
}
export interface TrustedPolicy {
  createScript(text: string): object;
  createScriptURL(url: string): object;
}

/** Undefined where the browser has none; then nothing is asked for either. */
export function trusted(name: string, rules: Rules): TrustedPolicy | undefined {
  const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: Rules): TrustedPolicy } };
  return trustedTypes?.createPolicy(name, rules);
}

let workers: { readonly policy: TrustedPolicy | undefined } | undefined;

/** A worker of this text. The address is what the page's policy wants: nothing but what the page itself has just made.
    WebKit throws here where workers are refused, the others send an error. */
export function workerOf(script: string): Worker {
  const shared = globalThis as { mittariWorkers?: typeof workers };
  // Two programs may make workers in one page; a policy has one maker.
  workers ??= shared.mittariWorkers ?? { policy: trusted("mittari-worker", { createScriptURL: (from) => (from.startsWith("blob:") ? from : "") }) };
  shared.mittariWorkers = workers;
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return new Worker((workers.policy?.createScriptURL(url) ?? url) as string);
  } finally {
    // Long after the browser has taken it up.
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }
}
