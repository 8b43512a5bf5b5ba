import type { DiagnoseInput, DiagnoseResult } from "#lib/contracts/diagnose.ts";
import { entryById } from "#server/catalog/index.ts";
import type { Facts } from "./gather-facts.ts";
import type { ProviderGuess } from "./guess-provider.ts";
import type { RuleMatch } from "./match-rules.ts";
import type { OwnRefusal } from "./read-own-error.ts";
import { requestIdIn, retryAfterIn } from "./side-notes.ts";
import type { Attempt } from "./try-provider.ts";

interface Finding {
  input: DiagnoseInput;
  facts: Facts;
  guess: ProviderGuess;
  /** A rule that holds whoever the vendor is. */
  own: RuleMatch | null;
  refusal: OwnRefusal | null;
  attempt: Attempt | null;
  /** The error is another service's. */
  foreign?: true;
}

const maxEvidenceLength = 1_000;
const secrets = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}|\b([A-Za-z]{2,6}[-_](?:sk_|pk_)?)[A-Za-z0-9_-]{24,}/g;

/** Puts a finding into the shape the command and the API share. */
export function toResult(finding: Finding): DiagnoseResult {
  const { own, attempt, refusal, input, guess, facts } = finding;
  const match = own ?? attempt?.match ?? null;
  const entry = match ? (entryById(match.rule.entry) ?? null) : null;
  const requestId = refusal?.callId ?? attempt?.error.requestId ?? requestIdIn(facts);
  const result: DiagnoseResult = {
    // Some sentences say no more than their status does; what they lead to is the status's own guidance.
    match: entry === null ? "none" : entry.kind === "status" ? "status" : "entry",
    provider: input.provider ?? guess.provider?.knowledge.id ?? attempt?.provider.knowledge.id ?? null,
    entry: entry && {
      id: entry.id,
      title: entry.title,
      family: entry.family,
      whoActs: entry.whoActs,
      retry: entry.retry,
      billed: entry.billed,
      sources: entry.sources.map(({ document, row }) => ({ document, row })),
    },
    rule: entry && match ? match.rule.name : "unmatched",
    evidence: evidenceOf(finding, match),
  };
  return requestId ? { ...result, requestId } : result;
}

function evidenceOf({ facts, guess, own, refusal, attempt, input, foreign }: Finding, match: RuleMatch | null) {
  const evidence: Record<string, unknown> = {};
  const put = (name: string, value: unknown) => {
    if (value !== null && value !== undefined) evidence[name] = value;
  };
  put("surface", own ? facts.surface : (attempt?.sighting.surface ?? facts.surface));
  put("status", facts.status);
  put("jobStatus", attempt?.sighting.jobStatus ?? facts.jobStatus);
  put("code", own?.rule.code ?? attempt?.error.code);
  put("message", shown(refusal?.message ?? (own ? null : attempt?.error.message) ?? facts.texts[0]?.trim()));
  if (!own) put("shape", attempt?.error.shape);
  put("operation", attempt?.operation?.name);
  put("product", attempt?.sighting.product ?? guess.product);
  put("region", input.region);
  put("retryAfter", retryAfterIn(facts));
  put("foreign", foreign);
  put("sentence", match?.rule.message);
  put("values", match?.values);
  put("stage", match?.stage);
  if (!input.provider) put("providerSigns", signsOf(guess, attempt));
  return evidence;
}

function signsOf(guess: ProviderGuess, attempt: Attempt | null): string[] | null {
  if (guess.reasons.length > 0) return guess.reasons;
  return attempt?.match ? ["the vendor's own words"] : null;
}

/** A message as evidence: bounded, and without the secrets a paste may hold. */
function shown(message: string | null | undefined): string | null {
  if (!message) return null;
  const clean = message.replace(secrets, (_, scheme?: string, prefix?: string) => `${scheme ? `${scheme} ` : prefix}…`);
  return clean.length > maxEvidenceLength ? `${clean.slice(0, maxEvidenceLength)}…` : clean;
}
