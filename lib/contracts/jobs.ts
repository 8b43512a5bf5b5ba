import { z } from "zod";
import { creditSources, observationSources } from "#lib/vocabulary.ts";
import { attemptSummary } from "./calls.ts";
import { instant, jobState, listOrder, page, providerId, regionId, uuid } from "./primitives.ts";
import { scope } from "./scope.ts";
import { jobWebhooks } from "./webhooks.ts";

export const jobCredits = z.object({
  source: z.enum(creditSources),
  /** null = unknown, never 0. */
  credits: z.number().nullable(),
  breakdown: z.record(z.string(), z.number()).nullable(),
  rule: z.string().nullable(),
  /** The vendor may still settle the figure. */
  settling: z.boolean(),
});
export type JobCredits = z.infer<typeof jobCredits>;

export const jobSummary = z.object({
  id: uuid,
  provider: providerId,
  region: regionId,
  product: z.string(),
  vendorJobId: z.string(),
  client: z.object({ id: uuid, name: z.string() }).nullable(),
  state: jobState,
  vendorStatus: z.string().nullable(),
  /** Runs longer than its own history explains. */
  stuck: z.boolean(),
  fileName: z.string().nullable(),
  tier: z.string().nullable(),
  pages: z.number().int().nullable(),
  credits: jobCredits,
  createdAt: instant,
  runningAt: instant.nullable(),
  endedAt: instant.nullable(),
  lastSeenAt: instant,
  failure: z.object({ id: uuid, entryId: z.string().nullable(), title: z.string(), family: z.string() }).nullable(),
});
export type JobSummary = z.infer<typeof jobSummary>;

export const jobFilters = scope.extend({
  state: z.union([jobState, z.array(jobState)]).optional(),
  stuck: z.enum(["true", "false"]).optional(),
  entry: z.string().max(120).optional(),
  /** A job id, a vendor request id, a client's name, or a part of the file's name. */
  q: z.string().trim().max(2_000).optional(),
  /** A vendor job id: the runs that job made. */
  parent: z.string().max(2_000).optional(),
  order: listOrder.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export type JobFilters = z.infer<typeof jobFilters>;

export const jobList = page(jobSummary).extend({
  /** No file name holds the searched text; these resemble it. */
  resembling: z.boolean().optional(),
  /** When the last job was made whose name was compared, where the search is not done: the next page goes on from there. */
  lookedTo: instant.optional(),
});
export type JobList = z.infer<typeof jobList>;

/** One row of the job's timeline. */
export const timelineRow = z.object({
  id: z.string(),
  at: instant,
  /** Last of the folded, equal observations. */
  lastAt: instant,
  count: z.number().int(),
  source: z.enum(observationSources),
  state: jobState.nullable(),
  vendorStatus: z.string().nullable(),
  changed: z.boolean(),
  httpStatus: z.number().int().nullable(),
  callId: uuid.nullable(),
  /** Vendor error text, transport error, operator's name, …: what there is to say beyond the columns. */
  detail: z.record(z.string(), z.unknown()),
});
export type TimelineRow = z.infer<typeof timelineRow>;

/** A recorded HTTP exchange with its redacted bodies, for "Request and response". */
export const exchange = z.object({
  label: z.string(),
  callId: uuid.nullable(),
  at: instant,
  method: z.string(),
  path: z.string(),
  status: z.number().int().nullable(),
  latencyMs: z.number().nullable(),
  gatewayMs: z.number().nullable(),
  bytesUp: z.number().nullable(),
  bytesDown: z.number().nullable(),
  /** Every time it was sent, where that was more than once. */
  attempts: z.array(attemptSummary).nullable(),
  request: z.object({ contentType: z.string().nullable(), body: z.string(), truncated: z.boolean() }).nullable(),
  response: z.object({ contentType: z.string().nullable(), body: z.string(), truncated: z.boolean() }).nullable(),
});
export type Exchange = z.infer<typeof exchange>;

export const jobDetail = jobSummary.extend({
  vocabulary: z.string(),
  /** The batch, workflow or extract run that made this job; `id` is null where Docket never heard of it. */
  parent: z.object({ vendorJobId: z.string(), id: uuid.nullable() }).nullable(),
  /** The runs this job made, oldest first, at most fifty of `total`. */
  children: z.object({ total: z.number().int(), items: z.array(jobSummary) }),
  fileId: z.string().nullable(),
  error: z.object({ code: z.string().nullable(), message: z.string().nullable() }).nullable(),
  timeline: z.array(timelineRow),
  exchanges: z.array(exchange),
  polling: z.object({
    next: instant.nullable(),
    count: z.number().int(),
    errors: z.number().int(),
  }),
  /** p50 of jobs that ended, same provider × region × product, last 7 days; null with fewer than 5 of them. */
  usualDurationMs: z.number().nullable(),
  can: z.object({ poll: z.boolean(), cancel: z.boolean() }),
  webhooks: jobWebhooks,
});
export type JobDetail = z.infer<typeof jobDetail>;
