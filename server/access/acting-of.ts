import type { Acting, Context } from "#server/platform/index.ts";
import { actingOfBearer } from "./api-tokens/acting-of-bearer.ts";
import type { Auth } from "./operators/auth.ts";

/**
 * Who sends a request: the owner of its bearer token, else of its session cookie; null for neither. A bearer token that
 * is not valid is not forgiven for a cookie beside it.
 */
export async function actingOf(ctx: Context, auth: Auth, headers: Headers): Promise<Acting | null> {
  const authorization = headers.get("authorization");
  if (authorization !== null) {
    const token = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
    return token === undefined ? null : actingOfBearer(ctx, token);
  }
  const viewer = await auth.sessionOf(headers);
  return viewer && { kind: "operator", id: viewer.id, label: viewer.email, role: viewer.role };
}
