import { AppError, type Database } from "#server/platform/index.ts";
import type { WebhookSecret } from "#server/platform/prisma/client.ts";

/** A webhook secret as stored, sealed and bound to its row. */
export type WebhookSecretRow = WebhookSecret;

export function findSecrets(db: Database): Promise<WebhookSecretRow[]> {
  return db.prisma.webhookSecret.findMany({ orderBy: [{ provider: "asc" }, { region: "asc" }, { createdAt: "asc" }] });
}

export function findSecretsOf(db: Database, provider: string, region: string): Promise<WebhookSecretRow[]> {
  return db.prisma.webhookSecret.findMany({ where: { provider, region }, orderBy: { createdAt: "desc" } });
}

export function insertSecret(db: Database, row: WebhookSecretRow): Promise<WebhookSecretRow> {
  return db.prisma.webhookSecret.create({ data: row });
}

/** @throws AppError `not_found`. */
export async function removeSecret(db: Database, id: string): Promise<void> {
  const { count } = await db.prisma.webhookSecret.deleteMany({ where: { id } });
  if (count === 0) throw new AppError("not_found", "There is no webhook secret with this id.");
}
