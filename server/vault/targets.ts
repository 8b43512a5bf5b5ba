import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import type { Context } from "#server/platform/index.ts";
import { chooseKey } from "./choose-key.ts";
import { type OpenedKey, openKeysForGateway } from "./open-keys-for-gateway.ts";

/** The enabled provider keys, opened, as they stood when this was made. */
export interface Targets {
  /**
   * The preferred key while it is enabled, else the one of the same provider × region whose turn it is for `turn`, a
   * client's id; null without any.
   */
  pick(provider: ProviderId, region: RegionId, preferredKeyId: string | null, turn?: string): OpenedKey | null;
  /** Whether a provider × region has more than one key to choose from. */
  hasChoice(provider: ProviderId, region: RegionId): boolean;
}

/** Opens every enabled provider key once, for Docket's own use whoever asked. */
export async function makeTargets(ctx: Context): Promise<Targets> {
  const places = new Map<string, OpenedKey[]>();
  for (const key of await openKeysForGateway({ ...ctx, acting: { kind: "system", label: "docket" } }, {})) {
    const place = `${key.provider}/${key.region}`;
    places.set(place, [...(places.get(place) ?? []), key]);
  }
  const chosen = new Map<string, OpenedKey | null>();
  const choose = (place: string, usable: readonly OpenedKey[], turn: string) => {
    if (usable.length < 2) return usable[0] ?? null;
    const id = `${place} ${turn}`;
    const known = chosen.get(id);
    if (known) return known;
    const key = chooseKey(usable, turn);
    chosen.set(id, key);
    return key;
  };
  return {
    pick(provider, region, preferredKeyId, turn = "") {
      const place = `${provider}/${region}`;
      const usable = places.get(place) ?? [];
      return usable.find((key) => key.id === preferredKeyId) ?? choose(place, usable, turn);
    },
    hasChoice: (provider, region) => (places.get(`${provider}/${region}`)?.length ?? 0) > 1,
  };
}
