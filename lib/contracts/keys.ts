import { z } from "zod";
import { instant, providerId, regionId, uuid } from "./primitives.ts";

/** Outcome of a key test with the vendor's cheapest call. */
export const keyTestResults = [
  "works",
  "refused",
  "region_mismatch",
  "rate_limited",
  "unreachable",
  "unexpected",
] as const;
export type KeyTestResult = (typeof keyTestResults)[number];

/** Why a key steps aside: the vendor refuses it (401), or its account has no credits left (402). */
export const keyAsideReasons = ["refused", "unpaid"] as const;
export type KeyAsideReason = (typeof keyAsideReasons)[number];

export const keyAside = z.object({
  reason: z.enum(keyAsideReasons),
  since: instant,
  /** When Docket looks after it again. */
  until: instant,
});

export const keySummary = z.object({
  id: uuid,
  provider: providerId,
  region: regionId,
  label: z.string(),
  /** Only for customer deployments. */
  baseUrl: z.string().nullable(),
  /** The only part of the secret that is ever shown. */
  lastFour: z.string(),
  createdAt: instant,
  updatedAt: instant,
  disabledAt: instant.nullable(),
  /** Its share among the keys of its place: a client uses one of them, and 3 gets three times as many clients as 1. */
  weight: z.number().int(),
  /** Set while calls take another key of its place, if there is one. */
  aside: keyAside.nullable(),
  test: z.object({ result: z.enum(keyTestResults), detail: z.string(), at: instant }).nullable(),
  calls24h: z.number().int(),
});
export type KeySummary = z.infer<typeof keySummary>;
export const keyList = z.object({ items: z.array(keySummary), next: z.null() });
export type KeyList = z.infer<typeof keyList>;

const secret = z
  .string()
  .trim()
  .min(8, "A key has at least 8 characters.")
  .max(4096)
  .regex(/^[\x21-\x7e]+$/, "A key has no spaces or control characters.");

export const addKeyInput = z.object({
  provider: providerId,
  region: regionId,
  label: z.string().trim().min(1, "Give the key a label.").max(80),
  secret,
  /** Required for `byoc`, refused elsewhere. */
  baseUrl: z.string().trim().max(2000).optional(),
});
export type AddKeyInput = z.infer<typeof addKeyInput>;
export const changeKeyInput = z.object({
  id: uuid,
  label: z.string().trim().min(1).max(80).optional(),
  weight: z.number().int().min(1).max(100).optional(),
  disabled: z.boolean().optional(),
});
export const replaceKeyInput = z.object({ id: uuid, secret });
export const keyIdInput = z.object({ id: uuid });

/** What a provider × region needs of a key, for the form. */
export const keyPlaces = z.object({
  items: z.array(
    z.object({
      provider: providerId,
      label: z.string(),
      keyPrefix: z.string().nullable(),
      /** What the vendor does, for narrowing a screen to one product. */
      products: z.array(z.string()).optional(),
      /** Code that points the vendor's SDK at the gateway; `{base_url}` and `{token}` stand for what differs. */
      snippet: z.object({ language: z.string(), text: z.string() }).optional(),
      regions: z.array(
        z.object({
          id: regionId,
          label: z.string(),
          baseUrl: z.string().nullable(),
          /** A key must, or may, bring its own address. */
          needsBaseUrl: z.boolean(),
          takesBaseUrl: z.boolean(),
        }),
      ),
    }),
  ),
});
export type KeyPlaces = z.infer<typeof keyPlaces>;
