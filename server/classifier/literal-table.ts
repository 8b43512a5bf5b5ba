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
  #places = new Map<string, number>();

  literals(): string[] {
    return [...this.#places.keys()];
  }

  /** Null stays null. */
  places(literals: ReadonlySet<string> | null): Set<number> | null {
    return literals && new Set([...literals].map((literal) => this.#placeOf(literal)));
  }

  index<T>(things: readonly T[], literalsOf: (thing: T) => readonly string[] | null): LiteralIndex<T> {
    const byPlace = new Map<number, number[]>();
    const always: number[] = [];
    things.forEach((thing, rank) => {
      const literals = literalsOf(thing);
      if (literals === null) always.push(rank);
      for (const place of this.places(new Set(literals ?? [])) ?? []) {
        byPlace.set(place, [...(byPlace.get(place) ?? []), rank]);
      }
    });
    // Without holes: those would make each look slow.
    const last = Math.max(-1, ...byPlace.keys());
    const at = Array.from({ length: last + 1 }, (_, place) => byPlace.get(place) ?? none);
    return { things, at, always, alwaysThings: things.filter((_, rank) => always.includes(rank)) };
  }

  #placeOf(literal: string): number {
    const place = this.#places.get(literal) ?? this.#places.size;
    this.#places.set(literal, place);
    return place;
  }
}

/** The things that a text holding these literals may concern, in their order. */
export function possibleAt<T>(index: LiteralIndex<T>, places: readonly number[]): readonly T[] {
  let ranks: number[] | null = null;
  for (const place of places) {
    const found = place < index.at.length ? (index.at[place] as readonly number[]) : none;
    if (found.length === 0) continue;
    ranks ??= [...index.always];
    for (const rank of found) ranks.push(rank);
  }
  if (ranks === null) return index.alwaysThings;
  if (ranks.length > 1) ranks.sort((a, b) => a - b);
  const possible: T[] = [];
  for (let at = 0; at < ranks.length; at++) {
    if (at === 0 || ranks[at] !== ranks[at - 1]) possible.push(index.things[ranks[at] as number] as T);
  }
  return possible;
}
