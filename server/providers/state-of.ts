import type { JobState } from "#lib/vocabulary.ts";

/**
 * Our state for a vendor's word. A word nobody documented is kept beside it by the caller and treated as running:
 * the job is followed until a word we know, or a 404, ends it.
 */
export function stateOf(
  maps: Readonly<Record<string, Readonly<Record<string, JobState>>>>,
  vocabulary: string,
  vendorStatus: string,
): JobState {
  const map = maps[vocabulary];
  return map && Object.hasOwn(map, vendorStatus) ? (map[vendorStatus] ?? "running") : "running";
}
