import { brotliDecompressSync, gunzipSync, inflateSync, constants as zlib } from "node:zlib";

/** Keeps the first `maxBytes` of a stream that passes by; the stream itself is not touched. */
export class HeadCapture {
  readonly maxBytes: number;
  #chunks: Buffer[] = [];
  #kept = 0;
  /** Bytes that passed, kept or not. */
  total = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  push(chunk: Buffer): void {
    this.total += chunk.length;
    if (this.#kept >= this.maxBytes) return;
    const part = chunk.subarray(0, this.maxBytes - this.#kept);
    // A copy: the network buffer behind the chunk is reused or large.
    this.#chunks.push(Buffer.from(part));
    this.#kept += part.length;
  }

  get truncated(): boolean {
    return this.total > this.#kept;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  /** The captured text, unpacked when the stream was compressed; null when it cannot be read. */
  text(contentEncoding: string | undefined): string | null {
    const unpacked = unpack(this.bytes, contentEncoding, this.maxBytes);
    return unpacked === null ? null : unpacked.toString("utf8");
  }
}

/** Unpacks a possibly cut-off body, giving out at most `maxBytes`. */
function unpack(bytes: Buffer, encoding: string | undefined, maxBytes: number): Buffer | null {
  const bounded = { maxOutputLength: maxBytes * 8 };
  try {
    switch (encoding?.trim().toLowerCase()) {
      case undefined:
      case "":
      case "identity":
        return bytes;
      case "gzip":
        return gunzipSync(bytes, { ...bounded, finishFlush: zlib.Z_SYNC_FLUSH });
      case "deflate":
        return inflateSync(bytes, { ...bounded, finishFlush: zlib.Z_SYNC_FLUSH });
      case "br":
        return brotliDecompressSync(bytes, { ...bounded, finishFlush: zlib.BROTLI_OPERATION_FLUSH });
      default:
        return null;
    }
  } catch {
    return null;
  }
}
