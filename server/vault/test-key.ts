import { keyIdInput, keySummary } from "#lib/contracts/keys.ts";
import { AppError, defineOperation } from "#server/platform/index.ts";
import { baseUrlFor } from "./base-url.ts";
import { findPlace } from "./key-place.ts";
import { summarizeKey } from "./key-summary.ts";
import { getKey, keyBinding, recordTest } from "./store.ts";
import { trySecret } from "./try-secret.ts";

/** Tests a key with the vendor's cheapest call and keeps the outcome. The request holds no transaction open. */
export const testKey = defineOperation({
  name: "vault.testKey",
  summary: "Test a provider key with the vendor's cheapest call",
  kind: "action",
  permission: "operate",
  input: keyIdInput,
  output: keySummary,
  async run(ctx, { id }) {
    const row = await getKey(ctx.db, id);
    const place = findPlace(row.provider, row.region);
    if (!place) throw new AppError("conflict", "Docket no longer speaks to this key's provider or region.");
    const baseUrl = baseUrlFor(ctx.sandboxUrl, place.adapter, row.region, row.baseUrl);
    const trial = await trySecret(ctx, place, baseUrl, ctx.secrets.open(row.sealed, keyBinding(id)));
    const tested = await recordTest(ctx.db, row, {
      testResult: trial.result,
      testDetail: trial.detail,
      testedAt: ctx.clock.now(),
    });
    return summarizeKey(ctx, tested);
  },
  audit: ({ id }, key) => ({ target: keyBinding(id), detail: { result: key.test?.result } }),
  // A test that works takes a key back that was aside.
  afterCommit: (ctx) => ctx.bus.publish("keys_changed"),
});
