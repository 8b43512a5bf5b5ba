import type { BudgetSummary } from "#lib/contracts/budgets.ts";
import { placeName } from "#lib/format/place.ts";
import { providerLabels } from "#lib/vocabulary.ts";

/** What a budget is for: "LlamaParse EU, Invoices". */
export function budgetName({
  provider,
  region,
  client,
}: Pick<BudgetSummary, "provider" | "region" | "client">): string {
  const place = region ? placeName(provider, region) : providerLabels[provider];
  return client ? `${place}, ${client.name}` : place;
}
