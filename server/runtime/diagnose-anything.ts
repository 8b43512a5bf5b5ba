import { z } from "zod";
import { diagnoseResult } from "#lib/contracts/diagnose.ts";
import { diagnose } from "#server/classifier/index.ts";
import { AppError, defineOperation } from "#server/platform/index.ts";

/** Diagnoses any error material; nothing of it is kept. Throws `invalid_input` when there is nothing to diagnose. */
export const diagnoseAnything = defineOperation({
  name: "diagnose.run",
  summary: "Find the catalog entry of any error",
  kind: "read",
  permission: "read",
  input: z.looseObject({}),
  output: diagnoseResult,
  async run(_ctx, input) {
    const result = diagnose(input);
    if (!result) throw new AppError("invalid_input", "Send an object with a body, a text or a status to diagnose.");
    return result;
  },
});
