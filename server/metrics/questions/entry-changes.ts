import { entryChanges as output } from "#lib/contracts/questions.ts";
import { scope as input, windowOf } from "#lib/contracts/scope.ts";
import { titleOf } from "#server/jobs/index.ts";
import { defineOperation } from "#server/platform/index.ts";
import { countEntries, entriesThatCameUp } from "./entry-changes-store.ts";

const mostItems = 50;
const dayMs = 86_400_000;

/** What failed for the first time in the window, or again after a week of silence. */
export const listEntryChanges = defineOperation({
  name: "entryChanges.list",
  summary: "Entries that are new in the window, or back after a week of silence",
  kind: "read",
  permission: "read",
  input,
  output,
  async run(ctx, scope) {
    const window = windowOf(scope, ctx.clock.now());
    const rows = await entriesThatCameUp(ctx.db.questions, { scope, ...window, limit: mostItems });
    const counts = await countEntries(ctx.db.questions, rows, window.to);
    return {
      items: rows.map((row, index) => ({
        entryId: row.entry,
        title: titleOf(row.entry, null),
        family: row.family,
        provider: row.provider,
        region: row.region,
        product: row.product || null,
        state: row.silent_since ? ("regressed" as const) : ("new" as const),
        since: row.since.toISOString(),
        silentDays: row.silent_since ? Math.floor((row.since.getTime() - row.silent_since.getTime()) / dayMs) : null,
        count: counts[index] ?? 0,
      })),
    };
  },
});
