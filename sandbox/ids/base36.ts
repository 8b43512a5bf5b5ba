/** Characters needed for a block of 0..8 bytes; all different, so a length tells how many bytes it holds. */
const blockChars = [0, 2, 4, 5, 7, 8, 10, 11, 13] as const;
const alphabet = /^[0-9a-z]*$/;

/** Bytes as lower-case base 36, in blocks of eight bytes. */
export function toBase36(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 8) {
    const block = bytes.subarray(start, start + 8);
    let value = 0n;
    for (const byte of block) value = (value << 8n) | BigInt(byte);
    text += value.toString(36).padStart(blockChars[block.length] ?? 13, "0");
  }
  return text;
}

/** The bytes behind `toBase36`, or null when the text is not one it could have written. */
export function fromBase36(text: string): Uint8Array | null {
  if (!alphabet.test(text)) return null;
  const lastBytes = (blockChars as readonly number[]).indexOf(text.length % 13);
  if (lastBytes < 0) return null;
  const bytes = new Uint8Array(Math.floor(text.length / 13) * 8 + lastBytes);
  for (let at = 0, start = 0; start < text.length; start += 13, at += 8) {
    const size = Math.min(8, bytes.length - at);
    if (!writeBlock(bytes, at, size, text.slice(start, start + 13))) return null;
  }
  return bytes;
}

function writeBlock(bytes: Uint8Array, at: number, size: number, chars: string): boolean {
  let value = 0n;
  for (const char of chars) value = value * 36n + BigInt(Number.parseInt(char, 36));
  if (value >> BigInt(size * 8) !== 0n) return false;
  for (let index = size - 1; index >= 0; index -= 1) {
    bytes[at + index] = Number(value & 0xffn);
    value >>= 8n;
  }
  return true;
}
