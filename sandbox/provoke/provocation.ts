import type { Exchange } from "../http/exchange.ts";
import type { Reply, TransportFault } from "../http/reply.ts";

/**
 * What a provocation does: `http` answers a request with a refusal, `job` makes a job fail, `fault` breaks the
 * connection around an answer.
 */
export type ProvocationKind = "http" | "job" | "fault";

/** Something a user of the sandbox can ask for by name. */
export interface Provocation {
  /** Stable name, and the token to write into a file name, a URL, a field or the `x-sandbox-provoke` header. */
  slug: string;
  kind: ProvocationKind;
  summary: string;
  /** HTTP status of the answer; null where the answer keeps its own. */
  status: number | null;
  /** The vendor's text, `...` where it varies; null when the answer has none. */
  text: string | null;
  /** The vendor's error code, where it has one. */
  code: string | null;
  /** Routes it works on; `*` = any. For a job failure: the routes that create jobs which can fail so. */
  endpoints: readonly string[];
  /** The documented rows it answers for: `section: row`. */
  rows: readonly string[];
  /** How the same happens without asking for it; null when it does not. */
  natural: string | null;
  answer?: (exchange: Exchange) => Reply;
  fault?: TransportFault;
  /** The text a failed job shows; null = it fails without a word. */
  jobMessage?: string | null;
}

/** A token with a number in it, for the catalogue on the home page. */
export interface DirectiveNote {
  example: string;
  summary: string;
}
