import type { CreditLoss, LossFilters, LossKind, LossTotal } from "#lib/contracts/credits.ts";
import { type Cursor, encodeCursor } from "#lib/cursor.ts";
import type { ProviderId } from "#lib/vocabulary.ts";
import { SqlFilter, type SqlRunner } from "#server/platform/index.ts";
import { evidenceOf } from "./evidence-of.ts";
import { joinPrice, pricePeriods } from "./price-store.ts";

interface LossRecord {
  id: string;
  job_id: string;
  at: Date;
  kind: LossKind;
  provider: CreditLoss["provider"];
  region: CreditLoss["region"];
  product: string;
  client_id: string | null;
  client_name: string | null;
  vendor_job_id: string;
  file_name: string | null;
  source: CreditLoss["source"];
  billed: number;
  credits: number | null;
  evidence: Record<string, unknown>;
}

interface Window {
  from: Date;
  to: Date;
}

function lossFilter(filters: LossFilters, { from, to }: Window): SqlFilter {
  return new SqlFilter()
    .where("l.at >= ?", from)
    .where("l.at < ?", to)
    .where("l.provider = ?", filters.provider)
    .where("l.region = ?", filters.region)
    .where("l.product = ?", filters.product)
    .where("l.client_id = ?", filters.client)
    .where("l.kind = ?", filters.kind);
}

/** A page of losses, newest first. */
export async function selectLosses(
  sql: SqlRunner,
  filters: LossFilters,
  window: Window,
  cursor: Cursor | null,
  limit: number,
): Promise<{ items: CreditLoss[]; next: string | null }> {
  const filter = lossFilter(filters, window);
  if (cursor) filter.always(`(l.at, l.id) < (${filter.bind(cursor.at)}, ${filter.bind(cursor.id)}::uuid)`);
  const rows = await sql.query<LossRecord & Record<string, unknown>>(
    `SELECT l.*, c.name AS client_name, j.file_name FROM credit_loss l LEFT JOIN client c ON c.id = l.client_id
     LEFT JOIN job j ON j.id = l.job_id ${filter.sql} ORDER BY l.at DESC, l.id DESC LIMIT ${filter.bind(limit + 1)}`,
    filter.values,
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(lossOf),
    next: last ? encodeCursor({ at: last.at, id: last.id }) : null,
  };
}

interface TotalRecord {
  provider: ProviderId;
  kind: LossKind;
  currency: string | null;
  jobs: number;
  reported: number;
  estimated: number;
  unknown_share: number;
  money_reported: number | null;
  money_estimated: number | null;
}

/** What was lost in the window by provider and kind, at the prices that held. */
export async function sumLosses(sql: SqlRunner, filters: LossFilters, window: Window): Promise<LossTotal[]> {
  const filter = lossFilter(filters, window);
  const sum = (source: string, factor = "") => `sum(l.credits${factor}) FILTER (WHERE l.source = '${source}')::float8`;
  const rows = await sql.query<TotalRecord & Record<string, unknown>>(
    `WITH ${pricePeriods}
     SELECT l.provider, l.kind, p.currency, count(*)::int AS jobs, coalesce(${sum("reported")}, 0) AS reported,
       coalesce(${sum("estimated")}, 0) AS estimated, count(*) FILTER (WHERE l.credits IS NULL)::int AS unknown_share,
       ${sum("reported", " * p.amount")} AS money_reported, ${sum("estimated", " * p.amount")} AS money_estimated
     FROM credit_loss l ${joinPrice("l", "at")} ${filter.sql} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    filter.values,
  );
  const groups = Map.groupBy(rows, ({ provider, kind }) => `${provider}/${kind}`);
  return [...groups.values()].map(totalOf);
}

function totalOf(rows: readonly TotalRecord[]): LossTotal {
  const { provider, kind } = rows[0] as TotalRecord;
  const total = (pick: (row: TotalRecord) => number) => rows.reduce((sum, row) => sum + pick(row), 0);
  return {
    provider,
    kind,
    jobs: total(({ jobs }) => jobs),
    reported: total(({ reported }) => reported),
    estimated: total(({ estimated }) => estimated),
    unknownShare: total(({ unknown_share }) => unknown_share),
    money: rows.flatMap(({ currency, money_reported, money_estimated }) =>
      currency ? [{ currency, reported: money_reported ?? 0, estimated: money_estimated ?? 0 }] : [],
    ),
  };
}

function lossOf(row: LossRecord): CreditLoss {
  return {
    id: row.id,
    jobId: row.job_id,
    at: row.at.toISOString(),
    kind: row.kind,
    provider: row.provider,
    region: row.region,
    product: row.product,
    client: row.client_id && row.client_name ? { id: row.client_id, name: row.client_name } : null,
    vendorJobId: row.vendor_job_id,
    fileName: row.file_name,
    source: row.source,
    billed: row.billed,
    credits: row.credits,
    evidence: evidenceOf(row.kind, row.evidence),
  };
}
