import { z } from "zod";
import { providerId, regionId, uuid } from "#lib/contracts/primitives.ts";
import { type Context, defineOperation, Secret } from "#server/platform/index.ts";
import { baseUrlFor } from "./base-url.ts";
import { findPlace } from "./key-place.ts";
import { findKeys, type KeyRow, keyBinding } from "./store.ts";

const openedKey = z.object({
  id: uuid,
  provider: providerId,
  region: regionId,
  label: z.string(),
  /** Where requests with this key go, without a trailing slash. */
  baseUrl: z.string(),
  /** Its share among the keys of its place. */
  weight: z.number(),
  /** The vendor refuses it just now: others go first. */
  aside: z.boolean(),
  secret: z.instanceof(Secret),
});
/** A key as the gateway uses it: opened, with the address it works at. Never leaves the process. */
export type OpenedKey = z.infer<typeof openedKey>;

/**
 * Every key in use, opened, oldest first. Left out: disabled keys, keys without an address just now (sandbox off), and,
 * with a line in the log, keys that do not open.
 */
export const openKeysForGateway = defineOperation({
  name: "vault.openKeysForGateway",
  summary: "Open every provider key in use",
  kind: "read",
  permission: "administer",
  input: z.object({}),
  output: z.array(openedKey),
  async run(ctx) {
    const rows = await findKeys(ctx.db);
    return rows.flatMap((row) => (row.disabledAt === null ? openRow(ctx, row) : []));
  },
});

function openRow(ctx: Context, row: KeyRow): OpenedKey[] {
  const place = findPlace(row.provider, row.region);
  const baseUrl = place && baseUrlFor(ctx.sandboxUrl, place.adapter, row.region, row.baseUrl);
  if (!place || baseUrl === null) return [];
  try {
    const secret = ctx.secrets.open(row.sealed, keyBinding(row.id));
    const { id, label, weight } = row;
    const aside = row.asideReason !== null;
    return [{ id, provider: place.adapter.id, region: place.region.id, label, baseUrl, weight, aside, secret }];
  } catch (error) {
    ctx.log.error({ keyId: row.id, err: error }, "A stored provider key does not open; it is left out.");
    return [];
  }
}
