/**
 * Runtime: puts the parts together for one process, and is the way in for pages and routes. It holds no rules of its
 * own and touches no table.
 */

export { answerExport } from "./answer-export.ts";
export { answerWebhook } from "./answer-webhook.ts";
export { answerApi, bodyOf, failed, requestContext } from "./http-route.ts";
export { openApiDocument } from "./openapi.ts";
export { requestUrlHeader } from "./request-url.ts";
export { runtime, setRuntime } from "./runtime.ts";
export { getSession } from "./session.ts";
