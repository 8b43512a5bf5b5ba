import { createHash, createHmac } from "node:crypto";

/**
 * A fixed key: it proves that the sandbox wrote an id, it protects nothing. It must never change, or ids handed out
 * earlier would stop working.
 */
const sandboxKey = "docket-sandbox-ids-v1";

/** The first `byteCount` bytes of an HMAC over `purpose` and `payload`. */
export function tagOf(purpose: string, payload: Uint8Array, byteCount: number): Uint8Array {
  const digest = createHmac("sha256", sandboxKey).update(`${purpose}\0`).update(payload).digest();
  return new Uint8Array(digest.subarray(0, byteCount));
}

/** XORs `payload` with a stream made from `tag`, so that ids of like jobs do not look alike. Its own inverse. */
export function mask(payload: Uint8Array, tag: Uint8Array): Uint8Array {
  const masked = new Uint8Array(payload.length);
  for (let start = 0; start < payload.length; start += 32) {
    const stream = createHash("sha256").update(sandboxKey).update(tag).update(String(start)).digest();
    for (let index = start; index < Math.min(start + 32, payload.length); index += 1) {
      masked[index] = (payload[index] ?? 0) ^ (stream[index - start] ?? 0);
    }
  }
  return masked;
}

/** Whether two tags are the same. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
