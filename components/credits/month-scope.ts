import type { MonthInput } from "#lib/contracts/budgets.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import type { ProviderId } from "#lib/vocabulary.ts";

/** The running month of a scope; its range is the month's own. */
export function monthScope(provider: ProviderId, { region, client, product }: Scope): MonthInput {
  return { provider, ...(region && { region }), ...(client && { client }), ...(product && { product }) };
}
