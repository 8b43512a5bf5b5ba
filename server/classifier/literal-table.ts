/** Things, in their order, by the literals they cannot do without. */
export interface LiteralIndex<T> {
  things: readonly T[];
  /** Places in `things`, by a literal's place; holes where a literal belongs to somebody else. */
  at: readonly (readonly number[] | undefined)[];
  /** Places in `things` of what no literal can rule out, and those things. */
  always: readonly number[];
  alwaysThings: readonly T[];
}

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
    const at: number[][] = [];
    const always: number[] = [];
    things.forEach((thing, rank) => {
      const literals = literalsOf(thing);
      if (literals === null) always.push(rank);
      for (const place of this.places(new Set(literals ?? [])) ?? []) {
        const list = at[place] ?? [];
        list.push(rank);
        at[place] = list;
      }
    });
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
    const found = index.at[place];
    if (found === undefined) continue;
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
