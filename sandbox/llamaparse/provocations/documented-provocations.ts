import type { Provocation } from "../../provoke/provocation.ts";
import { classifyProvocations } from "./classify-provocations.ts";
import { extractProvocations } from "./extract-provocations.ts";
import { parseProvocations } from "./parse-provocations.ts";
import { quotaProvocations } from "./quota-provocations.ts";
import { splitProvocations } from "./split-provocations.ts";
import { uploadProvocations } from "./upload-provocations.ts";

/** Every documented message, by section. */
export const documentedProvocations: readonly Provocation[] = [
  ...quotaProvocations,
  ...uploadProvocations,
  ...parseProvocations,
  ...extractProvocations,
  ...classifyProvocations,
  ...splitProvocations,
];
