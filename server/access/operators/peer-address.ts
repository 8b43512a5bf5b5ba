/**
 * The request header by which the front door tells the sign-in limit who is calling. The front door sets it on every
 * request from `peerAddress`, whatever the caller sent.
 */
export const peerAddressHeader = "x-docket-peer-address";

/**
 * The caller's address: the socket's, or, when a proxy on this machine passed the request on, the address that proxy
 * added last to X-Forwarded-For. Entries before the last are the caller's own claim.
 */
export function peerAddress(remoteAddress: string | undefined, forwardedFor: string | undefined): string {
  const socket = (remoteAddress ?? "").replace(/^::ffff:/i, "");
  if (socket !== "::1" && !socket.startsWith("127.")) return socket;
  const added = forwardedFor?.split(",").at(-1)?.trim() ?? "";
  return /^[0-9a-f.:]{2,45}$/i.test(added) ? added : socket;
}
