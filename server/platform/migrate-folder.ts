import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

/** One folder under prisma/migrations. */
export interface Migration {
  /** The folder's name, e.g. `20261121000000_first`; names sort in the order they are applied. */
  name: string;
  sql: string;
  /** SHA-256 of the file as hex, as Prisma records it. */
  checksum: string;
}

/**
 * Names of migrations whose work earlier ones do now: they were folded into them before the first release that kept them.
 * A database that ran them has the same schema and is brought up to date like any other.
 */
export const foldedMigrations: readonly string[] = ["20261121150000_levels", "20261121160000_levels_of_credits"];

/** Reads every migration, oldest first; those of prisma/migrations below the working directory unless told otherwise. */
export async function readMigrations(folder: string = resolve("prisma", "migrations")): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const bytes = await readFile(join(folder, name, "migration.sql"));
      return { name, sql: bytes.toString("utf8"), checksum: createHash("sha256").update(bytes).digest("hex") };
    }),
  );
}
