import type { ProviderAdapter } from "./contract.ts";
import { extend } from "./vendors/extend/index.ts";
import { landingai } from "./vendors/landingai/index.ts";
import { llamaparse } from "./vendors/llamaparse/index.ts";
import { okrapdf } from "./vendors/okrapdf/index.ts";
import { scopix } from "./vendors/scopix/index.ts";

/** Every vendor Docket speaks to, in the order of the screens. One line each. */
export const providers: readonly ProviderAdapter[] = [llamaparse, extend, landingai, scopix, okrapdf];
