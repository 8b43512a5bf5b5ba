/** Finds which of many fixed texts a text holds, in one walk over it (Aho and Corasick's automaton). */
export interface LiteralFinder {
  /** Places of the literals that these texts hold in whatever case, each once, in no order. */
  find(texts: readonly string[]): number[];
}

const asciiLetters = 128;

/** The automaton: small enough to stay in the processor's cache, for every letter of a text is a look into it. */
interface Automaton {
  /** The column of each ASCII letter, the same for both cases; 0 for those no literal has. */
  columns: Uint8Array;
  /** Each state's row has 2^`rowBits` columns. */
  rowBits: number;
  /** By state and column twice the next state, and one more where a literal ends there. */
  next: Uint16Array | Uint32Array;
  /** The literals that end in a state. */
  ends: readonly (readonly number[])[];
}

/** Builds the automaton. Literals are lower-case ASCII; letters outside ASCII in a text only interrupt a match. */
export function makeLiteralFinder(literals: readonly string[]): LiteralFinder {
  const automaton = automatonOf(literals);
  const seenIn = new Uint32Array(literals.length);
  let walks = 0;
  return {
    find(texts) {
      const found: number[] = [];
      walks++;
      for (let at = 0; at < texts.length; at++) walk(texts[at] as string, automaton, seenIn, walks, found);
      return found;
    },
  };
}

function automatonOf(literals: readonly string[]): Automaton {
  const columns = new Uint8Array(asciiLetters);
  let width = 1;
  for (const letter of new Set(literals.join(""))) {
    columns[letter.charCodeAt(0) & 127] = width;
    columns[letter.toUpperCase().charCodeAt(0) & 127] = width++;
  }
  const rowBits = Math.ceil(Math.log2(width));
  const size = literals.reduce((sum, literal) => sum + literal.length, 1);
  const next = size < 0x8000 ? new Uint16Array(size << rowBits) : new Uint32Array(size << rowBits);
  const ends: number[][] = [[]];
  const reached = new Uint32Array(literals.length);
  const longest = Math.max(0, ...literals.map(({ length }) => length));
  // Letter by letter for all of them, so that the states near the root, where a walk mostly is, lie beside each other.
  for (let at = 0; at < longest; at++) {
    literals.forEach((literal, place) => {
      if (at >= literal.length) return;
      const edge = ((reached[place] as number) << rowBits) | (columns[literal.charCodeAt(at) & 127] as number);
      if (next[edge] === 0) next[edge] = ends.push([]) - 1;
      const state = next[edge] as number;
      reached[place] = state;
      if (at === literal.length - 1) ends[state]?.push(place);
    });
  }
  linkFailures(next, ends, rowBits);
  for (let edge = 0; edge < next.length; edge++) {
    const state = next[edge] as number;
    next[edge] = state * 2 + (ends[state]?.length ? 1 : 0);
  }
  return { columns, rowBits, next, ends };
}

/**
 * A missing edge leads where the longest proper suffix leads, and a state ends what its suffix ends. The numbers of states
 * grow with their depth, so that a suffix is done before what it is the suffix of.
 */
function linkFailures(next: Automaton["next"], ends: number[][], rowBits: number): void {
  const failure = new Int32Array(ends.length);
  for (let state = 1; state < ends.length; state++) {
    const suffix = failure[state] as number;
    ends[state]?.push(...(ends[suffix] ?? []));
    for (let column = 1; column < 1 << rowBits; column++) {
      const edge = (state << rowBits) | column;
      const target = next[edge] as number;
      const fallback = next[(suffix << rowBits) | column] as number;
      if (target === 0) next[edge] = fallback;
      else failure[target] = fallback;
    }
  }
}

/** `seenIn` keeps the number of the walk that last met each literal, so that nothing has to be cleared between walks. */
function walk(text: string, automaton: Automaton, seenIn: Uint32Array, walk: number, found: number[]): void {
  const { columns, rowBits, next, ends } = automaton;
  let edge = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const column = code < asciiLetters ? (columns[code] as number) : 0;
    edge = next[((edge >> 1) << rowBits) | column] as number;
    if ((edge & 1) === 0) continue;
    const ended = ends[edge >> 1] as readonly number[];
    for (let each = 0; each < ended.length; each++) {
      const place = ended[each] as number;
      if (seenIn[place] === walk) continue;
      seenIn[place] = walk;
      found.push(place);
    }
  }
}
