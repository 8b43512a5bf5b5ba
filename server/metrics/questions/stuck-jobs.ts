import { stuckJobs as output } from "#lib/contracts/questions.ts";
import { scope as input } from "#lib/contracts/scope.ts";
import { defineOperation } from "#server/platform/index.ts";
import { countOpenJobs } from "./stuck-jobs-store.ts";

/** Living jobs by place and product: how many are stuck, and what that is judged by. The window plays no part. */
export const countStuckJobs = defineOperation({
  name: "stuckJobs.count",
  summary: "Living jobs by place and product, and how many are stuck",
  kind: "read",
  permission: "read",
  input,
  output,
  async run(ctx, scope) {
    const rows = await countOpenJobs(ctx.db.questions, scope, ctx.clock.now());
    return {
      items: rows.map(({ provider, region, product, open, stuck, seconds, learned_from, oldest_at }) => ({
        provider,
        region,
        product,
        open,
        stuck,
        thresholdSeconds: seconds,
        learnedFrom: learned_from,
        oldestAt: oldest_at?.toISOString() ?? null,
      })),
    };
  },
});
