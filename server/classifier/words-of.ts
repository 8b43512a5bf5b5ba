const word = /[a-z0-9_]+/g;

/** The words of a lower-case text, each once: letters, digits and underscores. */
export function wordsOf(lower: string): Set<string> {
  return new Set(lower.match(word));
}

/** The words of a fixed piece that stand whole wherever the piece does; `open` ends may run into what a gap holds. */
export function wholeWords(piece: string, open: { start: boolean; end: boolean }): string[] {
  const lower = piece.toLowerCase();
  return [...lower.matchAll(word)]
    .filter(({ 0: found, index }) => {
      if (open.start && index === 0) return false;
      return !(open.end && index + found.length === lower.length);
    })
    .map(({ 0: found }) => found);
}
