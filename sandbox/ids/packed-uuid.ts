import { mask, sameBytes, tagOf } from "./seal.ts";

/** Payload of a packed UUID. */
const uuidPayloadBytes = 12;
const tagBytes = 3;
const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * A UUID of version 4's shape that carries twelve bytes and a three-byte tag; the fixed version and variant digits
 * take the last byte.
 */
export function packUuid(purpose: string, payload: Uint8Array): string {
  if (payload.length !== uuidPayloadBytes) throw new RangeError(`a UUID holds ${uuidPayloadBytes} bytes`);
  const tag = tagOf(purpose, payload, tagBytes);
  const hex = Buffer.concat([tag, mask(payload, tag)]).toString("hex");
  const [a, b, c, d, e] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 15), hex.slice(15, 18), hex.slice(18)];
  return `${a}-${b}-4${c}-8${d}-${e}`;
}

/** The twelve bytes of a UUID written by `packUuid` for the same purpose; null for every other text. */
export function unpackUuid(purpose: string, id: string): Uint8Array | null {
  if (!shape.test(id)) return null;
  const digits = id.replaceAll("-", "");
  const bytes = new Uint8Array(Buffer.from(digits.slice(0, 12) + digits.slice(13, 16) + digits.slice(17), "hex"));
  const tag = bytes.subarray(0, tagBytes);
  const payload = mask(bytes.subarray(tagBytes), tag);
  return sameBytes(tag, tagOf(purpose, payload, tagBytes)) ? payload : null;
}
