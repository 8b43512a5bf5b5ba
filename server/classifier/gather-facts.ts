import type { DiagnoseInput } from "#lib/contracts/diagnose.ts";
import type { Surface } from "#lib/vocabulary.ts";
import { parseWholeJson } from "./embedded-json.ts";
import type { LiteralFinder } from "./literal-finder.ts";
import { literalsInPayloads } from "./literals-in-payloads.ts";
import { networkCodeIn, networkMarks } from "./network-errors.ts";
import { type PastedFacts, parsePastedText } from "./parse-pasted-text.ts";
import { boundedText, maxTextLength } from "./plain-text.ts";
import { makePreparations, type Preparations } from "./prepared-text.ts";
import { type BodyParts, readBody, unpackBody } from "./read-body.ts";
import { statusBeforeBody } from "./status-in-text.ts";
import { quotedBody } from "./telling-members.ts";
import { marksAt } from "./text-marks.ts";
import { undressed } from "./undressed-text.ts";
import { noHeaders, signposts } from "./vendor-haystack.ts";

/** What is classified: what people may send, and what Docket itself knows besides. */
export interface Material extends DiagnoseInput {
  /** The product of the job or call, which its endpoint alone may not tell. */
  product?: string | null;
}

/** Everything the material says, whoever the vendor is. */
export interface Facts {
  /** As stated by the caller; what the material itself shows may overrule it. */
  surface: Surface | null;
  status: number | null;
  /** The status was made out in a text, not stated. */
  statusFromText: boolean;
  jobStatus: string | null;
  method: string | null;
  path: string | null;
  /** As Docket knows it; null where it does not. */
  product: string | null;
  headers: Readonly<Record<string, string>>;
  /** Payloads, outermost first. */
  payloads: readonly unknown[];
  /** The payload that is the whole material, but for what is stated beside it; null where there is none. */
  whole: unknown;
  /** Free texts, to search in. */
  texts: readonly string[];
  /** What the texts may speak of: the bits of marks. */
  marks: number;
  /** Places of the literals that the material holds; no sign, sentence or code can be there without its own. */
  places: readonly number[];
  /** What was made of the texts so far, for all vendors alike. */
  kept: Preparations;
}

/** A body sent as a string may be parsed up to this length; free text is only read up to `maxTextLength`. */
const parseLimit = 1024 * 1024;

/** Reads the input: the stated fields first, what the body shows next, what can be made out in text last. */
export function gatherFacts(input: Material, literals: LiteralFinder): Facts {
  const body = readBody(input.body, parseLimit);
  const pastedWhole = input.text === undefined ? undefined : parseWholeJson(boundedText(input.text));
  const pastedBody = pastedWhole === undefined ? null : readBody(pastedWhole, maxTextLength);
  const texts = textsOf(input, body, pastedBody);
  const headers = input.headers ? lowerCased(input.headers) : noHeaders;
  const sent = pastedBody ? [...body.payloads, ...pastedBody.payloads] : body.payloads;
  const places = literals.find(input.provider ? texts : [...signposts(input, headers), ...texts]);
  const marks = marksAt(places);
  const pasted = texts.map((text) => parsePastedText(text, marks));
  const { payloads, unshown } = withPasted(sent, pasted, texts);
  places.push(...literalsInPayloads(unshown, literals));
  const endpoint = readEndpoint(input.endpoint);
  const inBody = body.status ?? pastedBody?.status ?? null;
  const stated = input.status ?? inBody;
  return {
    surface: input.surface ?? null,
    status: quotedStatus(body.texts) ?? repeatedStatus(input, inBody, pasted) ?? stated ?? firstKnown(pasted, "status"),
    statusFromText: stated === null,
    jobStatus: ownState(input.body) ?? input.jobStatus ?? firstKnown(pasted, "jobStatus"),
    method: endpoint.method ?? firstKnown(pasted, "method"),
    path: endpoint.path ?? firstKnown(pasted, "path"),
    product: input.product ?? null,
    headers,
    payloads,
    whole: sent[0] ?? null,
    texts,
    marks,
    places,
    kept: makePreparations(),
  };
}

