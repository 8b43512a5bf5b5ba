/** Finds which of many fixed texts a text holds, in one walk over it (Aho and Corasick's automaton). */
export interface LiteralFinder {
  /** Places of the literals that the lower-case text holds, each once, in no order. */
  find(lower: string): readonly number[];
}

const asciiLetters = 128;

/** The automaton: small enough to stay in the processor's cache, for every letter of a text is a look into it. */
interface Automaton {
  /** The column of each ASCII letter; 0 for those no literal has. */
  columns: Uint8Array;
  width: number;
  /** The next state by state and column. */
  next: Uint16Array | Uint32Array;
  /** 1 where a literal ends. */
  isEnd: Uint8Array;
  /** The literals that end in a state. */
  ends: readonly (readonly number[])[];
}

/** Builds the automaton. Literals are lower-case ASCII; letters outside ASCII in a text only interrupt a match. */
export function makeLiteralFinder(literals: readonly string[]): LiteralFinder {
  const automaton = automatonOf(literals);
  const seenIn = new Uint32Array(literals.length);
  let walks = 0;
  return { find: (lower) => walk(lower, automaton, seenIn, ++walks) };
}

function automatonOf(literals: readonly string[]): Automaton {
  const columns = new Uint8Array(asciiLetters);
  let width = 1;
  for (const letter of new Set(literals.join(""))) columns[letter.charCodeAt(0) & 127] = width++;
  const size = literals.reduce((sum, literal) => sum + literal.length, 1);
  const next = size < 0x10000 ? new Uint16Array(size * width) : new Uint32Array(size * width);
  const ends: number[][] = [[]];
  literals.forEach((literal, place) => {
    let state = 0;
    for (let at = 0; at < literal.length; at++) {
      const edge = state * width + (columns[literal.charCodeAt(at) & 127] as number);
      if (next[edge] === 0) next[edge] = ends.push([]) - 1;
      state = next[edge] as number;
    }
    ends[state]?.push(place);
  });
  linkFailures(next, ends, width);
  return { columns, width, next, ends, isEnd: Uint8Array.from(ends, (places) => (places.length > 0 ? 1 : 0)) };
}

/** Breadth first: a missing edge leads where the longest proper suffix leads, and a state ends what its suffix ends. */
function linkFailures(next: Automaton["next"], ends: number[][], width: number): void {
  const failure = new Int32Array(ends.length);
  const queue: number[] = [];
  for (let column = 1; column < width; column++) if (next[column]) queue.push(next[column] as number);
  for (let at = 0; at < queue.length; at++) {
    const state = queue[at] as number;
    const suffix = failure[state] as number;
    ends[state]?.push(...(ends[suffix] ?? []));
    for (let column = 1; column < width; column++) {
      const edge = state * width + column;
      const target = next[edge] as number;
      const fallback = next[suffix * width + column] as number;
      if (target === 0) next[edge] = fallback;
      else {
        failure[target] = fallback;
        queue.push(target);
      }
    }
  }
}

/** `seenIn` keeps the number of the walk that last met each literal, so that nothing has to be cleared between walks. */
function walk(lower: string, automaton: Automaton, seenIn: Uint32Array, walk: number): number[] {
  const { columns, width, next, isEnd, ends } = automaton;
  const found: number[] = [];
  let state = 0;
  for (let at = 0; at < lower.length; at++) {
    const code = lower.charCodeAt(at);
    const column = code < asciiLetters ? (columns[code] as number) : 0;
    state = column === 0 ? 0 : (next[state * width + column] as number);
    if (isEnd[state] === 0) continue;
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
