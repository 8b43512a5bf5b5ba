import { createHash } from "node:crypto";
import { allEntries } from "#server/catalog/index.ts";
import { providers } from "#server/providers/index.ts";

/** One kind of job the built data holds. */
export interface JobKind {
  provider: string;
  region: string;
  product: string;
  vocabulary: string;
  operation: string;
  path: string;
  tier: string | null;
}

/** One kind of failure the built data holds; `place` counts the entries of its provider and surface. */
export interface FailureKind {
  provider: string;
  surface: "http" | "job";
  place: number;
  entry: string;
  family: string;
  status: number | null;
  code: string | null;
  message: string | null;
  billed: string;
}

const tiers = ["fast", "cost_effective", "agentic"] as const;

/** Every kind of job of every provider and region, from the providers' own facts. */
export function jobKinds(): JobKind[] {
  return providers.flatMap((provider) => {
    const creates = provider.operations.filter(({ kind }) => kind === "create_job" || kind === "sync_job");
    const regions = provider.regions.filter(({ id }) => id !== "byoc");
    return regions.flatMap((region) =>
      creates.map((operation, index) => ({
        provider: provider.id,
        region: region.id,
        product: operation.product,
        vocabulary: operation.vocabulary ?? operation.product,
        operation: operation.name,
        path: operation.path,
        tier: operation.product === "parse" ? (tiers[index % tiers.length] ?? null) : null,
      })),
    );
  });
}

/** Every documented failure, by provider and by where it shows. */
export function failureKinds(): FailureKind[] {
  const counts = new Map<string, number>();
  return allEntries.flatMap((entry) => {
    if (entry.kind === "symptom" || entry.provider === "docket") return [];
    return (["http", "job"] as const)
      .filter((surface) => entry.surfaces.includes(surface))
      .map((surface) => {
        const key = `${entry.provider}/${surface}`;
        const place = counts.get(key) ?? 0;
        counts.set(key, place + 1);
        const { id, family, status, code, signal, billed, provider } = entry;
        return { provider, surface, place, entry: id, family, status, code, message: signal, billed };
      });
  });
}

/** Applications that call through the gateway; the first ones call most. */
export function clients(count: number): { id: string; name: string }[] {
  return Array.from({ length: count }, (_, index) => {
    const hex = createHash("sha256").update(`client ${index}`).digest("hex");
    const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    return { id, name: `application-${String(index + 1).padStart(2, "0")}` };
  });
}
