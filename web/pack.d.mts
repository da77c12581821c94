export function asText(bytes: Uint8Array): string;
