import { makeExtend } from "./extend/index.ts";
import { makeLlamaparse } from "./llamaparse/index.ts";
import type { MakeProvider } from "./sandbox-provider.ts";

/** Every vendor the sandbox stands in for: a folder and one line here. */
export const providerMakers: readonly MakeProvider[] = [makeLlamaparse, makeExtend];
