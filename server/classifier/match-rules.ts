import type { Surface } from "#lib/vocabulary.ts";
import type { FailureRule } from "#server/providers/index.ts";
import type { CodeRule, CompiledRule, CompiledRules, SentenceRule } from "./compile-knowledge.ts";
import type { CompiledMessage } from "./compile-message.ts";
import { type Preparations, prepareMessage, prepareText } from "./prepared-text.ts";

/** One reading of the material: what a rule is held against. */
export interface Sighting {
  surface: Surface | null;
  status: number | null;
  jobStatus: string | null;
  shape: string;
  code: string | null;
  message: string | null;
  product: string | null;
}

/** A rule that holds, and what stood in the gaps of its sentence. */
export interface RuleMatch {
  rule: CompiledRule;
  /** By gap name, or by number; null when the sentence has no gaps. */
  values: Record<string, string> | null;
  /** `<stage>: ` in front of the sentence, when it had to be set aside. */
  stage: string | null;
}

/** `parsing_error: Error on parsing: …`: a stage in words, a colon, the sentence. */
const stagePrefix = /^([A-Za-z][\w ]{1,40}): (?=\S)/;
const maxStageLength = 41;

/** What a whole diagnosis shares: texts made ready, and the sentences its words allow, most specific first. */
export interface Shared {
  kept: Preparations;
  possible: readonly SentenceRule[];
}

/** The first rule that holds for this reading: shape, code, sentence. A bare status is `matchStatus`. */
export function matchRules(rules: CompiledRules, sighting: Sighting, shared: Shared): RuleMatch | null {
  const shape = rules.forShape(sighting.shape).find((rule) => holds(rule, sighting));
  if (shape) return { rule: shape, values: null, stage: null };
  return matchCode(rules, sighting, shared.kept) ?? matchSentence(sighting, shared);
}

/** The rule that has nothing to go by but that a job failed. */
export function matchFailedState(rules: CompiledRules, sighting: Sighting): RuleMatch | null {
  const rule = rules.byFailedState.find((each) => holds(each, sighting));
  return rule ? { rule, values: null, stage: null } : null;
}

/** The rule that has nothing to go by but the HTTP status. */
export function matchStatus(rules: CompiledRules, sighting: Sighting): RuleMatch | null {
  const rule = sighting.status === null ? undefined : rules.byStatus.get(sighting.status);
  return rule && holds(rule, sighting) ? { rule, values: null, stage: null } : null;
}

/** A known sentence somewhere inside a free text: the last one, and where sentences overlap the one that says more. */
export function searchText(sighting: Sighting, text: string, shared: Shared): RuleMatch | null {
  if (shared.possible.length === 0) return null;
  return searchLines(sighting, text, shared) ?? searchUnwrapped(sighting, text, shared);
}

/** Mails and terminals break lines where they like. A gap could then hold anything, so only whole sentences count. */
function searchUnwrapped(sighting: Sighting, text: string, { kept, possible }: Shared): RuleMatch | null {
  if (!text.includes("\n")) return null;
  const whole = possible.filter(({ message }) => message.gaps.length === 0);
  return whole.length === 0 ? null : searchLines(sighting, text.replace(lineBreak, " "), { kept, possible: whole });
}

/** With the marks of a quoted mail. */
const lineBreak = /\s*\n[>|\s]*/g;

function searchLines(sighting: Sighting, text: string, { kept, possible }: Shared): RuleMatch | null {
  const { text: lines, lower } = prepareText(kept, text);
  let best: { match: RuleMatch; end: number } | null = null;
  for (const { rule, message } of possible) {
    // Looked for from the front first: most are not there, and that shows sooner so.
    const lastKey = lower.includes(message.key) ? lower.lastIndexOf(message.key) : -1;
    if (lastKey === -1 || (best && lastKey < best.end) || !holds(rule, sighting)) continue;
    const found = lastFound(message, lines);
    if (!found || (best && found.index < best.end)) continue;
    const match = { rule, values: valuesOf(message, found), stage: null };
    best = { match, end: found.index + found[0].length };
  }
  return best?.match ?? null;
}

const maxRepeats = 50;

