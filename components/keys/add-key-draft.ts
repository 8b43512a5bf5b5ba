import { type AddKeyInput, addKeyInput, type KeyPlaces } from "#lib/contracts/keys.ts";
import { type ProviderId, providerIds, type RegionId, regionIds } from "#lib/vocabulary.ts";

/** The form as typed. */
export interface AddKeyDraft {
  provider: ProviderId;
  region: RegionId;
  label: string;
  secret: string;
  baseUrl: string;
}

/** An empty form, at the first place there is. */
export function emptyDraft(places: KeyPlaces): AddKeyDraft {
  const provider = places.items[0]?.provider ?? providerIds[0];
  return { provider, region: firstRegion(places, provider), label: "", secret: "", baseUrl: "" };
}

/** The region to begin with after choosing a provider. */
export function firstRegion(places: KeyPlaces, provider: ProviderId): RegionId {
  return places.items.find((item) => item.provider === provider)?.regions[0]?.id ?? regionIds[0];
}

export type DraftErrors = Partial<Record<keyof AddKeyDraft, string>>;

/** What the chosen provider × region needs. */
export function placeOf(places: KeyPlaces, draft: Pick<AddKeyDraft, "provider" | "region">) {
  const provider = places.items.find((item) => item.provider === draft.provider);
  return { provider, region: provider?.regions.find((region) => region.id === draft.region) };
}

/** The form as the API wants it, or what is wrong with which field. */
export function checkDraft(
  draft: AddKeyDraft,
  { needsBaseUrl, takesBaseUrl }: { needsBaseUrl: boolean; takesBaseUrl: boolean },
): { input: AddKeyInput; errors?: undefined } | { input?: undefined; errors: DraftErrors } {
  const wantsBaseUrl = needsBaseUrl || (takesBaseUrl && draft.baseUrl.trim() !== "");
  const parsed = addKeyInput.safeParse({ ...draft, baseUrl: wantsBaseUrl ? draft.baseUrl : undefined });
  const errors: DraftErrors = {};
  if (!parsed.success) {
    for (const issue of parsed.error.issues) errors[issue.path[0] as keyof AddKeyDraft] ??= issue.message;
  }
  if (wantsBaseUrl) {
    const problem = baseUrlProblem(draft.baseUrl);
    if (problem) errors.baseUrl = problem;
  }
  return parsed.success && Object.keys(errors).length === 0 ? { input: parsed.data } : { errors };
}

function baseUrlProblem(text: string): string | undefined {
  if (text.trim() === "") return "A deployment of your own needs its address.";
  const url = URL.parse(text.trim());
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:"))
    return "Give an address like https://host.example.";
  if (url.username || url.password) return "The address must not carry a user name or password.";
  return undefined;
}
