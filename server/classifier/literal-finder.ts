/** Finds which of many fixed texts a text holds, in one walk over it (Aho and Corasick's automaton). */
export interface LiteralFinder {
  /** Places of the literals that the lower-case text holds, each once, in no order. */
  find(lower: string): readonly number[];
}

const letters = 128;

/** Builds the automaton. Literals are lower-case ASCII; letters outside ASCII in a text only interrupt a match. */
export function makeLiteralFinder(literals: readonly string[]): LiteralFinder {
  const size = literals.reduce((sum, literal) => sum + literal.length, 1);
  const next = new Int32Array(size * letters);
  const ends: number[][] = [[]];
  literals.forEach((literal, place) => {
    let state = 0;
    for (let at = 0; at < literal.length; at++) {
      const edge = state * letters + (literal.charCodeAt(at) & 127);
      if (next[edge] === 0) next[edge] = ends.push([]) - 1;
      state = next[edge] as number;
    }
    ends[state]?.push(place);
  });
  linkFailures(next, ends);
  const seenIn = new Uint32Array(literals.length);
  let walks = 0;
  return { find: (lower) => walk(lower, next, ends, seenIn, ++walks) };
}

/** Breadth first: a missing edge leads where the longest proper suffix leads, and a state ends what its suffix ends. */
function linkFailures(next: Int32Array, ends: number[][]): void {
  const failure = new Int32Array(ends.length);
  const queue: number[] = [];
  for (let letter = 0; letter < letters; letter++) if (next[letter]) queue.push(next[letter] as number);
  for (let at = 0; at < queue.length; at++) {
    const state = queue[at] as number;
    const suffix = failure[state] as number;
    ends[state]?.push(...(ends[suffix] ?? []));
    for (let letter = 0; letter < letters; letter++) {
      const edge = state * letters + letter;
      const target = next[edge] as number;
      const fallback = next[suffix * letters + letter] as number;
      if (target === 0) next[edge] = fallback;
      else {
        failure[target] = fallback;
        queue.push(target);
      }
    }
  }
}

/** `seenIn` keeps the number of the walk that last met each literal, so that nothing has to be cleared between walks. */
function walk(
  lower: string,
  next: Int32Array,
  ends: readonly (readonly number[])[],
  seenIn: Uint32Array,
  walk: number,
): number[] {
  const found: number[] = [];
  let state = 0;
  for (let at = 0; at < lower.length; at++) {
    const code = lower.charCodeAt(at);
    state = code < letters ? (next[state * letters + code] as number) : 0;
    const ended = ends[state] as readonly number[];
    for (let each = 0; each < ended.length; each++) {
      const place = ended[each] as number;
      if (seenIn[place] === walk) continue;
      seenIn[place] = walk;
      found.push(place);
    }
  }
  return found;
}
