import { writeFileSync } from "node:fs";
import type { ScratchDesk } from "#server/process/index.ts";

/** Empties the caches, so that the next question finds nothing in memory. */
export interface Cold {
  /** What can be emptied here, for the report. */
  what: string;
  make(): Promise<void>;
}

/** Learns what can be emptied: the database's own cache always, the operating system's where this process may. */
export async function openCold(desk: ScratchDesk, wanted: boolean): Promise<Cold> {
  if (!wanted) return { what: "caches as they were", make: async () => {} };
  const { sql } = desk.ctx.db;
  await sql.query("CREATE EXTENSION IF NOT EXISTS pg_buffercache");
  const ofSystem = tryDropPages();
  return {
    what: ofSystem
      ? "the database's cache and the system's emptied before"
      : "the database's cache emptied before, not the system's",
    async make() {
      await sql.query("CHECKPOINT");
      await sql.query("SELECT pg_buffercache_evict_all()");
      tryDropPages();
    },
  };
}

/** Linux only, and only as root. */
function tryDropPages(): boolean {
  try {
    writeFileSync("/proc/sys/vm/drop_caches", "3");
    return true;
  } catch {
    return false;
  }
}
