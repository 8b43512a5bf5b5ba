import { createLoader, parseAsNativeArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { creditDimensions, lossKinds, stackDimensions } from "#lib/contracts/credits.ts";
import { incidentStates } from "#lib/contracts/incidents.ts";
import { listOrder } from "#lib/contracts/primitives.ts";
import { families, jobStates, matchKinds, providerIds } from "#lib/vocabulary.ts";
import { scopeParams } from "./scope-params.ts";

export const jobViews = ["list", "times"] as const;
export type JobView = (typeof jobViews)[number];

/** What can stand in the address of Jobs, beside the scope. */
export const jobParams = {
  view: parseAsStringLiteral(jobViews).withDefault("list"),
  state: parseAsNativeArrayOf(parseAsStringLiteral(jobStates)),
  stuck: parseAsStringLiteral(["true"] as const),
  entry: parseAsString,
  parent: parseAsString,
  q: parseAsString.withDefault(""),
  order: parseAsStringLiteral(listOrder.options),
  cursor: parseAsString,
};

export const failureViews = ["groups", "single", "trends"] as const;
export type FailureView = (typeof failureViews)[number];

/** What can stand in the address of Failures, beside the scope. */
export const failureParams = {
  view: parseAsStringLiteral(failureViews).withDefault("groups"),
  family: parseAsStringLiteral(families),
  match: parseAsStringLiteral(matchKinds),
  entry: parseAsString,
  q: parseAsString.withDefault(""),
  order: parseAsStringLiteral(listOrder.options),
  cursor: parseAsString,
};

/** What can stand in the address of Incidents, beside the scope. */
export const incidentParams = {
  state: parseAsStringLiteral(incidentStates),
  cursor: parseAsString,
};

/** What can stand in the address of Credits, beside the scope. */
export const creditParams = {
  /** Whose credits, where the scope names no provider. */
  of: parseAsStringLiteral(providerIds),
  stack: parseAsStringLiteral(stackDimensions).withDefault("product"),
  by: parseAsStringLiteral(creditDimensions).withDefault("product"),
  kind: parseAsStringLiteral(lossKinds),
  cursor: parseAsString,
};

export const entryKinds = ["error", "symptom", "status"] as const;

/** What can stand in the address of Guidance. Its owners include Docket itself, so they are names, not provider ids. */
export const guidanceParams = {
  q: parseAsString.withDefault(""),
  owner: parseAsString,
  family: parseAsStringLiteral(families),
  kind: parseAsStringLiteral(entryKinds),
};

export const loadJobParams = createLoader({ ...scopeParams, ...jobParams });
export const loadFailureParams = createLoader({ ...scopeParams, ...failureParams });
export const loadIncidentParams = createLoader({ ...scopeParams, ...incidentParams });
export const loadCreditParams = createLoader({ ...scopeParams, ...creditParams });
export const loadGuidanceParams = createLoader(guidanceParams);
