import { z } from "zod";
import { type KeyAsideReason, keyAsideReasons } from "#lib/contracts/keys.ts";
import { uuid } from "#lib/contracts/primitives.ts";
import { AppError, type Context, defineOperation } from "#server/platform/index.ts";
import { asidesLately, keepAside, leaseAsideKeys, putAside, takeBack } from "./aside-store.ts";
import { askVendor } from "./ask-vendor.ts";
import { baseUrlFor } from "./base-url.ts";
import { findPlace } from "./key-place.ts";
import { getKey, type KeyRow, keyBinding } from "./store.ts";

/** How long a key stays away the first time and at most, in milliseconds; each time soon after doubles it. */
const times: Record<KeyAsideReason, { first: number; longest: number }> = {
  refused: { first: 30_000, longest: 15 * 60_000 },
  unpaid: { first: 5 * 60_000, longest: 3_600_000 },
};
/** How long one process has for a probe, in milliseconds. */
const probeLeaseMs = 30_000;

const asideChange = z.object({ id: uuid, reason: z.enum(keyAsideReasons), status: z.number().int() });

/** Puts a key aside: calls take another of its place while there is one. */
const putKeyAside = defineOperation({
  name: "vault.putKeyAside",
  summary: "Put a provider key aside that its vendor refuses",
  kind: "write",
  permission: "administer",
  input: asideChange,
  output: z.object({ until: z.string() }),
  async run(ctx, { id, reason }) {
    const row = await getKey(ctx.db, id);
    const now = ctx.clock.now();
    const count = await asidesLately(ctx.db.sql, id, now);
    const until = new Date(now.getTime() + timeAside(reason, count));
    const put = await putAside(ctx.db.sql, { id, sealed: row.sealed, reason, since: now, until, count });
    if (!put) throw new AppError("conflict", "The key was changed while it was being judged.");
    return { until: until.toISOString() };
  },
  audit: ({ id, reason, status }, { until }) => ({ target: keyBinding(id), detail: { reason, status, until } }),
  afterCommit: (ctx) => ctx.bus.publish("keys_changed"),
});

/** Takes a key back into use. */
const takeKeyBack = defineOperation({
  name: "vault.takeKeyBack",
  summary: "Take a provider key back that was put aside",
  kind: "write",
  permission: "administer",
  input: z.object({ id: uuid, why: z.string() }),
  output: z.object({ back: z.boolean() }),
  run: async (ctx, { id }) => ({ back: await takeBack(ctx.db.sql, id, ctx.clock.now()) }),
  audit: ({ id, why }) => ({ target: keyBinding(id), detail: { why } }),
  afterCommit: (ctx) => ctx.bus.publish("keys_changed"),
});

function timeAside(reason: KeyAsideReason, count: number): number {
  const { first, longest } = times[reason];
  return Math.min(longest, first * 2 ** Math.min(count - 1, 20));
}

/**
 * Hears that a vendor answered a call with 401 or 402. A 401 may be about the call: the vendor's cheapest call decides
 * whether it is about the key. A 402 is about its account. Says whether the key was put aside now, is out of use already,
 * or stays in use.
 */
export async function judgeKey(ctx: Context, id: string, status: 401 | 402): Promise<"aside" | "out" | "stays"> {
  const row = await getKey(ctx.db, id);
  if (row.asideReason !== null || row.disabledAt !== null) return "out";
  if (status === 401 && (await probe(ctx, row)) !== "refused") return "stays";
  await putKeyAside(asDocket(ctx), { id, reason: status === 401 ? "refused" : "unpaid", status });
  return "aside";
}

/**
 * Looks after the keys whose time aside is over: one that was refused is asked about and comes back when the vendor takes
 * it; one without credits comes back, and its next calls tell. Each key is one process's business.
 */
export async function lookAfterAsideKeys(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const ids = await leaseAsideKeys(ctx.db.sql, now, new Date(now.getTime() + probeLeaseMs));
  await Promise.all(ids.map(async (id) => lookAfter(ctx, await getKey(ctx.db, id))));
}

async function lookAfter(ctx: Context, row: KeyRow): Promise<void> {
  if (row.asideReason === "unpaid") {
    await takeKeyBack(asDocket(ctx), { id: row.id, why: "its time is over" });
    return;
  }
  const found = await probe(ctx, row);
  if (found === "works") {
    await takeKeyBack(asDocket(ctx), { id: row.id, why: "the vendor takes it again" });
    return;
  }
  const count = row.asideCount + (found === "refused" ? 1 : 0);
  await keepAside(ctx.db.sql, row.id, new Date(ctx.clock.now().getTime() + timeAside("refused", count)), count);
}

async function probe(ctx: Context, row: KeyRow): Promise<"works" | "refused" | "unclear"> {
  const place = findPlace(row.provider, row.region);
  const baseUrl = place && baseUrlFor(ctx.sandboxUrl, place.adapter, row.region, row.baseUrl);
  if (!place || baseUrl === null) return "unclear";
  const answer = await askVendor(ctx, place.adapter, baseUrl, ctx.secrets.open(row.sealed, keyBinding(row.id)));
  if (answer.kind === "silent") return "unclear";
  if (answer.status === 401 || answer.status === 403) return "refused";
  return answer.status < 300 ? "works" : "unclear";
}

function asDocket(ctx: Context): Context {
  return { ...ctx, acting: { kind: "system", label: "docket" } };
}
