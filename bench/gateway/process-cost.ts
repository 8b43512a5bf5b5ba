import { readdirSync, readFileSync } from "node:fs";

/** What a process and its children have taken so far. Linux only; zeros elsewhere. */
export interface Cost {
  /** Seconds of processor time of the process itself. */
  ownSeconds: number;
  /** Seconds of processor time of its children (workers, database). */
  childSeconds: number;
  /** Resident memory of the process itself, in MiB. */
  ownMib: number;
  /** Resident memory of its children in MiB, what they share counted once for each. */
  childMib: number;
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
  const own = statOf(pid);
  const children = descendantsOf(pid);
  return {
    ownSeconds: own?.seconds ?? 0,
    childSeconds: children.reduce((sum, { seconds }) => sum + seconds, 0),
    ownMib: own?.mib ?? 0,
    childMib: children.reduce((sum, { mib }) => sum + mib, 0),
  };
}

/** Watches how far the resident memory of `pid` (with its children, when asked) grows until `end` is called; MiB. */
export function watchMemory(pid: number, withChildren: boolean): { end(): { before: number; most: number } } {
  const now = () => (withChildren ? costOf(pid).ownMib + costOf(pid).childMib : (statOf(pid)?.mib ?? 0));
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
