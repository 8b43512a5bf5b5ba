import { fileSizes } from "./file-sizes.mjs";
import { inRoot } from "./paths.mjs";
import { routeTypes } from "./route-types.mjs";
import { runTool } from "./run-program.mjs";
import { runBeside, runStep, StepFailed } from "./step.mjs";

/**
 * Everything that can be said about the code without running it; the checks run side by side.
 * @returns {Promise<boolean>} whether all of it is well
 */
export async function verify() {
  await runStep("routes", routeTypes);
  const results = await Promise.all([
    runBeside("sizes", fileSizes),
    runBeside("format", () => check("biome", ["check", "--error-on-warnings", "--colors=off"])),
    runBeside("imports", () => check("node", [inRoot("scripts", "check-imports.ts")])),
    runBeside("types", () => check("tsc", ["-p", ".", "--noEmit"])),
    runBeside("unused", () => check("knip", ["--no-progress", "--no-config-hints"])),
  ]);
  return results.every(Boolean);
}

const sentences = {
  biome: 'Format or lint is off; "npm run format" mends most of it.',
  node: "Import rules are broken; ARCHITECTURE.md says who may import whom.",
  tsc: "The types do not fit.",
  knip: "Files, exports or packages are there that nothing uses.",
};

/** @param {keyof typeof sentences} tool @param {string[]} args */
async function check(tool, args) {
  const { code, output } = await runTool(tool, args);
  if (code !== 0) throw new StepFailed(sentences[tool], output);
}
