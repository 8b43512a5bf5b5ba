const endOfHead = Buffer.from("\r\n\r\n");
const lengthName = Buffer.from("\r\ncontent-length: ");
const endOfChunks = Buffer.from("0\r\n\r\n");
const nothing = Buffer.alloc(0);

/** Finds where each answer of one connection ends; it reads no more of it than that takes. */
export class AnswerReader {
  readonly #onAnswer: (status: number) => void;
  #seen: Buffer = nothing;

  constructor(onAnswer: (status: number) => void) {
    this.#onAnswer = onAnswer;
  }

  /** Takes the next bytes; whoever owns `chunk` may use it again afterwards. */
  push(chunk: Buffer): void {
    this.#seen = this.#seen.length === 0 ? chunk : Buffer.concat([this.#seen, chunk]);
    for (let end = this.#endOfAnswer(); end !== -1; end = this.#endOfAnswer()) {
      const status = Number(this.#seen.toString("latin1", 9, 12));
      this.#seen = this.#seen.length === end ? nothing : this.#seen.subarray(end);
      this.#onAnswer(status);
    }
    if (this.#seen.length > 0) this.#seen = Buffer.from(this.#seen);
  }

  #endOfAnswer(): number {
    const gap = this.#seen.indexOf(endOfHead);
    if (gap === -1) return -1;
    const body = gap + endOfHead.length;
    const length = this.#statedLength(gap);
    if (length !== null) return body + length <= this.#seen.length ? body + length : -1;
    // The bench's answers are small JSON: the empty last chunk cannot stand inside one.
    const last = this.#seen.indexOf(endOfChunks, gap + 2);
    return last === -1 ? -1 : last + endOfChunks.length;
  }

  /** The `content-length` of a head that ends at `gap`: looked for in the bytes, for turning heads into text costs more. */
  #statedLength(gap: number): number | null {
    const at = this.#seen.indexOf(lengthName);
    if (at !== -1 && at < gap) return Number.parseInt(this.#seen.toString("latin1", at + lengthName.length, gap), 10);
    const otherwise = /\r\ncontent-length: *(\d+)/i.exec(this.#seen.toString("latin1", 0, gap))?.[1];
    return otherwise === undefined ? null : Number(otherwise);
  }
}
