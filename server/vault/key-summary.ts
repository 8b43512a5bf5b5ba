import { type KeySummary, keyAsideReasons, keySummary, keyTestResults } from "#lib/contracts/keys.ts";
import type { Context } from "#server/platform/index.ts";
import { countCallsByKey, countCallsOfKey, type KeyRow } from "./store.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** Stored keys as the API shows them, with their calls of the last 24 hours. Rows no contract fits are left out. */
export async function summarizeKeys(ctx: Context, rows: readonly KeyRow[]): Promise<KeySummary[]> {
  const calls = await countCallsByKey(ctx.db, dayAgo(ctx));
  return rows.flatMap((row) => {
    const parsed = keySummary.safeParse(shape(row, calls.get(row.id) ?? 0));
    if (!parsed.success)
      ctx.log.warn({ keyId: row.id }, "A stored provider key is of a kind this version does not know.");
    return parsed.success ? [parsed.data] : [];
  });
}

/** One key after a write. */
export async function summarizeKey(ctx: Context, row: KeyRow): Promise<KeySummary> {
  return keySummary.parse(shape(row, await countCallsOfKey(ctx.db, row, dayAgo(ctx))));
}

function dayAgo(ctx: Context): Date {
  return new Date(ctx.clock.now().getTime() - dayMs);
}

function shape(row: KeyRow, calls24h: number) {
  const result = keyTestResults.find((known) => known === row.testResult) ?? "unexpected";
  return {
    id: row.id,
    provider: row.provider,
    region: row.region,
    label: row.label,
    baseUrl: row.baseUrl,
    lastFour: row.lastFour,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    disabledAt: row.disabledAt?.toISOString() ?? null,
    weight: row.weight,
    aside: asideOf(row),
    test: row.testedAt ? { result, detail: row.testDetail ?? "", at: row.testedAt.toISOString() } : null,
    calls24h,
  };
}

function asideOf({ asideReason, asideSince, asideUntil }: KeyRow): KeySummary["aside"] {
  const reason = keyAsideReasons.find((known) => known === asideReason);
  if (!reason || !asideSince || !asideUntil) return null;
  return { reason, since: asideSince.toISOString(), until: asideUntil.toISOString() };
}
