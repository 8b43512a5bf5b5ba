import type { JobState } from "#lib/vocabulary.ts";
import type { LimitFact, RegionFact } from "../../contract.ts";

/**
 * LandingAI Agentic Document Extraction (ADE) as its own material describes it, read on 2026-11-20: docs.landing.ai, npm
 * `landingai-ade` 2.13.1 (file names inside the package) and the specifications in github.com/landing-ai/ade-typescript.
 */

const environments = "landingai-ade 2.13.1, client.mjs, 2026-11-20";

/** Two generations of the API, two families of hosts: `/v2` and the gateway's `/v1/extract` have one of their own. */
function hosts(baseUrl: string) {
  return [
    { pathPrefix: "/v2", baseUrl },
    { pathPrefix: "/v1/extract", baseUrl },
  ];
}

export const regions: readonly RegionFact[] = [
  {
    id: "us",
    label: "United States",
    baseUrl: "https://api.va.landing.ai",
    hosts: hosts("https://api.ade.landing.ai"),
    source: environments,
  },
  {
    id: "eu",
    label: "Europe",
    baseUrl: "https://api.va.eu-west-1.landing.ai",
    hosts: hosts("https://api.ade.eu-west-1.landing.ai"),
    source: environments,
  },
  { id: "sandbox", label: "Built-in sandbox", baseUrl: null, source: "Docket" },
];

/** Jobs of the first API (specs/v1-ade.json). */
const v1 = {
  pending: "queued",
  processing: "running",
  completed: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
} as const satisfies Record<string, JobState>;

/** Jobs of the second; its specification has no `cancelled`, the SDK's type keeps it (specs/v2-aide.json). */
const v2 = { ...v1 } as const satisfies Record<string, JobState>;

/** Work inside its call speaks no words of its own. */
const sync = { completed: "succeeded", failed: "failed" } as const satisfies Record<string, JobState>;

export const statusMaps: Readonly<Record<string, Readonly<Record<string, JobState>>>> = {
  parse_v1: v1,
  extract_v1: v1,
  parse_v2: v2,
  extract_v2: v2,
  workflow_v2: v2,
  gateway_extract: v2,
  gateway_build_schema: v2,
  sync,
};

/**
 * The vendor limits pages and submissions an hour (docs.landing.ai/ade/ade-rate-limits), not reads: no limit of requests is
 * published. Ours keeps polls at a rate nobody minds.
 */
export const limits: readonly LimitFact[] = [
  {
    operation: "any",
    requests: 60,
    windowMs: 60_000,
    source: "No limit of requests is published, 2026-11-20; the value is Docket's own",
    certainty: "assumption",
  },
];
