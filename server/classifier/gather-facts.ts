import type { DiagnoseInput } from "#lib/contracts/diagnose.ts";
import type { Surface } from "#lib/vocabulary.ts";
import { parseWholeJson } from "./embedded-json.ts";
import { networkCodeIn } from "./network-errors.ts";
import { type PastedFacts, parsePastedText } from "./parse-pasted-text.ts";
import { boundedText, maxTextLength } from "./plain-text.ts";
import { makePreparations, type Preparations } from "./prepared-text.ts";
import { readBody } from "./read-body.ts";

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
  /** Free texts, to search in. */
  texts: readonly string[];
  /** What was made of the texts so far, for all vendors alike. */
  kept: Preparations;
}

/** A body sent as a string may be parsed up to this length; free text is only read up to `maxTextLength`. */
const parseLimit = 1024 * 1024;
const maxHaystackFields = 60;
const maxHeaders = 40;

/** Reads the input: the stated fields first, what the body shows next, what can be made out in text last. */
export function gatherFacts(input: Material): Facts {
  const body = readBody(input.body, parseLimit);
  const whole = input.text === undefined ? undefined : parseWholeJson(boundedText(input.text));
  const pastedBody = whole === undefined ? null : readBody(whole, maxTextLength);
  const texts = [
    ...(input.text !== undefined && whole === undefined ? [input.text] : []),
    ...(pastedBody?.texts ?? []),
    ...(wasFine(input.status ?? body.status) && body.payloads.length > 0 ? [] : body.texts),
  ].map(boundedText);
  const pasted = texts.map(parsePastedText);
  const endpoint = readEndpoint(input.endpoint);
  const stated = input.status ?? body.status ?? pastedBody?.status ?? null;
  return {
    surface: input.surface ?? null,
    status: stated ?? firstKnown(pasted, "status"),
    statusFromText: stated === null,
    jobStatus: ownState(input.body) ?? input.jobStatus ?? firstKnown(pasted, "jobStatus"),
    method: endpoint.method ?? firstKnown(pasted, "method"),
    path: endpoint.path ?? firstKnown(pasted, "path"),
    product: input.product ?? null,
    headers: input.headers ? lowerCased(input.headers) : {},
    payloads: [
      ...body.payloads,
      ...(pastedBody?.payloads ?? []),
      ...pasted.flatMap(({ bodies }) => bodies.flatMap(unpacked)),
    ],
    texts,
    kept: makePreparations(),
  };
}

/** All text there is, to recognise a vendor by. */
export function allText(input: DiagnoseInput, { texts, payloads, headers }: Facts): string {
  const sent = Object.entries(headers)
    .slice(0, maxHeaders)
    .map(([name, value]) => `${name}: ${value.slice(0, 200)}`);
  return [input.endpoint ?? "", ...sent, ...texts, ...payloads.slice(0, 4).flatMap(shortStrings)].join("\n");
}

/** The code of a failed exchange, in a text or in a serialised error; null when nothing speaks of one. */
export function networkCodeOf({ texts, payloads }: Facts): string | null {
  return texts.map(networkCodeIn).find((code) => code !== null) ?? codeIn(payloads);
}

/** A payload out of a text, and what it wraps: a logged object holds the answer's body in a field. */
function unpacked(body: unknown): readonly unknown[] {
  return readBody(body, maxTextLength).payloads;
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

function codeIn(payloads: readonly unknown[]): string | null {
  for (const payload of payloads.slice(0, 6)) {
    const code = (payload as { code?: unknown }).code;
    if (typeof code === "string" && code.length < 60) {
      const known = networkCodeIn(code);
      if (known) return known;
    }
  }
  return null;
}

function shortStrings(payload: unknown): string[] {
  if (typeof payload !== "object" || payload === null) return [];
  const values = Object.values(payload).slice(0, maxHaystackFields);
  return values.filter((value): value is string => typeof value === "string").map((value) => value.slice(0, 500));
}
