import type { FailureDimension } from "#lib/contracts/questions.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import type { SqlRunner } from "#server/platform/index.ts";
import { countsSource, timesSource } from "../rollups/counts-source.ts";
import { attemptsSql, dimensionSql } from "./failure-series-store.ts";

/** A period's counts for one value of a dimension. */
export interface PeriodRecord {
  key: string;
  calls: number;
  jobs: number;
  failures: number;
  attempts: number;
  pages: number;
  reported: number;
  estimated: number;
  unknown: number;
}

interface PeriodQuestion {
  scope: Scope;
  from: Date;
  to: Date;
  /** How coarse the counts may be, in milliseconds. */
  widthMs: number;
  now: Date;
  by: FailureDimension;
}

/** A period's counts by a dimension. */
export function countPeriod(sql: SqlRunner, { by, ...question }: PeriodQuestion): Promise<PeriodRecord[]> {
  const { column, needs } = dimensionSql(by);
  const source = countsSource({ ...question, by: needs });
  return sql.query<PeriodRecord & Record<string, unknown>>(
    `SELECT ${column} AS key, sum(r.calls)::int8 AS calls, sum(r.jobs)::int8 AS jobs, sum(r.failures)::int8 AS failures,
       ${attemptsSql} AS attempts, sum(r.pages)::int8 AS pages, sum(r.credits_reported)::float8 AS reported,
       sum(r.credits_estimated)::float8 AS estimated, sum(r.credits_unknown)::int8 AS unknown
     FROM ${source.sql} ${source.filter.sql} GROUP BY 1`,
    source.filter.values,
  );
}

/** How long a period's whole jobs took, as a histogram by a dimension; families and entries have none. */
export function periodDurations(sql: SqlRunner, { by, ...question }: PeriodQuestion) {
  const { column, needs } = dimensionSql(by);
  const source = timesSource({ ...question, by: needs }, "job");
  return sql.query<{ key: string; slot: number; n: number }>(
    `SELECT ${column} AS key, u.slot, sum(u.n)::int8 AS n
     FROM ${source.sql}, LATERAL unnest(r.slots, r.counts) AS u(slot, n) ${source.filter.sql} GROUP BY 1, 2`,
    source.filter.values,
  );
}
