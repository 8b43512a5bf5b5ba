import { type Exchange, type Route, route } from "../../http/exchange.ts";
import { emptyReply, jsonReply, Refusal, type Reply } from "../../http/reply.ts";
import { pageOf } from "../../jobs/page-of.ts";
import { isoTime } from "../../time/clock.ts";
import { detailReply } from "../error-replies.ts";
import { extensionOf, type FileRecord, fileBytes, fileFromBytes, fileId, keptMs, readFileId } from "../file-record.ts";
import { listQuery } from "../list-query.ts";
import { isVisible, requestProject } from "../project.ts";
import { provokeRead } from "../provoked.ts";
import { readForm, type Upload, uploadOf } from "../read-upload.ts";
import { nextSeed } from "../seed.ts";
import type { LlamaState } from "../state.ts";

/** `/api/v1/beta/files` and the older `/api/v1/files`. */
export function fileRoutes(state: LlamaState): Route[] {
  return [
    route("POST", "/api/v1/beta/files", (exchange) => createFile(state, exchange, ["file"], 201)),
    route("POST", "/api/v1/files", (exchange) => createFile(state, exchange, ["upload_file", "file"], 200)),
    route("GET", "/api/v1/beta/files", (exchange) => listFiles(state, exchange)),
    route("GET", "/api/v1/beta/files/{id}", (exchange) => {
      const { id, file } = loadFile(state, exchange);
      return jsonReply(200, fileBody(id, file));
    }),
    route("GET", "/api/v1/beta/files/{id}/content", (exchange) => contentOf(state, exchange)),
    route("DELETE", "/api/v1/beta/files/{id}", (exchange) => {
      state.deleted.set(loadFile(state, exchange).id, true);
      return emptyReply(204);
    }),
  ];
}

async function createFile(
  state: LlamaState,
  exchange: Exchange,
  fields: readonly string[],
  status: number,
): Promise<Reply> {
  const form = await readForm(state, exchange, fields);
  if (form.file?.name) provokeRead(state, exchange, form.file.name);
  const upload = uploadOf(form, fields);
  const file = fileOf(state, exchange, upload, form.fields);
  const id = fileId(fileBytes(file));
  state.recentFiles.set(id, file);
  return jsonReply(status, fileBody(id, file));
}

function fileOf(state: LlamaState, exchange: Exchange, upload: Upload, fields: Record<string, string>): FileRecord {
  return {
    uploadedAt: state.world.clock.now(),
    seed: nextSeed(),
    sizeBytes: upload.sizeBytes,
    signature: upload.signature,
    encrypted: upload.encrypted,
    name: upload.name,
    purpose: fields.purpose ?? "",
    externalFileId: fields.external_file_id ?? exchange.query.get("external_file_id") ?? "",
    projectId: requestProject(exchange),
  };
}

function fileBody(id: string, file: FileRecord) {
  return {
    id,
    name: file.name,
    project_id: file.projectId,
    external_file_id: file.externalFileId || file.name,
    file_type: extensionOf(file.name) || null,
    last_modified_at: isoTime(file.uploadedAt),
    expires_at: isoTime(file.uploadedAt + keptMs),
    purpose: file.purpose || null,
    download_url: null,
  };
}

/** The file a request names; no text is documented for an unknown one. */
function loadFile(state: LlamaState, exchange: Exchange): { id: string; file: FileRecord } {
  const id = exchange.params.id ?? "";
  const file = storedFile(state, id);
  if (file === null || !isVisible(exchange, file.projectId)) throw new Refusal(detailReply(404, "File not found"));
  provokeRead(state, exchange, file.name);
  return { id, file };
}

/** A file that is still kept; null when it never was, was deleted, or has expired. */
export function storedFile(state: LlamaState, id: string): FileRecord | null {
  const bytes = readFileId(id);
  if (bytes === null || state.deleted.has(id)) return null;
  const file = fileFromBytes(bytes);
  return state.world.clock.now() - file.uploadedAt > keptMs ? null : file;
}

function contentOf(state: LlamaState, exchange: Exchange): Reply {
  const { id } = loadFile(state, exchange);
  const seconds = Number(exchange.query.get("expires_at_seconds") ?? 3600);
  return jsonReply(200, {
    url: `${state.world.baseUrl()}/llamaparse/_storage/files/${id}`,
    expires_at: isoTime(state.world.clock.now() + seconds * 1000),
    form_fields: null,
  });
}

function listFiles(state: LlamaState, exchange: Exchange): Reply {
  const { size, token } = listQuery(exchange);
  const ids = exchange.query.getAll("file_ids");
  const name = exchange.query.get("file_name");
  const external = exchange.query.get("external_file_id");
  const candidates = ids.length > 0 ? ids : state.recentFiles.newestKeys();
  const found = candidates.flatMap((id) => {
    const file = storedFile(state, id);
    return file !== null && isVisible(exchange, file.projectId) ? [fileBody(id, file)] : [];
  });
  const wanted = found.filter(
    (file) => (name === null || file.name === name) && (external === null || file.external_file_id === external),
  );
  const page = pageOf(wanted, (file) => file.id, size, token);
  return jsonReply(200, { items: page.items, next_page_token: page.nextToken, total_size: page.total });
}
