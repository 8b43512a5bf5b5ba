// `node scripts/check-imports.ts [folder]`: prints every broken import rule and ends with 1 if there is one.
import { resolve } from "node:path";
import { checkTree } from "./import-rules/check-tree.ts";

const violations = checkTree(resolve(process.argv[2] ?? "."));
for (const { file, line, deed, rule } of violations) console.log(`${file}:${line} ${deed}: ${rule}`);
process.exitCode = violations.length > 0 ? 1 : 0;
