import { type FailureGroup, failureFilters, failureGroupList } from "#lib/contracts/failures.ts";
import { windowOf } from "#lib/contracts/scope.ts";
import { entryById } from "#server/catalog/index.ts";
import { titleOf } from "#server/jobs/index.ts";
import { defineOperation } from "#server/platform/index.ts";
import { type GroupRecord, selectGroups } from "./failure-groups-store.ts";
import { trendBuckets } from "./group-trend.ts";

const defaultLimit = 100;

/** Failures of the window by entry × provider × region × product, newest first. */
export const listFailureGroups = defineOperation({
  name: "failureGroups.list",
  summary: "Failures grouped by entry and place",
  kind: "read",
  permission: "read",
  input: failureFilters,
  output: failureGroupList,
  async run(ctx, input) {
    const now = ctx.clock.now();
    const window = windowOf(input, now);
    const limit = input.limit ?? defaultLimit;
    const rows = await selectGroups(ctx.db.questions, { filters: input, ...window, now, limit });
    return { items: rows.map((row) => groupOf(row, window)), next: null };
  },
});

/** A group's row as the contract has it. */
export function groupOf(row: GroupRecord, window: { from: Date; to: Date }): FailureGroup {
  const entry = row.entry_id ? entryById(row.entry_id) : null;
  const trend = Array.from({ length: trendBuckets }, (_, bucket) => row.trend[bucket] ?? 0);
  return {
    key: [row.entry_id ?? row.message ?? "unclassified", row.provider, row.region, row.product ?? "-"].join("|"),
    entryId: row.entry_id,
    title: titleOf(row.entry_id, row.message),
    family: row.family,
    whoActs: entry?.whoActs ?? null,
    retry: entry?.retry ?? null,
    provider: row.provider,
    region: row.region,
    product: row.product,
    count: row.n,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    clients: row.clients,
    trend,
    state: groupState(trend, row.first_at, window),
  };
}

/** New in the window's last tenth, escalating when the later half doubles the earlier, else ongoing. */
export function groupState(
  trend: readonly number[],
  firstAt: Date,
  window: { from: Date; to: Date },
): FailureGroup["state"] {
  const span = window.to.getTime() - window.from.getTime();
  if (firstAt.getTime() >= window.to.getTime() - span / 10) return "new";
  const half = Math.floor(trend.length / 2);
  const sum = (part: readonly number[]) => part.reduce((total, n) => total + n, 0);
  const before = sum(trend.slice(0, half));
  const after = sum(trend.slice(half));
  return before > 0 && after >= 2 * before ? "escalating" : "ongoing";
}
