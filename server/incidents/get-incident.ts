import { z } from "zod";
import { incidentDetail } from "#lib/contracts/incidents.ts";
import { uuid } from "#lib/contracts/primitives.ts";
import { titleOf } from "#server/jobs/index.ts";
import { AppError, defineOperation } from "#server/platform/index.ts";
import { impactOf, selectIncident, summaryOf } from "./list-store.ts";

/** One incident with what it hit within its time at its place. Throws `not_found`. */
export const getIncident = defineOperation({
  name: "incidents.get",
  summary: "One incident with what it hit",
  kind: "read",
  permission: "read",
  input: z.object({ id: uuid }),
  output: incidentDetail,
  async run(ctx, { id }) {
    const row = await selectIncident(ctx.db.sql, id);
    if (!row) throw new AppError("not_found", "Docket knows no incident with this id.");
    const { clients, failures } = impactOf(row);
    return {
      ...summaryOf(row),
      clientsNamed: clients.named,
      failures: failures.map((each) => ({ ...each, title: titleOf(each.entryId, null) })),
    };
  },
});
