import { z } from "zod";
import { instant, providerId, uuid } from "./primitives.ts";

export const clientToken = z.object({
  id: uuid,
  label: z.string(),
  lastFour: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type ClientTokenSummary = z.infer<typeof clientToken>;

/** What a client may use; null = no limit of its own. */
export const clientLimits = z.object({
  requestsPerMinute: z.number().int().min(1).max(1_000_000).nullable(),
  /** Calls under way at once. */
  maxConcurrent: z.number().int().min(1).max(10_000).nullable(),
  /** Credits of all vendors together, a day in UTC. */
  creditsPerDay: z.number().min(0).max(1_000_000_000).nullable(),
});
export type ClientLimits = z.infer<typeof clientLimits>;

export const clientSummary = z.object({
  id: uuid,
  name: z.string(),
  /** Empty = every provider. */
  providers: z.array(providerId),
  createdAt: instant,
  disabledAt: instant.nullable(),
  limits: clientLimits,
  tokens: z.array(clientToken),
  calls24h: z.number().int(),
  lastCallAt: instant.nullable(),
});
export type ClientSummary = z.infer<typeof clientSummary>;
export const clientList = z.object({ items: z.array(clientSummary), next: z.null() });
export type ClientList = z.infer<typeof clientList>;

export const createClientInput = z.object({
  name: z.string().trim().min(1, "Give the client a name.").max(80),
  providers: z.array(providerId).default([]),
  limits: clientLimits.partial().optional(),
});
export const changeClientInput = z.object({
  id: uuid,
  name: z.string().trim().min(1).max(80).optional(),
  providers: z.array(providerId).optional(),
  disabled: z.boolean().optional(),
  /** Limits left out stay as they are; null takes one away. */
  limits: clientLimits.partial().optional(),
});
export const createTokenInput = z.object({ clientId: uuid, label: z.string().trim().min(1).max(80) });
export const revokeTokenInput = z.object({ clientId: uuid, tokenId: uuid });

/** The only time a token is shown whole. */
export const createdToken = z.object({ id: uuid, clientId: uuid, token: z.string(), lastFour: z.string() });
export type CreatedToken = z.infer<typeof createdToken>;
