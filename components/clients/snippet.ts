import type { KeyPlaces } from "#lib/contracts/keys.ts";

type Place = KeyPlaces["items"][number];

const general = { language: "Any SDK", text: "base URL   {base_url}\nAPI key    {token}" };

/** The gateway's address for a provider × region. */
export function gatewayUrl(origin: string, provider: string, region: string): string {
  return `${origin}/gateway/${provider}/${region}`;
}

/** What to write in an application so that it calls through the gateway: the vendor's SDK where its form is known. */
export function sdkSnippet(
  place: Place | undefined,
  baseUrl: string,
  token: string,
): { language: string; text: string } {
  const { language, text } = place?.snippet ?? general;
  return { language, text: text.replaceAll("{base_url}", baseUrl).replaceAll("{token}", token) };
}
