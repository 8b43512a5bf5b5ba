import { createHash, type Hash } from "node:crypto";
import { HeadCapture } from "./head-capture.ts";

/**
 * The head of a request, and a digest of all of it: equal for a request that is sent again, though every multipart body
 * has a boundary of its own, which is left out. It holds no more of the body than one boundary's length.
 */
export class RequestCapture extends HeadCapture {
  readonly #hash: Hash;
  readonly #boundary: Buffer | null;
  readonly #what: string;
  #held = Buffer.alloc(0);

  /** @param what names what is asked for (the operation and its query): the same file for another purpose is another request. */
  constructor(maxBytes: number, what: string, contentType: string) {
    super(maxBytes);
    this.#what = `${what}\0`;
    this.#hash = createHash("sha256").update(this.#what);
    const boundary = /^multipart\/form-data\b.*?boundary="?([^";]{1,200})"?/i.exec(contentType)?.[1];
    this.#boundary = boundary ? Buffer.from(boundary) : null;
  }

  override push(chunk: Buffer): void {
    super.push(chunk);
    if (!this.#boundary) {
      this.#hash.update(chunk);
      return;
    }
    const seen = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk;
    let from = 0;
    for (let at = seen.indexOf(this.#boundary); at !== -1; at = seen.indexOf(this.#boundary, from)) {
      this.#hash.update(seen.subarray(from, at));
      from = at + this.#boundary.length;
    }
    // A boundary may begin at the end of this chunk.
    const keep = Math.max(from, seen.length - this.#boundary.length + 1);
    this.#hash.update(seen.subarray(from, keep));
    this.#held = Buffer.from(seen.subarray(keep));
  }

  /**
   * SHA-256 in hex of what passed so far, with `fileId` left out where the whole body was kept; only that of a whole request
   * says anything.
   */
  digestWithout(fileId: string | null): string {
    if (!fileId || this.truncated || this.#boundary) return this.#hash.copy().update(this.#held).digest("hex");
    return createHash("sha256")
      .update(this.#what)
      .update(this.bytes.toString("utf8").replaceAll(fileId, ""))
      .digest("hex");
  }
}
