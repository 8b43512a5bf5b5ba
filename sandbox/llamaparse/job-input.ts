import type { Exchange } from "../http/exchange.ts";
import { documentDirectives } from "./document-directives.ts";
import type { FileRecord } from "./file-record.ts";
import { storedFile } from "./files/file-routes.ts";
import { type JobInput, type JobRecord, jobId } from "./job-record.ts";
import { type JobView, viewJob } from "./job-view.ts";
import { isGone, recordOf } from "./load-job.ts";
import { requestProject } from "./project.ts";
import type { LlamaState } from "./state.ts";

/** What a `file_input` turned out to be. Each product refuses the bad ones in its own words. */
export type FoundInput =
  | { found: "file"; file: FileRecord; documentName: string; directives: string; input: JobInput }
  | { found: "parse-job"; job: JobView; documentName: string; directives: string; input: JobInput }
  | { found: "url"; documentName: string; directives: string; input: JobInput }
  | { found: "other-project"; what: "file" | "parse-job" }
  | { found: "nothing"; what: "file" | "parse-job" };

/** Finds the file, parse job or URL that a job shall work on. */
export function findInput(state: LlamaState, exchange: Exchange, id: string): FoundInput {
  if (/^https?:\/\//.test(id)) return { found: "url", documentName: id, directives: "", input: { from: "url" } };
  if (id.startsWith("pjb-")) return findParseJob(state, exchange, id);
  const file = storedFile(state, id);
  if (file === null) return { found: "nothing", what: "file" };
  if (file.projectId !== requestProject(exchange)) return { found: "other-project", what: "file" };
  const input: JobInput = { from: "file", id };
  return { found: "file", file, documentName: file.name, directives: documentDirectives(file), input };
}

function findParseJob(state: LlamaState, exchange: Exchange, id: string): FoundInput {
  const record = recordOf(state, "parse-v2", id);
  const job = record === null ? null : viewJob(state, id, record);
  if (record === null || job === null || isGone(state, job)) return { found: "nothing", what: "parse-job" };
  if (record.projectId !== requestProject(exchange)) return { found: "other-project", what: "parse-job" };
  const pages = `pages-${job.plan.pages}`;
  return {
    found: "parse-job",
    job,
    documentName: record.documentName,
    directives: pages,
    input: { from: "parse-job", id },
  };
}

/** The name of whatever `id` names, for provocations that stand in it. */
export function inputName(state: LlamaState, id: unknown): string {
  if (typeof id !== "string") return "";
  return storedFile(state, id)?.name ?? recordOf(state, "parse-v2", id)?.documentName ?? id;
}

/** The id a job was given as its input. */
export function inputIdOf(record: JobRecord): string {
  return record.input.from === "url" ? record.documentName : record.input.id;
}

/**
 * The parse job behind a job that works on a file: the one it was given, or the one the vendor would have started for
 * it. It has the same seed and moment, so it lives as long as the job itself.
 */
export function backingParse(state: LlamaState, view: JobView, tier: string): JobView {
  const { record } = view;
  if (record.input.from === "parse-job") {
    const given = recordOf(state, "parse-v2", record.input.id);
    if (given !== null) return viewJob(state, record.input.id, given);
  }
  const parse: JobRecord = { ...record, kind: "parse-v2", tier, input: { from: "url" }, config: undefined };
  return viewJob(state, jobId(parse), parse);
}
