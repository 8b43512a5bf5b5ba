import { auditFilters, auditList } from "#lib/contracts/audit.ts";
import { defineOperation } from "./operation.ts";

const defaultLimit = 50;

/** The audit log, newest first. */
export const listAudit = defineOperation({
  name: "audit.list",
  summary: "Who did what, newest first",
  kind: "read",
  permission: "administer",
  input: auditFilters,
  output: auditList,
  async run(ctx, { cursor, limit = defaultLimit }) {
    const rows = await ctx.db.prisma.auditRow.findMany({
      where: cursor ? { id: { lt: BigInt(cursor) } } : {},
      orderBy: { id: "desc" },
      take: limit + 1,
    });
    const items = rows.slice(0, limit).map((row) => ({
      id: String(row.id),
      at: row.at.toISOString(),
      actor: { kind: row.actorKind, label: row.actorLabel },
      action: row.action,
      target: row.target,
      detail: row.detail as Record<string, unknown>,
    }));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
});
