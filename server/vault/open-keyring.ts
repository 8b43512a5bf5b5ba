import { type Keyring, parseKeyring } from "./keyring.ts";
import { masterKeyPath, readMasterKeyFile } from "./master-key-file.ts";

/**
 * The key ring of this Docket: DOCKET_MASTER_KEY where it is set, else the data folder's `master-key`, which is made
 * at the first start.
 * @throws StartupError when the key is malformed, or its file is open to others or cannot be used.
 */
export function openKeyring(env: { masterKey: string | null; dataDir: string }): Keyring {
  if (env.masterKey !== null) return parseKeyring(env.masterKey, "DOCKET_MASTER_KEY");
  return parseKeyring(readMasterKeyFile(env.dataDir), `The file ${masterKeyPath(env.dataDir)}`);
}
