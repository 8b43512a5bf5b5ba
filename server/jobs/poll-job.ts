import type { ObservationSource } from "#lib/vocabulary.ts";
import type { Context } from "#server/platform/index.ts";
import { adapterOf, type JobFact, matchOperation } from "#server/providers/index.ts";
import type { OpenedKey, Targets } from "#server/vault/index.ts";
import { type Asked, askVendor } from "./ask-vendor.ts";
import { foldObservation, insertObservation } from "./observation-store.ts";
import { errorDelayMs } from "./poll-schedule.ts";
import { postponePoll } from "./poll-store.ts";
import { recordObservation } from "./record-observation.ts";
import { type JobRow, readJobByVendorId } from "./store.ts";

/** A 404 this soon after the create may be the vendor's own read-after-write lag, in milliseconds. */
const lostGraceMs = 10_000;
/** Until a job without a usable key is looked at again, in milliseconds. */
const noKeyDelayMs = 60_000;

/**
 * Asks the vendor how a job is and records what it says. A bad answer is noted on the timeline and asked again later;
 * only the vendor's own word, or a 404, ends a job.
 */
export async function pollJob(
  ctx: Context,
  targets: Targets,
  job: JobRow,
  source: Extract<ObservationSource, "poll" | "operator"> = "poll",
): Promise<void> {
  const target = targets.pick(job.provider, job.region, job.providerKeyId);
  const request = adapterOf(job.provider).pollRequest({
    vocabulary: job.vocabulary,
    vendorJobId: job.vendorJobId,
    scope: job.vendorScope,
  });
  if (!target || !request) return noteBadPoll(ctx, job, source, noKeyDelayMs, null, { reason: "no_provider_key" });
  const asked = await askVendor(ctx, target, request);
  const missing = asked.kind === "answer" && asked.answer.status === 404;
  if (missing && !adapterOf(job.provider).pollIsAssumed?.(job)) return notFound(ctx, job, target, source, asked.detail);
  const facts = factsOf(job, request, asked);
  const fact = facts.find((told) => told.vendorJobId === job.vendorJobId && told.vendorStatus !== null);
  if (fact) {
    await heard(ctx, job, target, source, asked, fact);
    return takeUp(ctx, job, target, source, asked, facts);
  }
  const delayMs = errorDelayMs(job.pollErrors + 1, Math.random());
  return noteBadPoll(ctx, job, source, delayMs, asked.kind === "answer" ? asked.answer.status : null, asked.detail);
}

/** The same for a job named by the vendor's id; does nothing for one Docket does not know. */
export async function pollVendorJob(
  ctx: Context,
  targets: Targets,
  { provider, region, vendorJobId }: Pick<JobRow, "provider" | "region" | "vendorJobId">,
): Promise<void> {
  const job = await readJobByVendorId(ctx.db.sql, provider, region, vendorJobId);
  if (job) await pollJob(ctx, targets, job);
}

function factsOf(job: JobRow, request: { method: string; path: string }, asked: Asked): JobFact[] {
  if (asked.kind !== "answer" || asked.answer.status >= 300) return [];
  const match = matchOperation(job.provider, request.method, request.path.split("?")[0] ?? "");
  return match ? adapterOf(job.provider).readJobs(match, asked.payload) : [];
}

async function heard(
  ctx: Context,
  job: JobRow,
  target: OpenedKey,
  source: "poll" | "operator",
  asked: Asked,
  fact: JobFact,
): Promise<void> {
  await recordObservation(ctx, {
    ...observationOf(ctx, job, target, source),
    fact,
    httpStatus: asked.kind === "answer" ? asked.answer.status : null,
    detail: { ...asked.detail, ...operatorOf(ctx) },
  });
}

/** The runs a job made, as its own answer tells of them: each a job of the same client, followed like any other. */
async function takeUp(
  ctx: Context,
  job: JobRow,
  target: OpenedKey,
  source: "poll" | "operator",
  asked: Asked,
  facts: readonly JobFact[],
): Promise<void> {
  for (const fact of facts.filter((told) => told.parentVendorJobId === job.vendorJobId)) {
    await recordObservation(ctx, {
      ...observationOf(ctx, job, target, source),
      fact,
      httpStatus: asked.kind === "answer" ? asked.answer.status : null,
      detail: { toldBy: job.vendorJobId },
      adopt: true,
    });
  }
}

function observationOf(ctx: Context, job: JobRow, target: OpenedKey, source: "poll" | "operator") {
  return {
    provider: job.provider,
    region: job.region,
    source,
    at: ctx.clock.now(),
    callId: null,
    clientId: job.clientId,
    providerKeyId: target.id,
    vendorScope: job.vendorScope,
    dedupeKey: null,
    adopt: false,
  };
}

/** The vendor does not know the job: lost, unless it is too young to tell or another project's key asked. */
async function notFound(
  ctx: Context,
  job: JobRow,
  target: OpenedKey,
  source: "poll" | "operator",
  detail: Record<string, unknown>,
): Promise<void> {
  const young = ctx.clock.now().getTime() - job.createdAt.getTime() < lostGraceMs;
  const foreignKey = job.providerKeyId !== null && job.providerKeyId !== target.id;
  if (young || foreignKey) {
    const noted = foreignKey ? { ...detail, reason: "not_found_with_another_key" } : detail;
    return noteBadPoll(ctx, job, source, errorDelayMs(job.pollErrors + 1, Math.random()), 404, noted);
  }
  const { product, vendorJobId, vocabulary } = job;
  const nothingElse = { error: null, credits: null, pages: null, tier: null, fileName: null, fileId: null };
  await recordObservation(ctx, {
    ...observationOf(ctx, job, target, source),
    fact: { product, vendorJobId, vocabulary, vendorStatus: null, state: "lost", ...nothingElse },
    httpStatus: 404,
    detail: { ...detail, ...operatorOf(ctx) },
  });
}

async function noteBadPoll(
  ctx: Context,
  job: JobRow,
  source: "poll" | "operator",
  delayMs: number,
  httpStatus: number | null,
  detail: Record<string, unknown>,
): Promise<void> {
  const now = ctx.clock.now();
  const row = {
    jobId: job.id,
    at: now,
    source,
    vendorStatus: null,
    state: null,
    changed: false,
    httpStatus,
    callId: null,
  };
  await ctx.db.sqlTransaction(async (sql) => {
    const noted = { ...row, dedupeKey: null, detail: { ...detail, retryInMs: delayMs, ...operatorOf(ctx) } };
    if (!(await foldObservation(sql, noted))) await insertObservation(sql, noted);
    await postponePoll(sql, job.id, now, new Date(now.getTime() + delayMs));
  });
}

function operatorOf(ctx: Context): Record<string, unknown> {
  return ctx.acting.kind === "system" ? {} : { by: ctx.acting.label };
}
