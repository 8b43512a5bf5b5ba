/** How one person looks at the screens; kept in cookies, shared with nobody. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export type PreferenceName = "theme" | "zone" | "live";

export interface Preferences {
  theme: Theme;
  /** IANA zone name. */
  zone: string;
  live: boolean;
}

/** Name of the cookie a preference is kept in. */
export function preferenceCookie(name: PreferenceName): string {
  return `docket-${name}`;
}

/** Reads the preferences; anything missing or not understood takes its default. */
export function readPreferences(read: (cookie: string) => string | undefined): Preferences {
  const theme = read(preferenceCookie("theme"));
  const zone = read(preferenceCookie("zone"));
  return {
    theme: themes.find((known) => known === theme) ?? "system",
    zone: zone && isZone(zone) ? zone : "UTC",
    live: read(preferenceCookie("live")) !== "off",
  };
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
