import type { SpoolHealth } from "#lib/contracts/spool.ts";
import { formatBytes } from "#lib/format/bytes.ts";

/** What an alarm about the spool says. */
export interface SpoolWords {
  /** One sentence: what is wrong. */
  title: string;
  meaning: string;
  todo: string;
}

const words = {
  filling: {
    title: "The spool on disk is filling",
    meaning: "Calls end faster than the database takes their records. None is lost so far.",
    todo: "Look whether the database answers, and has room, before the bound is reached.",
  },
  full: {
    title: "The spool on disk is full",
    meaning:
      "New calls are refused as overloaded, and the refusals are not written down. What was noted before is safe.",
    todo: "Bring the database back, or give it room: the spool empties into it, and calls pass again by themselves.",
  },
  refused: {
    title: "The disk refuses the spool",
    meaning:
      "Calls go on, noted in memory only: a crash now would lose what the database has not taken. Where much waits, new calls are refused.",
    todo: "Make room on the disk of the data folder, or give Docket the right to write there; it tries again by itself.",
  },
} as const satisfies Record<Exclude<SpoolHealth["state"], "ok">, SpoolWords>;

/** Null while the spool is as it should be. */
export function spoolWords(spool: SpoolHealth | null): (SpoolWords & { figures: string }) | null {
  if (spool === null || spool.state === "ok") return null;
  const percent = Math.floor(spool.share * 100);
  return { ...words[spool.state], figures: `${formatBytes(spool.bytes)} wait, ${percent} % of its bound.` };
}
