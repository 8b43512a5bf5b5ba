import type { Context } from "./context.ts";

/** What a write leaves behind for later readers; never a secret. */
export interface AuditNote {
  /** The thing acted on, e.g. `provider_key:<id>`. */
  target: string;
  detail?: Record<string, unknown>;
}

/** Writes one audit row in the current transaction. */
export async function writeAudit(ctx: Context, action: string, note: AuditNote): Promise<void> {
  const { acting } = ctx;
  await ctx.db.prisma.auditRow.create({
    data: {
      at: ctx.clock.now(),
      actorKind: acting.kind,
      actorId: acting.kind === "system" ? null : acting.id,
      actorLabel: acting.label,
      action,
      target: note.target,
      detail: (note.detail ?? {}) as object,
    },
  });
}
