import { z } from "zod";
import { feedbackInput } from "#lib/contracts/catalog.ts";
import { defineOperation } from "#server/platform/index.ts";
import { requireEntry } from "./entry-view.ts";
import { feedbackOf, saveFeedback } from "./store.ts";

/** Answers "did this help?" for one failure; a second answer of the same person replaces the first. */
export const giveFeedback = defineOperation({
  name: "catalog.giveFeedback",
  summary: "Say whether the guidance helped",
  kind: "write",
  permission: "operate",
  input: feedbackInput,
  output: z.object({ helped: z.number().int(), notHelped: z.number().int() }),
  audit: (input) => ({
    target: `entry:${input.entryId}`,
    detail: { failureId: input.failureId, helped: input.helped },
  }),
  async run(ctx, input) {
    requireEntry(input.entryId);
    const actorId = ctx.acting.kind === "system" ? "system" : ctx.acting.id;
    await saveFeedback(ctx.db, { ...input, actorId, at: ctx.clock.now() });
    return feedbackOf(ctx.db, input.entryId);
  },
});
