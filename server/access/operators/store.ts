import { type PrismaConfig, prismaAdapter } from "better-auth/adapters/prisma";
import type { Database } from "#server/platform/index.ts";
import type { User } from "#server/platform/prisma/client.ts";

export type OperatorRow = User;

/** A person to be let in with a password. The hash is Better Auth's. */
export interface NewOperator {
  id: string;
  name: string;
  /** Lower case: Better Auth looks addresses up that way. */
  email: string;
  role: string;
  passwordHash: string;
  createdAt: Date;
}

/** Better Auth's way to its own tables. */
export function authAdapter(db: Database) {
  const config: PrismaConfig = { provider: "postgresql" };
  return prismaAdapter(db.prisma, config);
}

export async function anyOperator(db: Database): Promise<boolean> {
  return (await db.prisma.user.findFirst({ select: { id: true } })) !== null;
}

export function findOperator(db: Database, id: string): Promise<OperatorRow | null> {
  return db.prisma.user.findUnique({ where: { id } });
}

/** Writes the operator and the password account as Better Auth's own sign-up would. */
export function insertOperator(db: Database, operator: NewOperator): Promise<OperatorRow> {
  const { passwordHash, ...person } = operator;
  const { id, createdAt } = person;
  return db.prisma.user.create({
    data: {
      ...person,
      updatedAt: createdAt,
      accounts: {
        create: {
          id,
          accountId: id,
          providerId: "credential",
          password: passwordHash,
          createdAt,
          updatedAt: createdAt,
        },
      },
    },
  });
}

/** Keeps a new set-up link and ends every earlier one that was not used. */
export async function replaceSetupLink(
  db: Database,
  link: { tokenHash: Uint8Array<ArrayBuffer>; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await db.prisma.setupLink.deleteMany({ where: { usedAt: null } });
  await db.prisma.setupLink.create({ data: link });
}

/** Spends a set-up link; false when it is unknown, spent or expired. */
export async function spendSetupLink(db: Database, tokenHash: Uint8Array<ArrayBuffer>, now: Date): Promise<boolean> {
  const { count } = await db.prisma.setupLink.updateMany({
    where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count > 0;
}

/** Lets only one first operator be made, until the transaction ends. */
export async function lockFirstOperator(db: Database): Promise<void> {
  await db.sql.query("SELECT pg_advisory_xact_lock(hashtext('access.first_operator'))::text AS locked");
}
