import fc from "fast-check";

/** Every name that any vendor's events are read by, so that each field is met by every wrong type. */
const fields = [
  ["event_id", "event_type", "timestamp", "data", "id", "job_id", "document_id", "event", "status"],
  ["eventId", "eventType", "payload", "object", "usage", "credits", "metrics", "pageCount", "stepRuns", "file", "type"],
  ["config", "failureReason", "batchId", "breakdown", "totalCredits", "result", "name", "engine"],
].flat();

/** What looks like a credential and must be found nowhere afterwards. */
export const leaked = "llx-leaked-by-the-sender-0123456789";

const words = ["parse.success", "parse.error", "parse_run.processed", "extract_run.failed", "workflow_run.processed"];
const states = ["PROCESSED", "FAILED", "completed", "COMPLETED", "parse_run", "extract_run", "signed_data_url"];
const numbers = [0, -1, 1.5, 1e11, 1e300, -1e300, 2 ** 31, 2 ** 53, Number.MIN_VALUE];
/** Within the length a text may have, and too long for an index, which cannot shrink it. */
const unshrinkable = String.fromCodePoint(...Array.from({ length: 1_500 }, (_, n) => 0x4e00 + ((n * 7_919) % 20_000)));
const texts = [
  unshrinkable,
  "",
  "\u0000",
  "\ud800",
  "a".repeat(5_000),
  "😀".repeat(900),
  "'; DROP TABLE job; --",
  leaked,
  "__proto__",
];

/** Any JSON value with the vendors' names in it; `ids` are jobs that exist. */
function value(ids: readonly string[]): fc.Arbitrary<unknown> {
  const leaf = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<unknown>(...ids, ...words, ...states) },
    fc.constantFrom<unknown>(null, true, false, ...numbers, ...texts),
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.double(),
  );
  return fc.letrec<{ any: unknown; object: object }>((tie) => ({
    any: fc.oneof({ maxDepth: 4, depthSize: "small" }, leaf, tie("object"), fc.array(tie("any"), { maxLength: 3 })),
    object: fc.dictionary(fc.constantFrom(...fields), tie("any"), { maxKeys: 7 }),
  })).object;
}

/** An event that reads like one of a vendor's, with anything in any of its fields. */
function likeAnEvent(ids: readonly string[]): fc.Arbitrary<object> {
  const any = fc.oneof(fc.constantFrom<unknown>(...ids), fc.constantFrom<unknown>(...numbers, ...texts), value(ids));
  const word = fc.constantFrom(...words);
  const figure = fc.constantFrom<unknown>(...numbers, "12", leaked);
  const usage = fc.oneof(fc.record({ credits: figure, totalCredits: figure }), value(ids));
  const metrics = fc.oneof(fc.record({ pageCount: figure }), value(ids));
  const status = fc.constantFrom<unknown>(...states, 7);
  const about = fc.record({ id: any, job_id: any, object: any, status, usage, metrics }, { requiredKeys: ["id"] });
  return fc.oneof(
    fc.record({ event_id: any, event_type: fc.oneof(word, any), timestamp: any, data: fc.oneof(about, any) }),
    fc.record({ eventId: any, eventType: fc.oneof(word, any), payload: fc.oneof(about, any) }),
    fc.record({ document_id: any, event: any, status: fc.constantFrom<unknown>("completed", 1, null) }),
  );
}

const asJson = (given: unknown) => JSON.stringify(given);
/** Numbers JavaScript cannot write, nesting it can hardly read, half of a JSON text, JSON in a string in a string. */
const spoiled = (json: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.nat(json.length).map((at) => json.slice(0, at)),
    fc.constant(asJson(json)),
    fc.constant(asJson(asJson(json))),
    fc.constantFrom("1e999", "-1e999", "9".repeat(400)).map((huge) => json.replace(/:-?[\d.e+]+/, `:${huge}`)),
    fc.integer({ min: 1, max: 100_000 }).map((deep) => `{"data":${"[".repeat(deep)}${"]".repeat(deep)}}`),
    fc.integer({ min: 1, max: 20_000 }).map((deep) => `${'{"payload":'.repeat(deep)}1${"}".repeat(deep)}`),
    fc.constant(`[${json}]`),
    fc.constant(`\ufeff${json}`),
  );

/** Bytes that no vendor sends. */
export function nonsense(ids: readonly string[]): fc.Arbitrary<Buffer> {
  const json = fc.oneof(value(ids), likeAnEvent(ids)).map(asJson);
  return fc.oneof(
    fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)),
    json.map((text) => Buffer.from(text)),
    json.chain(spoiled).map((text) => Buffer.from(text)),
  );
}

/** JSON that reads as an event: what a vendor gone mad would sign. */
export function senselessEvent(ids: readonly string[]): fc.Arbitrary<Buffer> {
  return likeAnEvent(ids).map((event) => Buffer.from(asJson(event)));
}

const hex = "0".repeat(64);
/** Headers as nobody sends them: proofs that are none, stale, doubled or torn. */
export const wrongHeaders: fc.Arbitrary<Record<string, string | string[]>> = fc.dictionary(
  fc.constantFrom(
    ...["lc-signature", "x-extend-request-signature", "x-extend-request-timestamp", "x-webhook-event-id"],
    ...["x-webhook-event-type", "content-type", "content-encoding", "x-forwarded-for", "authorization"],
  ),
  fc.oneof(
    fc.constantFrom<string | string[]>(hex, `sha256=${hex}`, "sha256=", "sha256=zz", "gzip", "br", `Bearer ${leaked}`),
    fc.constantFrom<string | string[]>([hex, hex], [`sha256=${hex}`, "sha256=1"], "-1", "0", "1e9", "99999999999999"),
    fc.stringMatching(/^[\x20-\x7e\xa0-\xff]{0,200}$/),
  ),
  { maxKeys: 4 },
);
