import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";

/**
 * A caller's request as the gateway reads it: Node's own, or one that came plain and whole (`plain/`). Its body streams
 * only where it is Node's.
 */
export interface CallerRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly httpVersion: string;
  readonly headers: IncomingHttpHeaders;
  /** Name, value, name, … as they were sent. */
  readonly rawHeaders: string[];
  readonly socket: Socket;
  /** Whether all of it has arrived. */
  readonly complete: boolean;
  readonly destroyed: boolean;
  readonly errored: Error | null;
  /** Bytes of the body that wait to be read. */
  readonly readableLength: number;
  readonly readableDidRead: boolean;
  /** What waits of the body, as a Buffer; null where nothing does. */
  read(): unknown;
  /** Sends the body on into `to`, and ends that. */
  pipe<T extends NodeJS.WritableStream>(to: T): T;
}

/** Where a caller's answer goes: Node's own response, or that to a plain request (`plain/`). */
export interface CallerResponse extends NodeJS.WritableStream {
  readonly headersSent: boolean;
  readonly destroyed: boolean;
  /** Whether it is over, sent or not. */
  readonly closed: boolean;
  readonly writableFinished: boolean;
  readonly writableNeedDrain: boolean;
  /** `headers` are name, value, name, … */
  writeHead(status: number, message: string, headers: string[]): unknown;
  flushHeaders(): void;
  /** Held back, and sent with the last chunk. */
  addTrailers(trailers: [string, string][]): void;
  /** Cuts the connection. */
  destroy(): unknown;
}
