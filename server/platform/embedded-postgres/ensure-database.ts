import pg from "pg";
import { StartupError } from "../startup-error.ts";

/** Creates the database named in `url` when the cluster lacks it. @throws StartupError when the password is refused. */
export async function ensureDatabase(url: string, passwordFile: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  const maintenance = new URL(url);
  maintenance.pathname = "/postgres";
  const client = new pg.Client({ connectionString: maintenance.href, application_name: "docket start" });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    if ((error as pg.DatabaseError).code !== "28P01") throw error;
    throw new StartupError(
      `The database refuses the password in ${passwordFile}: delete that file and start again, Docket then sets a new one.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}
