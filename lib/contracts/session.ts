import { z } from "zod";
import { roles } from "#lib/vocabulary.ts";

/** Who is looking at the screen. */
export const viewer = z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(roles) });
export type Viewer = z.infer<typeof viewer>;
