/**
 * The origins pages of this Docket are served from: the public URL's, and that of the host the request itself was sent
 * to. A browser sets both `Origin` and `Host` itself, so another site's page never has them agree; forwarded-host headers
 * are not looked at, because a proxy that rewrites `Host` is what DOCKET_PUBLIC_URL is for.
 */
export function ownOrigins(publicUrl: string | null, headers: Headers | undefined): string[] {
  const origins = publicUrl === null ? [] : [new URL(publicUrl).origin];
  const host = headers?.get("host")?.toLowerCase() ?? "";
  // Nothing but a plain host and port: no pattern characters, no user, no path.
  if (/^([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/.test(host) && URL.canParse(`http://${host}`)) {
    // Behind a proxy that ends TLS, the page's scheme is https while ours is http.
    origins.push(new URL(`http://${host}`).origin, new URL(`https://${host}`).origin);
  }
  return [...new Set(origins)];
}

/**
 * Whether a browser sent this request from one of our own pages. Requests that change something and are authorised by
 * the session cookie must pass it; every browser sends `Origin` (or Fetch Metadata) with those.
 */
export function isFromOwnPage(publicUrl: string | null, headers: Headers): boolean {
  const origin = headers.get("origin");
  if (origin === null) return headers.get("sec-fetch-site") === "same-origin";
  return ownOrigins(publicUrl, headers).includes(origin);
}
