import {
  changeClient,
  createClient,
  createClientToken,
  deleteClient,
  listClients,
  revokeClientToken,
} from "#server/access/index.ts";

import {
  acknowledgeCrossings,
  addBudget,
  changeBudget,
  creditConsumption,
  creditMonth,
  creditSummary,
  listBudgets,
  listCrossings,
  listLostCredits,
  listPrices,
  removeBudget,
  removePrice,
  setPrice,
} from "#server/credits/index.ts";
import { countCalls, listCalls } from "#server/gateway/index.ts";
import { getGuidance, giveFeedback, listGuidance, writeNote } from "#server/guidance/index.ts";
import { acknowledgeIncident, getIncident, listIncidents } from "#server/incidents/index.ts";
import {
  addPayloadHost,
  cancelJob,
  countFailures,
  countJobs,
  getFailure,
  getJob,
  listDeliveries,
  listFailures,
  listJobs,
  listWebhookPlaces,
  pollNow,
  removePayloadHost,
} from "#server/jobs/index.ts";
import {
  comparePeriods,
  countStuckJobs,
  creditTrend,
  documentShapes,
  errorTrend,
  failureTrend,
  getOverview,
  latencyTrend,
  listChartMarks,
  listEntryChanges,
  listFailureGroups,
} from "#server/metrics/index.ts";
import { listAudit, type Operation } from "#server/platform/index.ts";
import { applyRetention, getRetention, setRetention } from "#server/retention/index.ts";
import {
  addKey,
  addWebhookSecret,
  changeKey,
  deleteKey,
  listKeyPlaces,
  listKeys,
  listWebhookSecrets,
  removeWebhookSecret,
  replaceKey,
  testKey,
} from "#server/vault/index.ts";
import { diagnoseAnything } from "./diagnose-anything.ts";
import { getSpool } from "./get-spool.ts";
import { getSession } from "./session.ts";

/** One address of the JSON API. Parameters in the path, the query and a JSON body become one input. */
export interface ApiRoute {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api/v1`; `{name}` is one segment, `{name+}` the rest. */
  path: string;
  // Every operation has its own input and output; the router only hands JSON through.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  operation: Operation<any, any>;
  /** Status of success; 200 unless said. */
  success?: number;
}

/** The JSON API, whole: requests are routed by it and the OpenAPI document is made from it. */
export const apiRoutes: readonly ApiRoute[] = [
  { method: "GET", path: "/session", operation: getSession },
  { method: "GET", path: "/overview", operation: getOverview },
  { method: "GET", path: "/spool", operation: getSpool },
  { method: "GET", path: "/jobs", operation: listJobs },
  { method: "GET", path: "/jobs/count", operation: countJobs },
  { method: "GET", path: "/jobs/{id}", operation: getJob },
  { method: "POST", path: "/jobs/{id}/poll", operation: pollNow },
  { method: "POST", path: "/jobs/{id}/cancel", operation: cancelJob },
  { method: "GET", path: "/calls", operation: listCalls },
  { method: "GET", path: "/calls/count", operation: countCalls },
  { method: "GET", path: "/failures", operation: listFailures },
  { method: "GET", path: "/failures/count", operation: countFailures },
  { method: "GET", path: "/failures/{id}", operation: getFailure },
  { method: "GET", path: "/failure-groups", operation: listFailureGroups },
  { method: "GET", path: "/trends/errors", operation: errorTrend },
  { method: "GET", path: "/trends/credits", operation: creditTrend },
  { method: "GET", path: "/trends/failures", operation: failureTrend },
  { method: "GET", path: "/trends/latency", operation: latencyTrend },
  { method: "GET", path: "/entry-changes", operation: listEntryChanges },
  { method: "GET", path: "/stuck-jobs", operation: countStuckJobs },
  { method: "GET", path: "/comparisons", operation: comparePeriods },
  { method: "GET", path: "/document-shapes", operation: documentShapes },
  { method: "GET", path: "/chart-marks", operation: listChartMarks },
  { method: "GET", path: "/incidents", operation: listIncidents },
  { method: "GET", path: "/incidents/{id}", operation: getIncident },
  { method: "POST", path: "/incidents/{id}/acknowledge", operation: acknowledgeIncident },
  { method: "GET", path: "/credits/summary", operation: creditSummary },
  { method: "GET", path: "/credits/consumption", operation: creditConsumption },
  { method: "GET", path: "/credits/month", operation: creditMonth },
  { method: "GET", path: "/credits/lost", operation: listLostCredits },
  { method: "GET", path: "/credits/prices", operation: listPrices },
  { method: "POST", path: "/credits/prices", operation: setPrice, success: 201 },
  { method: "DELETE", path: "/credits/prices/{id}", operation: removePrice },
  { method: "GET", path: "/budgets", operation: listBudgets },
  { method: "POST", path: "/budgets", operation: addBudget, success: 201 },
  { method: "PATCH", path: "/budgets/{id}", operation: changeBudget },
  { method: "DELETE", path: "/budgets/{id}", operation: removeBudget },
  { method: "POST", path: "/budgets/{id}/acknowledge", operation: acknowledgeCrossings },
  { method: "GET", path: "/budget-crossings", operation: listCrossings },
  { method: "GET", path: "/catalog", operation: listGuidance },
  { method: "PUT", path: "/catalog/{provider}/{slug}/note", operation: writeNote },
  { method: "POST", path: "/catalog/{provider}/{slug}/feedback", operation: giveFeedback },
  { method: "GET", path: "/catalog/{id+}", operation: getGuidance },
  { method: "POST", path: "/diagnose", operation: diagnoseAnything },
  { method: "GET", path: "/keys", operation: listKeys },
  { method: "POST", path: "/keys", operation: addKey, success: 201 },
  { method: "PATCH", path: "/keys/{id}", operation: changeKey },
  { method: "PUT", path: "/keys/{id}/secret", operation: replaceKey },
  { method: "POST", path: "/keys/{id}/test", operation: testKey },
  { method: "DELETE", path: "/keys/{id}", operation: deleteKey },
  { method: "GET", path: "/key-places", operation: listKeyPlaces },
  { method: "GET", path: "/webhook-places", operation: listWebhookPlaces },
  { method: "GET", path: "/webhook-deliveries", operation: listDeliveries },
  { method: "GET", path: "/webhook-secrets", operation: listWebhookSecrets },
  { method: "POST", path: "/webhook-secrets", operation: addWebhookSecret, success: 201 },
  { method: "DELETE", path: "/webhook-secrets/{id}", operation: removeWebhookSecret },
  { method: "POST", path: "/payload-hosts", operation: addPayloadHost, success: 201 },
  { method: "DELETE", path: "/payload-hosts/{id}", operation: removePayloadHost },
  { method: "GET", path: "/clients", operation: listClients },
  { method: "POST", path: "/clients", operation: createClient, success: 201 },
  { method: "PATCH", path: "/clients/{id}", operation: changeClient },
  { method: "DELETE", path: "/clients/{id}", operation: deleteClient },
  { method: "POST", path: "/clients/{clientId}/tokens", operation: createClientToken, success: 201 },
  { method: "DELETE", path: "/clients/{clientId}/tokens/{tokenId}", operation: revokeClientToken },
  { method: "GET", path: "/retention", operation: getRetention },
  { method: "PUT", path: "/retention", operation: setRetention },
  { method: "POST", path: "/retention/apply", operation: applyRetention },
  { method: "GET", path: "/audit", operation: listAudit },
];
