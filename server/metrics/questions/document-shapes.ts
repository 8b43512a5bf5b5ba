import { shapeInput as input, documentShapes as output } from "#lib/contracts/questions.ts";
import { windowOf } from "#lib/contracts/scope.ts";
import { defineOperation } from "#server/platform/index.ts";
import { countShapes } from "./document-shapes-store.ts";

const dayMs = 86_400_000;

/** How jobs ended by their document's type, pages, size or tier, over the whole days the window touches. */
export const documentShapes = defineOperation({
  name: "documentShapes.get",
  summary: "How jobs ended by the shape of their documents, by whole days (UTC)",
  kind: "read",
  permission: "read",
  input,
  output,
  async run(ctx, { by, ...scope }) {
    const window = windowOf(scope, ctx.clock.now());
    const from = new Date(Math.floor(window.from.getTime() / dayMs) * dayMs);
    const to = new Date(Math.ceil(window.to.getTime() / dayMs) * dayMs);
    const rows = await countShapes(ctx.db.questions, scope, by, from, to);
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      by,
      items: rows.map(({ value, jobs, failed, partial, pages }) => ({
        key: value,
        jobs,
        failed,
        partial,
        rate: jobs > 0 ? (failed + partial) / jobs : null,
        pages,
      })),
    };
  },
});
