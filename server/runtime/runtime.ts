import type { Auth } from "#server/access/index.ts";
import { AppError, type Context } from "#server/platform/index.ts";

/** What must exist once in a process, although two copies of the modules are loaded (the front door's and Next's). */
export interface Runtime {
  ctx: Context;
  auth: Auth;
}

const slot = Symbol.for("docket.runtime");
type Holder = { [slot]?: Runtime };

/** Called once by the front door when everything is there. */
export function setRuntime(runtime: Runtime): void {
  (globalThis as Holder)[slot] = runtime;
}

/** The running process. Throws `unavailable` where no front door started it (a build, a bare `next`). */
export function runtime(): Runtime {
  const held = (globalThis as Holder)[slot];
  if (!held) throw new AppError("unavailable", "Docket is still starting.");
  return held;
}
