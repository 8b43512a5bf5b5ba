import { z } from "zod";
import type { Exchange } from "../http/exchange.ts";
import { readBodyText } from "../http/read-body.ts";
import { Refusal } from "../http/reply.ts";
import { edgePage, errorReply, refuse } from "./replies.ts";
import { requestError } from "./request-errors.ts";

const text = z.string().optional().catch(undefined);
const json = z.record(z.string(), z.unknown());
const file = z.object({
  url: text,
  id: text,
  text,
  name: text,
  settings: z.object({ password: text }).optional().catch(undefined),
});
const reference = z.object({ id: z.string() }).optional().catch(undefined);

/** What the sandbox reads of a request that makes a run; the rest is taken and ignored. */
export const runInput = z.object({
  file: file.optional().catch(undefined),
  config: json.optional().catch(undefined),
  metadata: json.optional().catch(undefined),
  extractor: reference,
  classifier: reference,
  splitter: reference,
  workflow: reference,
});
export type RunInput = z.infer<typeof runInput>;

export const batchInput = runInput.extend({ inputs: z.array(runInput) });

/** The JSON body of a request, or the refusal of it. */
export async function readJson(exchange: Exchange): Promise<unknown> {
  const body = await readBodyText(exchange.request);
  if (body.read === "too-large") throw new Refusal(edgePage(413, "Request Entity Too Large"));
  try {
    return body.text === "" ? {} : JSON.parse(body.text);
  } catch {
    return refuse(400, "INVALID_REQUEST", "The request body is not valid JSON");
  }
}

/** The input of one run, checked as the vendor documents: a file, and in it an address, an id or a text. */
export function checkInput(raw: unknown): RunInput & { file: NonNullable<RunInput["file"]> } {
  const input = runInput.safeParse(raw);
  if (!input.success || input.data.file === undefined) throw new Refusal(requestError("http-400-file-missing"));
  const { url, id, text } = input.data.file;
  if (!url && !id && !text) throw new Refusal(requestError("http-400-url-missing"));
  if (url && !/^https?:\/\//.test(url)) {
    throw new Refusal(
      errorReply(400, "UNABLE_TO_DOWNLOAD_FILE", "The file could not be downloaded from the provided URL", false),
    );
  }
  return { ...input.data, file: input.data.file };
}

const targets = ["markdown", "spatial"];
const chunkings = ["page", "document", "section"];
const engines = ["parse_performance", "parse_light", "parse_auto"];

/** Values of a parse configuration that its types do not have (ParseConfig.d.ts of `extend-ai` 1.17.0). */
export function checkParseConfig(config: Record<string, unknown> | undefined): void {
  const { target, engine, chunkingStrategy } = config ?? {};
  const chunking = (chunkingStrategy as { type?: unknown } | undefined)?.type;
  const wrong = (value: unknown, known: readonly string[]) => value !== undefined && !known.includes(String(value));
  if (wrong(target, targets) || wrong(engine, engines) || wrong(chunking, chunkings)) {
    refuse(400, "INVALID_CONFIG_OPTIONS", "The provided configuration options are invalid");
  }
}

/** Primitive types have to allow null; the one rule of schemas whose message the vendor publishes. */
export function checkSchema(schema: unknown): void {
  const properties = (schema as { properties?: unknown } | undefined)?.properties;
  if (typeof properties !== "object" || properties === null) return;
  for (const [name, property] of Object.entries(properties)) {
    const type = (property as { type?: unknown } | null)?.type;
    if (typeof type !== "string" || !/^(?:string|number|integer|boolean)$/.test(type)) continue;
    const message = `Non-nullable primitive type "${type}" is not allowed. Use ["${type}", "null"] instead of "${type}".; Path: schema.properties.${name}`;
    const docUrl = "https://docs.extend.ai/2026-02-09/extraction/schema#primitive-schema";
    throw new Refusal(errorReply(400, "INVALID_REQUEST", message, false, { docUrl }));
  }
}
