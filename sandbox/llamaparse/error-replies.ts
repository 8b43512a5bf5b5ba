import { randomUUID } from "node:crypto";
import { htmlReply, jsonReply, Refusal, type Reply } from "../http/reply.ts";
import { type DocumentedSection, documentedError } from "./documented-errors.ts";

/** Nearly every refusal: `{"detail": "…"}`. */
export function detailReply(status: number, detail: unknown): Reply {
  return jsonReply(status, { detail });
}

/** Puts `values` where a documented text has `...`, one after the other. */
export function fillIn(template: string, values: readonly string[]): string {
  const rest = [...values];
  return template.replaceAll("...", () => rest.shift() ?? "...");
}

/** A documented refusal with its gaps filled. */
export function documentedReply(section: DocumentedSection, row: string, values: readonly string[] = []): Reply {
  const error = documentedError(section, row);
  return detailReply(error.status ?? 500, fillIn(error.row, values));
}

/** Ends the exchange with a documented refusal. */
export function refuse(section: DocumentedSection, row: string, values: readonly string[] = []): never {
  throw new Refusal(documentedReply(section, row, values));
}

/**
 * The body of a 5xx: the correlation id stands only inside the sentence, as users quote it in
 * github.com/run-llama/llama_cloud_services/issues/498, 500, 501 and 1060.
 */
export function serverErrorReply(status: number): Reply {
  return detailReply(
    status,
    "Oops! Something went wrong on our end. Please try again in a few minutes. If the problem persists, please " +
      "contact support by clicking the chat icon on cloud.llamaindex.ai providing this correlation ID: " +
      randomUUID(),
  );
}

/** What a load balancer in front of the vendor answers. */
export function gatewayPage(status: number, title: string): Reply {
  const heading = `${status} ${title}`;
  return htmlReply(
    status,
    `<html>\r\n<head><title>${heading}</title></head>\r\n<body>\r\n<center><h1>${heading}</h1></center>\r\n</body>\r\n</html>\r\n`,
  );
}

/** One entry of a 422 list, in the shape of the vendor's framework (pydantic 2). */
export interface ValidationDetail {
  type: string;
  loc: (string | number)[];
  msg: string;
  input: unknown;
  ctx?: Record<string, unknown>;
}

export function validationReply(details: readonly ValidationDetail[]): Reply {
  return detailReply(422, details);
}
