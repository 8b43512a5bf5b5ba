import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { root } from "./paths.mjs";

/**
 * A fingerprint of files and folders of the project: names and contents, not times, so that a fresh checkout of the
 * same commit is the same. What is missing counts as missing.
 * @param {string[]} paths relative to the project's folder
 * @param {(path: string) => boolean} [skip] given the path relative to the project's folder, `/` between parts
 */
export function fingerprint(paths, skip = () => false) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((path) => listFiles(join(root, path)))) {
    const name = relative(root, file).split(sep).join("/");
    if (skip(name)) continue;
    const content = readFileSync(file);
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** A fingerprint of which files there are, whatever they hold. @param {string[]} paths */
export function namesFingerprint(paths) {
  const names = paths.flatMap((path) => listFiles(join(root, path))).map((file) => relative(root, file));
  return createHash("sha256").update(names.join("\0")).digest("hex");
}

/** Every file at or under a path, in order of name. @param {string} path @returns {string[]} */
export function listFiles(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => name !== "node_modules" && !name.startsWith("."));
  return names.sort().flatMap((name) => listFiles(join(path, name)));
}

/** @param {string} path @param {string} value */
export function hasStamp(path, value) {
  try {
    return readFileSync(path, "utf8") === value;
  } catch {
    return false;
  }
}

/** @param {string} path @param {string} value */
export function writeStamp(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, value);
}

/** Taken away before the work starts: work that is cut short is done again. @param {string} path */
export function clearStamp(path) {
  rmSync(path, { force: true });
}
