import { failureFilters, failureList } from "#lib/contracts/failures.ts";
import { rowCount } from "#lib/contracts/primitives.ts";
import { windowOf } from "#lib/contracts/scope.ts";
import { cappedCount, defineOperation, mostCounted, readCursor } from "#server/platform/index.ts";
import { countFailures as countRows, selectFailures } from "./failure-list-store.ts";

const defaultLimit = 50;

/** Failures of calls and jobs, newest first. */
export const listFailures = defineOperation({
  name: "failures.list",
  summary: "Failures of calls and jobs, newest first",
  kind: "read",
  permission: "read",
  input: failureFilters,
  output: failureList,
  run: (ctx, input) =>
    selectFailures(
      ctx.db.questions,
      input,
      windowOf(input, ctx.clock.now()),
      readCursor(input.cursor),
      input.limit ?? defaultLimit,
    ),
});

/** How many failures a list holds: exact to ten thousand. */
export const countFailures = defineOperation({
  name: "failures.count",
  summary: "How many failures a list holds, exact to 10,000",
  kind: "read",
  permission: "read",
  input: failureFilters,
  output: rowCount,
  run: async (ctx, input) =>
    cappedCount(await countRows(ctx.db.questions, input, windowOf(input, ctx.clock.now()), mostCounted + 1)),
});
