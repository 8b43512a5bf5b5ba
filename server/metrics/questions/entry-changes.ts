import { entryChanges as output } from "#lib/contracts/questions.ts";
import { scope as input, windowOf } from "#lib/contracts/scope.ts";
import { titleOf } from "#server/jobs/index.ts";
import { defineOperation } from "#server/platform/index.ts";
import { entriesThatCameUp } from "./entry-changes-store.ts";

/** An entry that was silent for this many days and comes up again has regressed. */
const silentDays = 7;
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
    const rows = await entriesThatCameUp(ctx.db.questions, { scope, ...window, silentDays, limit: mostItems });
    return {
      items: rows.map((row) => ({
        entryId: row.entry,
        title: titleOf(row.entry, null),
        family: row.family,
        provider: row.provider,
        region: row.region,
        state: row.last_before ? ("regressed" as const) : ("new" as const),
        since: row.since.toISOString(),
        silentDays: row.last_before ? Math.round((row.since.getTime() - row.last_before.getTime()) / dayMs) - 1 : null,
        count: row.n,
      })),
    };
  },
});
