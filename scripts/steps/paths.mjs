import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** @param {...string} parts */
export function inRoot(...parts) {
  return join(root, ...parts);
}

/** Node 24 as npm installed it; everything after the install step runs on it. */
export const projectNode = inRoot("node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
