"use client";

import { useQuery } from "@tanstack/react-query";
import type { Viewer } from "#lib/contracts/session.ts";
import { sessionQuery } from "#lib/queries/session.ts";
import type { Role } from "#lib/vocabulary.ts";
import { roles } from "#lib/vocabulary.ts";

/** Who is signed in; undefined until it is known. Without a session the first answer leads to the sign-in. */
export function useViewer(): Viewer | undefined {
  return useQuery(sessionQuery()).data;
}

/** Whether the viewer's role includes `needed`; what they may not do is not offered. */
export function useMay(needed: Role): boolean {
  const viewer = useViewer();
  return viewer !== undefined && roles.indexOf(viewer.role) <= roles.indexOf(needed);
}
