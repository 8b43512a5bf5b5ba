import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkSource, type Violation } from "./check-source.ts";
import { rooms } from "./house-plan.ts";
import { readSource } from "./read-source.ts";

/** Generated code keeps no rules of ours. */
const generated = "server/platform/prisma";

/** Checks every TypeScript file of the rooms under `root`, in order of path. */
export function checkTree(root: string): Violation[] {
  return rooms
    .filter((room) => existsSync(join(root, room)))
    .flatMap((room) => listSources(root, room))
    .flatMap((path) => {
      return checkSource(readSource(path, readFileSync(join(root, path), "utf8")));
    });
}

/** TypeScript files under `folder`, relative to `root`, with `/`. */
export function listSources(root: string, folder: string): string[] {
  if (folder === generated) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === "node_modules" ? [] : listSources(root, path);
      return /\.(ts|tsx|mts)$/.test(entry.name) ? [path] : [];
    });
}
