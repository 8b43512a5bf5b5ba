import type { RetentionSettings } from "#lib/contracts/retention.ts";

const dayMs = 86_400_000;
/** A Monday, 00:00 UTC: partitions begin on Mondays. */
const someMonday = Date.UTC(2026, 0, 5);

/** From before which instants something goes. */
export interface Due {
  /** A Monday: calls, jobs, failures and ledger rows of whole weeks. */
  metadata: Date;
  /** A Monday. */
  bodies: Date;
  /** Midnight; null = counts stay for ever. */
  rollups: Date | null;
}

/** What is due at `now`: nothing younger than its days, so a week goes when all of it is old enough. */
export function dueAt(now: Date, settings: RetentionSettings): Due {
  const { metadataDays, bodiesDays, rollupsDays } = settings;
  return {
    metadata: mondayBefore(now.getTime() - metadataDays * dayMs),
    bodies: mondayBefore(now.getTime() - bodiesDays * dayMs),
    rollups: rollupsDays === null ? null : new Date(Math.floor((now.getTime() - rollupsDays * dayMs) / dayMs) * dayMs),
  };
}

function mondayBefore(at: number): Date {
  const week = 7 * dayMs;
  return new Date(Math.floor((at - someMonday) / week) * week + someMonday);
}
