import type { FailureDimension } from "#lib/contracts/questions.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import type { SqlRunner } from "#server/platform/index.ts";
import { countsSource, failuresSource, timesSource } from "../rollups/counts-source.ts";
import { attemptsSql, type DimensionSql, dimensionSql } from "./failure-series-store.ts";

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

/** A period's counts by a dimension. A cause has failures only: all else stands under the key `""`, everybody's together. */
export async function countPeriod(sql: SqlRunner, question: PeriodQuestion): Promise<PeriodRecord[]> {
  const { by } = question;
  if (by !== "family" && by !== "entry") return countTogether(sql, question, dimensionSql(by));
  const [together, causes] = await Promise.all([
    countTogether(sql, question, { column: "''::text", needs: [] }),
    countCauses(sql, question, dimensionSql(by)),
  ]);
  const nothing = { calls: 0, jobs: 0, attempts: 0, pages: 0, reported: 0, estimated: 0, unknown: 0 };
  return [
    ...together.map((row) => ({ ...row, failures: 0 })),
    ...causes.map(({ key, failures }) => ({ ...nothing, key, failures })),
  ];
}

function countTogether(
  sql: SqlRunner,
  question: PeriodQuestion,
  { column, needs }: DimensionSql,
): Promise<PeriodRecord[]> {
  const source = countsSource({ ...question, isSum: true, by: needs });
  return sql.query<PeriodRecord & Record<string, unknown>>(
    `SELECT ${column} AS key, sum(r.calls)::int8 AS calls, sum(r.jobs)::int8 AS jobs, sum(r.failures)::int8 AS failures,
       ${attemptsSql} AS attempts, sum(r.pages)::int8 AS pages, sum(r.credits_reported)::float8 AS reported,
       sum(r.credits_estimated)::float8 AS estimated, sum(r.credits_unknown)::int8 AS unknown
     FROM ${source.sql} ${source.filter.sql} GROUP BY 1`,
    source.filter.values,
  );
}

function countCauses(sql: SqlRunner, question: PeriodQuestion, { column, needs }: DimensionSql) {
  const source = failuresSource({ ...question, isSum: true, by: needs });
  return sql.query<{ key: string; failures: number }>(
    `SELECT ${column} AS key, sum(r.failures)::int8 AS failures FROM ${source.sql} ${source.filter.sql} GROUP BY 1`,
    source.filter.values,
  );
}

/** How long a period's whole jobs took, as a histogram by a dimension; families and entries have none. */
export function periodDurations(sql: SqlRunner, { by, ...question }: PeriodQuestion) {
  const { column, needs } = dimensionSql(by);
  const source = timesSource({ ...question, isSum: true, by: needs }, "job");
  return sql.query<{ key: string; slot: number; n: number }>(
    `SELECT ${column} AS key, u.slot, sum(u.n)::int8 AS n
     FROM ${source.sql}, LATERAL unnest(r.slots, r.counts) AS u(slot, n) ${source.filter.sql} GROUP BY 1, 2`,
    source.filter.values,
  );
}
