import type { Fingerprint } from "../../contract.ts";

/**
 * Signs that pasted material comes from LlamaParse. Hosts, key prefix and id prefixes: the vendor's regions page, its
 * OpenAPI description and SDK 2.16.0; class names: the SDKs for TypeScript and Python (read 2026-11-20).
 */
export const fingerprints: readonly Fingerprint[] = [
  { name: "the gateway path /gateway/llamaparse", pattern: /\/gateway\/llamaparse\b/i, weight: 10 },
  { name: "a LlamaCloud host", pattern: /\b(?:api\.)?cloud\.(?:eu\.)?llamaindex\.ai\b/i, weight: 10 },
  {
    name: "the LlamaCloud SDK",
    pattern: /@llamaindex\/(?:llama-)?cloud\b|\bLlamaCloud\b|llama-cloud-services\b/,
    weight: 10,
  },
  { name: "the Python package llama_cloud", pattern: /\bllama_(?:cloud|parse|extract)(?:_services)?\b/, weight: 10 },
  { name: "the name LlamaParse", pattern: /llama[ -]?(?:parse|extract|cloud)/i, weight: 8 },
  { name: "the variable LLAMA_CLOUD_API_KEY", pattern: /\bLLAMA_(?:CLOUD|PARSE)_[A-Z_]{3,20}\b/, weight: 8 },
  { name: "the key prefix llx-", pattern: /\bllx-[A-Za-z0-9]{4}/, weight: 8 },
  { name: "the id prefix pjb-", pattern: /\bpjb-[a-z0-9-]{6}/, product: "parse", weight: 8 },
  { name: "the id prefix ext-", pattern: /\bext-[a-z0-9]{20}/, product: "extract", weight: 8 },
  { name: "the id prefix dfl-", pattern: /\bdfl-[a-z0-9-]{6}/, weight: 6 },
  { name: "a parse path", pattern: /\/api\/(?:v1\/|v2\/)?(?:parse|parsing)\b/, product: "parse", weight: 5 },
  { name: "an extraction path", pattern: /\/api\/(?:v2\/extract|v1\/extraction)\b/, product: "extract", weight: 5 },
  { name: "a classify path", pattern: /\/api\/(?:v2\/classify|v1\/classifier)\b/, product: "classify", weight: 5 },
  { name: "a split path", pattern: /\/api\/v1\/(?:beta\/)?split\/jobs\b/, product: "split", weight: 5 },
  {
    name: "the polling helper's sentence",
    pattern: /\bJob (?:ID: )?\S{1,80} failed with status: [A-Za-z_]+/,
    weight: 3,
  },
  { name: "the error class PollingError", pattern: /\bPollingError\b/, weight: 3 },
  { name: "the Python reader's wording", pattern: /\bError while parsing the (?:PDF )?file\b/, weight: 3 },
  { name: "the webhook sender", pattern: /llamaindex-webhook-service/, weight: 10 },
  { name: "the webhook signature header", pattern: /\blc-signature\b/i, weight: 5 },
];
