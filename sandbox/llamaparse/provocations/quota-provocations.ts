import * as routes from "../route-names.ts";
import { provocationsOf } from "./provocations-of.ts";

/** The documented errors of what a plan limits. */
export const quotaProvocations = provocationsOf("Quota & Billing Errors", [
  {
    slug: "http-402-credits-exceeded",
    row: "You've exceeded the maximum number of credits for your plan.",
    endpoints: routes.jobCreates,
  },
  {
    slug: "http-402-no-quota",
    row: "No quota left to create a job",
    endpoints: routes.jobCreates,
    natural: "a key whose text contains `noquota`",
  },
  {
    slug: "http-402-too-many-files",
    row: "The total number of files would exceed the maximum allowed...",
    endpoints: routes.uploadRoutes,
    values: [" for your plan (300)."],
  },
  {
    slug: "http-429-max-projects",
    row: "You've already reached the maximum number of projects...",
    endpoints: [routes.planLimitRoutes.projects],
    values: [" (1) allowed by your plan."],
  },
  {
    slug: "http-429-max-indexes",
    row: "You've already reached the maximum number of indexes...",
    endpoints: [routes.planLimitRoutes.indexes],
    values: [" (5) allowed by your plan."],
  },
  {
    slug: "http-429-max-users",
    row: "You've already reached the maximum number of users...",
    endpoints: [routes.planLimitRoutes.users],
    values: [" (1) allowed by your plan."],
  },
  {
    slug: "http-429-max-data-sources",
    row: "You've already reached the maximum number of data sources...",
    endpoints: [routes.planLimitRoutes.dataSources],
    values: [" (5) allowed by your plan."],
  },
  {
    slug: "http-429-max-extraction-agents",
    row: "You've already reached the maximum number of extraction agents...",
    endpoints: [routes.agentCreate],
    values: [" (10) allowed by your plan."],
  },
]);
