import { randomBytes } from "node:crypto";
import { htmlReply, jsonReply, Refusal, type Reply } from "../http/reply.ts";

/** A request id in the vendor's form; also in the header `x-extend-request-id` (extend-cli, internal/client/client.go). */
function newRequestId(): string {
  return `req_${randomBytes(15).toString("base64url").replace(/[-_]/g, "x")}`;
}

/** Any answer of the API. */
export function extendReply(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  const reply = jsonReply(status, body);
  return { ...reply, headers: { ...reply.headers, "x-extend-request-id": newRequestId(), ...headers } };
}

/** The API's error body (extend-ai 1.17.0, ApiError.d.ts). */
export function errorReply(
  status: number,
  code: string,
  message: string,
  retryable: boolean,
  more: { docUrl?: string; headers?: Record<string, string> } = {},
): Reply {
  const requestId = newRequestId();
  const docUrl = more.docUrl === undefined ? {} : { docUrl: more.docUrl };
  const headers = { "x-extend-request-id": requestId, ...more.headers };
  return extendReply(status, { code, message, retryable, requestId, ...docUrl }, headers);
}

/** Ends the exchange with an error that is not worth repeating. */
export function refuse(status: number, code: string, message: string): never {
  throw new Refusal(errorReply(status, code, message, false));
}

/** What the server in front of the API answers. */
export function edgePage(status: number, title: string): Reply {
  const heading = `${status} ${title}`;
  return htmlReply(
    status,
    `<html>\r\n<head><title>${heading}</title></head>\r\n<body>\r\n<center><h1>${heading}</h1></center>\r\n</body>\r\n</html>\r\n`,
  );
}
