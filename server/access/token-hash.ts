import { createHash } from "node:crypto";

/**
 * A token as it is stored and looked up. Tokens are 256-bit random values, so a plain SHA-256 is enough, and looking a
 * hash up in an index tells a guesser nothing by its timing.
 */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token, "utf8").digest());
}
