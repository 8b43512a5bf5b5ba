/**
 * Where to go after signing in: a path of our own, or the overview. An address that leads elsewhere (`//host`, `/\host`,
 * a scheme) is not followed.
 */
export function safeNext(next: string | null | undefined): string {
  if (!next?.startsWith("/") || /^\/[/\\]/.test(next)) return "/overview";
  // Browsers drop these inside a URL, which could turn the second character into a slash.
  if (/[\t\r\n]/.test(next)) return "/overview";
  return next.startsWith("/sign-in") ? "/overview" : next;
}
