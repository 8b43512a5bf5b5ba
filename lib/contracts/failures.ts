import { z } from "zod";
import { matchKinds, surfaces } from "#lib/vocabulary.ts";
import { exchange } from "./jobs.ts";
import {
  actor,
  billedAnswer,
  family,
  instant,
  listOrder,
  page,
  providerId,
  regionId,
  retryAdvice,
  uuid,
} from "./primitives.ts";
import { scope } from "./scope.ts";

export const failureSummary = z.object({
  id: uuid,
  at: instant,
  provider: providerId,
  region: regionId,
  product: z.string().nullable(),
  client: z.object({ id: uuid, name: z.string() }).nullable(),
  surface: z.enum(surfaces),
  callId: uuid.nullable(),
  jobId: uuid.nullable(),
  operation: z.string().nullable(),
  status: z.number().int().nullable(),
  code: z.string().nullable(),
  message: z.string().nullable(),
  match: z.enum(matchKinds),
  entryId: z.string().nullable(),
  title: z.string(),
  family,
  whoActs: actor.nullable(),
  retry: retryAdvice.nullable(),
  billed: billedAnswer,
  rule: z.string(),
  evidence: z.record(z.string(), z.unknown()),
  requestId: z.string().nullable(),
  fileName: z.string().nullable(),
});
export type FailureSummary = z.infer<typeof failureSummary>;

export const failureDetail = failureSummary.extend({
  exchange: exchange.nullable(),
  /** Sentences for "Why we say so". */
  reasons: z.array(z.string()),
});
export type FailureDetail = z.infer<typeof failureDetail>;

export const failureFilters = scope.extend({
  entry: z.string().max(120).optional(),
  family: family.optional(),
  match: z.enum(matchKinds).optional(),
  surface: z.enum(surfaces).optional(),
  q: z.string().trim().max(200).optional(),
  order: listOrder.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export type FailureFilters = z.infer<typeof failureFilters>;
export const failureList = page(failureSummary);
export type FailureList = z.infer<typeof failureList>;

/** The same entry at the same provider × region × product. */
export const failureGroup = z.object({
  key: z.string(),
  entryId: z.string().nullable(),
  title: z.string(),
  family,
  whoActs: actor.nullable(),
  retry: retryAdvice.nullable(),
  provider: providerId,
  region: regionId,
  product: z.string().nullable(),
  count: z.number().int(),
  firstAt: instant,
  lastAt: instant,
  clients: z.number().int(),
  /** Counts in equal buckets over the window, oldest first. */
  trend: z.array(z.number().int()),
  /** new: first seen in this window's last tenth; escalating: second half at least twice the first; else ongoing. */
  state: z.enum(["new", "ongoing", "escalating"]),
});
export type FailureGroup = z.infer<typeof failureGroup>;
export const failureGroupList = z.object({ items: z.array(failureGroup), next: z.null() });
export type FailureGroupList = z.infer<typeof failureGroupList>;
