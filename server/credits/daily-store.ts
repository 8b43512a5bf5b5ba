import type { Scope } from "#lib/contracts/scope.ts";
import { countsSource } from "#server/metrics/index.ts";
import type { SqlRunner } from "#server/platform/index.ts";

/** Credits of one day at one place; `client` is empty where clients are added up. */
export interface DayRecord {
  provider: string;
  region: string;
  client: string;
  at: Date;
  reported: number;
  estimated: number;
  unknown: number;
}

interface Span {
  scope: Scope;
  from: Date;
  to: Date;
  now: Date;
}

const dayMs = 86_400_000;

/** Credits by place and day of the days from `from` on; with `clients`, of those and apart. */
export function creditsByDay(
  sql: SqlRunner,
  { scope, from, to, now }: Span,
  clients?: readonly string[],
): Promise<DayRecord[]> {
  const by = clients ? (["client"] as const) : [];
  const { sql: source, filter } = countsSource({ scope, from, to, widthMs: dayMs, now, by });
  filter.always("r.family = ''").always("r.entry = ''").where("r.client = ANY(?)", clients);
  const client = clients || scope.client ? "r.client" : "''";
  return sql.query<DayRecord & Record<string, unknown>>(
    `SELECT r.provider, r.region, ${client} AS client, date_bin('1 day', r.bucket, '2000-01-01 00:00:00+00') AS at,
       sum(r.credits_reported)::float8 AS reported, sum(r.credits_estimated)::float8 AS estimated,
       sum(r.credits_unknown)::int AS unknown
     FROM ${source} ${filter.sql} GROUP BY 1, 2, 3, 4
     HAVING (sum(r.credits_reported), sum(r.credits_estimated), sum(r.credits_unknown)) <> (0, 0, 0)`,
    filter.values,
  );
}