function lastFound(message: CompiledMessage, lines: string): RegExpExecArray | null {
  let last = message.within.exec(lines);
  for (let from = endOf(last), tries = 0; last && tries < maxRepeats; tries++) {
    const rest = lines.slice(from);
    const next = message.within.exec(rest);
    if (!next) break;
    next.index += from;
    last = next;
    from = endOf(next);
  }
  return last;
}

function endOf(found: RegExpExecArray | null): number {
  return found ? found.index + Math.max(1, found[0].length) : 0;
}

function matchCode(rules: CompiledRules, sighting: Sighting, kept: Preparations): RuleMatch | null {
  if (sighting.code === null) return null;
  const plain = sighting.message === null ? null : prepareMessage(kept, sighting.message);
  for (const { rule, message } of inOrder(rules.byCode.get(sighting.code) ?? [], sighting.product)) {
    if (!holds(rule, sighting)) continue;
    const found = message && plain ? message.whole.exec(plain.text) : null;
    if (message && !found) continue;
    return { rule, values: message && found ? valuesOf(message, found) : null, stage: null };
  }
  return null;
}

/** Where a code means one thing in general and another in one product, an unknown product is no reason for the latter. */
function inOrder(list: readonly CodeRule[], product: string | null): readonly CodeRule[] {
  if (product !== null || list.length < 2) return list;
  return [...list.filter(({ rule }) => !rule.products), ...list.filter(({ rule }) => rule.products)];
}

/** The first sentence that this reading's message is, whole. */
export function matchSentence(sighting: Sighting, { kept, possible }: Shared): RuleMatch | null {
  if (possible.length === 0 || sighting.message === null) return null;
  const plain = prepareMessage(kept, sighting.message);
  for (const { text, stage } of readings(plain.text, sighting.surface)) {
    const lower = stage === null ? plain.lower : text.toLowerCase();
    for (const { rule, message } of possible) {
      if (!lower.includes(message.key) || !holds(rule, sighting)) continue;
      const found = message.whole.exec(text);
      if (found) return { rule, values: valuesOf(message, found), stage };
    }
  }
  return null;
}

/** The sentence as it came and, except in an HTTP answer, without the stages in front of it. */
function readings(plain: string, surface: Surface | null): { text: string; stage: string | null }[] {
  const found: { text: string; stage: string | null }[] = [{ text: plain, stage: null }];
  if (surface === "http") return found;
  let rest = plain;
  for (let depth = 0; depth < 2; depth++) {
    const colon = rest.indexOf(":");
    const prefix = colon === -1 || colon > maxStageLength ? null : stagePrefix.exec(rest);
    if (!prefix) break;
    rest = rest.slice(prefix[0].length);
    found.push({ text: rest, stage: plain.slice(0, plain.length - rest.length).trim() });
  }
  return found;
}

/** Whether what the rule states besides code and sentence holds. What the material does not reveal rules nothing out. */
export function holds(rule: FailureRule, sighting: Sighting): boolean {
  if (rule.shape && !rule.shape.includes(sighting.shape)) return false;
  if (rule.jobStatus && !namesState(rule.jobStatus, sighting.jobStatus)) return false;
  if (rule.products && sighting.product && !rule.products.includes(sighting.product)) return false;
  return fits(rule, sighting);
}

function namesState(words: readonly string[], state: string | null): boolean {
  if (state === null) return false;
  if (words.includes(state)) return true;
  const lower = state.toLowerCase();
  return words.some((word) => word.length === state.length && word.toLowerCase() === lower);
}

function fits(rule: FailureRule, { surface, status }: Pick<Sighting, "surface" | "status">): boolean {
  if (rule.surfaces && surface && !rule.surfaces.includes(surface)) {
    // A client library reports the vendor's answers and failed jobs alike; only unmistakable words count there.
    if (surface !== "client" || rule.identifies === false) return false;
  }
  const answered = surface !== "job" && surface !== "webhook";
  return !(rule.status && status !== null && answered && !rule.status.includes(status));
}

function valuesOf(message: CompiledMessage, found: RegExpExecArray): Record<string, string> | null {
  if (message.gaps.length === 0) return null;
  const values: Record<string, string> = {};
  for (let at = 0; at < message.gaps.length; at++) values[message.gaps[at] as string] = (found[at + 1] ?? "").trim();
  return values;
}
