import type { DiagnoseInput, DiagnoseResult } from "#lib/contracts/diagnose.ts";
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
/** Quickly told: no text without this holds a secret. */
const secretHint = /[-_][A-Za-z0-9_-]{24}|Bearer|Basic/;
const secrets = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}|\b([A-Za-z]{2,6}[-_](?:sk_|pk_)?)[A-Za-z0-9_-]{24,}/g;

/** Puts a finding into the shape the command and the API share. */
export function toResult(finding: Finding): DiagnoseResult {
  const { own, attempt, refusal, input, guess, facts } = finding;
  const match = own ?? attempt?.match ?? null;
  const guidance = match?.rule.guidance ?? null;
  const requestId = refusal?.callId ?? attempt?.error.requestId ?? requestIdIn(facts);
  const result: DiagnoseResult = {
    match: guidance?.match ?? "none",
    provider: input.provider ?? guess.provider?.knowledge.id ?? attempt?.provider.knowledge.id ?? null,
    entry: guidance?.entry ?? null,
    rule: guidance && match ? match.rule.name : "unmatched",
    evidence: evidenceOf(finding, match),
  };
  return requestId ? { ...result, requestId } : result;
}

/** Always the same members in the same order, so that whoever reads it stays fast; what is not known is undefined. */
function evidenceOf({ facts, guess, own, refusal, attempt, input, foreign }: Finding, match: RuleMatch | null) {
  const message = refusal?.message ?? (own ? null : attempt?.error.message) ?? facts.texts[0]?.trim();
  const evidence: Record<string, unknown> = {
    surface: known(own ? facts.surface : (attempt?.sighting.surface ?? facts.surface)),
    status: known(facts.status),
    jobStatus: known(attempt?.sighting.jobStatus ?? facts.jobStatus),
    code: known(own?.rule.code ?? attempt?.error.code),
    message: known(shown(message)),
    shape: own ? undefined : known(attempt?.error.shape),
    operation: known(attempt?.operation?.name),
    product: known(attempt?.sighting.product ?? guess.product),
    region: input.region,
    retryAfter: known(retryAfterIn(facts)),
    foreign,
    sentence: match?.rule.message,
    values: known(match?.values),
    stage: known(match?.stage),
    providerSigns: input.provider ? undefined : known(signsOf(guess, attempt)),
  };
  return evidence;
}

function known<T>(value: T | null | undefined): T | undefined {
  return value ?? undefined;
}

function signsOf(guess: ProviderGuess, attempt: Attempt | null): string[] | null {
  if (guess.reasons.length > 0) return guess.reasons;
  return attempt?.match ? ["the vendor's own words"] : null;
}

function withoutSecrets(message: string): string {
  return message.replace(secrets, (_, scheme?: string, prefix?: string) => `${scheme ? `${scheme} ` : prefix}…`);
}

/** A message as evidence: bounded, and without the secrets a paste may hold. */
function shown(message: string | null | undefined): string | null {
  if (!message) return null;
  const clean = secretHint.test(message) ? withoutSecrets(message) : message;
  return clean.length > maxEvidenceLength ? `${clean.slice(0, maxEvidenceLength)}…` : clean;
}
