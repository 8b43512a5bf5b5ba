/**
 * Counts events over a sliding stretch of time in a fixed ring of slots, whatever their number. An event is forgotten
 * between one stretch and one stretch plus one slot after it, never earlier. Times are milliseconds of one clock.
 */
export class SlidingCount {
  readonly #slotMs: number;
  readonly #slots: Uint32Array;
  /** Number of the newest slot since the clock's zero. */
  #newest = 0;
  #total = 0;

  constructor(windowMs: number, slots = 60) {
    this.#slotMs = windowMs / slots;
    this.#slots = new Uint32Array(slots + 1);
  }

  add(nowMs: number): void {
    this.#moveTo(nowMs);
    const at = this.#newest % this.#slots.length;
    this.#slots[at] = (this.#slots[at] ?? 0) + 1;
    this.#total += 1;
  }

  count(nowMs: number): number {
    this.#moveTo(nowMs);
    return this.#total;
  }

  /** Milliseconds until fewer than `limit` are counted, if none comes; 0 = so few are now. */
  untilBelow(nowMs: number, limit: number): number {
    let left = this.count(nowMs);
    if (left < limit) return 0;
    const length = this.#slots.length;
    for (let age = length - 1; age >= 0; age -= 1) {
      left -= this.#slots[(this.#newest - age + length) % length] ?? 0;
      if (left < limit) return Math.max(1, Math.ceil((this.#newest - age + length) * this.#slotMs - nowMs));
    }
    return Math.ceil(length * this.#slotMs);
  }

  #moveTo(nowMs: number): void {
    const slot = Math.floor(nowMs / this.#slotMs);
    const length = this.#slots.length;
    // A clock that is set back counts on in the newest slot.
    const passed = Math.min(slot - this.#newest, length);
    if (passed <= 0) return;
    for (let step = 1; step <= passed; step += 1) {
      const at = (slot - passed + step) % length;
      this.#total -= this.#slots[at] ?? 0;
      this.#slots[at] = 0;
    }
    this.#newest = slot;
  }
}
