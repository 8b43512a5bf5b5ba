/** A name of a host, without a final dot: labels of letters, digits and hyphens. */
const hostName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const longestName = 253;
/** Names that lead to this machine or this network wherever they are asked. */
const ownNames = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home\.arpa)$/;

/**
 * Why a text is no host that signed payloads may be fetched from; null when it is one: an exact name, or `*.example.com`
 * for every name below at least two fixed labels. Lower case.
 */
export function payloadHostProblem(text: string): string | null {
  const name = text.startsWith("*.") ? text.slice(2) : text;
  if (/^https?:|[/?#@]/.test(text)) return "Give the host alone, without https:// and without a path.";
  if (/^[[\]:0-9a-f]*:[[\]:0-9a-f.]*:[[\]:0-9a-f.]*$/.test(text) || /(?:^|\.)(?:0x[0-9a-f]*|\d+)$/.test(name)) {
    return "Give a name: an IP address cannot be allowed.";
  }
  if (text.includes(":")) return "Leave the port out: links are followed to https on its own port only.";
  if (name.includes("*")) return "A star stands only at the beginning, for everything below: *.example.com.";
  if (ownNames.test(name)) return "A name of this machine or this network cannot be allowed.";
  if (!name.includes(".")) {
    return name === text
      ? "Give a whole name, such as files.example.com."
      : "After *. at least two labels must follow.";
  }
  if (name.length > longestName || !hostName.test(name)) {
    return "This is no host name: labels of letters, digits and hyphens, with dots between them.";
  }
  return null;
}

/** Whether a host is one of those allowed, or lies below one that begins with a star. */
export function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  return allowed.some((each) => (each.startsWith("*.") ? host.endsWith(each.slice(1)) : host === each));
}
