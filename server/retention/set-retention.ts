import { retentionSettings } from "#lib/contracts/retention.ts";
import { defineOperation } from "#server/platform/index.ts";
import { writeSettings } from "./store.ts";

/** Says how long what is kept. Nothing goes by this alone: what is due goes once a day, or when asked. */
export const setRetention = defineOperation({
  name: "retention.set",
  summary: "Say how long calls, bodies and counts are kept",
  kind: "write",
  permission: "administer",
  input: retentionSettings,
  output: retentionSettings,
  async run(ctx, settings) {
    await writeSettings(ctx.db.sql, settings, ctx.clock.now());
    return settings;
  },
  audit: (settings) => ({ target: "retention", detail: settings }),
});
