import type { Scope } from "#lib/contracts/scope.ts";
import { SqlFilter } from "#server/platform/index.ts";

/** The scope's conditions on a table with provider, region, product and client_id, between two instants of `time`. */
export function scopeFilter(alias: string, time: string, scope: Scope, window: { from: Date; to: Date }): SqlFilter {
  return new SqlFilter()
    .where(`${alias}.${time} >= ?`, window.from)
    .where(`${alias}.${time} < ?`, window.to)
    .where(`${alias}.provider = ?`, scope.provider)
    .where(`${alias}.region = ?`, scope.region)
    .where(`${alias}.product = ?`, scope.product)
    .where(`${alias}.client_id = ?`, scope.client);
}
