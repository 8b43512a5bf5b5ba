import type { CreditDimension } from "#lib/contracts/credits.ts";
import { regionShort } from "#lib/format/place.ts";
import { providerLabels, type RegionId } from "#lib/vocabulary.ts";
import type { SqlRunner } from "#server/platform/index.ts";
import { clientNames } from "./summary-store.ts";

/** What the keys of a dimension are called on screen. */
export async function labelsFor(
  sql: SqlRunner,
  by: CreditDimension,
  keys: readonly string[],
): Promise<(key: string) => string> {
  switch (by) {
    case "provider":
      return (key) => (providerLabels as Record<string, string>)[key] ?? key;
    case "region":
      return (key) => regionShort(key as RegionId) ?? key;
    case "tier":
      return (key) => key || "No tier named";
    case "product":
      return (key) => key || "No product";
    case "day":
      return (key) => key;
    case "client": {
      const names = await clientNames(
        sql,
        [...new Set(keys)].filter((key) => key !== ""),
      );
      return (key) => (key === "" ? "No client" : (names.get(key) ?? `Deleted client ${key.slice(0, 8)}`));
    }
  }
}
