import type { FailureGroup } from "#lib/contracts/failures.ts";

/** The address of the single failures a group stands for, in the same time range. */
export function occurrencesHref(group: FailureGroup): string {
  const search = new URLSearchParams({ view: "single", provider: group.provider, region: group.region });
  if (group.product) search.set("product", group.product);
  if (group.entryId) search.set("entry", group.entryId);
  else search.set("family", group.family);
  return `/failures?${search}`;
}
