import { z } from "zod";
import { incidentSummary } from "#lib/contracts/incidents.ts";
import { uuid } from "#lib/contracts/primitives.ts";
import { AppError, defineOperation } from "#server/platform/index.ts";
import { selectIncident, summaryOf } from "./list-store.ts";
import { writeAcknowledged } from "./store.ts";

/** Says that somebody has seen the incident and looks after it. Throws `not_found`, or `conflict` when somebody said so before. */
export const acknowledgeIncident = defineOperation({
  name: "incidents.acknowledge",
  summary: "Say that you have seen the incident",
  kind: "write",
  permission: "operate",
  input: z.object({ id: uuid }),
  output: incidentSummary,
  audit: (_input, { id, provider, region }) => ({ target: `incident:${id}`, detail: { provider, region } }),
  async run(ctx, { id }) {
    const isFirst = await writeAcknowledged(ctx.db.sql, id, ctx.acting.label, ctx.clock.now());
    const row = await selectIncident(ctx.db.sql, id);
    if (!row) throw new AppError("not_found", "Docket knows no incident with this id.");
    if (!isFirst) throw new AppError("conflict", `${row.acknowledged_by} has acknowledged it already.`);
    return summaryOf(row);
  },
});
