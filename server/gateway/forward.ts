import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { watchUpload } from "./caller-pace.ts";
import { Delivery } from "./delivery.ts";
import type { Attempt, Exchange, Forwarded, SetAside } from "./exchange.ts";
import { bodyOf, hasBody, wholeBodyOf } from "./request-body.ts";

/**
 * Streams a request to the vendor and the answer back, byte for byte. The caller's leaving aborts the vendor's side;
 * a slow reader on either side slows the other. Rejects only where we failed ourselves.
 */
export function forward(exchange: Exchange, attempt: Attempt): Promise<Forwarded | SetAside> {
  return new Promise((resolve, reject) => {
    const send = (body: Buffer | Readable | null) =>
      exchange.dispatcher.dispatch(
        {
          origin: exchange.origin,
          path: exchange.path,
          method: exchange.req.method as Dispatcher.HttpMethod,
          headers: exchange.headers,
          body,
          headersTimeout: exchange.headersTimeoutMs,
          bodyTimeout: exchange.limits.idleTimeoutMs,
        },
        new Delivery(exchange, attempt, resolve),
      );
    // What came in one packet with the head has been parsed by the next tick: one write sends it on.
    if (attempt.replay || !hasBody(exchange.req)) return void send(attempt.replay);
    process.nextTick(() => {
      try {
        send(bodyToSend(exchange));
      } catch (error) {
        // Nobody stands below us here who would hear of it.
        reject(error);
      }
    });
  });
}

function bodyToSend({ req, requestCapture, limits }: Exchange): Buffer | Readable | null {
  const wholeBody = wholeBodyOf(req);
  if (wholeBody) requestCapture?.push(wholeBody);
  else watchUpload(req, limits);
  return wholeBody ?? bodyOf(req, requestCapture);
}
