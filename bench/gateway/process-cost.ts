import { readdirSync, readFileSync } from "node:fs";

/** What a program and its database have taken so far. Linux only; zeros elsewhere. */
export interface Cost {
  /** Seconds of processor time of the process and its workers. */
  ownSeconds: number;
  /** Seconds of processor time of its database. */
  databaseSeconds: number;
  /** Resident memory of the process and its workers in MiB, what they share counted once for each. */
  ownMib: number;
  /** The same of its database. */
  databaseMib: number;
}

const ticksPerSecond = 100;
const pageMib = 4096 / 1024 / 1024;

interface Stat {
  pid: number;
  name: string;
  parent: number;
  seconds: number;
  mib: number;
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [parent, user, system, pages] = [fields[1], fields[11], fields[12], fields[21]].map(Number);
    const seconds = ((user ?? 0) + (system ?? 0)) / ticksPerSecond;
    const name = text.slice(text.indexOf("(") + 1, text.lastIndexOf(")"));
    return { pid, name, parent: parent ?? 0, seconds, mib: (pages ?? 0) * pageMib };
  } catch {
    return null;
  }
}

/** Every process that descends from `pid`. */
export function descendantsOf(pid: number): Stat[] {
  const all = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (statOf(Number(name)) ?? []) : []));
  const below = new Set([pid]);
  for (let grown = true; grown; ) {
    const found = all.filter((stat) => below.has(stat.parent) && !below.has(stat.pid));
    for (const { pid: child } of found) below.add(child);
    grown = found.length > 0;
  }
  return all.filter((stat) => stat.pid !== pid && below.has(stat.pid));
}

/** What process `pid` and everything below it cost; children that ended are not counted. */
export function costOf(pid: number): Cost {
  const self = statOf(pid);
  const all = [...(self ? [self] : []), ...descendantsOf(pid)];
  const seconds = (stats: Stat[]) => stats.reduce((sum, stat) => sum + stat.seconds, 0);
  const mib = (stats: Stat[]) => stats.reduce((sum, stat) => sum + stat.mib, 0);
  const database = all.filter(({ name }) => name === "postgres");
  const own = all.filter(({ name }) => name !== "postgres");
  return {
    ownSeconds: seconds(own),
    databaseSeconds: seconds(database),
    ownMib: mib(own),
    databaseMib: mib(database),
  };
}

/** Watches how far the resident memory of `pid` and its workers grows until `end` is called; MiB. */
export function watchMemory(pid: number): { end(): { before: number; most: number } } {
  const now = () => costOf(pid).ownMib;
  const before = now();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, now());
  }, 25);
  return {
    end() {
      clearInterval(timer);
      return { before, most: Math.max(most, now()) };
    },
  };
}
