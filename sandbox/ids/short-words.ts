/** Frequent words as one letter each inside an id; every other text stands as it is. */
export interface ShortWords {
  shorten(word: string): string;
  lengthen(text: string): string;
}

/** The position of a word gives its letter: a list may grow at its end, never be reordered. */
export function shortWords(words: readonly string[]): ShortWords {
  const letterOf = new Map(words.map((word, index) => [word, String.fromCharCode(1 + index)]));
  const wordOf = new Map(words.map((word, index) => [String.fromCharCode(1 + index), word]));
  return {
    shorten: (word) => letterOf.get(word) ?? word,
    lengthen: (text) => wordOf.get(text) ?? text,
  };
}
