import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { inRoot } from "./paths.mjs";

const path = inRoot("node_modules", ".docket-steps");

/**
 * Lets one process at a time install, generate and build in this folder; a second one waits and then finds everything
 * up to date. A lock left by a killed process is taken over.
 * @returns {Promise<() => void>} gives the lock up
 */
export async function takeStepLock() {
  mkdirSync(inRoot("node_modules"), { recursive: true });
  const draft = `${path}.${process.pid}`;
  const mine = `${process.pid} ${startTime(process.pid)}`;
  writeFileSync(draft, mine);
  try {
    for (let told = false; !tryLink(draft); ) {
      const found = read(path);
      const holder = liveHolder(found);
      if (holder === null) {
        removeStale(found);
        continue;
      }
      if (!told) process.stdout.write(`another start (process ${holder}) is preparing this folder: waiting for it\n`);
      told = true;
      await sleep(200);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const release = () => {
    if (read(path) === mine) rmSync(path, { force: true });
  };
  process.once("exit", release);
  return release;
}

function tryLink(draft) {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** Moved away first: if another starter was quicker, what we moved is its fresh lock and goes back. */
function removeStale(expected) {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (read(aside) !== expected) tryLink(aside);
  rmSync(aside, { force: true });
}

function liveHolder(text) {
  const [pid, startedAt] = text.split(" ");
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (error.code !== "EPERM") return null;
  }
  return startedAt === startTime(pid) ? Number(pid) : null;
}

/** Tells a process from a later one with the same pid; where the system does not say, the pid alone counts. */
function startTime(pid) {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
