import { catalogFilters, catalogList } from "#lib/contracts/catalog.ts";
import { searchEntries } from "#server/catalog/index.ts";
import { defineOperation } from "#server/platform/index.ts";
import { entrySummaryOf } from "./entry-view.ts";
import { countsByEntry } from "./store.ts";

const dayMs = 24 * 3_600_000;

/** The catalog, searched and filtered, each entry with how often it was met in the last 24 hours. */
export const listGuidance = defineOperation({
  name: "catalog.list",
  summary: "The catalog, searched and filtered",
  kind: "read",
  permission: "read",
  input: catalogFilters,
  output: catalogList,
  async run(ctx, { q, ...filters }) {
    const counts = await countsByEntry(ctx.db.sql, new Date(ctx.clock.now().getTime() - dayMs));
    const items = searchEntries(q ?? "", filters).map((entry) => ({
      ...entrySummaryOf(entry),
      last24h: counts.get(entry.id) ?? 0,
    }));
    return { items, next: null, total: items.length };
  },
});
