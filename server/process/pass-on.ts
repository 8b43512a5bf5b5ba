import { Agent, type IncomingMessage, request, STATUS_CODES } from "node:http";
import { peerAddressHeader } from "#server/access/index.ts";
import type { CallerRequest, CallerResponse, PassOn } from "#server/gateway/index.ts";
import { requestUrlHeader } from "#server/runtime/index.ts";

/** What concerns one connection only. */
const ofOneConnection = new Set(["connection", "expect", "keep-alive", "proxy-connection", "te", "trailer", "upgrade"]);
/** Of an answer too, with its chunks, which an older client cannot read and gets none of. */
const ofOneAnswer = new Set([...ofOneConnection, "transfer-encoding"]);
const ofOneAnswerInChunks = new Set([...ofOneAnswer].filter((name) => name !== "trailer"));
/** Set by our own server, whatever the caller sent; `headers` holds what it set, `rawHeaders` does not. */
const setByUs = [requestUrlHeader, peerAddressHeader];

/**
 * Passes requests on to the main process by its inner socket, byte for byte in both directions. Whoever leaves is gone on
 * the other side too. Where the main process does not answer, the caller is told so.
 */
export function passOnTo(innerPath: string): PassOn {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
  return (req, res) =>
    new Promise((resolve) => {
      const { url: path, method } = req;
      const onward = request({ socketPath: innerPath, agent, path, method, headers: onwardHeaders(req) });
      res.once("close", () => {
        if (!res.writableFinished) onward.destroy();
        resolve();
      });
      onward.once("response", (answer) => {
        answer.once("error", () => res.destroy());
        res.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? "", backHeaders(answer, req));
        res.flushHeaders();
        answer.once("end", () => {
          if (answer.rawTrailers.length > 0) res.addTrailers(pairsOf(answer.rawTrailers));
        });
        answer.pipe(res);
      });
      onward.once("error", () => tellUnanswered(res));
      // Not `pipeline`: an answer may come, and count, before the request is read to its end.
      req.pipe(onward);
    });
}

function onwardHeaders(req: CallerRequest): string[] {
  const nominated = (req.headers.connection ?? "").toLowerCase().split(/\s*,\s*/);
  const headers = without(req.rawHeaders, new Set([...ofOneConnection, ...nominated, ...setByUs]));
  for (const name of setByUs) {
    const value = req.headers[name];
    if (typeof value === "string") headers.push(name, value);
  }
  return headers;
}

/** Trailers are announced only where the answer goes on in chunks. */
function backHeaders({ rawHeaders }: IncomingMessage, { httpVersion }: CallerRequest): string[] {
  return without(rawHeaders, httpVersion === "1.1" ? ofOneAnswerInChunks : ofOneAnswer);
}

function pairsOf(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, at): [string, string][] => (at % 2 === 0 ? [[name, raw[at + 1] ?? ""]] : []));
}

/** `raw` is name, value, name, …; names in `names` are in small letters. */
function without(raw: readonly string[], names: ReadonlySet<string>): string[] {
  return raw.filter((_, at) => !names.has((raw[at & ~1] ?? "").toLowerCase()));
}

function tellUnanswered(res: CallerResponse): void {
  if (res.headersSent || res.destroyed) return void res.destroy();
  const headers = ["content-type", "text/plain; charset=utf-8", "retry-after", "2", "connection", "close"];
  res.writeHead(503, STATUS_CODES[503] ?? "", headers);
  res.end("Docket is starting again.\n");
}
