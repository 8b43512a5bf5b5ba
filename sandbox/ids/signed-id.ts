import { fromBase36, toBase36 } from "./base36.ts";
import { mask, sameBytes, tagOf } from "./seal.ts";

const tagBytes = 5;

/**
 * An opaque id that carries `payload`: `<prefix><base 36 of tag + payload>`. `purpose` keeps ids of different kinds
 * apart even where they share a prefix.
 */
export function signedId(prefix: string, purpose: string, payload: Uint8Array): string {
  const tag = tagOf(purpose, payload, tagBytes);
  return prefix + toBase36(new Uint8Array(Buffer.concat([tag, mask(payload, tag)])));
}

/** The payload of an id written by `signedId` with the same prefix and purpose; null for every other text. */
export function readSignedId(prefix: string, purpose: string, id: string): Uint8Array | null {
  if (!id.startsWith(prefix)) return null;
  const bytes = fromBase36(id.slice(prefix.length));
  if (bytes === null || bytes.length < tagBytes) return null;
  const tag = bytes.subarray(0, tagBytes);
  const payload = mask(bytes.subarray(tagBytes), tag);
  return sameBytes(tag, tagOf(purpose, payload, tagBytes)) ? payload : null;
}
