import type { Context } from "#server/platform/index.ts";
import type { Observation, Recorded } from "./observation.ts";
import { recordInFull } from "./record-in-full.ts";
import { recordTogether } from "./record-together.ts";

/**
 * The one door for job news: gateway, poller, webhook and operator all come through here. All of it is written or nothing;
 * repeated, late and shuffled news are harmless. Returns null for a job that is unknown and not to be adopted.
 */
export async function recordObservation(ctx: Context, heard: Observation): Promise<Recorded | null> {
  const [recorded] = await recordTogether(ctx, [heard]);
  return recorded === undefined ? recordInFull(ctx, heard) : recorded;
}
