import {
  brotliDecompressSync,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  constants as zlib,
  zstdDecompressSync,
} from "node:zlib";

const gap = Buffer.from("\n\n");

/** Keeps the first `maxBytes` of a stream that passes by, and its last `tailBytes`; the stream itself is not touched. */
export class HeadCapture {
  readonly maxBytes: number;
  readonly #tailBytes: number;
  #chunks: Buffer[] = [];
  #kept = 0;
  #tail = Buffer.alloc(0);
  /** Bytes that passed, kept or not. */
  total = 0;

  constructor(maxBytes: number, tailBytes = 0) {
    this.maxBytes = maxBytes;
    this.#tailBytes = tailBytes;
  }

  push(chunk: Buffer): void {
    this.total += chunk.length;
    const part = chunk.subarray(0, this.maxBytes - this.#kept);
    this.#keepTail(chunk.subarray(part.length));
    if (part.length === 0) return;
    // A copy: the network buffer behind the chunk is reused or large.
    this.#chunks.push(Buffer.from(part));
    this.#kept += part.length;
  }

  #keepTail(rest: Buffer): void {
    if (this.#tailBytes === 0 || rest.length === 0) return;
    this.#tail = Buffer.concat([this.#tail, rest]).subarray(-this.#tailBytes);
  }

  /** Whether a part of the stream was passed by unseen. */
  get truncated(): boolean {
    return this.total > this.#kept + this.#tail.length;
  }

  /** What was kept; where a middle is missing, an empty line stands for it. */
  get bytes(): Buffer {
    return Buffer.concat([...this.#chunks, ...(this.truncated && this.#tail.length > 0 ? [gap] : []), this.#tail]);
  }

  /** The captured text, unpacked when the stream was compressed; null when it cannot be read. */
  text(contentEncoding: string | undefined): string | null {
    const unpacked = unpack(this.bytes, contentEncoding, this.maxBytes);
    return unpacked === null ? null : unpacked.toString("utf8");
  }
}

/** Unpacks a possibly cut-off body, up to eight times `maxBytes`; null for one that unpacks to more. */
function unpack(bytes: Buffer, encoding: string | undefined, maxBytes: number): Buffer | null {
  const bounded = { maxOutputLength: maxBytes * 8 };
  try {
    switch (encoding?.trim().toLowerCase()) {
      case undefined:
      case "":
      case "identity":
        return bytes;
      case "gzip":
      case "x-gzip":
        return gunzipSync(bytes, { ...bounded, finishFlush: zlib.Z_SYNC_FLUSH });
      case "deflate":
        return inflate(bytes, { ...bounded, finishFlush: zlib.Z_SYNC_FLUSH });
      case "br":
        return brotliDecompressSync(bytes, { ...bounded, finishFlush: zlib.BROTLI_OPERATION_FLUSH });
      case "zstd":
        return zstdDecompressSync(bytes, { ...bounded, finishFlush: zlib.ZSTD_e_flush });
      default:
        return null;
    }
  } catch {
    return null;
  }
}

/** Some servers leave out the zlib header that `deflate` stands for. */
function inflate(bytes: Buffer, options: { maxOutputLength: number; finishFlush: number }): Buffer {
  const hasHeader = ((bytes[0] ?? 0) & 0x0f) === 8 && (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) % 31 === 0;
  return hasHeader ? inflateSync(bytes, options) : inflateRawSync(bytes, options);
}
