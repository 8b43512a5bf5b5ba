import { v7 as uuidv7 } from "uuid";
import { postgresJson, type SqlRunner } from "#server/platform/index.ts";
import type { BilledEvent } from "./billed-events.ts";

const rank = (source: string) => `CASE ${source} WHEN 'reported' THEN 2 WHEN 'estimated' THEN 1 ELSE 0 END`;

const betterSql = `${rank("excluded.source")} >= ${rank("l.source")}`;

const columns = `id uuid, provider text, region text, "billedKey" text, "jobId" uuid, "clientId" uuid, product text, tier text,
  at timestamptz, source text, credits numeric, estimated numeric, pages int, rule text, "updatedAt" timestamptz`;

const insertSql = `INSERT INTO credit_entry AS l (id, provider, region, billed_key, job_id, client_id, product, tier, at, source,
  credits, estimated, pages, rule, updated_at)`;

const replaceSql = `ON CONFLICT (provider, region, billed_key) DO UPDATE SET job_id = excluded.job_id,
  client_id = excluded.client_id, product = excluded.product, tier = excluded.tier, at = excluded.at, source = excluded.source,
  credits = excluded.credits, estimated = excluded.estimated, pages = excluded.pages, rule = excluded.rule,
  updated_at = excluded.updated_at
  WHERE (l.source, l.credits, l.client_id, l.tier, l.pages, l.at, l.job_id) IS DISTINCT FROM
    (excluded.source, excluded.credits, excluded.client_id, excluded.tier, excluded.pages, excluded.at, excluded.job_id)`;

/**
 * SQL that does as `writeLedger` with those of the billed events in a JSON `list` (a set of records) that are `only`, each its job's own: that
 * job's news replace whatever is as good or worse.
 */
export function insertOwnBillsSql(list: string, only: string): string {
  return `${insertSql} SELECT id, provider, region, "billedKey", "jobId", "clientId", product, tier, at, source, credits, estimated,
      pages, rule, "updatedAt"
    FROM ${list} AS t(${columns}) WHERE ${only} ORDER BY provider, region, "billedKey"
    ${replaceSql} AND ${betterSql}`;
}

/**
 * Writes billed events into the ledger, one row per billed thing: better news (reported before estimated before unknown)
 * replaces what stands there, the same job's news replaces its own, and nothing is counted twice. A part that was billed
 * for another job is that job's, with its client, tier and pages, where Docket follows it; who told of such a part is kept.
 */
export async function writeLedger(sql: SqlRunner, events: readonly BilledEvent[], now: Date): Promise<void> {
  if (events.length === 0) return;
  const list = postgresJson(events.map((event) => ({ id: uuidv7(), updatedAt: now, ...event })));
  await sql.query(
    `${insertSql} SELECT t.id, t.provider, t.region, t."billedKey", coalesce(o.id, t."jobId"), coalesce(o.client_id, t."clientId"), t.product,
       coalesce(t.tier, o.tier), t.at, t.source, t.credits, t.estimated, coalesce(t.pages, o.pages), t.rule, t."updatedAt"
     FROM json_to_recordset($1::json) AS t(${columns})
     LEFT JOIN job o ON o.provider = t.provider AND o.region = t.region AND o.vendor_job_id = t."billedKey"
     ${replaceSql} AND ${betterSql}
       AND (l.job_id = excluded.job_id OR ${rank("excluded.source")} > ${rank("l.source")}
         OR EXISTS (SELECT 1 FROM job o WHERE o.id = excluded.job_id AND o.vendor_job_id = l.billed_key))`,
    [list],
  );
  await sql.query(
    `INSERT INTO credit_rider (provider, region, billed_key, job_id)
     SELECT t.provider, t.region, t."billedKey", j.id FROM json_to_recordset($1::json) AS t(${columns})
     JOIN job j ON j.id = t."jobId" AND j.vendor_job_id <> t."billedKey" ON CONFLICT DO NOTHING`,
    [list],
  );
}
