import type { Fingerprint } from "../../contract.ts";

/**
 * Signs that pasted material comes from okraPDF. Hosts, key prefixes, class and variable names: docs.okrapdf.com,
 * github.com/okrapdf/okrapdf-sdk, server and cli (read 2026-11-20).
 */
export const fingerprints: readonly Fingerprint[] = [
  { name: "the gateway path /gateway/okrapdf", pattern: /\/gateway\/okrapdf\b/i, weight: 10 },
  { name: "an okraPDF host", pattern: /\b(?:api|app|docs|res|www)?\.?okrapdf\.(?:com|dev)\b/i, weight: 10 },
  { name: "the vendor's other host", pattern: /\bapi\.okra\.app\b/i, weight: 9 },
  { name: "the name okraPDF", pattern: /\bokra ?pdf\b/i, weight: 8 },
  { name: "a key's prefix", pattern: /\bokra_(?:sk|pk)?_?[A-Za-z0-9]{6,}/, weight: 9 },
  { name: "the SDK's class names", pattern: /\bOkra(?:Client|Job|Error|Runtime\w*)\b/, weight: 9 },
  { name: "a variable of the SDK's", pattern: /\bOKRA_(?:API_KEY|BASE_URL)\b/, weight: 9 },
  { name: "the header X-Vendor-Keys", pattern: /\bx-vendor-keys\b/i, weight: 4 },
  { name: "an extraction that was blocked", pattern: /\bEXTRACTION_BLOCKED\b/, product: "extract", weight: 2 },
  {
    name: "a document's chat path",
    pattern: /\/(?:v1\/documents|document)\/[^/\s"']{1,80}\/chat\/completions\b/,
    product: "extract",
    weight: 6,
  },
  {
    name: "the structured output path",
    pattern: /\/document\/[^/\s"']{1,80}\/(?:structured-output|generate)\b/,
    product: "extract",
    weight: 5,
  },
  { name: "the resolve path", pattern: /\/v1\/resolve\/chat\/completions\b/, product: "extract", weight: 6 },
  { name: "a structured output's time limit", pattern: /\btimeoutMs\b/, product: "extract", weight: 1 },
  {
    name: "the words of its time-out",
    pattern: /\bStructured output timed out\b(?! after)/,
    product: "extract",
    weight: 4,
  },
];
