import { ClientError } from "./client-error.ts";

/** Where an export goes while it comes. */
export interface ExportSink {
  /** Takes the next piece; resolves when there is room for another. Throws `ClientError` when there is none. */
  write(piece: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The whole, as a file of this type. */
  finish(type: string): Promise<Blob>;
  /** Lets go of what has come. */
  drop(): Promise<void>;
}

/** As much as a browser is made to hold that can keep nothing on disk, in bytes. */
export const maxHeldBytes = 256 * 1024 * 1024;
/** What has come is handed over in pieces of this size, which the browser may keep where it likes. */
const pieceBytes = 8 * 1024 * 1024;

/** Holds an export in memory, up to a bound. */
export function memorySink(maxBytes: number = maxHeldBytes): ExportSink {
  let pieces: Blob[] = [];
  let held: Uint8Array<ArrayBuffer>[] = [];
  let heldBytes = 0;
  let bytes = 0;
  return {
    async write(piece) {
      bytes += piece.byteLength;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      held.push(piece);
      heldBytes += piece.byteLength;
      if (heldBytes < pieceBytes) return;
      pieces.push(new Blob(held));
      [held, heldBytes] = [[], 0];
    },
    finish: async (type) => new Blob([...pieces, ...held], { type }),
    async drop() {
      [pieces, held] = [[], []];
    },
  };
}

function tooLarge(maxBytes: number): ClientError {
  const bound = `${Math.floor(maxBytes / 1024 ** 2)} MiB`;
  const message = `It is larger than ${bound}, and this browser can keep no more: narrow the filters or the range, or read /api/v1/exports with an API token.`;
  return new ClientError(0, { code: "too_large", message });
}