/** An application's refusal that quotes the answer it got, `… error 402: {…}`: that answer's status counts, not its own. */
function quotedStatus(texts: readonly string[]): number | null {
  const quoting = texts.find((text) => quotedBody.test(text));
  return quoting === undefined ? null : statusBeforeBody(undressed(boundedText(quoting)));
}

/**
 * The same in words, `LlamaParse error: 402 Payment Required`, or in a member of its body: in the 5xx of a server that is not
 * known to be the vendor's.
 */
function repeatedStatus(input: DiagnoseInput, inBody: number | null, pasted: PastedFacts[]): number | null {
  const own = input.status ?? inBody;
  if (own === null || own < 500 || input.provider || input.endpoint) return null;
  const told = inBody === own ? firstKnown(pasted, "status") : (inBody ?? firstKnown(pasted, "status"));
  return told !== null && told >= 400 ? told : null;
}

/** All payloads, and those whose words no text shows: without an escape they stand in their text letter for letter. */
function withPasted(sent: readonly unknown[], pasted: readonly PastedFacts[], texts: readonly string[]) {
  const payloads = [...sent];
  const unshown = [...sent];
  for (let at = 0; at < pasted.length; at++) {
    const found = unpacked((pasted[at] as PastedFacts).bodies);
    if (found.length === 0) continue;
    payloads.push(...found);
    if (texts[at]?.includes("\\")) unshown.push(...found);
  }
  return { payloads, unshown };
}

function textsOf({ text, status }: Material, body: BodyParts, pastedBody: BodyParts | null): string[] {
  const texts = pastedBody ? pastedBody.texts : text === undefined ? [] : [text];
  const isResult = wasFine(status ?? body.status) && body.payloads.length > 0;
  return (isResult ? texts : [...texts, ...body.texts]).map((each) => undressed(boundedText(each)));
}

/** The code of a failed exchange, in a text or in a serialised error; null when nothing speaks of one. */
export function networkCodeOf({ texts, payloads, marks }: Facts, literals: LiteralFinder): string | null {
  if (marks & networkMarks) {
    for (const text of texts) {
      const code = networkCodeIn(text);
      if (code !== null) return code;
    }
  }
  return codeIn(payloads, literals);
}

/** Payloads out of a text, and what they wrap: a logged object holds the answer's body in a field. */
function unpacked(bodies: readonly unknown[]): readonly unknown[] {
  if (bodies.length === 0) return bodies;
  if (bodies.length === 1) return unpackBody(bodies[0], maxTextLength).payloads;
  return bodies.flatMap((body) => unpackBody(body, maxTextLength).payloads);
}

/** A 2xx or 3xx answer holds a result, whose words are the document's and prove nothing. */
function wasFine(status: number | null): boolean {
  return status !== null && status >= 200 && status < 400;
}

function firstKnown<K extends "status" | "jobStatus" | "method" | "path">(pasted: PastedFacts[], key: K) {
  return pasted.find((facts) => facts[key] !== null)?.[key] ?? null;
}

/** Docket's own job states travel beside the vendor's word as `state`; two of them the vendors have no word for. */
function ownState(body: unknown): string | null {
  const state = typeof body === "object" && body !== null ? (body as { state?: unknown }).state : null;
  return state === "lost" || state === "partial" ? state : null;
}

/** `POST /api/v2/parse`, a bare path, or a full URL. */
function readEndpoint(endpoint: string | undefined): { method: string | null; path: string | null } {
  if (endpoint === undefined) return { method: null, path: null };
  const found = /^\s*(?:([A-Za-z]{3,7})\s+)?(?:https?:\/\/[^/\s]{1,300})?(\/[^\s?#]{0,1000})/.exec(endpoint);
  return { method: found?.[1]?.toUpperCase() ?? null, path: found?.[2] ?? null };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function codeIn(payloads: readonly unknown[], literals: LiteralFinder): string | null {
  for (let at = 0; at < payloads.length && at < 6; at++) {
    const { code } = payloads[at] as { code?: unknown };
    if (typeof code !== "string" || code.length >= 60) continue;
    const known = marksAt(literals.find([code])) & networkMarks ? networkCodeIn(code) : null;
    if (known) return known;
  }
  return null;
}
