import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { type Viewer, viewer } from "#lib/contracts/session.ts";
import type { Role } from "#lib/vocabulary.ts";
import type { Context, Secret } from "#server/platform/index.ts";
import { insertOperator } from "./store.ts";

/** Shortest and longest password Docket takes, in characters. */
export const passwordLength = { min: 8, max: 128 } as const;

/** Makes an operator who can sign in with this password. Part of a write: the caller audits it. */
export async function createOperator(
  ctx: Context,
  person: { name: string; email: string; password: Secret; role: Role },
): Promise<Viewer> {
  const row = await insertOperator(ctx.db, {
    id: randomUUID(),
    name: person.name,
    email: person.email.toLowerCase(),
    role: person.role,
    passwordHash: await hashPassword(person.password.open()),
    createdAt: ctx.clock.now(),
  });
  return viewer.parse(row);
}
