import { crc32 } from "node:zlib";

const newline = 0x0a;
const space = 0x20;
const sumLength = 8;
/** Bytes of a character in UTF-8, at most, for each of JavaScript's. */
const mostBytesEach = 3;
/** Room at first, and what is kept once it was needed, in bytes. */
const usualRoom = 64 * 1024;
const mostKeptRoom = 1024 * 1024;

/**
 * Entries on their way into the spool, as bytes: each is the CRC-32 of its text in eight hex digits, a space, the text, a line
 * feed. Texts go straight into one piece of memory, so that nothing is put together, and nothing left over, for each of them.
 */
export class LineBuffer {
  #room = Buffer.allocUnsafeSlow(usualRoom);
  #used = 0;

  /** Bytes of the lines that gathered. */
  get length(): number {
    return this.#used;
  }

  /** The lines that gathered; good until the next change. */
  get bytes(): Buffer {
    return this.#room.subarray(0, this.#used);
  }

  /** Adds the line of an entry whose text holds no line feed. */
  add(text: string): void {
    this.#makeRoom(sumLength + 1 + text.length * mostBytesEach + 1);
    const start = this.#used + sumLength + 1;
    const end = start + this.#room.write(text, start);
    this.#room.write(sumOf(this.#room.subarray(start, end)), this.#used, "latin1");
    this.#room[start - 1] = space;
    this.#room[end] = newline;
    this.#used = end + 1;
  }

  clear(): void {
    this.#used = 0;
    if (this.#room.length > mostKeptRoom) this.#room = Buffer.allocUnsafeSlow(usualRoom);
  }

  #makeRoom(bytes: number): void {
    if (this.#used + bytes <= this.#room.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#room.length * 2, this.#used + bytes));
    this.#room.copy(larger, 0, 0, this.#used);
    this.#room = larger;
  }
}

function sumOf(text: Buffer): string {
  return crc32(text).toString(16).padStart(sumLength, "0");
}

/** What a spool file holds. */
export interface SpoolLines {
  texts: string[];
  /** Lines whose sum is wrong, a last one that breaks off not among them. */
  damaged: number;
}

/**
 * Reads the entries of a spool file. Its last line may break off, where the process or the disk ended in the middle of it;
 * any other line whose sum is wrong is left out and counted.
 */
export function readSpoolLines(bytes: Buffer): SpoolLines {
  const found: SpoolLines = { texts: [], damaged: 0 };
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(newline, at);
    if (end === -1) break;
    const start = at + sumLength + 1;
    const isWhole = start <= end && bytes[start - 1] === space && isSum(bytes, at, sumOf(bytes.subarray(start, end)));
    if (isWhole) found.texts.push(bytes.toString("utf8", start, end));
    else found.damaged += 1;
    at = end + 1;
  }
  return found;
}

function isSum(bytes: Buffer, at: number, sum: string): boolean {
  return bytes.toString("latin1", at, at + sumLength) === sum;
}
