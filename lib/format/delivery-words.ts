import { type DeliveryReason, type LinkReason, linkReasons } from "../contracts/webhooks.ts";

/** Why a link in the payload’s place was not read, in words that stand alone. */
const linkWords: Record<LinkReason, string> = {
  link_pending: "Its link was being followed",
  link_host_not_allowed: "The host of its link is not allowed",
  link_invalid: "Its link is not https to a name on its own port",
  link_busy: "Too many other links waited",
  link_unresolved: "The host of its link has no address",
  link_private: "The host of its link leads to an address that is not public",
  link_redirect: "Its link leads on to another address",
  link_status: "The host of its link refused it; links expire after an hour",
  link_too_large: "What its link leads to is larger than 5 MiB",
  link_timeout: "Its link was not answered whole within 10 s",
  link_unreachable: "The host of its link could not be reached",
  link_stopped: "Docket was stopped before its link was read",
  link_malformed: "What its link leads to is no payload",
  link_other_job: "What its link leads to is about another job",
};

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
  ...linkWords,
};

/** The same for a reason that comes as a text; null for any other text. */
export function linkReasonWords(reason: string): string | null {
  const known = linkReasons.find((each) => each === reason);
  return known ? linkWords[known] : null;
}
