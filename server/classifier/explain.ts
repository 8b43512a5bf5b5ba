import type { DiagnoseResult } from "#lib/contracts/diagnose.ts";
import { providerLabels } from "#lib/vocabulary.ts";

type Reasoned = Pick<DiagnoseResult, "match" | "provider" | "rule" | "evidence">;

const surfaceWords: Record<string, string> = {
  http: "an HTTP answer",
  job: "the job's own status",
  webhook: "a webhook",
  client: "the caller's client",
};

/** The sentences under "Why we say so", strongest first. Built from the stored evidence, so they can be made at any time. */
export function explain({ match, provider, rule, evidence }: Reasoned): string[] {
  const sentences: string[] = [];
  const seen = whereSeen(evidence);
  if (seen !== "") sentences.push(seen);
  for (const decided of whatDecided(match, rule, evidence)) sentences.push(decided);
  for (const read of howRead(evidence)) sentences.push(read);
  const signs = listOf(evidence.providerSigns);
  if (signs.length > 0 && provider) sentences.push(`${providerLabels[provider]}: recognised by ${joined(signs)}`);
  const ignored = listOf(evidence.ignored);
  if (ignored.length > 0) sentences.push(`not used: ${ignored.join("; ")}`);
  return sentences;
}

function whereSeen(evidence: Record<string, unknown>): string {
  const where = surfaceWords[String(evidence.surface)];
  const parts: string[] = where === undefined ? [] : [`seen in ${where}`];
  if (evidence.jobStatus !== undefined) parts.push(`job status ${evidence.jobStatus}`);
  if (evidence.status !== undefined) parts.push(`${parts.length === 0 ? "HTTP " : ""}status ${evidence.status}`);
  if (evidence.operation !== undefined) parts.push(`${parts.length === 0 ? "seen in " : ""}at ${evidence.operation}`);
  return parts.join(", ");
}

function whatDecided(match: DiagnoseResult["match"], rule: string, evidence: Record<string, unknown>): string[] {
  if (evidence.foreign) return ["it is the error of another service, by its class name or its shape"];
  if (match === "none") return ["no rule of the catalog holds for it"];
  if (match === "status") {
    const known = evidence.sentence !== undefined;
    return [
      known
        ? "the wording is known and says no more than the HTTP status"
        : "only the HTTP status speaks: the wording is not in the catalog",
      `rule ${rule}`,
    ];
  }
  const decided: string[] = [];
  if (evidence.code !== undefined) decided.push(`code ${evidence.code}`);
  if (evidence.sentence !== undefined) decided.push(`message rule “${evidence.sentence}”`);
  decided.push(`rule ${rule}`);
  return decided;
}

function howRead(evidence: Record<string, unknown>): string[] {
  const read: string[] = [];
  if (evidence.stage !== undefined) read.push(`stage “${evidence.stage}” set aside`);
  if (evidence.retryAfter !== undefined) read.push(`the answer asks for a pause: Retry-After ${evidence.retryAfter}`);
  const values = evidence.values;
  if (typeof values === "object" && values !== null) {
    const shown = Object.values(values).map((value) => `“${String(value).slice(0, 120)}”`);
    read.push(`read in the gaps: ${shown.join(", ")}`);
  }
  return read;
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function joined(words: string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
