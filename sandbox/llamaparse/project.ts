import type { Exchange } from "../http/exchange.ts";
import { exampleIds } from "./example-ids.ts";

/** The project of every key, unless a request names another one. */
export const defaultProjectId = exampleIds.project;
export const organizationId = exampleIds.organization;
export const userId = exampleIds.user;

/** The project a request works in. */
export function requestProject(exchange: Exchange): string {
  return exchange.query.get("project_id") || defaultProjectId;
}

/** Whether something of `ownerProject` is seen by a request; without `project_id` everything is. */
export function isVisible(exchange: Exchange, ownerProject: string): boolean {
  const asked = exchange.query.get("project_id");
  return !asked || asked === ownerProject;
}

/** Ids leave out the project that everything belongs to anyway. */
export function shortProject(projectId: string): string {
  return projectId === defaultProjectId ? "" : projectId;
}

export function longProject(text: string): string {
  return text === "" ? defaultProjectId : text;
}
