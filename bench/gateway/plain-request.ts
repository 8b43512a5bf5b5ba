const endOfHead = Buffer.from("\r\n\r\n");

/** What the bench's vendor needs to know of a request. */
export interface PlainRequest {
  method: string;
  path: string;
}

/**
 * Reads a packet that holds exactly one request, whole: its head and as many bytes of body as that states. Null for anything
 * else, which is somebody else's to read.
 */
export function plainRequest(packet: Buffer): PlainRequest | null {
  const gap = packet.indexOf(endOfHead);
  if (gap === -1) return null;
  const head = packet.toString("latin1", 0, gap);
  if (/\r\ntransfer-encoding:/i.test(head)) return null;
  const stated = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  if (packet.length !== gap + endOfHead.length + stated) return null;
  const [method = "", path = ""] = head.slice(0, head.indexOf("\r\n")).split(" ");
  return { method, path };
}
