import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One folder under prisma/migrations. */
export interface Migration {
  /** The folder's name, e.g. `20261121000000_first`; names sort in the order they are applied. */
  name: string;
  sql: string;
  /** SHA-256 of the file as hex, as Prisma records it. */
  checksum: string;
}

const defaultFolder = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/** Reads every migration, oldest first. */
export async function readMigrations(folder: string = defaultFolder): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const bytes = await readFile(join(folder, name, "migration.sql"));
      return { name, sql: bytes.toString("utf8"), checksum: createHash("sha256").update(bytes).digest("hex") };
    }),
  );
}
