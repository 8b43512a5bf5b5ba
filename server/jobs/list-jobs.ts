import { jobFilters, jobList } from "#lib/contracts/jobs.ts";
import { windowOf } from "#lib/contracts/scope.ts";
import { defineOperation, readCursor } from "#server/platform/index.ts";
import { selectJobs } from "./list-store.ts";

const defaultLimit = 50;

/** Jobs, newest first. A search, and the question which runs a job made, reach beyond the time range unless one was asked for. */
export const listJobs = defineOperation({
  name: "jobs.list",
  summary: "Jobs, newest first",
  kind: "read",
  permission: "read",
  input: jobFilters,
  output: jobList,
  async run(ctx, input) {
    const now = ctx.clock.now();
    const ranged = input.range || input.from || input.to || !(input.q || input.parent);
    const window = ranged ? { ...windowOf(input, now), now } : { from: null, to: null, now };
    return selectJobs(ctx.db.sql, input, window, readCursor(input.cursor), input.limit ?? defaultLimit);
  },
});
