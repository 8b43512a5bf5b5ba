import type { TestProject } from "vitest/node";
import { startTestPostgres } from "./test-postgres.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** URL of the migrated template database. */
    templateUrl: string;
  }
}

/** Vitest's global setup of the `db` project: one PostgreSQL for all its files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres();
  project.provide("templateUrl", postgres.templateUrl);
  return postgres.stop;
}
