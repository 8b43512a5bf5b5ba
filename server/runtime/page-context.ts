import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { actingOf } from "#server/access/index.ts";
import type { Context } from "#server/platform/index.ts";
import { requestUrlHeader } from "./request-url.ts";
import { runtime } from "./runtime.ts";

/** The context of the operator looking at a page. Sends anyone else to sign in, and back here afterwards. */
export async function pageContext(): Promise<Context> {
  const { ctx, auth } = runtime();
  const asked = await headers();
  const acting = await actingOf(ctx, auth, asked);
  if (!acting) redirect(`/sign-in?next=${encodeURIComponent(asked.get(requestUrlHeader) ?? "/overview")}`);
  return { ...ctx, acting };
}
