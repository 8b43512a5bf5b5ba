import type { KeyTestResult } from "#lib/contracts/keys.ts";
import { providerLabels } from "#lib/vocabulary.ts";
import type { Context, Secret } from "#server/platform/index.ts";
import type { RegionFact } from "#server/providers/index.ts";
import { askVendor, type VendorAnswer } from "./ask-vendor.ts";
import type { KeyPlace } from "./key-place.ts";

/** A test's outcome; `detail` is one sentence made of our own words, never of the vendor's or the key. */
export interface KeyTrial {
  result: KeyTestResult;
  detail: string;
}

/**
 * Finds out what a key is good for at its place. A vendor refuses a dead key and a key of another region with the same
 * words, so a refusal is followed by the same question to the other public regions; only their answers decide.
 */
export async function trySecret(
  ctx: Context,
  place: KeyPlace,
  baseUrl: string | null,
  secret: Secret,
): Promise<KeyTrial> {
  if (baseUrl === null) return { result: "unreachable", detail: `${nameOf(place)} has no address to ask just now.` };
  const answer = await askVendor(ctx, place.adapter, baseUrl, secret);
  return isRefusal(answer) ? explainRefusal(ctx, place, secret, answer.status) : judge(place, answer);
}

function isRefusal(answer: VendorAnswer): answer is VendorAnswer & { kind: "answered"; status: 401 | 403 } {
  return answer.kind === "answered" && (answer.status === 401 || answer.status === 403);
}

function judge(place: KeyPlace, answer: VendorAnswer): KeyTrial {
  const name = nameOf(place);
  if (answer.kind === "silent") return { result: "unreachable", detail: `${name} could not be asked: ${answer.why}.` };
  const { status, latencyMs, retryAfterS } = answer;
  if (isSuccess(answer)) return { result: "works", detail: `${name} accepted the key (${status} in ${latencyMs} ms).` };
  if (status === 429) {
    const when = retryAfterS === null ? "later" : `in ${retryAfterS} s`;
    return {
      result: "rate_limited",
      detail: `${name} is limiting requests (429), so the key is not proved: test ${when}.`,
    };
  }
  return { result: "unexpected", detail: `${name} answered ${status}, which says nothing about the key.` };
}

async function explainRefusal(ctx: Context, place: KeyPlace, secret: Secret, status: number): Promise<KeyTrial> {
  const refused = `${nameOf(place)} refused the key (${status})`;
  const siblings = publicSiblings(place);
  if (siblings.length === 0) return { result: "refused", detail: `${refused}.` };
  const probes = await Promise.all(
    siblings.map(async (region) => ({
      region,
      answer: await askVendor(ctx, place.adapter, region.baseUrl, secret),
    })),
  );
  const home = probes.find(({ answer }) => isSuccess(answer));
  if (home) {
    return { result: "region_mismatch", detail: `${refused}, but it works in ${home.region.label}: it belongs there.` };
  }
  const open = probes.filter(({ answer }) => !isRefusal(answer)).map(({ region }) => region.label);
  const rest =
    open.length === 0
      ? `, and so did ${siblings.map((region) => region.label).join(", ")}: it is mistyped, revoked or expired.`
      : `; ${open.join(", ")} gave no clear answer, so it may still belong there.`;
  return { result: "refused", detail: refused + rest };
}

/** Other regions of a public region; a customer deployment and the sandbox have none. */
function publicSiblings({ adapter, region }: KeyPlace): (RegionFact & { baseUrl: string })[] {
  if (region.baseUrl === null) return [];
  return adapter.regions.filter(
    (other): other is RegionFact & { baseUrl: string } => other.id !== region.id && other.baseUrl !== null,
  );
}

function isSuccess(answer: VendorAnswer): boolean {
  return answer.kind === "answered" && answer.status >= 200 && answer.status < 300;
}

function nameOf({ adapter, region }: KeyPlace): string {
  return `${providerLabels[adapter.id]} ${region.label}`;
}
