/**
 * Process: the life of one Docket process, from the data folder's lock to the last drained call. Only the front door
 * (`server/main.ts`), scripts and tests enter it, and it is never part of the screens’ bundle: it starts databases.
 */
export { startEmbeddedPostgres } from "#server/platform/embedded-postgres.ts";
export { type DemoContext, openDemoContext, openDemoDesk } from "./demo-desk.ts";
export { type HistoryDesk, openHistoryDesk, type PastDay } from "./history-desk.ts";
export { rebuildRollupsOf } from "./rebuild-rollups.ts";
export { runningDatabase } from "./running-database.ts";
export { openScratchDesk, type ScratchDesk } from "./scratch-desk.ts";
export { type OpenScreens, type Started, startUp } from "./start-up.ts";
export { makeSteps } from "./steps.ts";
