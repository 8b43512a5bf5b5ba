import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { StartupError } from "./startup-error.ts";

/** Oldest server whose SQL Docket's migrations and queries keep to. */
const oldestMajor = 14;
const connectTimeoutMs = 10_000;
/** How long a server that says it is still starting up is waited for. */
const startingUpMs = 60_000;

/**
 * Opens one connection for migrating, without statement time-out.
 * @throws StartupError with one sentence that names host, database and user but never the password.
 */
export async function connectForMigration(url: string): Promise<pg.Client> {
  const place = parsePlace(url);
  for (const deadline = Date.now() + startingUpMs; ; await sleep(500)) {
    const client = new pg.Client({
      connectionString: url,
      application_name: "docket migrate",
      connectionTimeoutMillis: connectTimeoutMs,
    });
    // The error that ends a connection also rejects the query that was running.
    client.on("error", () => {});
    try {
      await client.connect();
      await checkServer(client, place);
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      const isStartingUp = (error as pg.DatabaseError).code === "57P03";
      if (!isStartingUp || Date.now() > deadline) throw error instanceof StartupError ? error : refusal(error, place);
    }
  }
}

interface Place {
  host: string;
  database: string;
  user: string;
}

function parsePlace(url: string): Place {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !["postgres:", "postgresql:"].includes(parsed.protocol)) {
    throw new StartupError(
      "DATABASE_URL is not a PostgreSQL address: write it as postgresql://user:password@host:5432/database.",
    );
  }
  return {
    host: parsed.host || parsed.searchParams.get("host") || "localhost",
    database: parsed.pathname.slice(1) || parsed.username,
    user: parsed.username,
  };
}

async function checkServer(client: pg.Client, { host }: Place): Promise<void> {
  const { rows } = await client.query<{ major: number }>(
    "SELECT current_setting('server_version_num')::int / 10000 AS major",
  );
  const major = rows[0]?.major ?? 0;
  if (major >= oldestMajor) return;
  throw new StartupError(
    `The database server at ${host} is PostgreSQL ${major}: Docket needs ${oldestMajor} or newer, 18 is what it is tested on.`,
  );
}

/** Reasons by SQLSTATE (PostgreSQL's appendix A) or by the system's error code. */
const reasons: Record<string, (place: Place) => string> = {
  ECONNREFUSED: ({ host }) => `nothing listens at ${host}`,
  ENOTFOUND: ({ host }) => `the host name in ${host} is not known`,
  EAI_AGAIN: ({ host }) => `the host name in ${host} cannot be looked up now`,
  EHOSTUNREACH: ({ host }) => `${host} cannot be reached`,
  ENETUNREACH: ({ host }) => `${host} cannot be reached`,
  ETIMEDOUT: ({ host }) => `${host} does not answer`,
  ENOENT: ({ host }) => `there is no server socket at ${host}`,
  "28P01": ({ host, user }) => `${host} refuses the password of user ${user}`,
  "28000": ({ host, user, database }) => `${host} does not let user ${user} into database ${database}`,
  "3D000": ({ host, database }) => `${host} has no database ${database}; create it first`,
  "53300": ({ host }) => `${host} has no free connection`,
  "57P03": ({ host }) => `${host} is still starting up or shutting down`,
};

function refusal(error: unknown, place: Place): StartupError {
  const { code = "", message = "" } = error as NodeJS.ErrnoException;
  const reason = reasons[code]?.(place) ?? wordedReason(message, place) ?? `${place.host} is not a usable PostgreSQL`;
  return new StartupError(`The database in DATABASE_URL cannot be used: ${reason}.`);
}

/** What the driver says in words only. */
function wordedReason(message: string, { host, user }: Place): string | null {
  if (/password must be a/.test(message)) return `${host} asks for a password of user ${user} and the address has none`;
  if (/timeout expired/.test(message)) return `${host} does not answer as a PostgreSQL within 10 s`;
  if (/does not support SSL/.test(message)) return `${host} does not offer the encrypted connection that was asked for`;
  if (/certificate/.test(message)) return `the certificate of ${host} is not trusted`;
  return null;
}
