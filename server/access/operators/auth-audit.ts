import type { BetterAuthOptions } from "better-auth";
import { roles } from "#lib/vocabulary.ts";
import { type Context, writeAudit } from "#server/platform/index.ts";
import { findOperator } from "./store.ts";

/** Audit rows for what people do through Better Auth's own routes. */
export function auditHooks(ctx: Context): BetterAuthOptions["databaseHooks"] {
  return {
    session: {
      create: { after: (session) => auditOperator(ctx, session.userId, "access.signIn") },
      delete: { after: (session) => auditOperator(ctx, session.userId, "access.endSession") },
    },
    account: { update: { after: (account) => auditOperator(ctx, account.userId, "access.changePassword") } },
  };
}

async function auditOperator(ctx: Context, operatorId: string, action: string): Promise<void> {
  const operator = await findOperator(ctx.db, operatorId);
  if (!operator) return;
  const role = roles.find((known) => known === operator.role) ?? "viewer";
  const acting = { kind: "operator", id: operator.id, label: operator.email, role } as const;
  await writeAudit({ ...ctx, acting }, action, { target: `operator:${operator.id}` });
}
