import { z } from "zod";
import { spoolReport } from "#lib/contracts/spool.ts";
import { defineOperation } from "#server/platform/index.ts";

/** How full the journal on disk is that keeps calls until the database has them, in the instance that answers. */
export const getSpool = defineOperation({
  name: "spool.get",
  summary: "Look at the spool of calls on disk",
  kind: "read",
  permission: "read",
  input: z.object({}),
  output: spoolReport,
  run: async (ctx) => ({ spool: ctx.spool ?? null }),
});
