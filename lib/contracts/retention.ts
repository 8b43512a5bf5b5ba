import { z } from "zod";
import { instant } from "./primitives.ts";

const days = z.coerce.number().int().max(36_500);

/** How long what is kept, in days. */
export const retentionSettings = z.object({
  /** Calls, jobs, failures and the credit ledger. */
  metadataDays: days.min(35),
  /** Heads of requests and answers, and excerpts of them in timelines. */
  bodiesDays: days.min(1),
  /** Counts for charts; null = for ever. */
  rollupsDays: days.min(35).nullable(),
});
export type RetentionSettings = z.infer<typeof retentionSettings>;

/** Settings to look at before they are saved; those left out are the saved ones. `rollupsDays: "forever"` = null. */
export const retentionPreview = z.object({
  metadataDays: retentionSettings.shape.metadataDays.optional(),
  bodiesDays: retentionSettings.shape.bodiesDays.optional(),
  rollupsDays: z.union([z.literal("forever"), days.min(35)]).optional(),
});

const amount = z.object({
  /** For the operator: "Calls". */
  name: z.string(),
  /** Exact for small tables, else PostgreSQL's estimate. */
  rows: z.number().int(),
  estimated: z.boolean(),
  bytes: z.number().int(),
});

export const retentionState = z.object({
  settings: retentionSettings,
  tables: z.array(amount.extend({ oldestAt: instant.nullable() })),
  /** What the settings asked about would remove now; a table that loses nothing is left out. */
  wouldGo: z.array(amount.extend({ before: instant })),
});
export type RetentionState = z.infer<typeof retentionState>;

/** What was removed. */
export const retentionDone = z.object({ removed: z.array(z.object({ name: z.string(), rows: z.number().int() })) });
export type RetentionDone = z.infer<typeof retentionDone>;
