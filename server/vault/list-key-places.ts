import { z } from "zod";
import { keyPlaces } from "#lib/contracts/keys.ts";
import { providerLabels } from "#lib/vocabulary.ts";
import { defineOperation } from "#server/platform/index.ts";
import { providers } from "#server/providers/index.ts";
import { baseUrlFor } from "./base-url.ts";

/** Where a key can belong and what it needs there; the sandbox is listed only while it is on. */
export const listKeyPlaces = defineOperation({
  name: "vault.listKeyPlaces",
  summary: "List where a provider key can belong",
  kind: "read",
  permission: "read",
  input: z.object({}),
  output: keyPlaces,
  async run(ctx) {
    const items = providers.map((adapter) => ({
      provider: adapter.id,
      label: providerLabels[adapter.id],
      keyPrefix: adapter.keyPrefix,
      regions: adapter.regions
        .filter((region) => region.id !== "sandbox" || ctx.sandboxUrl !== null)
        .map((region) => ({
          id: region.id,
          label: region.label,
          baseUrl: baseUrlFor(ctx.sandboxUrl, adapter, region.id, null),
          needsBaseUrl: region.id === "byoc",
          takesBaseUrl: region.id === "byoc" || region.editableBaseUrl === true,
        })),
    }));
    return { items };
  },
});
