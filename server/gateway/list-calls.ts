import { callFilters, callList } from "#lib/contracts/calls.ts";
import { windowOf } from "#lib/contracts/scope.ts";
import { defineOperation, readCursor } from "#server/platform/index.ts";
import { selectCalls } from "./list-store.ts";

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
    selectCalls(
      ctx.db.sql,
      input,
      windowOf(input, ctx.clock.now()),
      readCursor(input.cursor),
      input.limit ?? defaultLimit,
    ),
});
