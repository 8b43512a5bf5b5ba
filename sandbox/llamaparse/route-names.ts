import type { RouteGroup } from "../sandbox-provider.ts";

/**
 * The routes that provocations name. They repeat the paths of the route tables; a test holds the two together.
 */
export const uploadRoutes = ["POST /api/v1/beta/files", "POST /api/v1/files"] as const;
export const parseCreates = ["POST /api/v2/parse", "POST /api/v2/parse/upload", "POST /api/v1/parsing/upload"] as const;
export const parseReads = ["GET /api/v2/parse/{id}", "GET /api/v1/parsing/job/{id}"] as const;
export const parseResults = [
  "GET /api/v2/parse/{id}",
  "GET /api/v1/parsing/job/{id}/result/text",
  "GET /api/v1/parsing/job/{id}/result/markdown",
  "GET /api/v1/parsing/job/{id}/result/json",
] as const;
export const extractCreates = [
  "POST /api/v2/extract",
  "POST /api/v1/extraction/jobs",
  "POST /api/v1/extraction/run",
] as const;
export const agentCreate = "POST /api/v1/extraction/extraction-agents";
export const agentRead = "GET /api/v1/extraction/extraction-agents/{id}";
export const agentDelete = "DELETE /api/v1/extraction/extraction-agents/{id}";
export const classifyCreates = ["POST /api/v2/classify", "POST /api/v1/classifier/jobs"] as const;
export const classifyReads = ["GET /api/v2/classify/{id}", "GET /api/v1/classifier/jobs/{id}"] as const;
export const classifyLists = ["GET /api/v2/classify", "GET /api/v1/classifier/jobs"] as const;
export const splitCreates = ["POST /api/v1/split/jobs", "POST /api/v1/beta/split/jobs"] as const;
export const splitReads = ["GET /api/v1/split/jobs/{id}", "GET /api/v1/beta/split/jobs/{id}"] as const;
export const jobCreates = [...parseCreates, ...extractCreates, ...classifyCreates, ...splitCreates] as const;

/** Groups as the catalogue calls them. */
export const routeGroups: readonly RouteGroup[] = [
  { name: "creating a job", routes: jobCreates },
  { name: "a v1 or v2 parse result", routes: parseResults },
  { name: "creating a parse job", routes: parseCreates },
  { name: "creating an extract job", routes: extractCreates },
  { name: "creating a classify job", routes: classifyCreates },
  { name: "creating a split job", routes: splitCreates },
  { name: "reading a parse job", routes: parseReads },
  { name: "reading a classify job", routes: classifyReads },
  { name: "listing classify jobs", routes: classifyLists },
  { name: "reading a split job", routes: splitReads },
  { name: "uploading a file", routes: uploadRoutes },
];

/** Creation paths that the vendor's current SDK has, or that are not documented at all (marked so). */
export const planLimitRoutes = {
  projects: "POST /api/v1/projects",
  indexes: "POST /api/v1/pipelines",
  users: "POST /api/v1/organizations/{id}/users",
  dataSources: "POST /api/v1/data-sources",
} as const;
