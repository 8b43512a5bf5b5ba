import { z } from "zod";
import { retentionDone } from "#lib/contracts/retention.ts";
import { dropOldBodies, dropOldCalls } from "#server/gateway/index.ts";
import { dropOldExcerpts, dropOldFailures, dropOldJobs } from "#server/jobs/index.ts";
import { dropRollupsBefore } from "#server/metrics/index.ts";
import { type Context, defineOperation } from "#server/platform/index.ts";
import { dueAt } from "./due.ts";
import { keptTables, noteFactsFrom, readSettings } from "./store.ts";

/** Removes what is due by the saved settings; returns what went. Safe to break off, to repeat, and to run twice at once. */
export async function removeWhatIsDue(ctx: Context): Promise<{ name: string; rows: number }[]> {
  const { db } = ctx;
  const due = dueAt(ctx.clock.now(), await readSettings(db.sql));
  const { calls, bodies, failures, jobs, timelines, counts } = keptTables;
  // Before the facts go: from here on nobody makes their counts again.
  await noteFactsFrom(db.sql, due.metadata);
  const removed = [
    { name: bodies.name, rows: await dropOldBodies(db, due.bodies) },
    { name: timelines.name, rows: await dropOldExcerpts(db, due.bodies) },
    { name: calls.name, rows: await dropOldCalls(db, due.metadata) },
    { name: failures.name, rows: await dropOldFailures(db, due.metadata) },
    { name: jobs.name, rows: await dropOldJobs(db, due.metadata) },
    { name: counts.name, rows: due.rollups ? await dropRollupsBefore(db.sql, due.rollups) : 0 },
  ].filter(({ rows }) => rows > 0);
  if (removed.length > 0) ctx.log.info({ removed }, "old data removed");
  return removed;
}

/** The same on an operator's word. */
export const applyRetention = defineOperation({
  name: "retention.apply",
  summary: "Remove now what is due by the saved settings",
  kind: "action",
  permission: "administer",
  input: z.object({}),
  output: retentionDone,
  run: async (ctx) => ({ removed: await removeWhatIsDue(ctx) }),
  audit: (_input, { removed }) => ({ target: "retention", detail: { removed } }),
});
