import type { Exchange } from "../../http/exchange.ts";
import { jsonReply, type Reply } from "../../http/reply.ts";
import { refuse } from "../error-replies.ts";
import type { JobView } from "../job-view.ts";
import { expansions } from "../list-query.ts";
import { loadPolled } from "../load-job.ts";
import type { LlamaState } from "../state.ts";
import { parseJobBody, v2Status } from "./parse-body.ts";
import { resultMakers } from "./parse-results.ts";

const results = ["text", "markdown", "items", "metadata", "forms", "job_metadata", "markdown_full", "text_full"];
/** Results that can also be had as a file behind a presigned URL. */
const storedResults = ["text", "markdown", "items", "metadata", "forms"];

/** `GET /api/v2/parse/{id}`: the job, and whatever `expand` asks for. */
export function getParse(state: LlamaState, exchange: Exchange): Reply {
  const expand = expansions(exchange);
  const view = loadPolled(state, exchange, "parse-v2");
  if (view.record.tier === "fast" && (expand.has("markdown") || expand.has("markdown_full"))) {
    refuse("Parse Errors", "Markdown expansion is not available for FAST tier jobs.");
  }
  const completed = v2Status(view) === "COMPLETED";
  const body: Record<string, unknown> = { job: parseJobBody(view, { withUsage: expand.has("usage") }) };
  for (const name of results) body[name] = completed && expand.has(name) ? resultMakers[name]?.(view) : null;
  body.result_content_metadata = completed ? storedContent(state, view, expand) : null;
  const images = completed && expand.has("images_content_metadata");
  body.images_content_metadata = images ? { images: [], total_count: 0 } : null;
  body.raw_parameters = null;
  return jsonReply(200, body);
}

function storedContent(state: LlamaState, view: JobView, expand: ReadonlySet<string>): Record<string, unknown> | null {
  const wanted = storedResults.filter((name) => expand.has(`${name}_content_metadata`));
  if (wanted.length === 0) return null;
  const entries = wanted.map((name) => {
    const size = Buffer.byteLength(JSON.stringify(resultMakers[name]?.(view)));
    const url = `${state.world.baseUrl()}/llamaparse/_storage/parse/${view.id}/${name}`;
    return [name, { size_bytes: size, exists: true, presigned_url: url }];
  });
  return Object.fromEntries(entries);
}
