import { z } from "zod";
import { viewer } from "#lib/contracts/session.ts";
import { AppError, defineOperation } from "#server/platform/index.ts";

/** Who the request acts as. */
export const getSession = defineOperation({
  name: "session.get",
  summary: "Who is signed in",
  kind: "read",
  permission: "read",
  input: z.object({}),
  output: viewer,
  async run({ acting }) {
    if (acting.kind === "system") throw new AppError("unauthenticated", "Nobody is signed in.");
    const { id, label, role } = acting;
    return { id, name: label, email: label, role };
  },
});
