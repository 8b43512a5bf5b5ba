import { z } from "zod";
import { entryDetail } from "#lib/contracts/catalog.ts";
import { documentById } from "#server/catalog/index.ts";
import { defineOperation } from "#server/platform/index.ts";
import { entrySummaryOf, requireEntry } from "./entry-view.ts";
import { countsOf, feedbackOf, noteOf } from "./store.ts";

/** One catalog entry with its live counts, the team's note and its feedback. Throws `not_found`. */
export const getGuidance = defineOperation({
  name: "catalog.get",
  summary: "One catalog entry with its live counts",
  kind: "read",
  permission: "read",
  input: z.object({ id: z.string().max(120) }),
  output: entryDetail,
  async run(ctx, { id }) {
    const entry = requireEntry(id);
    const [counts, feedback, note] = await Promise.all([
      countsOf(ctx.db.sql, id, ctx.clock.now()),
      feedbackOf(ctx.db, id),
      noteOf(ctx.db, id),
    ]);
    const { meaning, whoActsDetail, retryDetail, billedDetail, steps, products, surfaces, signal } = entry;
    return {
      ...entrySummaryOf(entry),
      meaning,
      whoActsDetail,
      retryDetail,
      billedDetail,
      steps,
      products,
      surfaces,
      signal,
      caveat: entry.caveat ?? null,
      sources: entry.sources.map((source) => {
        const document = documentById(source.document);
        return {
          ...source,
          title: document?.title ?? source.document,
          url: document?.url ?? null,
          checkedOn: document?.checkedOn ?? "",
        };
      }),
      note: note && { body: note.body, author: note.authorLabel, updatedAt: note.updatedAt.toISOString() },
      counts: { ...counts, lastAt: counts.lastAt?.toISOString() ?? null },
      feedback,
    };
  },
});
