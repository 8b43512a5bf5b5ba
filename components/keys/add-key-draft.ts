import { type AddKeyInput, addKeyInput, type KeyPlaces } from "#lib/contracts/keys.ts";
import type { ProviderId, RegionId } from "#lib/vocabulary.ts";

/** The form as typed. */
export interface AddKeyDraft {
  provider: ProviderId;
  region: RegionId;
  label: string;
  secret: string;
  baseUrl: string;
}

export type DraftErrors = Partial<Record<keyof AddKeyDraft, string>>;

/** What the chosen provider × region needs; undefined while the places are not known. */
export function placeOf(places: KeyPlaces | undefined, draft: Pick<AddKeyDraft, "provider" | "region">) {
  const provider = places?.items.find((item) => item.provider === draft.provider);
  return { provider, region: provider?.regions.find((region) => region.id === draft.region) };
}

/** The form as the API wants it, or what is wrong with which field. */
export function checkDraft(
  draft: AddKeyDraft,
  needsBaseUrl: boolean,
): { input: AddKeyInput; errors?: undefined } | { input?: undefined; errors: DraftErrors } {
  const parsed = addKeyInput.safeParse({ ...draft, baseUrl: needsBaseUrl ? draft.baseUrl : undefined });
  const errors: DraftErrors = {};
  if (!parsed.success) {
    for (const issue of parsed.error.issues) errors[issue.path[0] as keyof AddKeyDraft] ??= issue.message;
  }
  if (needsBaseUrl) {
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
