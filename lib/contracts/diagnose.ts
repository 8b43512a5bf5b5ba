import { z } from "zod";
import { matchKinds, surfaces } from "#lib/vocabulary.ts";
import { actor, billedAnswer, family, providerId, regionId, retryAdvice } from "./primitives.ts";

/** Any error material, from anywhere. Every field may be missing; `body` is any JSON, or the raw text of one. */
export const diagnoseInput = z.object({
  provider: providerId.optional(),
  region: regionId.optional(),
  surface: z.enum(surfaces).optional(),
  /** Method and path, e.g. `POST /api/v2/parse`; a full URL is fine. */
  endpoint: z.string().optional(),
  /** HTTP status, 100 to 599. */
  status: z.int().min(100).max(599).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  /** A free paste: log line, stack trace, transcript of curl. */
  text: z.string().optional(),
  /**
   * The vendor's word for the job's state, where it is known apart from the body; or Docket's own `lost` and `partial`,
   * for which vendors have no word.
   */
  jobStatus: z.string().max(80).optional(),
});
export type DiagnoseInput = z.infer<typeof diagnoseInput>;

/** What a diagnosis says; the shape is the same in the command and in the API. */
export const diagnoseResult = z.object({
  match: z.enum(matchKinds),
  /** The vendor, given or guessed; null when nothing tells. */
  provider: providerId.nullable(),
  entry: z
    .object({
      id: z.string(),
      title: z.string(),
      family,
      whoActs: actor,
      retry: retryAdvice,
      billed: billedAnswer,
      sources: z.array(z.object({ document: z.string(), row: z.string() })),
    })
    .nullable(),
  /** Name of the rule that decided; `unmatched` when none did. */
  rule: z.string(),
  /** What was seen, and what was made of it: message, code, status, shape, operation, values found in gaps, … */
  evidence: z.record(z.string(), z.unknown()),
  /** The vendor's id for the exchange, to quote to its support. */
  requestId: z.string().optional(),
});
export type DiagnoseResult = z.infer<typeof diagnoseResult>;
