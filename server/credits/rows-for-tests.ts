import { randomUUID } from "node:crypto";
import type { TestWorld } from "#server/testing/index.ts";

/** What a test says of a billed job; everything else is usual. */
export interface BilledJob {
  provider?: string;
  region?: string;
  product?: string;
  tier?: string | null;
  client?: string | null;
  at?: Date;
  source?: "reported" | "estimated" | "unknown";
  credits?: number | null;
  estimated?: number | null;
  pages?: number | null;
}

/** Writes ledger entries as the jobs would. */
export async function writeBilled(world: TestWorld, ...jobs: BilledJob[]): Promise<void> {
  for (const job of jobs) {
    const at = job.at ?? new Date(world.clock.now().getTime() - 60_000);
    await world.ctx.db.sql.query(
      `INSERT INTO credit_entry (id, provider, region, billed_key, client_id, product, tier, at, source, credits, estimated, pages, updated_at)
       VALUES ($1,$2,$3,$1::uuid::text,$4,$5,$6,$7,$8,$9,$10,$11,$7)`,
      [
        randomUUID(),
        job.provider ?? "llamaparse",
        job.region ?? "eu",
        job.client ?? null,
        job.product ?? "parse",
        job.tier ?? null,
        at,
        job.source ?? "reported",
        job.credits ?? null,
        job.estimated ?? null,
        job.pages ?? null,
      ],
    );
  }
}
