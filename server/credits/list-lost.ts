import { lossFilters, lossList, lossRows } from "#lib/contracts/credits.ts";
import { windowOf } from "#lib/contracts/scope.ts";
import { defineOperation, readCursor } from "#server/platform/index.ts";
import { selectLosses, sumLosses } from "./lost-store.ts";

const defaultLimit = 50;

/** Credits of the window whose result, or a part of it, reached nobody; newest first, with what they add up to. */
export const listLostCredits = defineOperation({
  name: "credits.lost",
  summary: "Credits that were paid for and lost",
  kind: "read",
  permission: "read",
  input: lossFilters,
  output: lossList,
  async run(ctx, input) {
    const window = windowOf(input, ctx.clock.now());
    const [list, totals] = await Promise.all([
      selectLosses(ctx.db.sql, input, window, readCursor(input.cursor), input.limit ?? defaultLimit),
      sumLosses(ctx.db.sql, input, window),
    ]);
    return { ...list, totals };
  },
});

/** The same rows alone, for whoever takes all of them away. */
export const listLossRows = defineOperation({
  name: "credits.lossRows",
  summary: "Credits that were paid for and lost, row by row",
  kind: "read",
  permission: "read",
  input: lossFilters,
  output: lossRows,
  run: (ctx, input) =>
    selectLosses(
      ctx.db.sql,
      input,
      windowOf(input, ctx.clock.now()),
      readCursor(input.cursor),
      input.limit ?? defaultLimit,
    ),
});
