import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { inRoot, root } from "./paths.mjs";
import { listFiles } from "./stamp.mjs";
import { StepFailed } from "./step.mjs";

const rooms = ["app", "components", "lib", "server", "sandbox", "e2e", "bench", "scripts"];
const code = /\.(ts|tsx|mjs)$/;
/** Long by nature: generated code, tables of facts, and tests, whose cases stand side by side. */
const exempt =
  /^server\/platform\/prisma\/|^server\/catalog\/entries\/|\/(facts|fixtures|content)(\/|\.ts$)|\.(test|spec)\.tsx?$/;
const longest = 300;
const worthALook = 200;

/** Fails when a file of code has more lines than one can hold in mind; says how many come near. */
export function fileSizes() {
  const files = rooms
    .flatMap((room) => listFiles(inRoot(room)))
    .map((file) => relative(root, file).split(sep).join("/"));
  const sizes = files
    .filter((file) => code.test(file) && !exempt.test(file))
    .map((file) => ({ file, lines: readFileSync(inRoot(file), "utf8").split("\n").length - 1 }))
    .filter(({ lines }) => lines > worthALook)
    .sort((a, b) => b.lines - a.lines);
  const words = (list, separator) => list.map(({ file, lines }) => `${file} has ${lines} lines`).join(separator);
  const tooLong = sizes.filter(({ lines }) => lines > longest);
  if (tooLong.length > 0)
    throw new StepFailed(`Files of code end at ${longest} lines: split them.`, words(tooLong, "\n"));
  return sizes.length === 0 ? undefined : `worth a look: ${words(sizes, ", ")}`;
}
