import type { Context } from "#server/platform/context.ts";
import { baseUrlFor } from "./base-url.ts";
import { findPlace } from "./key-place.ts";
import { findKeys, type KeyRow, keyBinding } from "./store.ts";
import type { Target } from "./targets.ts";

/**
 * Every provider key in use, opened, oldest first, for work inside this process: it asks for no permission, so its
 * answer must never leave. Left out are disabled keys, keys without an address just now (sandbox off) and, with a line
 * in the log, keys that do not open.
 */
export async function openKeysForGateway(ctx: Context): Promise<Target[]> {
  const rows = await findKeys(ctx.db);
  return rows.flatMap((row) => (row.disabledAt === null ? openRow(ctx, row) : []));
}

function openRow(ctx: Context, row: KeyRow): Target[] {
  const place = findPlace(row.provider, row.region);
  const baseUrl = place && baseUrlFor(ctx.sandboxUrl, place.adapter, row.region, row.baseUrl);
  if (!place || baseUrl === null) return [];
  try {
    const secret = ctx.secrets.open(row.sealed, keyBinding(row.id));
    return [{ keyId: row.id, provider: place.adapter.id, region: place.region.id, label: row.label, baseUrl, secret }];
  } catch (error) {
    ctx.log.error({ keyId: row.id, err: error }, "A stored provider key does not open; it is left out.");
    return [];
  }
}
