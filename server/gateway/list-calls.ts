import { type CallFilters, callFilters, callList } from "#lib/contracts/calls.ts";
import { rowCount } from "#lib/contracts/primitives.ts";
import { windowOf } from "#lib/contracts/scope.ts";
import { type Context, cappedCount, defineOperation, mostCounted, readCursor } from "#server/platform/index.ts";
import { type CallQuestion, countCalls as countRows, selectCalls } from "./list-store.ts";

const defaultLimit = 50;

/** Calls through the gateway, newest first. */
export const listCalls = defineOperation({
  name: "calls.list",
  summary: "Calls through the gateway, newest first",
  kind: "read",
  permission: "read",
  input: callFilters,
  output: callList,
  run: (ctx, input) =>
    selectCalls(ctx.db.questions, questionOf(ctx, input), readCursor(input.cursor), input.limit ?? defaultLimit),
});

/** How many calls a list holds: exact to ten thousand. */
export const countCalls = defineOperation({
  name: "calls.count",
  summary: "How many calls a list holds, exact to 10,000",
  kind: "read",
  permission: "read",
  input: callFilters,
  output: rowCount,
  run: async (ctx, input) => cappedCount(await countRows(ctx.db.questions, questionOf(ctx, input), mostCounted + 1)),
});

function questionOf(ctx: Context, filters: CallFilters): CallQuestion {
  return { filters, ...windowOf(filters, ctx.clock.now()) };
}
