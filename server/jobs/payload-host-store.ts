import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import { AppError, type Database, type SqlRunner } from "#server/platform/index.ts";

/** An allowed host as stored. */
export interface PayloadHostRow {
  id: string;
  provider: ProviderId;
  region: RegionId;
  host: string;
  createdAt: Date;
}

/** Every allowed host, or those of one place, by name. */
export async function findPayloadHosts(
  db: Database,
  place?: { provider: string; region: string },
): Promise<PayloadHostRow[]> {
  const rows = await db.prisma.payloadHost.findMany({ where: place ?? {}, orderBy: { host: "asc" } });
  return rows as PayloadHostRow[];
}

/** The names alone. */
export const hostsOf = (rows: readonly PayloadHostRow[]): string[] => rows.map(({ host }) => host);

/** Keeps a host; false when it is allowed already. */
export async function insertPayloadHost(db: Database, row: PayloadHostRow): Promise<boolean> {
  const { count } = await db.prisma.payloadHost.createMany({ data: row, skipDuplicates: true });
  return count === 1;
}

/** Forgets a host and returns it. @throws AppError `not_found`. */
export async function removePayloadHost(db: Database, id: string): Promise<PayloadHostRow> {
  const row = await db.prisma.payloadHost.findUnique({ where: { id } });
  if (!row) throw new AppError("not_found", "There is no allowed host with this id.");
  await db.prisma.payloadHost.deleteMany({ where: { id } });
  return row as PayloadHostRow;
}

/** Hosts of accepted deliveries, the latest first: at most 20 of each place. */
export function hostsOfDeliveries(sql: SqlRunner) {
  return sql.query<{ provider: string; region: string; host: string; deliveries: number; last_at: Date }>(
    `SELECT provider, region, host, deliveries, last_at FROM (
       SELECT provider, region, link_host AS host, count(*)::int AS deliveries, max(at) AS last_at,
         row_number() OVER (PARTITION BY provider, region ORDER BY max(at) DESC) AS place
       FROM webhook_delivery WHERE link_host IS NOT NULL AND outcome = 'accepted' AND reason = 'link_host_not_allowed'
       GROUP BY 1, 2, 3) hosts
     WHERE place <= 20 ORDER BY last_at DESC`,
  );
}
