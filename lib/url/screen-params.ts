import { createLoader, parseAsNativeArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { families, jobStates, matchKinds } from "#lib/vocabulary.ts";
import { scopeParams } from "./scope-params.ts";

/** What can stand in the address of Jobs, beside the scope. */
export const jobParams = {
  state: parseAsNativeArrayOf(parseAsStringLiteral(jobStates)),
  stuck: parseAsStringLiteral(["true"] as const),
  entry: parseAsString,
  parent: parseAsString,
  q: parseAsString.withDefault(""),
  cursor: parseAsString,
};

export const failureViews = ["groups", "single"] as const;
export type FailureView = (typeof failureViews)[number];

/** What can stand in the address of Failures, beside the scope. */
export const failureParams = {
  view: parseAsStringLiteral(failureViews).withDefault("groups"),
  family: parseAsStringLiteral(families),
  match: parseAsStringLiteral(matchKinds),
  entry: parseAsString,
  q: parseAsString.withDefault(""),
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
export const loadGuidanceParams = createLoader(guidanceParams);
