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
