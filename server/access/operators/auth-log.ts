import type { Context } from "#server/platform/index.ts";

/** Better Auth's lines in our log: its sentence and an error's message, never its other arguments (they hold people). */
export function authLogger(ctx: Context) {
  const log = ctx.log.child({ part: "better-auth" });
  return {
    // At "warn" and "error" Better Auth also writes to the console beside this log.
    level: "info" as const,
    log(level: "debug" | "info" | "success" | "warn" | "error", message: string, ...rest: unknown[]): void {
      const error = rest.find((item) => item instanceof Error);
      const fields = error ? { err: { name: error.name, message: error.message } } : {};
      if (level === "error") log.error(fields, message);
      else if (level === "warn") log.warn(fields, message);
      else log.debug(fields, message);
    },
  };
}
