import { z } from "zod";
import { providerIds, surfaces } from "#lib/vocabulary.ts";
import { actor, billedAnswer, family, instant, retryAdvice } from "./primitives.ts";

/** A catalog entry as lists and rows show it. */
export const entrySummary = z.object({
  id: z.string(),
  provider: z.string(),
  title: z.string(),
  family,
  whoActs: actor,
  retry: retryAdvice,
  billed: billedAnswer,
  code: z.string().nullable(),
  status: z.number().int().nullable(),
  kind: z.enum(["error", "symptom", "status"]),
});
export type EntrySummary = z.infer<typeof entrySummary>;

/** A catalog entry with its guidance: everything the guidance card says that does not depend on an occurrence. */
export const entryDetail = entrySummary.extend({
  meaning: z.string(),
  whoActsDetail: z.string(),
  retryDetail: z.string(),
  billedDetail: z.string(),
  steps: z.array(z.string()),
  products: z.array(z.string()),
  surfaces: z.array(z.enum(surfaces)),
  signal: z.string().nullable(),
  caveat: z.string().nullable(),
  sources: z.array(
    z.object({
      document: z.string(),
      row: z.string(),
      title: z.string(),
      url: z.string().nullable(),
      checkedOn: z.string(),
    }),
  ),
  note: z.object({ body: z.string(), author: z.string(), updatedAt: instant }).nullable(),
  counts: z.object({
    last24h: z.number().int(),
    last7d: z.number().int(),
    last30d: z.number().int(),
    lastAt: instant.nullable(),
  }),
  feedback: z.object({ helped: z.number().int(), notHelped: z.number().int() }),
});
export type EntryDetail = z.infer<typeof entryDetail>;

export const catalogFilters = z.object({
  q: z.string().max(200).optional(),
  provider: z.enum([...providerIds, "docket"] as const).optional(),
  family: family.optional(),
  kind: z.enum(["error", "symptom", "status"]).optional(),
});
export type CatalogFilters = z.infer<typeof catalogFilters>;

export const catalogList = z.object({
  items: z.array(entrySummary.extend({ last24h: z.number().int() })),
  next: z.null(),
  total: z.number().int(),
});
export type CatalogList = z.infer<typeof catalogList>;

export const noteInput = z.object({ entryId: z.string().max(120), body: z.string().trim().max(4000) });
export const feedbackInput = z.object({ entryId: z.string().max(120), failureId: z.uuid(), helped: z.boolean() });
