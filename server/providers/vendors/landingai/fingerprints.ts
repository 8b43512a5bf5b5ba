import type { Fingerprint } from "../../contract.ts";

/**
 * Signs that pasted material comes from LandingAI's ADE. Hosts, class, package and variable names: npm `landingai-ade`
 * 2.13.1, github.com/landing-ai/ade-python and agentic-doc (read 2026-11-20).
 */
export const fingerprints: readonly Fingerprint[] = [
  { name: "the gateway path /gateway/landingai", pattern: /\/gateway\/landingai\b/i, weight: 10 },
  { name: "a LandingAI host", pattern: /\b(?:[a-z0-9-]{1,20}\.){0,3}landing\.ai\b/i, weight: 10 },
  { name: "the SDK landingai-ade", pattern: /\blandingai[-_]ade\b/i, weight: 10 },
  { name: "the SDK's class names", pattern: /\bLandingAIADE\w*\b|\bV2SyncTimeoutError\b/, weight: 10 },
  { name: "the library agentic-doc", pattern: /\bagentic[-_]doc\b/i, weight: 9 },
  { name: "the name LandingAI", pattern: /\bLanding ?AI\b|\blanding[-_.]?ai\b/, weight: 7 },
  {
    name: "the variable VISION_AGENT_API_KEY",
    pattern: /\bVISION_AGENT_API_KEY\b|\bLANDINGAI_ADE_[A-Z0-9_]{3,30}\b/,
    weight: 9,
  },
  { name: "a key's prefix", pattern: /\bland_sk_[A-Za-z0-9]{4,}/, weight: 9 },
  { name: "a path of the first API", pattern: /\/v1\/ade\/(?:parse|extract|split|classify|section)\b/, weight: 9 },
  { name: "the retired endpoint", pattern: /\/v1\/tools\/agentic-document-analysis\b/, product: "parse", weight: 9 },
  { name: "a path of the second API's jobs", pattern: /\/v2\/(?:parse|extract)\/jobs\b/, weight: 2 },
  {
    name: "a model's name",
    pattern: /\bdpt-[123](?:-(?:pro|mini|latest|verity|fast|\d{8}))+\b/,
    product: "parse",
    weight: 6,
  },
  { name: "an extraction model's name", pattern: /\bextract-(?:latest|20\d{6})\b/, product: "extract", weight: 4 },
  { name: "a job's id", pattern: /\b(?:parse|extract)-[0-9a-hjkmnp-tv-z]{26}\b/, weight: 5 },
  { name: "the field schema_violation_error", pattern: /\bschema_violation_error\b/, product: "extract", weight: 6 },
  {
    name: "the words of field extraction",
    pattern: /\bField extraction (?:validation error|invalid)\b/,
    product: "extract",
    weight: 5,
  },
];
