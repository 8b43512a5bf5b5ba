/** Writes the fields of an id payload one after another. */
export class ByteWriter {
  readonly #parts: Uint8Array[] = [];

  uint(value: number, byteCount: number): this {
    const part = new Uint8Array(byteCount);
    let rest = Math.floor(value);
    for (let index = byteCount - 1; index >= 0; index -= 1) {
      part[index] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    this.#parts.push(part);
    return this;
  }

  /** A whole number of any size up to 2^53, seven bits a byte. */
  varint(value: number): this {
    const bytes: number[] = [];
    let rest = Math.floor(value);
    do {
      bytes.push((rest % 128) + (rest >= 128 ? 128 : 0));
      rest = Math.floor(rest / 128);
    } while (rest > 0);
    this.#parts.push(Uint8Array.from(bytes));
    return this;
  }

  bytes(value: Uint8Array): this {
    this.varint(value.length);
    this.#parts.push(value);
    return this;
  }

  string(value: string): this {
    return this.bytes(new TextEncoder().encode(value));
  }

  finish(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }
}

/** Reads what `ByteWriter` wrote. A payload that ends too early throws `RangeError`. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  uint(byteCount: number): number {
    let value = 0;
    for (let index = 0; index < byteCount; index += 1) value = value * 256 + this.#next();
    return value;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.#next();
      value += (byte % 128) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  bytes(): Uint8Array {
    const length = this.varint();
    if (this.#at + length > this.#bytes.length) throw new RangeError("payload ends too early");
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  string(): string {
    return new TextDecoder().decode(this.bytes());
  }

  #next(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new RangeError("payload ends too early");
    this.#at += 1;
    return byte;
  }
}
