import { z } from "zod";
import { isEndState } from "#lib/vocabulary.ts";
import { AppError, type Context, defineOperation } from "#server/platform/index.ts";
import { adapterOf, matchOperation } from "#server/providers/index.ts";
import { makeTargets } from "#server/vault/index.ts";
import { askVendor } from "./ask-vendor.ts";
import { jobId, resolveId } from "./get-job.ts";
import { pollJob } from "./poll-job.ts";
import { pollSoon } from "./poll-store.ts";
import { recordObservation } from "./record-observation.ts";
import { type JobRow, readJob } from "./store.ts";

const input = jobId;
const output = z.object({ id: z.uuid(), state: z.string(), vendorStatus: z.string().nullable() });

async function jobOf(ctx: Context, id: string): Promise<JobRow> {
  const job = await readJob(ctx.db.sql, await resolveId(ctx, id));
  if (!job) throw new AppError("not_found", "Docket knows no job with this id.");
  return job;
}

async function resultOf(ctx: Context, id: string) {
  const job = await jobOf(ctx, id);
  return { id: job.id, state: job.state, vendorStatus: job.vendorStatus };
}

/** Asks the vendor now, whatever the schedule says. */
export const pollNow = defineOperation({
  name: "jobs.poll",
  summary: "Ask the vendor now how the job is",
  kind: "action",
  permission: "operate",
  input,
  output,
  audit: (_input, job) => ({ target: `job:${job.id}`, detail: { state: job.state } }),
  async run(ctx, { id }) {
    const job = await jobOf(ctx, id);
    await pollJob(ctx, await makeTargets(ctx), job, "operator");
    return resultOf(ctx, job.id);
  },
});

/** Cancels a living job at the vendor. Throws `conflict` when it has ended, or the vendor has no cancel or refuses it. */
export const cancelJob = defineOperation({
  name: "jobs.cancel",
  summary: "Cancel the job at the vendor",
  kind: "action",
  permission: "operate",
  input,
  output,
  audit: (_input, job) => ({ target: `job:${job.id}`, detail: { state: job.state } }),
  async run(ctx, { id }) {
    const job = await jobOf(ctx, id);
    if (isEndState(job.state)) throw new AppError("conflict", "The job has ended: there is nothing to cancel.");
    const request = adapterOf(job.provider).cancelRequest({ ...job, scope: job.vendorScope });
    if (!request) throw new AppError("conflict", "The vendor has no way to cancel this kind of job.");
    const target = (await makeTargets(ctx)).pick(job.provider, job.region, job.providerKeyId);
    if (!target) throw new AppError("conflict", "No working provider key for this region: add one under Keys.");
    const asked = await askVendor(ctx, target, request);
    if (asked.kind === "no_answer")
      throw new AppError("vendor_unreachable", `The vendor did not answer (${asked.code}).`);
    if (asked.answer.status >= 300) {
      throw new AppError("conflict", `The vendor refused the cancel with ${asked.answer.status}. The job goes on.`);
    }
    const match = matchOperation(job.provider, request.method, request.path.split("?")[0] ?? "");
    const facts = match ? adapterOf(job.provider).readJobs(match, asked.payload) : [];
    const fact = facts.find((each) => each.vendorJobId === job.vendorJobId);
    if (!fact) await pollSoon(ctx.db.sql, job.provider, job.region, job.vendorJobId, ctx.clock.now());
    else {
      await recordObservation(ctx, {
        provider: job.provider,
        region: job.region,
        fact,
        source: "operator",
        at: ctx.clock.now(),
        httpStatus: asked.answer.status,
        callId: null,
        clientId: job.clientId,
        providerKeyId: target.id,
        vendorScope: job.vendorScope,
        dedupeKey: null,
        detail: { ...asked.detail, action: "cancel", by: ctx.acting.label },
        adopt: false,
      });
    }
    return resultOf(ctx, job.id);
  },
});
