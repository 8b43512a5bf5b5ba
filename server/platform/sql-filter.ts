/**
 * Collects conditions of a hand-written query with their parameters. `?` in a condition stands for its value; a
 * condition whose value is undefined is left out.
 */
export class SqlFilter {
  readonly values: unknown[];
  readonly #conditions: string[] = [];

  constructor(values: unknown[] = []) {
    this.values = values;
  }

  /** Adds `condition` with every `?` bound to `value`. */
  where(condition: string, value: unknown): this {
    if (value === undefined) return this;
    return this.always(condition.replaceAll("?", this.bind(value)));
  }

  /** Adds a condition without a value. */
  always(condition: string): this {
    this.#conditions.push(condition);
    return this;
  }

  /** Adds a parameter and gives its placeholder. */
  bind(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  get sql(): string {
    return this.#conditions.length > 0 ? `WHERE ${this.#conditions.join(" AND ")}` : "";
  }
}
