import type { Family } from "#lib/vocabulary.ts";
import { allEntries } from "./catalog.ts";
import type { CatalogEntry, CatalogOwner } from "./types.ts";

/** Narrows a search; a field left out narrows nothing. */
export interface EntryFilters {
  provider?: CatalogOwner;
  family?: Family;
  kind?: CatalogEntry["kind"];
}

interface Indexed {
  entry: CatalogEntry;
  fields: { weight: number; text: string; words: string[] }[];
}

const maxQueryLength = 200;
const maxTerms = 12;

const index: Indexed[] = allEntries.map((entry) => ({
  entry,
  fields: [
    field(8, entry.code ?? "", String(entry.status ?? "")),
    field(6, entry.title),
    field(5, entry.id),
    field(4, entry.signal ?? "", ...entry.sources.map((source) => source.row)),
    field(2, entry.meaning),
    field(1, entry.family, ...entry.products, ...entry.steps),
  ],
}));

/**
 * Entries that fit the words, best first. Every word has to be found somewhere: whole, as the start of a word, inside
 * one, or (from five letters on) with one letter wrong. Without words: all entries the filters leave, in catalog order.
 */
export function searchEntries(query: string, filters: EntryFilters = {}): CatalogEntry[] {
  const terms = wordsOf(query.slice(0, maxQueryLength)).slice(0, maxTerms);
  const kept = index.filter(({ entry }) => passes(entry, filters));
  if (terms.length === 0) return kept.map(({ entry }) => entry);
  const phrase = terms.join(" ");
  return kept
    .map((item) => ({ entry: item.entry, score: score(item, terms, phrase) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

function passes(entry: CatalogEntry, filters: EntryFilters): boolean {
  return (
    (filters.provider === undefined || entry.provider === filters.provider) &&
    (filters.family === undefined || entry.family === filters.family) &&
    (filters.kind === undefined || entry.kind === filters.kind)
  );
}

/** 0 as soon as one term is found nowhere. */
function score(item: Indexed, terms: string[], phrase: string): number {
  let total = 0;
  for (const term of terms) {
    const best = Math.max(...item.fields.map(({ weight, words }) => weight * closeness(term, words)));
    if (best === 0) return 0;
    total += best;
  }
  const whole = item.fields.find(({ text }) => text.includes(phrase));
  return total + (whole && terms.length > 1 ? whole.weight * terms.length : 0);
}

function closeness(term: string, words: string[]): number {
  let best = 0;
  for (const word of words) {
    if (word === term) return 1;
    if (word.startsWith(term)) best = Math.max(best, 0.7);
    else if (term.length >= 4 && word.includes(term)) best = Math.max(best, 0.4);
    else if (term.length >= 5 && oneEditApart(term, word)) best = Math.max(best, 0.3);
  }
  return best;
}

/** One letter changed, missing, added, or two neighbours swapped. */
function oneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

function field(weight: number, ...texts: string[]) {
  const words = texts.flatMap(wordsOf);
  return { weight, text: words.join(" "), words: [...new Set(words)] };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
