import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import type { SqlRunner } from "#server/platform/index.ts";

/** Changes of keys that can move a chart, as the audit log names them. */
const moving = ["vault.addKey", "vault.changeKey", "vault.replaceKey", "vault.deleteKey"] as const;
export type MovingChange = (typeof moving)[number];

/** What people changed about the keys in a window, the latest first; a key that is gone is told of by the audit row. */
export function keyChanges(sql: SqlRunner, from: Date, to: Date, limit: number) {
  return sql.query<{
    at: Date;
    action: MovingChange;
    disabled: boolean | null;
    label: string | null;
    provider: ProviderId | null;
    region: RegionId | null;
  }>(
    `SELECT a.at, a.action, (a.detail->>'disabled')::boolean AS disabled, coalesce(k.label, a.detail->>'label') AS label,
       coalesce(k.provider, a.detail->>'provider') AS provider, coalesce(k.region, a.detail->>'region') AS region
     FROM audit a LEFT JOIN provider_key k ON a.target = 'provider_key:' || k.id::text
     WHERE a.at >= $1 AND a.at < $2 AND a.action = ANY($3) AND a.actor_kind <> 'system'
       AND (a.action <> 'vault.changeKey' OR a.detail->>'disabled' IS NOT NULL)
     ORDER BY a.at DESC LIMIT $4`,
    [from, to, moving, limit],
  );
}
