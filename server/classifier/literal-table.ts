/** Things by the literals they cannot do without. */
export interface LiteralIndex<T> {
  /** By a literal's place; holes where a literal belongs to somebody else. */
  at: readonly (readonly T[] | undefined)[];
  /** What no literal can rule out. */
  always: readonly T[];
  /** All, in order: a thing comes before another where its rank is lower. */
  rank: ReadonlyMap<T, number>;
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
    const at: T[][] = [];
    const always: T[] = [];
    for (const thing of things) {
      const literals = literalsOf(thing);
      if (literals === null) always.push(thing);
      for (const place of this.places(new Set(literals ?? [])) ?? []) {
        const list = at[place] ?? [];
        list.push(thing);
        at[place] = list;
      }
    }
    return { at, always, rank: new Map(things.map((thing, rank) => [thing, rank])) };
  }

  #placeOf(literal: string): number {
    const place = this.#places.get(literal) ?? this.#places.size;
    this.#places.set(literal, place);
    return place;
  }
}

/** The things that a text holding these literals may concern, in their order. */
export function possibleAt<T>({ at, always, rank }: LiteralIndex<T>, places: readonly number[]): readonly T[] {
  let found: Set<T> | null = null;
  for (const place of places) {
    const things = at[place];
    if (things === undefined) continue;
    found ??= new Set(always);
    for (const thing of things) found.add(thing);
  }
  if (found === null || found.size < 2) return found === null ? always : [...found];
  return [...found].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
}
