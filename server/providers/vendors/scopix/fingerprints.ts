import type { Fingerprint } from "../../contract.ts";

/**
 * Signs that pasted material comes from Scopix or, under its older name, Aion Vision. Hosts, key prefixes and SDK names:
 * scopix.ai/docs, aionvision.tech/docs, github.com/AionVision/AionVision (read 2026-11-20).
 */
export const fingerprints: readonly Fingerprint[] = [
  { name: "the gateway path /gateway/scopix", pattern: /\/gateway\/scopix\b/i, weight: 10 },
  { name: "a Scopix host", pattern: /\b(?:api\.|www\.)?scopix\.ai\b/i, weight: 10 },
  { name: "an Aion Vision host", pattern: /\b(?:api\.|www\.)?aionvision\.tech\b/i, weight: 10 },
  { name: "the name Scopix", pattern: /\bscopix\b/i, weight: 8 },
  { name: "the name Aion Vision", pattern: /\baion ?vision\w*\b/i, weight: 8 },
  { name: "the older SDK's package aion", pattern: /\baion\.(?:exceptions|errors|client|resources)\b/, weight: 5 },
  { name: "a key's prefix", pattern: /\bscopix_[A-Za-z0-9]{6,}/, weight: 9 },
  { name: "the variable AIONVISION_BASE_URL", pattern: /\b(?:AIONVISION|SCOPIX)_[A-Z_]{3,30}\b/, weight: 8 },
  { name: "the extraction schemas' path", pattern: /\/custom-extraction-schemas\b/, product: "extract", weight: 6 },
  {
    name: "the older uploads' path",
    pattern: /\/user-files\/upload\/stream\b|\/document-uploads\//,
    product: "upload",
    weight: 5,
  },
  { name: "the direct uploads' path", pattern: /\/files\/direct-uploads\b/, product: "upload", weight: 4 },
  { name: "the video analysis path", pattern: /\/video-analysis\/jobs\//, product: "video", weight: 3 },
  { name: "a vision provider's code", pattern: /\bVLM_PROVIDER_ERROR\b/, weight: 4 },
  { name: "a document's own status field", pattern: /\btext_extraction_status\b/, product: "upload", weight: 3 },
  { name: "an image's own status field", pattern: /\bdescription_status\b/, product: "upload", weight: 3 },
];
