import { type BatchWriter, batchOf } from "./batch-writer.ts";
import type { Spool, SpoolFile } from "./spool.ts";
import { readSpoolEntry } from "./spool-entries.ts";
import { readSpoolLines } from "./spool-lines.ts";

/** Files of the spool whose records wait on disk only, because memory had no room for more of them. */
export class SpilledFiles {
  readonly #spool: Spool;
  readonly #writer: BatchWriter;
  readonly #maxBatchRows: number;
  /** Oldest first, with how many records wait in each. */
  readonly #files = new Map<SpoolFile, number>();
  #rows = 0;

  /** @param maxBatchRows go into one group commit. */
  constructor(spool: Spool, writer: BatchWriter, maxBatchRows: number) {
    this.#spool = spool;
    this.#writer = writer;
    this.#maxBatchRows = maxBatchRows;
  }

  /** Records that wait in them. */
  get rows(): number {
    return this.#rows;
  }

  /** How many there are. */
  get size(): number {
    return this.#files.size;
  }

  /** One more record of a file waits there only. */
  add(file: SpoolFile): void {
    this.#files.set(file, (this.#files.get(file) ?? 0) + 1);
    this.#rows += 1;
  }

  /** Reads the oldest and writes its records; those written before are passed over there. False where the database is away. */
  async writeOldest(): Promise<boolean> {
    const [file] = this.#files.keys();
    if (!file) return true;
    const bytes = this.#spool.read(file);
    const count = this.#files.get(file) ?? 0;
    const records = (bytes ? readSpoolLines(bytes).texts : []).flatMap((text) => {
      const entry = readSpoolEntry(text);
      return entry?.kind === "record" ? [entry.record] : [];
    });
    for (let at = 0; at < records.length; at += this.#maxBatchRows) {
      if (!(await this.#writer.write(batchOf(records.slice(at, at + this.#maxBatchRows))))) return false;
    }
    this.#files.delete(file);
    this.#rows -= count;
    // A file that cannot be read stays where it is, for the next start.
    if (bytes) this.#spool.release(file, count);
    return true;
  }
}
