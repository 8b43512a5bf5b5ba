import type { EntryDetail } from "#lib/contracts/catalog.ts";
import { placeName } from "#lib/format/place.ts";
import { providerLabels } from "#lib/vocabulary.ts";
import type { GuidanceOccurrence, OccurrenceJob } from "./guidance-occurrence.ts";

/**
 * The text for the vendor's support: ids, times in UTC and the vendor's own words. It carries no file name, no client
 * name, no body and no header, and what looks like a credential in the message is taken out.
 */
export function prepareVendorTicket(
  entry: EntryDetail | null,
  occurrence: GuidanceOccurrence,
  job: OccurrenceJob | null,
): string {
  const { provider, region } = occurrence;
  const place = provider && (region ? placeName(provider, region) : providerLabels[provider]);
  const what = job ? `job ${job.vendorJobId} failed` : "a request failed";
  return [
    `Subject: ${place ? `${place}: ` : ""}${what}`,
    "",
    ...facts(occurrence, job, place),
    "",
    "Please tell us:",
    ...questions(entry, job).map((question, i) => `${i + 1}. ${question}`),
    "",
  ].join("\n");
}

function facts(occurrence: GuidanceOccurrence, job: OccurrenceJob | null, place: string | undefined): string[] {
  const rows: [name: string, value: string | number | null | undefined][] = [
    ["Provider and region", place],
    ["Product", job?.product ?? occurrence.product],
    ["Tier", job?.tier],
    ["Pages", job?.pages],
    ["Job id", job?.vendorJobId],
    ["Request id", occurrence.requestId],
    ["Operation", occurrence.operation],
    ["HTTP status", occurrence.status],
    ["Job status", job?.vendorStatus],
    ["Error code", occurrence.code],
    ["Error message", occurrence.message && `"${withoutCredentials(occurrence.message)}"`],
    ["Started (UTC)", job?.createdAt],
    ["Ended (UTC)", job?.endedAt],
    ["Failure seen (UTC)", occurrence.at],
  ];
  return rows.flatMap(([name, value]) => (value === null || value === undefined ? [] : [`${name}: ${value}`]));
}

function questions(entry: EntryDetail | null, job: OccurrenceJob | null): string[] {
  const thing = job ? "this job" : "this request";
  const asked = [`What made ${thing} fail, and is it known on your side?`];
  if (entry?.billed !== "no") asked.push(`Was ${thing} billed? If so, please credit it: there was no result.`);
  if (entry?.retry !== "no") asked.push("Can the same document be sent again, and from when on?");
  return asked;
}

/** Vendors have put the caller's own header into an error text; a ticket must not carry it on. */
function withoutCredentials(message: string): string {
  return message
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, "$1 [removed]")
    .replace(
      /\b((?:api[-_ ]?key|token|secret|password|authorization)["']?\s*[:=]\s*["']?)[^\s"',}]{6,}/gi,
      "$1[removed]",
    );
}
