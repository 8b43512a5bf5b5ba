import { z } from "zod";
import { creditTotals, instant, page, providerId, regionId, uuid } from "./primitives.ts";

/** Most thresholds a budget has. */
export const mostThresholds = 5;
/** The thresholds of a budget that names none, per cent. */
export const defaultThresholds = [80, 100] as const;

const percent = z
  .int("A threshold is a whole number of per cent.")
  .min(1, "A threshold is at least 1 %.")
  .max(200, "A threshold is at most 200 %.");

/** Per cent of a month's credits whose use is told. */
export const thresholds = z
  .array(percent)
  .min(1, "Name at least one threshold.")
  .max(mostThresholds, `Name at most ${mostThresholds} thresholds.`)
  .refine((list) => list.every((one, index) => index === 0 || one > (list[index - 1] ?? 0)), {
    error: "Thresholds ascend, and none stands twice.",
  });

/** A calendar day, UTC. */
const day = z.iso.date();

/** How a crossing stands today: it still holds, no longer does since figures or the budget changed, or its month is over. */
export const crossingStandings = ["holds", "no_longer", "month_over"] as const;

/** A threshold that was reached, or a forecast that said the budget runs dry: told once a month, kept as it was told. */
export const budgetCrossing = z.object({
  id: uuid,
  /** First day of the budget month. */
  month: day,
  /** Per cent; null = the forecast said that the budget runs dry. */
  threshold: z.int().nullable(),
  at: instant,
  /** What the budget held at that moment. */
  credits: z.number(),
  /** What the month had used at that moment. */
  used: creditTotals,
  /** The days between which the forecast saw it run dry; null for a threshold. */
  runsDry: z.object({ earliest: day, latest: day }).nullable(),
  standing: z.enum(crossingStandings),
  acknowledged: z.object({ at: instant, by: z.string() }).nullable(),
});
export type BudgetCrossing = z.infer<typeof budgetCrossing>;

/** A crossing with the budget it is of. */
export const crossingOfBudget = budgetCrossing.extend({
  budget: z.object({
    id: uuid,
    provider: providerId,
    region: regionId.nullable(),
    client: z.object({ id: uuid, name: z.string() }).nullable(),
  }),
});
export type CrossingOfBudget = z.infer<typeof crossingOfBudget>;

export const crossingFilters = z.object({
  acknowledged: z.enum(["true", "false"]).optional(),
  budget: uuid.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export type CrossingFilters = z.infer<typeof crossingFilters>;
export const crossingList = page(crossingOfBudget);

/** Crossings of one budget that somebody has seen to. */
export const acknowledgeInput = z.object({ id: uuid, crossings: z.array(uuid).min(1).max(100) });
export const acknowledgedCrossings = z.object({ items: z.array(crossingOfBudget) });
