import type { IncidentKind } from "#lib/contracts/incidents.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import { SqlFilter, type SqlRunner } from "#server/platform/index.ts";

/** Changes of keys that can move a chart, as the audit log names them. */
const moving = ["vault.addKey", "vault.changeKey", "vault.replaceKey", "vault.deleteKey"] as const;
export type MovingChange = (typeof moving)[number];

export interface KeyChange {
  at: Date;
  action: MovingChange;
  disabled: boolean | null;
  label: string | null;
  provider: ProviderId | null;
  region: RegionId | null;
}

/** What people changed about the keys in a window, the latest first; a key that is gone is told of by the audit row. */
export function keyChanges(sql: SqlRunner, from: Date, to: Date, limit: number) {
  return sql.query<KeyChange>(
    `SELECT a.at, a.action, (a.detail->>'disabled')::boolean AS disabled, coalesce(k.label, a.detail->>'label') AS label,
       coalesce(k.provider, a.detail->>'provider') AS provider, coalesce(k.region, a.detail->>'region') AS region
     FROM audit a LEFT JOIN provider_key k ON a.target = 'provider_key:' || k.id::text
     WHERE a.at >= $1 AND a.at < $2 AND a.action = ANY($3) AND a.actor_kind <> 'system'
       AND (a.action <> 'vault.changeKey' OR a.detail->>'disabled' IS NOT NULL)
     ORDER BY a.at DESC LIMIT $4`,
    [from, to, moving, limit],
  );
}

export interface IncidentRow {
  id: string;
  kind: IncidentKind;
  provider: ProviderId;
  region: RegionId;
  opened_at: Date;
  resolved_at: Date | null;
}

/** The incidents that lasted into a window, the latest first. */
export function incidentsIn(sql: SqlRunner, { provider, region }: Scope, from: Date, to: Date, limit: number) {
  const filter = new SqlFilter()
    .where("opened_at < ?", to)
    .where("(resolved_at IS NULL OR resolved_at >= ?)", from)
    .where("provider = ?", provider)
    .where("region = ?", region);
  return sql.query<IncidentRow>(
    `SELECT id, kind, provider, region, opened_at, resolved_at FROM incident ${filter.sql}
     ORDER BY opened_at DESC, id DESC LIMIT ${filter.bind(limit)}`,
    filter.values,
  );
}
