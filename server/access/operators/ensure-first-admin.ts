import { randomBytes } from "node:crypto";
import { z } from "zod";
import { viewer } from "#lib/contracts/session.ts";
import { type Context, defineOperation, Secret } from "#server/platform/index.ts";
import { hashToken } from "../token-hash.ts";
import { createOperator } from "./create-operator.ts";
import { anyOperator, lockFirstOperator, replaceSetupLink } from "./store.ts";

/** How long a set-up link can be used, in milliseconds. */
const linkLifeMs = 24 * 60 * 60 * 1000;

const createFirstAdmin = defineOperation({
  name: "access.createFirstAdmin",
  summary: "Create the admin that the environment names",
  kind: "write",
  permission: "administer",
  input: z.object({ email: z.email(), password: z.instanceof(Secret) }),
  output: viewer,
  run: (ctx, { email, password }) => createOperator(ctx, { name: email, email, password, role: "admin" }),
  audit: (_input, { id, email }) => ({ target: `operator:${id}`, detail: { email, source: "DOCKET_ADMIN_EMAIL" } }),
});

const makeSetupLink = defineOperation({
  name: "access.makeSetupLink",
  summary: "Make the link that lets the first admin in",
  kind: "write",
  permission: "administer",
  input: z.object({}),
  output: z.object({ path: z.string(), expiresAt: z.date() }),
  async run(ctx) {
    const token = randomBytes(32).toString("base64url");
    const createdAt = ctx.clock.now();
    const expiresAt = new Date(createdAt.getTime() + linkLifeMs);
    await replaceSetupLink(ctx.db, { tokenHash: hashToken(token), createdAt, expiresAt });
    return { path: `/setup?token=${token}`, expiresAt };
  },
  audit: (_input, { expiresAt }) => ({ target: "setup_link", detail: { expiresAt: expiresAt.toISOString() } }),
});

/**
 * Sees to it that somebody can get in. With any operator there, it changes nothing. Otherwise it creates the admin that
 * the environment names, or else a set-up link for one use within 24 hours, which ends all earlier ones.
 * Start-up calls it and prints the path.
 * @returns the link's path, or null when none is needed.
 */
export async function ensureFirstAdmin(ctx: Context): Promise<string | null> {
  if (await anyOperator(ctx.db)) return null;
  return ctx.db.transaction(async (db) => {
    const inside: Context = { ...ctx, db };
    await lockFirstOperator(db);
    if (await anyOperator(db)) return null;
    if (!ctx.env.admin) return (await makeSetupLink(inside, {})).path;
    const { email, password } = ctx.env.admin;
    await createFirstAdmin(inside, { email, password: new Secret(password) });
    return null;
  });
}
