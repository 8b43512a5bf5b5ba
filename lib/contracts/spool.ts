import { z } from "zod";

/** How the spool is: `filling` when its bound nears, `full` at the bound, `refused` while the disk takes nothing. */
export const spoolStates = ["ok", "filling", "full", "refused"] as const;

/** The journal on disk that keeps calls until the database has them. */
export const spoolHealth = z.object({
  state: z.enum(spoolStates),
  /** On disk or on their way there. */
  bytes: z.number().int(),
  /** How much of its bound that is; 1 = all of it. */
  share: z.number(),
});
export type SpoolHealth = z.infer<typeof spoolHealth>;

/** The spool of the instance that answers; null where it carries no calls. */
export const spoolReport = z.object({ spool: spoolHealth.nullable() });
export type SpoolReport = z.infer<typeof spoolReport>;
