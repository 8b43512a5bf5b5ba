import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import type { Context } from "#server/platform/index.ts";
import { type OpenedKey, openKeysForGateway } from "./open-keys-for-gateway.ts";

/** The enabled provider keys, opened, as they stood when this was made. */
export interface Targets {
  /** The preferred key while it is usable, else another of the same provider × region; null without any. */
  pick(provider: ProviderId, region: RegionId, preferredKeyId: string | null): OpenedKey | null;
}

/** Opens every enabled provider key once, for Docket's own use whoever asked. */
export async function makeTargets(ctx: Context): Promise<Targets> {
  const places = new Map<string, OpenedKey[]>();
  for (const key of await openKeysForGateway({ ...ctx, acting: { kind: "system", label: "docket" } }, {})) {
    const place = `${key.provider}/${key.region}`;
    places.set(place, [...(places.get(place) ?? []), key]);
  }
  return {
    pick(provider, region, preferredKeyId) {
      const usable = places.get(`${provider}/${region}`) ?? [];
      return usable.find((key) => key.id === preferredKeyId) ?? usable[0] ?? null;
    },
  };
}
