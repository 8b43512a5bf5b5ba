import { deflateRawSync, inflateRawSync } from "node:zlib";

/**
 * Words that job configurations are full of; deflate refers to them instead of repeating them, which keeps ids short.
 * Like the id key it must never change.
 */
const dictionary = Buffer.from(
  '{"rules":[{"type":"invoice","description":"contains"}],"categories":[{"name":"contract","description":"' +
    '"configuration":{"tier":"cost_effective","extraction_target":"per_doc","data_schema":{"type":"array","items":' +
    '{"type":"boolean"},"required":["total","date","number","amount","name"],"properties":{"id":{"type":"integer"},' +
    '"value":{"type":"number"},"title":{"type":"object","properties":{"name":{"type":"string"},"',
);

/** A JSON value, deflated; `undefined` gives no bytes. */
export function packJson(value: unknown): Uint8Array {
  if (value === undefined) return new Uint8Array(0);
  return new Uint8Array(deflateRawSync(JSON.stringify(value), { dictionary, level: 9 }));
}

/** The value behind `packJson`; throws on bytes it did not write. */
export function unpackJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  return JSON.parse(inflateRawSync(bytes, { dictionary, maxOutputLength: 4_000_000 }).toString("utf8"));
}
