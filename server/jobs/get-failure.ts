import { z } from "zod";
import { type FailureSummary, failureDetail } from "#lib/contracts/failures.ts";
import type { Exchange } from "#lib/contracts/jobs.ts";
import { explain } from "#server/classifier/index.ts";
import { AppError, type Context, defineOperation } from "#server/platform/index.ts";
import { selectCall, selectTimeline } from "./detail-store.ts";
import { selectFailure } from "./failure-list-store.ts";
import { pollExchange } from "./poll-exchange.ts";

/** One failure with the exchange that showed it and the reasons for its guidance. Throws `not_found`. */
export const getFailure = defineOperation({
  name: "failures.get",
  summary: "One failure with its evidence",
  kind: "read",
  permission: "read",
  input: z.object({ id: z.uuid() }),
  output: failureDetail,
  async run(ctx, { id }) {
    const failure = await selectFailure(ctx.db.sql, id);
    if (!failure) throw new AppError("not_found", "Docket knows no failure with this id.");
    return { ...failure, exchange: await exchangeOf(ctx, failure), reasons: explain(failure) };
  },
});

async function exchangeOf(ctx: Context, failure: FailureSummary): Promise<Exchange | null> {
  if (failure.callId) return selectCall(ctx.db.sql, failure.callId);
  if (!failure.jobId) return null;
  const timeline = await selectTimeline(ctx.db.sql, failure.jobId);
  const deciding = timeline.findLast((row) => row.changed && typeof row.detail.body === "string");
  return deciding ? pollExchange(deciding) : null;
}
