import type { Actor, Family, RetryAdvice } from "#lib/vocabulary.ts";
import type { CatalogEntry } from "#server/catalog/types.ts";
import { begun, refusedEarly, row, serverRow } from "./grounds.ts";

const status = {
  provider: "okrapdf",
  products: [],
  surfaces: ["http"],
  code: null,
  signal: null,
  kind: "status",
} as const satisfies Partial<CatalogEntry>;

interface Bare {
  code: number;
  title: string;
  meaning: string;
  family: Family;
  who: readonly [Actor, string];
  retry: readonly [RetryAdvice, string];
  steps: readonly [string, string];
  source: CatalogEntry["sources"];
  caveat?: string;
}

function entry({ code, title, meaning, family, who, retry, steps, source, caveat }: Bare): CatalogEntry {
  return {
    ...status,
    ...(code >= 500 ? begun : refusedEarly),
    id: `okrapdf/http-${code}`,
    title,
    meaning,
    family,
    whoActs: who[0],
    whoActsDetail: who[1],
    retry: retry[0],
    retryDetail: retry[1],
    status: code,
    steps: [...steps],
    sources: source,
    ...(caveat ? { caveat } : {}),
  };
}

const offPage = "The status is on no page of the vendor's; the advice follows its general meaning.";
const byClient = (code: number) => [{ document: "openai-node", row: String(code) }];

/** What is left to say when only the HTTP status speaks. */
export const statusEntries: CatalogEntry[] = [
  entry({
    code: 400,
    title: "okraPDF calls the request invalid",
    meaning: "Body or parameters were not accepted.",
    family: "invalid_request",
    who: ["caller", "The caller: correct the request."],
    retry: ["after_change", "After the request is corrected."],
    steps: ["Read the body for a code.", "Compare the request with the endpoint's reference."],
    source: [row("Non-retryable errors"), row("400 Fix your request body or parameters")],
  }),
  entry({
    code: 401,
    title: "okraPDF does not know who is calling",
    meaning: "The key is missing or refused.",
    family: "auth",
    who: ["operator", "The operator: test the key."],
    retry: ["after_change", "After the key is corrected."],
    steps: ["Test the key from Keys.", "See that it is sent as `Authorization: Bearer okra_…`."],
    source: [row("401 Check your API key")],
  }),
  entry({
    code: 402,
    title: "okraPDF wants to be paid first",
    meaning: "The account's balance does not cover the work, as far as the status says.",
    family: "quota",
    who: ["operator", "The operator: look at the balance."],
    retry: ["after_change", "After credits are added."],
    steps: ["Look at the balance in the vendor's dashboard.", "Hold queued work back until one request passes."],
    source: byClient(402),
    caveat: offPage,
  }),
  entry({
    code: 403,
    title: "The key may not touch this at okraPDF",
    meaning: "The resource belongs to somebody else.",
    family: "permission",
    who: ["caller", "The caller: use the owner's key."],
    retry: ["after_change", "With the owner's key."],
    steps: ["Find which key made the document.", "Send the request with that one."],
    source: [row("403 Verify you own the resource")],
  }),
  entry({
    code: 404,
    title: "okraPDF does not have what was asked for",
    meaning: "The id or path does not exist.",
    family: "not_found",
    who: ["caller", "The caller: check id and path."],
    retry: ["after_change", "With the right id."],
    steps: ["Compare the id with the upload's answer.", "Compare the path with the reference."],
    source: [row("404 Verify the document ID exists")],
  }),
  entry({
    code: 405,
    title: "okraPDF does not take this method here",
    meaning: "The path exists, the method does not fit it.",
    family: "invalid_request",
    who: ["caller", "The caller: use the documented method."],
    retry: ["after_change", "With the right method."],
    steps: ["Compare method and path with the reference.", "Look for a missing or doubled `/v1` in the path."],
    source: byClient(405),
    caveat: offPage,
  }),
  entry({
    code: 409,
    title: "okraPDF sees a conflict",
    meaning: "The resource is not in the state the request needs.",
    family: "conflict",
    who: ["caller", "The caller: look at its state first."],
    retry: ["after_change", "Once the state fits."],
    steps: ["Read the document's status.", "Send the request again only if it is still needed."],
    source: byClient(409),
    caveat:
      "The documented client (openai 6.49.0) sends a 409 again by itself; the vendor's page does not count it among what to retry.",
  }),
  entry({
    code: 413,
    title: "The upload is too large for okraPDF",
    meaning: "The body is above a limit.",
    family: "file_too_large",
    who: ["caller", "The caller: send less at once."],
    retry: ["after_change", "With a smaller file, or by a presigned upload."],
    steps: ["Compress or split the file.", "Use the presigned upload for large files."],
    source: byClient(413),
    caveat: offPage,
  }),
  entry({
    code: 422,
    title: "okraPDF will not carry the request out",
    meaning: "It is well formed; its content, or what came of it, is not acceptable.",
    family: "invalid_request",
    who: ["caller", "The caller: look at the request's schema."],
    retry: ["after_change", "After the request or its schema is changed."],
    steps: ["Read `details` in the body.", "Compare the request with the reference."],
    source: [row("422 Check request schema against the API reference")],
  }),
  entry({
    code: 429,
    title: "okraPDF turned the request away for now",
    meaning: "Too many requests.",
    family: "rate_limit",
    who: ["wait", "Nobody: the minute passes."],
    retry: ["yes", "After `Retry-After` seconds, or with growing pauses."],
    steps: ["Wait as long as `Retry-After` says.", "Spread uploads and extractions."],
    source: [row("Retry strategy"), row("For transient errors (429, 500, 502, 503, 504), use exponential backoff:")],
  }),
  entry({
    code: 500,
    title: "okraPDF failed",
    meaning: "An error at the vendor, without a code.",
    family: "vendor_fault",
    who: ["vendor", "The vendor; the caller may send it again."],
    retry: ["yes", "With growing pauses."],
    steps: ["Send it again with growing pauses.", "Report it with the document's id when it stays."],
    source: [serverRow("500")],
  }),
  entry({
    code: 502,
    title: "okraPDF's edge got no answer from behind",
    meaning: "The vendor's edge could not reach the service.",
    family: "unavailable",
    who: ["wait", "Nobody: it passes."],
    retry: ["yes", "With growing pauses."],
    steps: ["Send it again with growing pauses.", "Look at Overview if it lasts."],
    source: [serverRow("502")],
  }),
  entry({
    code: 503,
    title: "okraPDF is not available",
    meaning: "The service is down or overloaded.",
    family: "unavailable",
    who: ["wait", "Nobody: it passes."],
    retry: ["yes", "With growing pauses."],
    steps: ["Send it again with growing pauses.", "Look at Overview if it lasts."],
    source: [serverRow("503")],
  }),
  entry({
    code: 504,
    title: "okraPDF did not finish in time",
    meaning: "A time limit was reached; on an extraction endpoint a simpler schema helps.",
    family: "timeout",
    who: ["wait", "Nobody: send it again; the caller if it stays."],
    retry: ["yes", "With growing pauses."],
    steps: ["Send it again with growing pauses.", "For an extraction: simplify the schema, or use page ranges."],
    source: [row("Handling errors"), row("Error codes")],
  }),
];
