import { z } from "zod";
import { instant, page } from "./primitives.ts";

export const auditFilters = z.object({
  /** Id of the last row of the previous page. */
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, "not a cursor of this list.")
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

/** Who did what to what, and when. */
export const auditList = page(
  z.object({
    id: z.string(),
    at: instant,
    actor: z.object({ kind: z.string(), label: z.string() }),
    action: z.string(),
    target: z.string(),
    detail: z.record(z.string(), z.unknown()),
  }),
);
