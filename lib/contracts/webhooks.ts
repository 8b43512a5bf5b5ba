import { z } from "zod";
import { payloadHostProblem } from "../payload-host.ts";
import { instant, jobState, page, providerId, regionId, uuid } from "./primitives.ts";

export const webhookSecretSummary = z.object({
  id: uuid,
  provider: providerId,
  region: regionId,
  label: z.string(),
  /** The only part that is ever shown. */
  lastFour: z.string(),
  createdAt: instant,
});
export type WebhookSecretSummary = z.infer<typeof webhookSecretSummary>;
export const webhookSecretList = z.object({ items: z.array(webhookSecretSummary), next: z.null() });

export const addWebhookSecretInput = z.object({
  provider: providerId,
  region: regionId,
  label: z.string().trim().min(1, "Give the secret a label.").max(80),
  secret: z
    .string()
    .trim()
    .min(8, "A secret has at least 8 characters.")
    .max(4_096)
    .regex(/^[\x21-\x7e]+$/, "A secret has no spaces or control characters."),
});
export type AddWebhookSecretInput = z.infer<typeof addWebhookSecretInput>;
export const webhookSecretIdInput = z.object({ id: uuid });

/** accepted = heard; doubled = the same event again, without effect; rejected = not believed. */
export const deliveryOutcomes = ["accepted", "doubled", "rejected"] as const;
export type DeliveryOutcome = (typeof deliveryOutcomes)[number];

/** What became of a link in the payload's place that was not read; the job was asked about instead. */
export const linkReasons = [
  /** Is being read, or was when Docket was killed. */
  "link_pending",
  "link_host_not_allowed",
  /** Not https on its own port by name. */
  "link_invalid",
  /** Too many others waited. */
  "link_busy",
  "link_unresolved",
  /** The host's name leads to an address that is not public. */
  "link_private",
  "link_redirect",
  /** Any answer but 200: a 403 when it has expired. */
  "link_status",
  "link_too_large",
  "link_timeout",
  "link_unreachable",
  /** Docket was stopped first. */
  "link_stopped",
  /** No JSON object, or one more link. */
  "link_malformed",
  /** What lay there tells of another job than the delivery. */
  "link_other_job",
] as const;
export type LinkReason = (typeof linkReasons)[number];

/** Why a delivery was rejected, or in what way an accepted one had no effect. */
export const deliveryReasons = [
  "no_secret",
  "signature_missing",
  "signature_malformed",
  "signature_wrong",
  "timestamp_missing",
  "timestamp_malformed",
  "too_old",
  "from_the_future",
  "malformed",
  "too_large",
  "unknown_job",
  "no_job",
  "hint",
  ...linkReasons,
] as const;
export type DeliveryReason = (typeof deliveryReasons)[number];

export const webhookDelivery = z.object({
  id: uuid,
  at: instant,
  provider: providerId,
  region: regionId,
  outcome: z.enum(deliveryOutcomes),
  reason: z.enum(deliveryReasons).nullable(),
  eventType: z.string().nullable(),
  says: jobState.nullable(),
  vendorJobId: z.string().nullable(),
  jobId: uuid.nullable(),
  bytes: z.number().int(),
  /** The redacted start of the body. */
  excerpt: z.string(),
  /** The host of the link that came in the payload's place. */
  linkHost: z.string().nullable(),
});
export type WebhookDelivery = z.infer<typeof webhookDelivery>;

export const deliveryFilters = z.object({
  provider: providerId.optional(),
  region: regionId.optional(),
  outcome: z.enum(deliveryOutcomes).optional(),
  /** Only deliveries whose link was not read. */
  link: z.literal("unread").optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export type DeliveryFilters = z.infer<typeof deliveryFilters>;
export const deliveryList = page(webhookDelivery);
export type DeliveryList = z.infer<typeof deliveryList>;

/** A host that signed payloads may be fetched from: exact, or `*.` and what its names end in. */
export const payloadHost = z.object({
  id: uuid,
  provider: providerId,
  region: regionId,
  host: z.string(),
  createdAt: instant,
});
export type PayloadHost = z.infer<typeof payloadHost>;
export const addPayloadHostInput = z.object({
  provider: providerId,
  region: regionId,
  host: z
    .string()
    .trim()
    .toLowerCase()
    .superRefine((host, check) => {
      const message = payloadHostProblem(host);
      if (message !== null) check.addIssue({ code: "custom", message });
    }),
});
export type AddPayloadHostInput = z.infer<typeof addPayloadHostInput>;
export const payloadHostIdInput = z.object({ id: uuid });

/** Links in place of payloads at one place: who may be asked, and who would have to be. */
export const placeLinks = z.object({
  /** Where they are documented, and what is known of their hosts. */
  source: z.string(),
  allowed: z.array(payloadHost),
  /** Hosts of proven deliveries that are not allowed, the latest first. */
  refused: z.array(
    z.object({ host: z.string(), deliveries: z.number().int(), lastAt: instant, mayBeAllowed: z.boolean() }),
  ),
});
export type PlaceLinks = z.infer<typeof placeLinks>;

/** A place that can be sent webhooks, with what became of them in the last 24 hours. */
export const webhookPlace = z.object({
  provider: providerId,
  region: regionId,
  /** Below Docket's own address. */
  path: z.string(),
  signed: z.boolean(),
  source: z.string(),
  accepted24h: z.number().int(),
  rejected24h: z.number().int(),
  lastAcceptedAt: instant.nullable(),
  /** Null where the provider sends payloads only. */
  links: placeLinks.nullable(),
});
export const webhookPlaces = z.object({ baseUrl: z.string().nullable(), items: z.array(webhookPlace) });
export type WebhookPlaces = z.infer<typeof webhookPlaces>;

/** What webhooks have to say of one job beside the polls. */
export const jobWebhooks = z.object({
  /**
   * none = nobody expects one; waiting = expected, not yet due; agrees, disagrees = with what the polls found; late = it
   * agrees, long after the end; unread = one came, with a link that was not read; missing = expected and did not come.
   */
  state: z.enum(["none", "waiting", "agrees", "disagrees", "late", "unread", "missing"]),
  /** Milliseconds from the job's end to the webhook that told of it; null without one. */
  afterEndMs: z.number().nullable(),
  doubled: z.number().int(),
  rejected: z.array(z.object({ at: instant, reason: z.enum(deliveryReasons) })),
});
export type JobWebhooks = z.infer<typeof jobWebhooks>;
