import { randomBytes } from "node:crypto";
import type { Context } from "#server/platform/index.ts";
import { providers } from "#server/providers/index.ts";
import { addKey } from "./add-key.ts";
import { findKeys, lockStartupKeys } from "./store.ts";

/**
 * With the sandbox on, gives every provider that has one a sandbox key, unless it has one already (disabled counts).
 * Start-up calls it; several processes may do so at once.
 */
export async function ensureSandboxKey(ctx: Context): Promise<void> {
  if (ctx.sandboxUrl === null || (await withoutSandboxKey(ctx)).length === 0) return;
  await ctx.db.transaction(async (db) => {
    const inside: Context = { ...ctx, db };
    await lockStartupKeys(db);
    for (const adapter of await withoutSandboxKey(inside)) {
      await addKey(inside, {
        provider: adapter.id,
        region: "sandbox",
        label: "Built-in sandbox",
        secret: `${adapter.keyPrefix ?? ""}sandbox-${randomBytes(18).toString("base64url")}`,
      });
    }
  });
  // The operation's own news went out before the transaction around it was committed.
  ctx.bus.publish("keys_changed");
}

async function withoutSandboxKey(ctx: Context) {
  const rows = await findKeys(ctx.db);
  const have = new Set(rows.filter((row) => row.region === "sandbox").map((row) => row.provider));
  return providers.filter(
    (adapter) => adapter.regions.some((region) => region.id === "sandbox") && !have.has(adapter.id),
  );
}
