import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";
import type { CallerRequest } from "../caller.ts";

/** The largest plain request, head and body, in bytes, and of these its head. */
export const maxPlainBytes = 64 * 1024;
const maxHeadBytes = 16 * 1024;
const maxFields = 100;

const endOfHead = Buffer.from("\r\n\r\n");
const requestLine = /^(GET|HEAD|POST|PUT|PATCH|DELETE) (\/[!"$-~]*) HTTP\/1\.1$/;
/** One field with the end of its line (RFC 9112, 5): no space before the colon, and no line that goes on in the next. */
const field = /([!#$%&'*+\-.^_`|~0-9A-Za-z]+):([\t\x20-\x7e\x80-\xff]*)\r\n/y;
/** Fields that ask for more than a request and its answer, or leave open where the body ends. */
const notPlain = new Set(["transfer-encoding", "expect", "upgrade", "http2-settings", "trailer", "proxy-connection"]);

/** The fields of a request, read once for all requests of a connection that say the same. */
export interface Fields {
  /** As they were sent; what makes two of them the same. */
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: string[];
  /** Bytes of body they announce. */
  readonly bodyBytes: number;
  /** Whether the caller wants the connection to end with its answer. */
  readonly isLast: boolean;
}

/** A head that is plain, and where it ends in what was read. */
export interface PlainHead {
  method: string;
  url: string;
  fields: Fields;
  /** The first byte of the body. */
  bodyAt: number;
}

/**
 * Reads a plain request's head: HTTP/1.1, one `Host`, no field twice, and a body whose length is stated in digits, if there
 * is one. Null for all else, well-formed or not, and for a head that has not arrived whole: such a connection is read by
 * Node's own parser. `known` are the fields of the request before, which nearly always are the same.
 */
export function readPlainHead(bytes: Buffer, known: Fields | null): PlainHead | null {
  const gap = bytes.indexOf(endOfHead);
  if (gap === -1 || gap > maxHeadBytes) return null;
  // With the end of its last line.
  const text = bytes.toString("latin1", 0, gap + 2);
  const lineEnd = text.indexOf("\r\n");
  const line = requestLine.exec(text.slice(0, lineEnd));
  if (!line) return null;
  const said = text.slice(lineEnd + 2);
  const fields = known !== null && said === known.text ? known : readFields(said);
  if (!fields) return null;
  return { method: line[1] ?? "", url: line[2] ?? "", fields, bodyAt: gap + endOfHead.length };
}

function readFields(text: string): Fields | null {
  const headers: IncomingHttpHeaders = {};
  const rawHeaders: string[] = [];
  field.lastIndex = 0;
  while (field.lastIndex < text.length) {
    const found = field.exec(text);
    if (!found || rawHeaders.length >= 2 * maxFields) return null;
    const name = found[1] ?? "";
    const lower = name.toLowerCase();
    // Also what every object has, so that no name of a field means anything but the field.
    if (notPlain.has(lower) || lower in headers) return null;
    const value = withoutSpaceAround(found[2] ?? "");
    headers[lower] = value;
    rawHeaders.push(name, value);
  }
  const { host, connection = "keep-alive", "content-length": length = "0" } = headers;
  const wish = connection.toLowerCase();
  if (host === undefined || !/^\d{1,5}$/.test(length) || (wish !== "keep-alive" && wish !== "close")) return null;
  return { text, headers, rawHeaders, bodyBytes: Number(length), isLast: wish === "close" };
}

/** Spaces and tabs, and nothing else, do not belong to a value. */
function withoutSpaceAround(value: string): string {
  let from = 0;
  let to = value.length;
  while (from < to && isSpace(value.charCodeAt(from))) from += 1;
  while (to > from && isSpace(value.charCodeAt(to - 1))) to -= 1;
  return value.slice(from, to);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** A request that came plain and whole. */
export class PlainRequest implements CallerRequest {
  readonly method: string;
  readonly url: string;
  readonly httpVersion = "1.1";
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: string[];
  readonly socket: Socket;
  readonly complete = true;
  readonly destroyed = false;
  readonly errored = null;
  readableDidRead = false;
  #body: Buffer | null;

  constructor({ method, url, fields }: PlainHead, body: Buffer | null, socket: Socket) {
    this.method = method;
    this.url = url;
    this.headers = fields.headers;
    this.rawHeaders = fields.rawHeaders;
    this.socket = socket;
    this.#body = body;
  }

  get readableLength(): number {
    return this.#body?.length ?? 0;
  }

  read(): Buffer | null {
    const body = this.#body;
    this.#body = null;
    this.readableDidRead = true;
    return body;
  }

  pipe<T extends NodeJS.WritableStream>(to: T): T {
    const body = this.read();
    if (body) to.end(body);
    else to.end();
    return to;
  }
}
