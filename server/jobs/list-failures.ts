import { failureFilters, failureList } from "#lib/contracts/failures.ts";
import { windowOf } from "#lib/contracts/scope.ts";
import { defineOperation, readCursor } from "#server/platform/index.ts";
import { selectFailures } from "./failure-list-store.ts";

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
      ctx.db.sql,
      input,
      windowOf(input, ctx.clock.now()),
      readCursor(input.cursor),
      input.limit ?? defaultLimit,
    ),
});
