import { placesHeldBack } from "#server/gateway/index.ts";
import type { Context } from "#server/platform/index.ts";
import { claimUncounted, countImpact, type Uncounted, writeImpact } from "./impact-store.ts";
import { openOrContinue, quieten, resolveQuiet } from "./store.ts";

const kind = "place_unavailable";
/** How long every breaker of a place must stay closed until its incident is resolved, in milliseconds. */
const quietMs = 2 * 60_000;

/**
 * One look at the breakers: where a living instance holds back calls an incident is open, and where none has done so for
 * two minutes it is resolved. Instances may look at the same time; what an incident hit is counted along the way.
 */
export async function watchBreakers(ctx: Context): Promise<void> {
  const { sql } = ctx.db;
  const now = ctx.clock.now();
  const held = await placesHeldBack(sql, now);
  for (const incident of await openOrContinue(sql, kind, held)) ctx.log.warn({ incident }, "an incident opened");
  await quieten(sql, kind, held, now);
  const resolved = await resolveQuiet(sql, kind, { quietMs, now });
  for (const incident of resolved) ctx.log.info({ incident }, "an incident is resolved");
  for (const each of await claimUncounted(sql, now)) await count(ctx, each, now);
}

/** A count that takes too long is tried again when it is next due: opening and resolving must not wait for it. */
async function count(ctx: Context, incident: Uncounted, at: Date): Promise<void> {
  try {
    await writeImpact(ctx.db.sql, incident, await countImpact(ctx.db.questions, incident), at);
  } catch (error) {
    ctx.log.warn({ err: error, incident: incident.id }, "what an incident hit could not be counted");
  }
}
