import { parseAsString, parseAsStringLiteral } from "nuqs/server";
import { namedRanges } from "#lib/contracts/scope.ts";
import { providerIds, regionIds } from "#lib/vocabulary.ts";

/** The top bar's scope and range, as they stand in every address. */
export const scopeParams = {
  provider: parseAsStringLiteral(providerIds),
  region: parseAsStringLiteral(regionIds),
  product: parseAsString,
  client: parseAsString,
  range: parseAsStringLiteral(namedRanges),
  from: parseAsString,
  to: parseAsString,
};

export const scopeParamNames = Object.keys(scopeParams) as (keyof typeof scopeParams)[];
