import { type JobFilters, jobFilters, jobList } from "#lib/contracts/jobs.ts";
import { rowCount } from "#lib/contracts/primitives.ts";
import { windowOf } from "#lib/contracts/scope.ts";
import { type Context, cappedCount, defineOperation, mostCounted, readCursor } from "#server/platform/index.ts";
import type { JobQuestion } from "./list-filter-store.ts";
import { countJobs as countRows, selectJobs, selectResembling } from "./list-store.ts";
import { findsResembling, readSearch } from "./search-store.ts";

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
    const sql = ctx.db.questions;
    const question = await questionOf(ctx, input);
    const limit = input.limit ?? defaultLimit;
    const cursor = readCursor(input.cursor);
    const page = await selectJobs(sql, question, cursor, limit);
    const { found } = question;
    const isInVain = page.items.length === 0 && !page.lookedTo && (!cursor || cursor.soFar === "none");
    if (!isInVain || found?.kind !== "like" || !(await findsResembling(sql))) return page;
    const items = await selectResembling(sql, question, found.text, limit);
    // What only resembles the text is offered, not listed to the end.
    return { items, next: null, resembling: items.length > 0 };
  },
});

/** How many jobs a list holds: exact to ten thousand. */
export const countJobs = defineOperation({
  name: "jobs.count",
  summary: "How many jobs a list holds, exact to 10,000",
  kind: "read",
  permission: "read",
  input: jobFilters,
  output: rowCount,
  run: async (ctx, input) => {
    const { n, isAll } = await countRows(ctx.db.questions, await questionOf(ctx, input), mostCounted + 1);
    return isAll ? cappedCount(n) : { count: n, exact: false };
  },
});

async function questionOf(ctx: Context, input: JobFilters): Promise<JobQuestion> {
  const now = ctx.clock.now();
  const ranged = input.range || input.from || input.to || !(input.q || input.parent);
  const window = ranged ? windowOf(input, now) : { from: null, to: null };
  const found = input.q ? await readSearch(ctx.db.questions, input.q) : null;
  return { filters: input, ...window, now, found };
}
