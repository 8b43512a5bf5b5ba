import type { Fingerprint } from "../../contract.ts";

/**
 * Signs that pasted material comes from Extend. Hosts and headers: environments.js and the client of `extend-ai` 1.17.0;
 * class names: that package, the Python package extend_ai and the README of extend-java-sdk; id prefixes: examples in
 * the first two (read 2026-11-20, the README 2026-11-21). The product's name is an English word and recognises nothing
 * by itself.
 */
export const fingerprints: readonly Fingerprint[] = [
  { name: "the gateway path /gateway/extend", pattern: /\/gateway\/extend\b/i, weight: 10 },
  {
    name: "an Extend host",
    pattern: /\b(?:api(?:\.eu1)?|docs|dashboard|www)\.extend\.ai\b|\bapi(?:\.us2|-prod)\.extend\.app\b/i,
    weight: 10,
  },
  { name: "the name Extend.ai", pattern: /\b[Ee]xtend\.(?:ai|AI)\b|\bExtend AI\b/, weight: 6 },
  {
    name: "an x-extend header",
    pattern: /\bx-extend-(?:api-version|workspace-id|request-(?:id|timestamp|signature))\b/i,
    weight: 10,
  },
  { name: "the SDK extend-ai", pattern: /\bextend-ai\b(?!-toolkit)/, weight: 10 },
  { name: "the Python package extend_ai", pattern: /\bextend_ai(?:\.\w|\b)(?!_toolkit)/, weight: 10 },
  { name: "the Java package ai.extend", pattern: /\bai\.extend\.(?:core|errors|wrapper|ExtendClient)\b/, weight: 10 },
  {
    name: "the SDK's class names",
    pattern: /\bExtend(?:Error|TimeoutError|Environment|Client(?:ApiException|Exception)?)\b/,
    weight: 8,
  },
  {
    name: "the variable EXTEND_API_KEY",
    pattern: /\bEXTEND_(?:API_KEY|WORKSPACE_ID|API_VERSION|BASE_URL|API_TOKEN)\b/,
    weight: 8,
  },
  { name: "a parse run's path", pattern: /\/parse_runs\b/, product: "parse", weight: 5 },
  { name: "an extract run's path", pattern: /\/extract_runs\b/, product: "extract", weight: 5 },
  { name: "a classify run's path", pattern: /\/classify_runs\b/, product: "classify", weight: 5 },
  { name: "a split run's path", pattern: /\/split_runs\b/, product: "split", weight: 5 },
  { name: "an edit run's path", pattern: /\/edit_runs\b/, product: "edit", weight: 5 },
  {
    name: "a form detection run's path",
    pattern: /\/(?:form_detection_runs|detect_form)\b/,
    product: "detect_form",
    weight: 5,
  },
  { name: "a processor run's path", pattern: /\/(?:batch_)?processor_runs\b/, product: "processor", weight: 4 },
  { name: "a workflow run's path", pattern: /\/workflow_runs\b/, product: "workflow", weight: 2 },
  { name: "a parse run", pattern: /(?:^|["'])parse_run(?:_status)?(?:$|["'])/m, product: "parse", weight: 4 },
  { name: "an extract run", pattern: /(?:^|["'])extract_run(?:$|["'])/m, product: "extract", weight: 4 },
  { name: "a classify run", pattern: /(?:^|["'])classify_run(?:$|["'])/m, product: "classify", weight: 4 },
  { name: "a split run", pattern: /(?:^|["'])split_run(?:$|["'])/m, product: "split", weight: 4 },
  { name: "an edit run", pattern: /(?:^|["'])edit_run(?:$|["'])/m, product: "edit", weight: 4 },
  {
    name: "a form detection run",
    pattern: /(?:^|["'])form_detection_run(?:$|["'])/m,
    product: "detect_form",
    weight: 4,
  },
  { name: "a workflow run", pattern: /(?:^|["'])workflow_run(?:$|["'])/m, product: "workflow", weight: 2 },
  {
    name: "a webhook event's name",
    pattern:
      /\b(?:parse|edit|extract|classify|split|batch_parse|batch_processor)_run\.(?:processed|failed)\b|\bworkflow_run\.(?:needs_review|rejected|step_run\.processed)\b/,
    weight: 8,
  },
  { name: "an extract run's id", pattern: /\bexr_[A-Za-z0-9_-]{8,}/, product: "extract", weight: 5 },
  { name: "a split run's id", pattern: /\bsplr_[A-Za-z0-9_-]{8,}/, product: "split", weight: 5 },
  { name: "a classify run's id", pattern: /\bclr_[A-Za-z0-9_-]{16,}/, product: "classify", weight: 3 },
  { name: "an edit run's id", pattern: /\bedr_[A-Za-z0-9_-]{16,}/, product: "edit", weight: 3 },
  {
    name: "a parse run's id",
    pattern: /\bpr_(?=[A-Za-z0-9_-]{0,20}\d)[A-Za-z0-9_-]{18,}/,
    product: "parse",
    weight: 3,
  },
  {
    name: "a workflow run's id",
    pattern: /\bworkflow_run_(?=[A-Za-z0-9_-]{0,19}\d)[A-Za-z0-9_-]{15,30}\b/,
    product: "workflow",
    weight: 4,
  },
  { name: "a batch's id", pattern: /\bbpa?r_(?=[A-Za-z0-9_-]{0,19}\d)[A-Za-z0-9_-]{16,}/, product: "batch", weight: 3 },
  { name: "a webhook secret's prefix", pattern: /\bwss_[A-Za-z0-9]{6}/, weight: 3 },
  { name: "the SDK's polling helper", pattern: /\bPolling timed out after \d{1,12}ms \(max: \d{1,12}ms\)/, weight: 4 },
  {
    name: "the webhook check's class names",
    pattern: /\bWebhookSignatureVerificationError\b|\bSignedUrlNotAllowedError\b|\bWebhookPayloadFetchError\b/,
    weight: 2,
  },
];
