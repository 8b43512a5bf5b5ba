import type { ReactNode } from "react";
import { Hydrate } from "#components/shell/hydrate.tsx";
import { Shell } from "#components/shell/shell.tsx";
import { sessionQuery } from "#lib/queries/session.ts";
import { getSession } from "#server/runtime/index.ts";
import { pageContext } from "#server/runtime/page-context.ts";
import { prefetch } from "./prefetch.ts";

/** Every screen of the desk demands a session; without one this leads to the sign-in and back. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext();
  return (
    <Hydrate queries={[await prefetch(ctx, sessionQuery(), getSession, {})]}>
      <Shell>{children}</Shell>
    </Hydrate>
  );
}
