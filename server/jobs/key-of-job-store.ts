import type { SqlRunner } from "#server/platform/index.ts";

/** The id of the provider key that made a job, by the vendor's id; null for a job nobody knows. */
export async function keyOfJob(
  sql: SqlRunner,
  provider: string,
  region: string,
  vendorJobId: string,
): Promise<string | null> {
  const [row] = await sql.query<{ key: string | null }>(
    "SELECT provider_key_id AS key FROM job WHERE provider = $1 AND region = $2 AND vendor_job_id = $3",
    [provider, region, vendorJobId],
  );
  return row?.key ?? null;
}
