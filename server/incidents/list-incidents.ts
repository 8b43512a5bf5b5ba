import { incidentFilters, incidentList } from "#lib/contracts/incidents.ts";
import { windowOf } from "#lib/contracts/scope.ts";
import { defineOperation, readCursor } from "#server/platform/index.ts";
import { selectIncidents } from "./list-store.ts";

const defaultLimit = 50;

/** Incidents that lasted into the window, newest first. */
export const listIncidents = defineOperation({
  name: "incidents.list",
  summary: "Incidents that lasted into the window, newest first",
  kind: "read",
  permission: "read",
  input: incidentFilters,
  output: incidentList,
  run: (ctx, input) =>
    selectIncidents(
      ctx.db.questions,
      input,
      windowOf(input, ctx.clock.now()),
      readCursor(input.cursor),
      input.limit ?? defaultLimit,
    ),
});
