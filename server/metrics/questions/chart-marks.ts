import { chartMarks as output } from "#lib/contracts/questions.ts";
import { scope as input, windowOf } from "#lib/contracts/scope.ts";
import { defineOperation } from "#server/platform/index.ts";
import { keyChanges, type MovingChange } from "./chart-marks-store.ts";

const mostMarks = 50;

/** Moments in the window at which the desk itself changed something: marks for the time axis of a chart. */
export const listChartMarks = defineOperation({
  name: "chartMarks.list",
  summary: "Changes of keys in the window, as marks for a time axis",
  kind: "read",
  permission: "read",
  input,
  output,
  async run(ctx, scope) {
    const window = windowOf(scope, ctx.clock.now());
    const rows = await keyChanges(ctx.db.questions, window.from, window.to, mostMarks);
    return {
      items: rows.flatMap(({ at, action, disabled, label, provider, region }) => {
        if ((scope.provider && scope.provider !== provider) || (scope.region && scope.region !== region)) return [];
        const words = `Key ${label ?? ""} ${done(action, disabled)}`.replace("  ", " ");
        return [{ at: at.toISOString(), kind: "key" as const, words, provider, region }];
      }),
    };
  },
});

function done(action: MovingChange, disabled: boolean | null): string {
  if (action === "vault.addKey") return "added";
  if (action === "vault.replaceKey") return "replaced";
  if (action === "vault.deleteKey") return "deleted";
  return disabled ? "disabled" : "enabled";
}
