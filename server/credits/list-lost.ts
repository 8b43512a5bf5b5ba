import { type CreditLoss, type LossFilters, lossFilters, lossList } from "#lib/contracts/credits.ts";
import { windowOf } from "#lib/contracts/scope.ts";
import { type Context, defineOperation, readCursor } from "#server/platform/index.ts";
import { selectLosses, sumLosses } from "./lost-store.ts";

const defaultLimit = 50;
const exportPage = 200;

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

/** The same, every row of the window, page by page: nothing is held but the page on its way. */
export async function* eachLostCredit(ctx: Context, filters: LossFilters): AsyncGenerator<CreditLoss[]> {
  // Fixed before the first page, so that a window up to now does not move while it is read.
  const { from, to } = windowOf(filters, ctx.clock.now());
  const { range: _, ...rest } = filters;
  const fixed = { ...rest, from: from.toISOString(), to: to.toISOString(), limit: exportPage };
  let cursor: string | undefined;
  do {
    const { items, next } = await selectLosses(ctx.db.sql, fixed, { from, to }, readCursor(cursor), exportPage);
    yield items;
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}
