import { makeExtend } from "./extend/index.ts";
import { makeLandingai } from "./landingai/index.ts";
import { makeLlamaparse } from "./llamaparse/index.ts";
import { makeOkrapdf } from "./okrapdf/index.ts";
import type { MakeProvider } from "./sandbox-provider.ts";
import { makeScopix } from "./scopix/index.ts";

/** Every vendor the sandbox stands in for: a folder and one line here. */
export const providerMakers: readonly MakeProvider[] = [
  makeLlamaparse,
  makeExtend,
  makeLandingai,
  makeScopix,
  makeOkrapdf,
];
