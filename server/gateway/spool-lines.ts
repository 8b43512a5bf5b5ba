import { crc32 } from "node:zlib";

const newline = 0x0a;
const sumLength = 8;

/** One entry as it lies in the spool: the CRC-32 of its text in eight hex digits, a space, the text, a line feed. */
export function spoolLine(json: string): string {
  return `${crc32(json).toString(16).padStart(sumLength, "0")} ${json}\n`;
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
    const text = bytes.toString("utf8", at + sumLength + 1, end);
    const isWhole = end - at > sumLength && spoolLine(text) === bytes.toString("utf8", at, end + 1);
    if (isWhole) found.texts.push(text);
    else found.damaged += 1;
    at = end + 1;
  }
  return found;
}
