import type { ReactNode } from "react";
import { Shell } from "#components/shell/shell.tsx";
import { pageContext } from "#server/runtime/page-context.ts";

/** Every screen of the desk demands a session; without one this leads to the sign-in and back. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  await pageContext();
  return <Shell>{children}</Shell>;
}
