import { IncomingMessage } from "node:http";
import type { CallerRequest } from "./caller.ts";

/** How long a caller who has its answer may go on sending, in milliseconds. */
const graceMs = 2_000;

/**
 * Lets a caller go who has its answer and is still uploading: what comes is thrown away for a moment, so that the answer
 * is read before the connection ends, and then the connection ends.
 */
export function letGo(req: CallerRequest): void {
  if (req.complete || req.destroyed || !(req instanceof IncomingMessage)) return;
  req.unpipe();
  req.resume();
  const timer = setTimeout(() => req.destroy(), graceMs);
  req.once("close", () => clearTimeout(timer));
}
