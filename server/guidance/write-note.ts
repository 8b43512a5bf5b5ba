import { z } from "zod";
import { noteInput } from "#lib/contracts/catalog.ts";
import { defineOperation } from "#server/platform/index.ts";
import { requireEntry } from "./entry-view.ts";
import { saveNote } from "./store.ts";

/** Writes the team's note on an entry; an empty body removes it. Throws `not_found`. */
export const writeNote = defineOperation({
  name: "catalog.writeNote",
  summary: "Write the team's note on an entry",
  kind: "write",
  permission: "operate",
  input: noteInput,
  output: z.object({ entryId: z.string(), body: z.string() }),
  audit: (input) => ({ target: `entry:${input.entryId}`, detail: { length: input.body.length } }),
  async run(ctx, { entryId, body }) {
    requireEntry(entryId);
    await saveNote(ctx.db, entryId, body, ctx.acting.label, ctx.clock.now());
    return { entryId, body };
  },
});
