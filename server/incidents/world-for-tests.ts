import { randomUUID } from "node:crypto";
import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import type { Context } from "#server/platform/index.ts";

/** An instance of Docket as the database knows it, with breakers the test opens and closes. */
export interface TestInstance {
  /** Says that it lives. */
  beat(): Promise<void>;
  /** Its breaker before an address of the place is not closed from now on. */
  hold(provider: ProviderId, region: RegionId, reason?: string): Promise<void>;
  /** Every breaker of it is closed. */
  letPass(): Promise<void>;
}

/** Writes the rows another instance would write. */
export async function startInstance({ db: { sql }, clock }: Context): Promise<TestInstance> {
  const id = randomUUID();
  await sql.query("INSERT INTO instance VALUES ($1, 'host', 1, $2, $2)", [id, clock.now()]);
  return {
    async beat() {
      await sql.query("UPDATE instance SET last_seen_at = $2 WHERE id = $1", [id, clock.now()]);
    },
    async hold(provider, region, reason = "HTTP 503") {
      const values = [id, provider, region, clock.now(), reason];
      await sql.query("INSERT INTO breaker VALUES ($1, $2, $3, 'https://a', $4, $4, $5)", values);
    },
    async letPass() {
      await sql.query("DELETE FROM breaker WHERE instance_id = $1", [id]);
    },
  };
}
