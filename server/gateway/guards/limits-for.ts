import type { RegionId } from "#lib/vocabulary.ts";
import type { LimitFact, OperationFact } from "#server/providers/index.ts";

const kindOf: Partial<Record<OperationFact["kind"], LimitFact["operation"]>> = {
  create_job: "create",
  sync_job: "create",
  upload: "upload",
  list_jobs: "list",
};

/** The limits a call counts against. `operation` is null where the endpoint is not known by name. */
export function limitsFor(
  facts: readonly LimitFact[],
  region: RegionId,
  method: string,
  operation: OperationFact | null,
): LimitFact[] {
  const kind = (operation && kindOf[operation.kind]) ?? (method === "GET" ? "get" : null);
  return facts.filter((fact) => {
    if (region === "sandbox" || (fact.regions && !fact.regions.includes(region))) return false;
    if (fact.names) return operation !== null && fact.names.includes(operation.name);
    return fact.operation === "any" || fact.operation === kind;
  });
}
