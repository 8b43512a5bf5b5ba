import type { IncomingMessage } from "node:http";

/** How long a caller who has its answer may go on sending, in milliseconds. */
const graceMs = 2_000;

/**
 * Lets a caller go who has its answer and is still uploading: what comes is thrown away for a moment, so that the answer
 * is read before the connection ends, and then the connection ends.
 */
export function letGo(req: IncomingMessage): void {
  if (req.complete || req.destroyed) return;
  req.unpipe();
  req.resume();
  const timer = setTimeout(() => req.destroy(), graceMs);
  req.once("close", () => clearTimeout(timer));
}
