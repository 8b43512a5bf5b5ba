import { chartMarks as output } from "#lib/contracts/questions.ts";
import { scope as input, type Scope, windowOf } from "#lib/contracts/scope.ts";
import { defineOperation } from "#server/platform/index.ts";
import { type IncidentRow, incidentsIn, type KeyChange, keyChanges, type MovingChange } from "./chart-marks-store.ts";

const mostMarks = 50;

/**
 * What may explain a change in a chart over the window: what the desk itself changed, and incidents. The incidents are
 * read from their table, as the breakers are for the overview: one question has one answer, and metrics stands below them.
 */
export const listChartMarks = defineOperation({
  name: "chartMarks.list",
  summary: "Changes of keys and incidents in the window, as marks for a time axis",
  kind: "read",
  permission: "read",
  input,
  output,
  async run(ctx, scope) {
    const { from, to } = windowOf(scope, ctx.clock.now());
    const [changes, incidents] = await Promise.all([
      keyChanges(ctx.db.questions, from, to, mostMarks),
      incidentsIn(ctx.db.questions, scope, from, to, mostMarks),
    ]);
    return { items: [...incidents.map(incidentMark), ...changes.flatMap((change) => keyMark(change, scope))] };
  },
});

function keyMark({ at, action, disabled, label, provider, region }: KeyChange, scope: Scope) {
  if ((scope.provider && scope.provider !== provider) || (scope.region && scope.region !== region)) return [];
  const words = `Key ${label ?? ""} ${done(action, disabled)}`.replace("  ", " ");
  return [{ kind: "key" as const, at: at.toISOString(), words, provider, region }];
}

function incidentMark({ id, kind, provider, region, opened_at, resolved_at }: IncidentRow) {
  return {
    kind: "incident" as const,
    at: opened_at.toISOString(),
    until: resolved_at?.toISOString() ?? null,
    incidentId: id,
    incidentKind: kind,
    provider,
    region,
  };
}

function done(action: MovingChange, disabled: boolean | null): string {
  if (action === "vault.addKey") return "added";
  if (action === "vault.replaceKey") return "replaced";
  if (action === "vault.deleteKey") return "deleted";
  return disabled ? "disabled" : "enabled";
}
