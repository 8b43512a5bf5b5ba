import { z } from "zod";
import { viewer } from "#lib/contracts/session.ts";
import { type Acting, AppError, defineOperation, Secret } from "#server/platform/index.ts";
import { hashToken } from "../token-hash.ts";
import { createOperator, passwordLength } from "./create-operator.ts";
import { anyOperator, lockFirstOperator, spendSetupLink } from "./store.ts";

/** What the first admin fills in. */
export const completeSetupInput = z.object({
  token: z.string().min(1).max(200),
  name: z.string().trim().min(1, "Give your name.").max(80),
  email: z.email("Give an e-mail address.").max(254),
  password: z
    .string()
    .min(passwordLength.min, `A password has at least ${passwordLength.min} characters.`)
    .max(passwordLength.max, `A password has at most ${passwordLength.max} characters.`)
    .transform((text) => new Secret(text)),
});

/** Who acts while nobody can have signed in yet: the route of `/setup` calls `completeSetup` as this. */
export const setupActing: Acting = { kind: "system", label: "set-up link" };

/**
 * Makes the first admin. The link's token is the permission: it works once, within its 24 hours, and only while there
 * is no operator at all. A refused token leaves the link as it was.
 */
export const completeSetup = defineOperation({
  name: "access.completeSetup",
  summary: "Create the first admin with the set-up link",
  kind: "write",
  permission: "administer",
  input: completeSetupInput,
  output: viewer,
  async run(ctx, { token, name, email, password }) {
    await lockFirstOperator(ctx.db);
    if (await anyOperator(ctx.db)) {
      throw new AppError("conflict", "Docket already has an operator: sign in, or ask an admin to let you in.");
    }
    if (!(await spendSetupLink(ctx.db, hashToken(token), ctx.clock.now()))) {
      throw new AppError("forbidden", "This set-up link is not valid any more: restart Docket to get a new one.");
    }
    return createOperator(ctx, { name, email, password, role: "admin" });
  },
  audit: (_input, { id, email }) => ({ target: `operator:${id}`, detail: { email } }),
});
