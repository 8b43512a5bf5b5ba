/** Things, in their order, by the literals they cannot do without. */
export interface LiteralIndex<T> {
  things: readonly T[];
  /** Places in `things`, by a literal's place; none where a literal belongs to somebody else. It ends with the last one. */
  at: readonly (readonly number[])[];
  /** Places in `things` of what no literal can rule out, and those things. */
  always: readonly number[];
  alwaysThings: readonly T[];
}

const none: readonly number[] = [];

/** Gives each literal a place, the same for all who ask for it. */
export class LiteralTable {
  #places: Map<string, number>;

  /** With the literals of another table, at the same places. */
  constructor(begun?: LiteralTable) {
    this.#places = new Map(begun?.literals().map((literal, place) => [literal, place]));
  }

  literals(): string[] {
    return [...this.#places.keys()];
  }

  index<T>(things: readonly T[], literalsOf: (thing: T) => Iterable<string> | null): LiteralIndex<T> {
    const byPlace = new Map<number, number[]>();
    const always: number[] = [];
    things.forEach((thing, rank) => {
      const literals = literalsOf(thing);
      if (literals === null) always.push(rank);
      for (const literal of new Set(literals ?? [])) {
        const place = this.placeOf(literal);
        byPlace.set(place, [...(byPlace.get(place) ?? []), rank]);
      }
    });
    // Without holes: those would make each look slow.
    const last = Math.max(-1, ...byPlace.keys());
    const at = Array.from({ length: last + 1 }, (_, place) => byPlace.get(place) ?? none);
    return { things, at, always, alwaysThings: things.filter((_, rank) => always.includes(rank)) };
  }

  /** The literal's place; a new one if nobody asked for it yet. */
  placeOf(literal: string): number {
    const place = this.#places.get(literal) ?? this.#places.size;
    this.#places.set(literal, place);
    return place;
  }
}

/** The things that a text holding these literals may concern, in their order. */
export function possibleAt<T>(index: LiteralIndex<T>, places: readonly number[]): readonly T[] {
  let ranks: number[] | null = null;
  for (let each = 0; each < places.length; each++) {
    const place = places[each] as number;
    const found = place < index.at.length ? (index.at[place] as readonly number[]) : none;
    if (found.length === 0) continue;
    ranks ??= [...index.always];
    for (let at = 0; at < found.length; at++) insert(ranks, found[at] as number);
  }
  return ranks === null ? index.alwaysThings : ranks.map((rank) => index.things[rank] as T);
}

/** Into its place, once. The lists are short: sorting them afterwards takes longer. */
function insert(ranks: number[], rank: number): void {
  let at = ranks.length;
  while (at > 0 && (ranks[at - 1] as number) > rank) at--;
  if (at > 0 && ranks[at - 1] === rank) return;
  ranks.push(rank);
  for (let last = ranks.length - 1; last > at; last--) ranks[last] = ranks[last - 1] as number;
  ranks[at] = rank;
}
