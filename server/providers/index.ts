/**
 * Providers: what is true of each vendor (regions, endpoints, statuses, errors, credits), as data and pure readers.
 * It makes no request and touches no database; a vendor's name appears in its own folder and its line in the registry.
 */
import type { ProviderId } from "#lib/vocabulary.ts";
import type { OperationMatch, ProviderAdapter, RegionFact } from "./contract.ts";
import { makeOperationMatcher, type OperationMatcher } from "./match-operation.ts";
import { providers } from "./registry.ts";

export type {
  CreditFact,
  ErrorInput,
  FailureKnowledge,
  FailureRule,
  JobFact,
  LimitFact,
  OperationFact,
  OperationMatch,
  PayloadLinks,
  ProviderAdapter,
  RegionFact,
  RequestFacts,
  VendorError,
  VendorRequest,
  WebhookFault,
  WebhookMessage,
  WebhookNews,
  WebhookScheme,
} from "./contract.ts";
export { makeOperationMatcher, type OperationMatcher } from "./match-operation.ts";
export { providers } from "./registry.ts";
export { vendorBase, vendorUrl } from "./vendor-url.ts";

const byId = new Map<string, ProviderAdapter>(providers.map((provider) => [provider.id, provider]));
const matchers = new Map<string, OperationMatcher>(
  providers.map((provider) => [provider.id, makeOperationMatcher(provider.operations)]),
);

/** The adapter of a provider id from outside; null for one Docket does not speak to. */
export function providerById(id: string): ProviderAdapter | null {
  return byId.get(id) ?? null;
}

/** The adapter of a provider id Docket itself stored. Throws when the registry has lost it. */
export function adapterOf(id: ProviderId): ProviderAdapter {
  const adapter = byId.get(id);
  if (!adapter) throw new Error(`No adapter for provider ${id}.`);
  return adapter;
}

/** A provider's region by id; null when the provider has no such region. */
export function regionOf(provider: ProviderAdapter, region: string): RegionFact | null {
  return provider.regions.find((fact) => fact.id === region) ?? null;
}

/** The vendor endpoint a request goes to; null = not known by name (it is still proxied). */
export function matchOperation(providerId: ProviderId, method: string, pathname: string): OperationMatch | null {
  return matchers.get(providerId)?.(method, pathname) ?? null;
}
