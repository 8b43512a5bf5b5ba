import { z } from "zod";
import { type Context, defineOperation } from "#server/platform/index.ts";
import type { Keyring } from "./keyring.ts";
import { sealedVersion } from "./seal.ts";
import { findKeys, type KeyRow, keyBinding, updateKey } from "./store.ts";

const resealKeys = defineOperation({
  name: "vault.resealKeys",
  summary: "Seal provider keys anew under the newest master key version",
  kind: "write",
  permission: "administer",
  input: z.object({ toVersion: z.int().min(1) }),
  output: z.object({ resealed: z.int() }),
  async run(ctx, { toVersion }) {
    const old = await findKeysNotUnder(ctx, toVersion);
    for (const row of old) {
      const secret = ctx.secrets.open(row.sealed, keyBinding(row.id));
      const sealed = ctx.secrets.seal(secret, keyBinding(row.id));
      await updateKey(ctx.db, row.id, { sealed, updatedAt: row.updatedAt });
    }
    return { resealed: old.length };
  },
  audit: ({ toVersion }, { resealed }) => ({ target: "provider_keys", detail: { toVersion, resealed } }),
});

/**
 * Seals every key that still lies under an older version of the master key anew, so that the older version can be taken
 * out of DOCKET_MASTER_KEY. Start-up calls it after `checkKeyring`; with nothing to do it writes nothing.
 * @returns how many keys were sealed anew.
 */
export async function resealOldKeys(ctx: Context, keyring: Keyring): Promise<number> {
  const toVersion = keyring.currentVersion;
  if ((await findKeysNotUnder(ctx, toVersion)).length === 0) return 0;
  return (await resealKeys(ctx, { toVersion })).resealed;
}

async function findKeysNotUnder(ctx: Context, version: number): Promise<KeyRow[]> {
  return (await findKeys(ctx.db)).filter((row) => sealedVersion(row.sealed) !== version);
}
