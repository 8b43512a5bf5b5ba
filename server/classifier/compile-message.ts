import { plainLines } from "./plain-text.ts";

/** A vendor's sentence as patterns. Both run in linear time: every gap is bounded. */
export interface CompiledMessage {
  /** The longest fixed piece, lower case: what does not contain it cannot match. */
  key: string;
  /** Words (lower case) a text must hold to match, however it is spaced. */
  words: readonly string[];
  /** Number of fixed characters; more = more specific. */
  fixedLength: number;
  /** What it begins with, up to its first gap, lower case. */
  opening: string;
  /** Matches a text that is this sentence and nothing else. */
  whole: RegExp;
  /** Finds the sentence inside a longer text, at a sentence's borders. */
  within: RegExp;
  /** Names of the gaps, in order; unnamed ones count from 1. */
  gaps: string[];
}

const gapPattern = /\.\.\.|…|\{(\w{1,40})\}/g;
const innerGap = "([^\\n]{1,300}?)";
const lastGap = "([^\\n]{0,500})";
/** After a sentence: the end, a closing mark, its full stop, or what somebody adds in brackets or behind a dash. */
const sentenceEnd = "(?=$| ?[(\u2013\u2014]| - |[\\n\"'`\\\\)}\\]|<,;&]|[.!](?:$|[\\s\"'`\\\\)}\\]|<,;&]))";

/** A sentence that is one word, as a code would be: it may stand anywhere in prose. */
const codeLike = /^[a-z]+(?:_[a-z]+)+$/;

/** Compiles a sentence such as `Parsing mode ... is not supported.`; `...` and `{name}` are gaps. */
export function compileMessage(message: string): CompiledMessage {
  const pieces: string[] = [];
  const gaps: string[] = [];
  let from = 0;
  for (const gap of message.matchAll(gapPattern)) {
    pieces.push(message.slice(from, gap.index));
    gaps.push(gap[1] ?? String(gaps.length + 1));
    from = gap.index + gap[0].length;
  }
  const ending = message.slice(from).replace(/[.!]+$/, "");
  pieces.push(ending);
  const fixed = pieces.map((piece) => plainLines(piece));
  const source = fixed
    .map((piece, index) => pieceSource(piece, index === fixed.length - 2 && ending === ""))
    .join("\0");
  const body = fillGaps(source, gaps.length, ending === "");
  const open = ending === "";
  return {
    key: longest(fixed).trim().toLowerCase(),
    words: fixed.flatMap((piece) => piece.toLowerCase().match(/[a-z0-9_]{2,}/g) ?? []),
    fixedLength: fixed.join("").length,
    opening: (fixed[0] ?? "").toLowerCase(),
    whole: new RegExp(`^${body}${open ? "" : "[.!]*$"}`, "i"),
    within: new RegExp(`(?<![A-Za-z0-9_])${body}${open ? "" : codeLike.test(message) ? "(?!\\w)" : sentenceEnd}`, "i"),
    gaps,
  };
}

function pieceSource(piece: string, beforeOpenEnd: boolean): string {
  const text = beforeOpenEnd ? piece.trimEnd() : piece;
  const escaped = text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/ /g, "[ \\n]");
  return beforeOpenEnd && piece !== text ? `${escaped}[ \\n]?` : escaped;
}

function fillGaps(source: string, count: number, open: boolean): string {
  let seen = 0;
  return source.replace(/\0/g, () => (++seen === count && open ? lastGap : innerGap));
}

function longest(pieces: string[]): string {
  return pieces.reduce((best, piece) => (piece.trim().length > best.trim().length ? piece : best), "");
}
