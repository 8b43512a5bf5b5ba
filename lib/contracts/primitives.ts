import { z } from "zod";
import { actors, billedAnswers, families, jobStates, providerIds, regionIds, retryAdvices } from "#lib/vocabulary.ts";

export const providerId = z.enum(providerIds);
export const regionId = z.enum(regionIds);
export const family = z.enum(families);
export const jobState = z.enum(jobStates);
export const actor = z.enum(actors);
export const retryAdvice = z.enum(retryAdvices);
export const billedAnswer = z.enum(billedAnswers);

/** ISO 8601 instant in UTC, as every time in the API. */
export const instant = z.iso.datetime();
export const uuid = z.uuid();

/** A list page: `next` is the cursor of the following page, null on the last. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** Which end of a list comes first; the newest unless said. */
export const listOrder = z.enum(["newest", "oldest"]);
export type ListOrder = z.infer<typeof listOrder>;

/** How many rows a list holds; `exact: false` = at least so many. */
export const rowCount = z.object({ count: z.number().int(), exact: z.boolean() });
export type RowCount = z.infer<typeof rowCount>;

/** Credits that never mix what was reported with what was estimated, nor unknown with nothing. */
export const creditTotals = z.object({
  reported: z.number(),
  estimated: z.number(),
  /** Jobs whose consumption is not known; never shown as 0 credits. */
  unknownJobs: z.number().int(),
});
export type CreditTotals = z.infer<typeof creditTotals>;

/** The body of every error of the JSON API. */
export const apiError = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
});
export type ApiError = z.infer<typeof apiError>;
