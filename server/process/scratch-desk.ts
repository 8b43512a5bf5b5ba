import { randomUUID } from "node:crypto";
import { startEmbeddedPostgres } from "#server/platform/embedded-postgres.ts";
import {
  type Clock,
  type Context,
  type Log,
  makeBackground,
  makeBus,
  makeOutbound,
  type OwnedDatabase,
  openDatabase,
  readEnv,
} from "#server/platform/index.ts";
import { migrate } from "#server/platform/migrate.ts";
import { makeSecretBox, openKeyring } from "#server/vault/index.ts";

/** A Docket without gateway, screens and loops, on a database of its own. */
export interface ScratchDesk {
  ctx: Context & { db: OwnedDatabase };
  /** Of its database; holds the password: never print it. */
  url: string;
  close(): Promise<void>;
}

/**
 * Opens one in `dataDir`, made and migrated when missing: for measures, which must ask the real questions of the real
 * schema and never touch a running Docket's data.
 * @throws StartupError with the one sentence to show.
 */
export async function openScratchDesk(dataDir: string, clock: Clock, log: Log): Promise<ScratchDesk> {
  const server = await startEmbeddedPostgres({ dataDir, log });
  try {
    await migrate(server.url, { log });
    const env = { ...readEnv({ NODE_ENV: "production" }), dataDir };
    const db = openDatabase(server.url, { poolSize: 8 });
    const outbound = makeOutbound();
    return {
      url: server.url,
      ctx: {
        db,
        clock,
        log,
        outbound,
        background: makeBackground(log),
        secrets: makeSecretBox(openKeyring(env)),
        bus: makeBus(),
        env,
        acting: { kind: "operator", id: "bench", label: "bench", role: "admin" },
        instanceId: randomUUID(),
        sandboxUrl: null,
      },
      async close() {
        await outbound.close();
        await db.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
