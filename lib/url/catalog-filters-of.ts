import { type CatalogFilters, catalogFilters } from "#lib/contracts/catalog.ts";
import { filtersOf } from "./filters-of.ts";

/** The catalog's filters from the address of Guidance, where the provider is called `owner`. */
export function catalogFiltersOf(values: { owner: string | null } & Record<string, unknown>): CatalogFilters {
  return filtersOf(catalogFilters, { ...values, provider: values.owner });
}
