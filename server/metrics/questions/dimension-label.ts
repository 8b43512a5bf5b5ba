import type { FailureDimension } from "#lib/contracts/questions.ts";
import { placeName, regionShort } from "#lib/format/place.ts";
import { type Family, familyLabels, type ProviderId, providerLabels, type RegionId } from "#lib/vocabulary.ts";
import { entryById } from "#server/catalog/index.ts";
import type { SqlRunner } from "#server/platform/index.ts";

/** What a value of a dimension is called on screen. */
export type Labels = (key: string) => string;

/** The words for a dimension's values; a client that is gone keeps its id. */
export async function labelsOf(sql: SqlRunner, by: FailureDimension): Promise<Labels> {
  if (by !== "client") return (key) => labels[by](key);
  const rows = await sql.query<{ id: string; name: string }>("SELECT id, name FROM client");
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (key) => (key === "" ? "No client" : (names.get(key) ?? `Deleted client ${key.slice(0, 8)}`));
}

const labels: Record<Exclude<FailureDimension, "client">, Labels> = {
  family: (key) => familyLabels[key as Family] ?? key,
  entry: (key) => (key === "" ? "Unclassified" : (entryById(key)?.title ?? key)),
  place(key) {
    const [provider, region] = key.split("/");
    return placeName(provider as ProviderId, region as RegionId);
  },
  provider: (key) => providerLabels[key as ProviderId] ?? key,
  region: (key) => regionShort(key as RegionId) ?? key,
  product: (key) => key || "No product",
};
