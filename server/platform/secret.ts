const hidden = "[hidden]";
const inspect = Symbol.for("nodejs.util.inspect.custom");
/** Marks secrets across the two copies of this module that one process loads (the front door's and the screens'). */
const brand = Symbol.for("docket.secret");

/**
 * A value that must not be seen: it prints, serialises and inspects as hidden. `open` is called as late as
 * possible, where the value leaves for the vendor or the cipher.
 */
export class Secret {
  readonly #value: string;
  readonly [brand] = true;

  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && (value as Record<symbol, unknown>)[brand] === true;
  }

  constructor(value: string) {
    this.#value = value;
  }

  open(): string {
    return this.#value;
  }

  /** The part a screen may show. */
  get lastFour(): string {
    return this.#value.slice(-4);
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [inspect](): string {
    return hidden;
  }
}
