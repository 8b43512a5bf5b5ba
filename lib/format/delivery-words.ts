import type { DeliveryReason } from "#lib/contracts/webhooks.ts";

/** Why a delivery was not believed, or had no effect, in words that stand alone. */
export const reasonWords: Record<DeliveryReason, string> = {
  no_secret: "No secret is stored for this place",
  signature_missing: "It carries no signature",
  signature_malformed: "Its signature has the wrong form",
  signature_wrong: "Its signature is not the vendor’s",
  timestamp_missing: "It carries no timestamp",
  timestamp_malformed: "Its timestamp is no number",
  too_old: "It is too old, perhaps a replay",
  from_the_future: "Its timestamp lies ahead",
  malformed: "Its body is not an event",
  too_large: "It is larger than 1 MiB",
  unknown_job: "Nobody here knows the job",
  no_job: "It speaks of no job",
  hint: "Unsigned: taken as a hint to ask",
};
