import type { Secret } from "#server/platform/index.ts";
import type { ProviderAdapter } from "#server/providers/index.ts";

/** The request header that carries a key to its vendor, as `[name, value]`. Opens the secret: call it last. */
export function credentialHeader(adapter: ProviderAdapter, secret: Secret): [name: string, value: string] {
  const { header, scheme } = adapter.auth;
  return [header, scheme === null ? secret.open() : `${scheme} ${secret.open()}`];
}
