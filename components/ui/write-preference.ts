import { type PreferenceName, preferenceCookie } from "#lib/preferences.ts";

const yearSeconds = 365 * 24 * 3600;

/** Keeps a viewing preference in a cookie, so that the server's first answer already looks right. */
export function writePreference(name: PreferenceName, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: CookieStore is missing where Docket is reached over plain http
  document.cookie = `${preferenceCookie(name)}=${encodeURIComponent(value)}; path=/; max-age=${yearSeconds}; samesite=lax`;
}
