import { type Database, type SecretBox, StartupError } from "#server/platform/index.ts";
import { sealedVersion } from "./seal.ts";
import { findKeys, type KeyRow, keyBinding } from "./store.ts";

/**
 * Start-up's question whether every stored provider key opens with this master key.
 * @throws StartupError naming the keys that do not.
 */
export async function checkKeyring(db: Database, secrets: SecretBox): Promise<void> {
  const rows = await findKeys(db);
  const closed = rows.filter((row) => !opens(secrets, row));
  if (closed.length === 0) return;
  const named = closed.slice(0, 3).map((row) => `"${row.label}" (${row.provider} ${row.region})`);
  const more = closed.length > named.length ? ` and ${closed.length - named.length} more` : "";
  const versions = [...new Set(closed.map((row) => sealedVersion(row.sealed) ?? "unknown"))].join(", ");
  throw new StartupError(
    `${closed.length} of ${rows.length} stored provider keys cannot be opened with this master key: ${named.join(", ")}${more}, sealed under key version ${versions}; start with the master key they were sealed with (DOCKET_MASTER_KEY, or the master-key file of that data folder).`,
  );
}

function opens(secrets: SecretBox, row: KeyRow): boolean {
  try {
    secrets.open(row.sealed, keyBinding(row.id));
    return true;
  } catch {
    return false;
  }
}
