/**
 * A map that forgets its oldest entry when it is full. Everything the sandbox remembers beyond its ids lives in one of
 * these: it is lost with a restart, and it never grows without end.
 */
export class BoundedMap<K, V> {
  readonly #entries = new Map<K, V>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: K): V | undefined {
    return this.#entries.get(key);
  }

  has(key: K): boolean {
    return this.#entries.has(key);
  }

  /** Puts the entry last, also when the key is known. */
  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#limit) {
      const oldest = this.#entries.keys().next();
      if (!oldest.done) this.#entries.delete(oldest.value);
    }
  }

  /** Newest first. */
  newestKeys(): K[] {
    return [...this.#entries.keys()].reverse();
  }
}
