import { type IncidentFilters, type IncidentSummary, incidentImpact } from "#lib/contracts/incidents.ts";
import type { Cursor } from "#lib/cursor.ts";
import { keysetOf, pageOf, SqlFilter, type SqlRunner } from "#server/platform/index.ts";

/** An incident as it is kept. */
export interface IncidentRecord {
  id: string;
  kind: IncidentSummary["kind"];
  provider: IncidentSummary["provider"];
  region: IncidentSummary["region"];
  opened_at: Date;
  quiet_since: Date | null;
  resolved_at: Date | null;
  reason: string;
  impact: unknown;
  counted_at: Date | null;
  acknowledged_by: string | null;
  acknowledged_at: Date | null;
}

/** A page of the incidents that lasted into the window, the newest first. */
export async function selectIncidents(
  sql: SqlRunner,
  filters: IncidentFilters,
  window: { from: Date; to: Date },
  cursor: Cursor | null,
  limit: number,
): Promise<{ items: IncidentSummary[]; next: string | null }> {
  const filter = new SqlFilter()
    .where("i.opened_at < ?", window.to)
    .where("(i.resolved_at IS NULL OR i.resolved_at >= ?)", window.from)
    .where("i.provider = ?", filters.provider)
    .where("i.region = ?", filters.region);
  if (filters.state === "open") filter.always("i.resolved_at IS NULL");
  if (filters.state === "resolved") filter.always("i.resolved_at IS NOT NULL");
  const keyset = keysetOf("i", "opened_at");
  keyset.startAfter(filter, cursor);
  const rows = await sql.query<IncidentRecord>(
    `SELECT i.* FROM incident i ${filter.sql} ORDER BY ${keyset.orderBy} LIMIT ${filter.bind(limit + 1)}`,
    filter.values,
  );
  return pageOf(rows, limit, (row) => row.opened_at, summaryOf);
}

/** One incident as it is kept. */
export async function selectIncident(sql: SqlRunner, id: string): Promise<IncidentRecord | null> {
  const [row] = await sql.query<IncidentRecord>("SELECT * FROM incident WHERE id = $1::uuid", [id]);
  return row ?? null;
}

const nothingYet = { callsRefused: 0, callsFailed: 0, clients: { count: 0, named: [] }, failures: [] };

/** What it hit, as far as it is counted. */
export function impactOf({ impact }: IncidentRecord) {
  return impact === null ? nothingYet : incidentImpact.parse(impact);
}

/** The incident as lists show it. */
export function summaryOf(row: IncidentRecord): IncidentSummary {
  const { callsRefused, callsFailed, clients } = impactOf(row);
  return {
    id: row.id,
    kind: row.kind,
    provider: row.provider,
    region: row.region,
    openedAt: row.opened_at.toISOString(),
    quietSince: row.quiet_since?.toISOString() ?? null,
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    reason: row.reason,
    callsRefused,
    callsFailed,
    clients: clients.count,
    countedAt: row.counted_at?.toISOString() ?? null,
    acknowledged:
      row.acknowledged_by !== null && row.acknowledged_at !== null
        ? { by: row.acknowledged_by, at: row.acknowledged_at.toISOString() }
        : null,
  };
}
