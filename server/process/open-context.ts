import { randomUUID } from "node:crypto";
import {
  type Context,
  type Env,
  type Log,
  makeBackground,
  makeOutbound,
  type OwnedDatabase,
  openDatabase,
  systemClock,
} from "#server/platform/index.ts";
import { openNews } from "#server/platform/news.ts";
import { makeSecretBox, openKeyring } from "#server/vault/index.ts";
import type { Closers } from "./closers.ts";

/** The context of a process that owns its database pool. */
export type OwnContext = Context & { db: OwnedDatabase };

/** What differs from process to process. */
export interface ContextParts {
  databaseUrl: string;
  /** Connections to the database; left out = as many as the main process has. */
  poolSize?: number;
  sandboxUrl(): string | null;
  spool(): Context["spool"];
}

/** Opens what every process needs: the database, the news, the way out, the key to the vault. */
export async function openContext(
  env: Env,
  log: Log,
  { databaseUrl, poolSize, sandboxUrl, spool }: ContextParts,
  closers: Closers,
): Promise<{ ctx: OwnContext; keyring: ReturnType<typeof openKeyring> }> {
  const keyring = openKeyring(env);
  const db = openDatabase(databaseUrl, { poolSize });
  closers.add(() => db.close());
  const instanceId = randomUUID();
  const bus = await openNews(databaseUrl, instanceId, log);
  closers.add(() => bus.close());
  const outbound = makeOutbound();
  closers.add(() => outbound.close());
  const background = makeBackground(log);
  closers.add(() => background.stop());
  const ctx: OwnContext = {
    db,
    clock: systemClock,
    log,
    outbound,
    background,
    secrets: makeSecretBox(keyring),
    bus,
    env,
    acting: { kind: "system", label: "docket" },
    instanceId,
    get sandboxUrl() {
      return sandboxUrl();
    },
    get spool() {
      return spool();
    },
  };
  return { ctx, keyring };
}
