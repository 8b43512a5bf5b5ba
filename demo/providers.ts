import { extend } from "./providers/extend.ts";
import { landingai } from "./providers/landingai.ts";
import { llamaparse } from "./providers/llamaparse.ts";
import { okrapdf } from "./providers/okrapdf.ts";
import { scopix } from "./providers/scopix.ts";
import type { DemoProvider } from "./scenario.ts";

/** Every vendor of the demonstration. One line each. */
export const demoProviders: readonly DemoProvider[] = [llamaparse, extend, landingai, scopix, okrapdf];
