import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { inRoot, projectNode, root } from "./paths.mjs";
import { runProgram } from "./run-program.mjs";
import { clearStamp, hasStamp, writeStamp } from "./stamp.mjs";
import { StepFailed, upToDate } from "./step.mjs";

const oldestNode = 24;
const stampPath = inRoot("node_modules", ".docket-install");

/** Installs the dependencies when they changed since the last time, tests' tools included: `npm test` and the build need them. */
export async function install() {
  if (hasStamp(stampPath, wanted()) && existsSync(projectNode)) return upToDate;
  clearStamp(stampPath);
  const { code, output } = await runNpm(["install", "--no-audit", "--no-fund", "--no-save", "--include=dev"]);
  if (code !== 0) throw new StepFailed("npm install failed; its own words are above.", output);
  await checkNode();
  writeStamp(stampPath, wanted());
}

/** A fingerprint of what decides which packages are there. */
function wanted() {
  const manifest = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
  const { dependencies, devDependencies, optionalDependencies, overrides, allowScripts } = manifest;
  const parts = [
    dependencies,
    devDependencies,
    optionalDependencies,
    overrides,
    allowScripts,
    process.platform,
    process.arch,
  ];
  const lock = existsSync(inRoot("package-lock.json")) ? readFileSync(inRoot("package-lock.json")) : "";
  return createHash("sha256").update(JSON.stringify(parts)).update(lock).digest("hex");
}

/** The npm that started us, else the one in PATH. @param {string[]} args */
function runNpm(args) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith(".js") && existsSync(cli)) return runProgram(process.execPath, [cli, ...args], { cwd: root });
  return runProgram("npm", args, { cwd: root, shell: process.platform === "win32" });
}

async function checkNode() {
  const { code, output } = await runProgram(projectNode, ["--version"], { shell: process.platform === "win32" });
  const major = Number(/^v(\d+)/.exec(output)?.[1] ?? 0);
  if (code === 0 && major >= oldestNode) return;
  throw new StepFailed(
    code === 0
      ? `node_modules/.bin/node is Node ${major} and Docket needs ${oldestNode}: remove node_modules and start again.`
      : 'node_modules/.bin/node does not run, so the package "node" was installed without its install script: check that npm\'s setting ignore-scripts is off, remove node_modules and start again.',
  );
}
