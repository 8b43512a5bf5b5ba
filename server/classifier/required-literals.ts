const shortest = 2;

/**
 * Texts (lower case) of which a match of this pattern must hold at least one; null when none can be told. A text that
 * holds none of them needs no look with the pattern itself. Understands what patterns here are made of: literals,
 * classes, groups, alternatives and quantifiers; anything else makes it tell less, never wrong.
 */
export function requiredLiterals(pattern: RegExp): readonly string[] | null {
  return readAlternatives({ source: pattern.source, at: 0 });
}

interface Cursor {
  source: string;
  at: number;
}

type Literals = string[] | null;

/** Alternatives up to the closing bracket or the end: each must tell something, or nothing is told. */
function readAlternatives(cursor: Cursor): Literals {
  const all: Literals[] = [readSequence(cursor)];
  while (cursor.source[cursor.at] === "|") {
    cursor.at++;
    all.push(readSequence(cursor));
  }
  return all.some((each) => each === null) ? null : [...new Set(all.flatMap((each) => each ?? []))];
}

/** One alternative: the best of its parts, since all of them must be there. */
function readSequence(cursor: Cursor): Literals {
  let best: Literals = null;
  let run = "";
  const close = () => {
    best = better(best, run.length >= shortest ? [run.toLowerCase()] : null);
    run = "";
  };
  while (cursor.at < cursor.source.length && !"|)".includes(cursor.source[cursor.at] ?? "")) {
    const part = readPart(cursor);
    const times = readQuantifier(cursor);
    if (typeof part === "string" && times === "once") run += part;
    else {
      close();
      if (times === "some" && typeof part === "string") run = part;
      if (times !== "maybe" && Array.isArray(part)) best = better(best, part);
      if (times === "some") close();
    }
  }
  close();
  return best;
}

/** The set whose shortest member is longest tells most; of two alike, the smaller one. */
function better(a: Literals, b: Literals): Literals {
  if (a === null || b === null) return a ?? b;
  const length = (set: string[]) => Math.min(...set.map((each) => each.length));
  return length(b) > length(a) || (length(b) === length(a) && b.length < a.length) ? b : a;
}

/** A literal letter, what a group tells, or null for what tells nothing. */
function readPart(cursor: Cursor): string | Literals {
  const letter = cursor.source[cursor.at++] ?? "";
  if (letter === "\\") return readEscape(cursor);
  if (letter === "[") return readClass(cursor);
  if (letter === "(") return readGroup(cursor);
  return ".^$".includes(letter) ? null : letter;
}

/** `\.` is a literal; `\b`, `\d`, `\n` and numbers are not. */
function readEscape(cursor: Cursor): string | null {
  const letter = cursor.source[cursor.at++] ?? "";
  return /[A-Za-z0-9]/.test(letter) ? null : letter;
}

function readClass(cursor: Cursor): null {
  while (cursor.at < cursor.source.length && cursor.source[cursor.at] !== "]") {
    cursor.at += cursor.source[cursor.at] === "\\" ? 2 : 1;
  }
  cursor.at++;
  return null;
}

/** What a look-around asks for need not be part of the match's own text, but it is part of the text looked at. */
function readGroup(cursor: Cursor): Literals {
  const opening = /^\?(?:[:=!]|<[=!]|<\w+>)/.exec(cursor.source.slice(cursor.at, cursor.at + 40))?.[0] ?? "";
  cursor.at += opening.length;
  const inside = readAlternatives(cursor);
  cursor.at++;
  return opening.includes("!") ? null : inside;
}

/** Whether what stands before must be there once, at least once, or perhaps not at all. */
function readQuantifier(cursor: Cursor): "once" | "some" | "maybe" {
  const found = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(cursor.source.slice(cursor.at, cursor.at + 16));
  if (!found) return "once";
  cursor.at += found[0].length;
  return found[0].startsWith("+") || Number(found[1] ?? 0) > 0 ? "some" : "maybe";
}
