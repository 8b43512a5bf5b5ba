import { z } from "zod";
import { type KeySummary, keyList } from "#lib/contracts/keys.ts";
import { providerIds, regionIds } from "#lib/vocabulary.ts";
import { defineOperation } from "#server/platform/index.ts";
import { summarizeKeys } from "./key-summary.ts";
import { findKeys } from "./store.ts";

/** Every provider key without its secret, in the order of the screens. */
export const listKeys = defineOperation({
  name: "vault.listKeys",
  summary: "List provider keys",
  kind: "read",
  permission: "read",
  input: z.object({}),
  output: keyList,
  async run(ctx) {
    const items = await summarizeKeys(ctx, await findKeys(ctx.db));
    return { items: items.sort(byPlaceAndLabel), next: null };
  },
});

function byPlaceAndLabel(a: KeySummary, b: KeySummary): number {
  return (
    providerIds.indexOf(a.provider) - providerIds.indexOf(b.provider) ||
    regionIds.indexOf(a.region) - regionIds.indexOf(b.region) ||
    a.label.localeCompare(b.label) ||
    a.createdAt.localeCompare(b.createdAt)
  );
}
