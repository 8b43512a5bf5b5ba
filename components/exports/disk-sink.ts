import { ClientError } from "#lib/queries/client-error.ts";
import { type ExportSink, memorySink } from "#lib/queries/export-sink.ts";

/** Our folder in the part of the disk that the browser keeps for this site. */
const folderName = "exports";
/** How long a file stays after it was handed over, in ms: the browser copies it to the operator's files meanwhile. */
const keptMs = 10 * 60_000;

/** On the browser's own disk where it has one for us (a secure origin), so that no length fills the memory; else in memory. */
export async function openExportSink(): Promise<ExportSink> {
  try {
    return await openDiskSink();
  } catch {
    // No such disk in this browser, at this origin or in a private window.
    return memorySink();
  }
}

async function openDiskSink(): Promise<ExportSink> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(folderName, { create: true });
  await removeOld(folder);
  const name = crypto.randomUUID();
  const handle = await folder.getFileHandle(name, { create: true });
  const remove = () => folder.removeEntry(name).catch(() => {});
  const stream = await handle.createWritable().catch(async (error) => {
    await remove();
    throw error;
  });
  return {
    write: (piece) => stream.write(piece).catch(refused),
    async finish(type) {
      await stream.close().catch(refused);
      setTimeout(remove, keptMs);
      // A slice has the type that is asked for and is still read from the disk.
      const file = await handle.getFile();
      return file.slice(0, file.size, type);
    },
    async drop() {
      await stream.abort().catch(() => {});
      await remove();
    },
  };
}

/** Files of screens that were closed before they could remove them. */
async function removeOld(folder: FileSystemDirectoryHandle): Promise<void> {
  for await (const [name, entry] of folder.entries()) {
    if (entry.kind !== "file") continue;
    const { lastModified } = await (entry as FileSystemFileHandle).getFile();
    if (Date.now() - lastModified > keptMs) await folder.removeEntry(name).catch(() => {});
  }
}

function refused(error: unknown): never {
  const full = error instanceof DOMException && error.name === "QuotaExceededError";
  const message = full
    ? "The browser has no room left on this disk: make some, or narrow the filters or the range."
    : "The browser could not write it to its disk; try again.";
  throw new ClientError(0, { code: "no_room", message });
}
