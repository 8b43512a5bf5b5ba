import { type Exchange, type Route, route } from "../http/exchange.ts";
import { readMultipart } from "../http/read-multipart.ts";
import { Refusal, type Reply } from "../http/reply.ts";
import { nextSeed } from "../ids/next-seed.ts";
import { pageOf } from "../jobs/page-of.ts";
import { planJob } from "../jobs/plan-job.ts";
import { provokeRead } from "../provoke/provoked.ts";
import { type FileRecord, fileId, fileSummary, readFileId } from "./file-record.ts";
import { edgePage, extendReply, refuse } from "./replies.ts";
import { requestError } from "./request-errors.ts";
import type { ExtendState } from "./state.ts";

/** The vendor publishes no limit; this is the sandbox's own. */
const maxUploadBytes = 256 * 1024 * 1024;

/** `/files`. */
export function fileRoutes(state: ExtendState): Route[] {
  return [
    route("POST", "/files/upload", (exchange) => uploadFile(state, exchange)),
    route("GET", "/files", (exchange) => listFiles(state, exchange)),
    route("GET", "/files/{id}", (exchange) => extendReply(200, fileBody(state, loadFile(state, exchange)))),
    route("DELETE", "/files/{id}", (exchange) => {
      const id = fileId(loadFile(state, exchange));
      state.deleted.set(id, true);
      return extendReply(200, { id });
    }),
  ];
}

async function uploadFile(state: ExtendState, exchange: Exchange): Promise<Reply> {
  const maxFileBytes = state.world.maxUploadBytes ?? maxUploadBytes;
  const result = await readMultipart(exchange.request, { fileFields: ["file"], maxFileBytes });
  if (result.read === "too-large") throw new Refusal(edgePage(413, "Request Entity Too Large"));
  const file = result.read === "whole" ? result.form.file : null;
  if (file === null) throw new Refusal(requestError("http-400-file-missing"));
  const name = (file.name ?? "upload.pdf").slice(0, 100);
  provokeRead(state, exchange, name);
  if (file.sizeBytes === 0) refuse(400, "CORRUPT_FILE", "The file appears to be corrupted or malformed");
  const password = result.read === "whole" ? result.form.fields.password : undefined;
  const record: FileRecord = {
    createdAt: state.world.clock.now(),
    seed: nextSeed(),
    sizeBytes: file.sizeBytes,
    signature: file.signature,
    locked: file.encrypted && !password,
    name,
  };
  state.recentFiles.set(fileId(record), record);
  return extendReply(200, fileBody(state, record));
}

function fileBody(state: ExtendState, file: FileRecord) {
  const id = fileId(file);
  const { pages } = planJob({ seed: 0, documentName: file.name, text: file.name, failure: null, timeoutFailure: null });
  const presignedUrl = `${state.world.baseUrl()}/extend/_storage/files/${id}`;
  return { ...fileSummary(id, file.name, file.createdAt, pages), presignedUrl, contents: null };
}

/** A file that was not deleted; null for an id of elsewhere. */
export function storedFile(state: ExtendState, id: string): FileRecord | null {
  return state.deleted.has(id) ? null : readFileId(id);
}

function loadFile(state: ExtendState, exchange: Exchange): FileRecord {
  const file = storedFile(state, exchange.params.id ?? "");
  if (file === null) throw new Refusal(requestError("http-404-not-found"));
  return file;
}

function listFiles(state: ExtendState, { query }: Exchange): Reply {
  const files = state.recentFiles.newestKeys().flatMap((id) => storedFile(state, id) ?? []);
  const part = query.get("nameContains") ?? query.get("fileNameContains") ?? "";
  const wanted = files.filter(({ name }) => name.includes(part));
  const size = Math.min(100, Math.max(1, Number(query.get("maxPageSize") ?? query.get("limit") ?? 10) || 10));
  const page = pageOf(wanted, fileId, size, query.get("nextPageToken"));
  const data = page.items.map((file) => {
    const { presignedUrl: _, contents: __, ...summary } = fileBody(state, file);
    return summary;
  });
  return extendReply(200, { object: "list", data, nextPageToken: page.nextToken ?? undefined });
}
