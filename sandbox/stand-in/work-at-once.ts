import type { SandboxWorld } from "../world.ts";
import type { JobView } from "./stand-in.ts";

/** How long work inside a call takes when nobody asks for more, in milliseconds. */
const usualMs = 120;

/** Lets the time pass that a call's work takes: what its tokens ask for, else a moment. */
export async function workAtOnce({ clock }: SandboxWorld, { plan }: JobView): Promise<void> {
  const { queueMs, runMs, stuck, slow } = plan.directives;
  const asked = (queueMs ?? 0) + (runMs ?? (slow ? 60_000 : usualMs));
  const ms = stuck ? 24 * 3_600_000 : asked;
  await clock.sleep(ms);
}
