import type { CreditDimension, StackDimension } from "#lib/contracts/credits.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import type { ProviderId } from "#lib/vocabulary.ts";
import { type Buckets, bucketIndexSql, countsSource } from "#server/metrics/index.ts";
import type { SqlRunner } from "#server/platform/index.ts";
import { joinPrice, pricePeriods } from "./price-store.ts";

/** Sums of one provider, one key and one currency; `currency` null = no price holds there. */
export interface SumRecord {
  provider: ProviderId;
  key: string;
  currency: string | null;
  reported: number;
  estimated: number;
  unknown: number;
  drift: number;
  foreseen: number;
  paged: number;
  pages: number;
  money_reported: number | null;
  money_estimated: number | null;
}

const keys: Record<CreditDimension, string> = {
  provider: "r.provider",
  region: "r.region",
  product: "r.product",
  client: "r.client",
  tier: "r.tier",
  day: "to_char(r.bucket AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
};

const sums = `sum(r.credits_reported)::float8 AS reported, sum(r.credits_estimated)::float8 AS estimated,
  sum(r.credits_unknown)::int AS unknown, sum(r.credits_drift)::float8 AS drift, sum(r.credits_foreseen)::float8 AS foreseen`;
const something = "(sum(r.credits_reported), sum(r.credits_estimated), sum(r.credits_unknown)) <> (0, 0, 0)";

/** What the counts have to tell apart beside provider, region and time. */
function fineBy(by: CreditDimension): readonly ("product" | "client" | "tier")[] {
  return by === "product" || by === "client" || by === "tier" ? [by] : [];
}

/** Credits by provider and one more dimension, at the prices that held. */
export function sumCreditsBy(
  sql: SqlRunner,
  { scope, by, buckets, now }: { scope: Scope; by: CreditDimension; buckets: Buckets; now: Date },
): Promise<SumRecord[]> {
  const { from, to, bucketMs: widthMs } = buckets;
  const { sql: source, filter } = countsSource({ scope, from, to, widthMs, now, by: fineBy(by) });
  filter.always("r.family = ''").always("r.entry = ''");
  return sql.query<SumRecord & Record<string, unknown>>(
    `WITH ${pricePeriods}
     SELECT r.provider, ${keys[by]} AS key, p.currency, ${sums}, sum(r.credits_paged)::float8 AS paged,
       sum(r.credit_pages)::int8 AS pages, sum(r.credits_reported * p.amount)::float8 AS money_reported,
       sum(r.credits_estimated * p.amount)::float8 AS money_estimated
     FROM ${source} ${joinPrice("r", "bucket")} ${filter.sql} GROUP BY 1, 2, 3 HAVING ${something}`,
    filter.values,
  );
}

/** Sums of one provider, one bucket and one key. */
export interface BucketRecord {
  provider: ProviderId;
  bucket: number;
  key: string;
  reported: number;
  estimated: number;
  unknown: number;
  drift: number;
  foreseen: number;
}

/** Credits by provider, bucket and what they are stacked by. */
export function sumCreditsOverTime(
  sql: SqlRunner,
  { scope, by, buckets, now }: { scope: Scope; by: StackDimension; buckets: Buckets; now: Date },
): Promise<BucketRecord[]> {
  const { from, to, bucketMs: widthMs } = buckets;
  const { sql: source, filter } = countsSource({ scope, from, to, widthMs, now, by: fineBy(by) });
  filter.always("r.family = ''").always("r.entry = ''");
  return sql.query<BucketRecord & Record<string, unknown>>(
    `SELECT r.provider, ${bucketIndexSql("r.bucket", buckets)} AS bucket, ${keys[by]} AS key, ${sums}
     FROM ${source} ${filter.sql} GROUP BY 1, 2, 3 HAVING ${something}`,
    filter.values,
  );
}

/** Names of clients by id; one that was deleted has none. */
export async function clientNames(sql: SqlRunner, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<{ id: string; name: string }>(
    "SELECT id::text AS id, name FROM client WHERE id = ANY($1::uuid[])",
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
