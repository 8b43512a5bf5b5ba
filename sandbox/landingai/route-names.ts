import type { JobKind } from "../stand-in/job-record.ts";

/** What a kind of LandingAI's jobs is, and where it lives. */
export interface LandingKind extends JobKind {
  path: string;
  product: "parse" | "extract";
  api: "v1" | "v2";
}

function kind(name: string, product: LandingKind["product"], api: LandingKind["api"], path: string): LandingKind {
  return { purpose: `landingai/${name}`, idPrefix: `${product}-`, create: `POST ${path}`, path, product, api };
}

export const kinds: readonly LandingKind[] = [
  kind("parse_v1", "parse", "v1", "/v1/ade/parse/jobs"),
  kind("extract_v1", "extract", "v1", "/v1/ade/extract/jobs"),
  kind("parse_v2", "parse", "v2", "/v2/parse/jobs"),
  kind("extract_v2", "extract", "v2", "/v2/extract/jobs"),
  kind("extract_gateway", "extract", "v2", "/v1/extract/jobs"),
];

/** Calls that do their work at once. */
export const syncPaths = {
  parse: ["/v1/ade/parse", "/v2/parse"],
  extract: ["/v1/ade/extract", "/v2/extract", "/v1/extract"],
  build: ["/v1/ade/extract/build-schema", "/v1/extract/build-schema"],
  other: ["/v1/ade/split", "/v1/ade/classify", "/v1/ade/section"],
} as const;

export const jobCreates: readonly string[] = kinds.map(({ create }) => create);
export const jobReads: readonly string[] = kinds.map(({ path }) => `GET ${path}/{id}`);
export const parseRoutes: readonly string[] = syncPaths.parse.map((path) => `POST ${path}`);
export const extractRoutes: readonly string[] = syncPaths.extract.map((path) => `POST ${path}`);
export const buildRoutes: readonly string[] = syncPaths.build.map((path) => `POST ${path}`);
export const extractCreates: readonly string[] = kinds
  .filter(({ product }) => product === "extract")
  .map(({ create }) => create);

/** Whether a route belongs to the second API. */
export function isV2(route: string): boolean {
  return / \/(?:v2|v1\/extract)(?:\/|$)/.test(route);
}
